import { answerFrom, keptAnswer, largestList, type Answer, type Fetcher } from './fetch-page.ts';
import { mayBeText } from './lists.ts';
import type { CrawlOptions } from './options.ts';
import { openPace, type Pace } from './pace.ts';
import { isPage } from './read-page.ts';
import type { Replay } from './replay.ts';
import { everything, readRobots, type Robots } from './robots.ts';
import { productOf } from './wishes.ts';

/**
 * Asks the servers of a site: each origin in its turn, and a busy one again after the pause it wants. What was answered before
 * the crawl stood still is not asked for again, nor waited for.
 */
export interface Asking {
  /** null: the crawl ended before, its origin is not asked any more, or the server is busy: the page waits with the others of its origin, so that those of other origins are not kept waiting. */
  forPage(url: URL): Promise<Answer | null>;
  /** null: the crawl ended before, or its origin is not asked any more. */
  forList(url: URL): Promise<Answer | null>;
  /** Asked for once. */
  forRobots(origin: string): Promise<Robots>;
  /** Waits until an origin may be asked. false: the crawl ended before, or the origin is not asked any more. */
  turn(origin: string): Promise<boolean>;
  /** By the robots.txt of its origin; one that has not been asked for forbids nothing. */
  allows(url: URL): boolean;
  /** Why nothing may be opened of origins whose robots.txt could not be read. */
  closed(): string[];
  /** Something was not asked for, since the crawl had ended or its origin is not asked any more. */
  leftUnasked(): boolean;
  pace: Pick<Pace, 'isFree' | 'leftAlone' | 'allLeftAlone' | 'notes'>;
}

/** Times an address is asked for again whose server says that it is busy. */
const mostBusy = 5;
const isBusy = ({ status }: Answer): boolean => status === 429 || status === 503;

/** `note`: given what the report has to say of what a robots.txt asks for. */
export function openAsking(fetcher: Fetcher, options: CrawlOptions, replay: Replay, note: (text: string) => void): Asking {
  const { signal } = options;
  const pace = openPace(options.now, () => (options.maxTime === null ? Infinity : options.maxTime - replay.elapsed()), signal, options.onNote);
  const robots = new Map<string, Robots>();
  const timesBusy = new Map<string, number>();
  let leftUnasked = false;

  const turn = async (origin: string): Promise<boolean> => {
    const may = await pace.turn(origin, Math.max(options.rate === null ? 0 : 1_000 / options.rate, robots.get(origin)?.delay ?? 0));
    if (!may) leftUnasked = true;
    return may;
  };
  /** Leaves a busy server alone for as long as it says, as often as is reasonable. false: it is not busy, or has been asked often enough. */
  const backedOff = (answer: Answer): boolean => {
    const times = (timesBusy.get(answer.url.href) ?? 0) + 1;
    if (!isBusy(answer) || times > mostBusy) return false;
    timesBusy.set(answer.url.href, times);
    pace.pause(answer.url.origin, answer.retryAfter ?? 500 * 2 ** times);
    return true;
  };
  const askOnce = async (url: URL, reads: (contentType: string) => boolean, mostBytes?: number): Promise<Answer | null> => ((await turn(url.origin)) ? fetcher.get(url, reads, signal, mostBytes) : null);
  const askUntilFree = async (url: URL, mostBytes?: number): Promise<Answer | null> => {
    for (;;) {
      const answer = await askOnce(url, mayBeText, mostBytes);
      if (answer === null || !backedOff(answer)) return answer;
    }
  };
  const askForPage = async (url: URL): Promise<Answer | null> => {
    const answer = await askOnce(url, isPage);
    return answer === null || backedOff(answer) ? null : answer;
  };
  const replayed = (name: string, url: URL, ask: () => Promise<Answer | null>): Promise<Answer | null> =>
    replay.once(`${name} ${url.href}`, { ask, keep: (answer) => (answer === null ? null : keptAnswer(answer)), revive: (kept) => answerFrom(url, kept) });

  return {
    forPage: (url) => replayed('page', url, () => askForPage(url)),
    forList: (url) => replayed('list', url, () => askUntilFree(url, largestList)),
    async forRobots(origin) {
      const known = robots.get(origin);
      if (known !== undefined) return known;
      const read = options.obeyRobots ? await readRobots((url) => askUntilFree(url), origin, productOf(options.userAgent), () => pace.leftAlone(origin) ?? 'the crawl had ended') : everything(null);
      robots.set(origin, read);
      if (read.note !== null) note(read.note);
      return read;
    },
    turn,
    allows: (url) => robots.get(url.origin)?.allows(url) !== false,
    closed: () => [...robots.values()].flatMap(({ isRead, note: why }) => (isRead || why === null ? [] : [why])),
    leftUnasked: () => leftUnasked,
    pace,
  };
}
