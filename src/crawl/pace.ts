import { setTimeout as wait } from 'node:timers/promises';

/** Keeps requests to one origin apart, and away from one that asks to be left alone. */
export interface Pace {
  /** Waits until the origin may be asked. `gap`: ms between two requests to it. false: the crawl has ended before. */
  turn(origin: string, gap: number): Promise<boolean>;
  /** The origin says that it is busy: it is left alone for so many ms, and asked more slowly from then on. */
  pause(origin: string, ms: number): void;
  /** Who said so, and what came of it, for the report. */
  notes(): string[];
  /** Why nothing further may be asked for; undefined: it may. */
  ended(): string | undefined;
}

/** ms; a server that asks for more is not asked again. */
const longestPause = 120_000;
/** ms between two requests to a server that was busy once; doubled each time it is so again, up to the longest. */
const firstGap = 250;
const longestGap = 10_000;

/** @param left ms until the crawl ends. */
export function openPace(now: () => number, left: () => number, signal: AbortSignal): Pace {
  const freeAt = new Map<string, number>();
  const busy = new Map<string, { times: number; gap: number; until: number }>();
  let ended: string | undefined;
  const isOver = (): boolean => signal.aborted || ended !== undefined || left() <= 0;
  return {
    async turn(origin, gap) {
      // Another request may have led to a pause meanwhile.
      for (;;) {
        const ms = Math.min((freeAt.get(origin) ?? 0) - now(), left());
        if (ms <= 0 || isOver()) break;
        await wait(ms, undefined, { signal }).catch(() => undefined);
      }
      if (isOver()) return false;
      freeAt.set(origin, Math.max(now(), freeAt.get(origin) ?? 0) + Math.max(gap, busy.get(origin)?.gap ?? 0));
      return true;
    },
    pause(origin, ms) {
      if (ms > longestPause) ended ??= `${origin} asked to be left alone for ${Math.round(ms / 60_000)} minutes`;
      const { times, gap, until } = busy.get(origin) ?? { times: 0, gap: 0, until: 0 };
      // Requests that were under way when it became busy say nothing new.
      const slower = now() < until ? gap : Math.min(longestGap, Math.max(firstGap, gap * 2));
      busy.set(origin, { times: times + 1, gap: slower, until: Math.max(until, now() + ms) });
      freeAt.set(origin, Math.max(freeAt.get(origin) ?? 0, now() + ms));
    },
    notes: () => [...busy].map(([origin, { times, gap }]) => `${origin} said ${times === 1 ? 'once' : `${times} times`} that it is busy (status 429 or 503): it was left alone for as long as it asked, and from then on asked at most every ${gap / 1_000} s.`),
    ended: () => ended,
  };
}
