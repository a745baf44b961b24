import { setTimeout as wait } from 'node:timers/promises';

/** Keeps requests to one origin apart, and away from one that asks to be left alone. */
export interface Pace {
  /** Waits until the origin may be asked. `gap`: ms between two requests to it. false: the crawl has ended before, or the origin is not asked any more. */
  turn(origin: string, gap: number): Promise<boolean>;
  /** The origin says that it is busy: it is left alone for so many ms, and asked more slowly from then on. Where that is too long it is not asked any more. */
  pause(origin: string, ms: number): void;
  /** It has not asked to be left alone, or that is over. */
  isFree(origin: string): boolean;
  /** Why an origin is not asked any more; undefined: it is. */
  leftAlone(origin: string): string | undefined;
  /** All of these, by origin. */
  allLeftAlone(): ReadonlyMap<string, string>;
  /** Who said so, and what came of it, for the report. `waiting`: addresses of an origin that were left. */
  notes(waiting: (origin: string) => number): string[];
}

/** ms that are waited in any case, if the crawl has as much time left. */
const usualPause = 120_000;
/** Of the time that a crawl has left: with a pause that takes no more, as much is left to look for pages. */
const longestShare = 0.5;
/** ms of a pause that whoever looks on is told of: below, the progress goes on soon enough (Nielsen, Usability Engineering, 1993: attention lasts for 10 s). */
const worthTelling = 10_000;
/** ms between two requests to a server that was busy once; doubled each time it is so again, up to the longest. */
const firstGap = 250;
const longestGap = 10_000;
/** ms after which a request that waits looks again: meanwhile another may have been told to leave the origin alone. Timers hold no more than 25 days, either. */
const longestWait = 5_000;

/** Without a limit nobody has said how long the crawl may take. */
function longestPause(left: number): number {
  return left === Infinity ? usualPause : Math.min(left, Math.max(usualPause, left * longestShare));
}

/** As in: 45 s, 5 minutes, 3 hours */
function lengthOf(ms: number): string {
  if (ms < 120_000) return `${Math.round(ms / 1_000)} s`;
  return ms < 7_200_000 ? `${Math.round(ms / 60_000)} minutes` : `${Math.round(ms / 3_600_000)} hours`;
}

/** @param left ms until the crawl ends; Infinity: it has no limit. `tell`: given what is worth knowing while it happens. */
export function openPace(now: () => number, left: () => number, signal: AbortSignal, tell: (text: string) => void = () => undefined): Pace {
  const freeAt = new Map<string, number>();
  const busy = new Map<string, { times: number; gap: number; until: number }>();
  const gone = new Map<string, string>();
  const isOver = (origin: string): boolean => signal.aborted || gone.has(origin) || left() <= 0;
  return {
    async turn(origin, gap) {
      // Another request may have led to a pause meanwhile.
      for (;;) {
        const ms = Math.min((freeAt.get(origin) ?? 0) - now(), left());
        if (ms <= 0 || isOver(origin)) break;
        await wait(Math.min(ms, longestWait), undefined, { signal }).catch(() => undefined);
      }
      if (isOver(origin)) return false;
      freeAt.set(origin, Math.max(now(), freeAt.get(origin) ?? 0) + Math.max(gap, busy.get(origin)?.gap ?? 0));
      return true;
    },
    pause(origin, ms) {
      if (gone.has(origin)) return;
      if (ms > longestPause(left())) {
        const asked = `${origin} asked to be left alone for ${lengthOf(ms)}`;
        gone.set(origin, asked);
        return tell(`${asked}: it is not asked any more.`);
      }
      const { times, gap, until } = busy.get(origin) ?? { times: 0, gap: 0, until: 0 };
      // Requests that were under way when it became busy say nothing new.
      const isNew = now() >= until;
      busy.set(origin, { times: times + 1, gap: isNew ? Math.min(longestGap, Math.max(firstGap, gap * 2)) : gap, until: Math.max(until, now() + ms) });
      freeAt.set(origin, Math.max(freeAt.get(origin) ?? 0, now() + ms));
      if (isNew && ms >= worthTelling) tell(`${origin} is busy and asks to be left alone for ${lengthOf(ms)}: its pages wait until then.`);
    },
    isFree: (origin) => !gone.has(origin) && (busy.get(origin)?.until ?? 0) <= now(),
    leftAlone: (origin) => gone.get(origin),
    allLeftAlone: () => gone,
    notes: (waiting) => [
      ...[...busy].map(([origin, { times, gap }]) => `${origin} said ${times === 1 ? 'once' : `${times} times`} that it is busy (status 429 or 503): it was left alone for as long as it asked, and from then on asked at most every ${gap / 1_000} s.`),
      ...[...gone].map(([origin, asked]) => `${asked}: the crawl did not ask it any more${waiting(origin) === 0 ? '' : `, and ${waiting(origin) === 1 ? '1 address' : `${waiting(origin)} addresses`} of it ${waiting(origin) === 1 ? 'was' : 'were'} left`}.`),
    ],
  };
}
