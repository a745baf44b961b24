import type { CrawlSummary } from '../model/crawl.ts';
import { addressOf, identityOf } from './address.ts';
import { openAsking, type Asking } from './asking.ts';
import { openConsider, type Consider } from './consider.ts';
import { openFetcher, type Fetcher } from './fetch-page.ts';
import { openFrontier, type Frontier } from './frontier.ts';
import { openLinksSeen, type LinksSeen } from './links-seen.ts';
import { readLists, type ListReading } from './lists.ts';
import { openOpener, type Opener } from './opener.ts';
import type { CrawlOptions, Opened } from './options.ts';
import { openSkipLog, policyOf, type SkipLog } from './policy.ts';
import { isPrivateHost } from './private-addresses.ts';
import { noJournal, openReplay } from './replay.ts';
import { openBrowserView } from './shown.ts';
import type { Template } from './templates.ts';

/** All that a crawl has found out. */
export interface Crawled {
  opened: readonly Opened[];
  templates: readonly Template[];
  frontier: Pick<Frontier, 'found' | 'waiting' | 'unopened' | 'traps'>;
  /** Identities of what the sitemaps name. */
  listed: ReadonlySet<string>;
  links: Pick<LinksSeen, 'of'>;
  skipped: Pick<SkipLog, 'list'>;
  notes: string[];
  /** Why nothing was opened where a robots.txt could not be read. */
  closed: readonly string[];
  /** Why origins that asked for too long a pause were not asked any more. */
  leftAlone: ReadonlyMap<string, string>;
  /** Nothing is known of links where they were not followed. */
  followedLinks: boolean;
  ended: CrawlSummary['ended'];
  because: string | undefined;
  endedBy: CrawlSummary['endedBy'];
  /** Bytes: of answers, unpacked, and what the browser received over the network. */
  received: { read: number; browser: number };
}

/** Bytes of a page that are read; the largest HTML of the HTTP Archive is below (Web Almanac 2024, page weight). */
const largestPage = 10_000_000;

/**
 * Finds the pages of a site: robots.txt, sitemaps and feeds, the links of its HTML and, where a page shows more than its HTML, of what the
 * browser shows. Only asks with GET. Never rejects because of a page: what went wrong is told with it.
 */
export async function crawl(seed: URL, options: CrawlOptions): Promise<Crawled> {
  const allowPrivate = options.allowPrivate || isPrivateHost(seed.hostname);
  const fetcher = openFetcher({ userAgent: options.userAgent, allowPrivate, timeout: options.timeout, mostBytes: largestPage, ...(options.cookies && { cookies: options.cookies }) });
  try {
    return await crawlWith(fetcher, seed, options);
  } finally {
    await fetcher.close();
  }
}

async function crawlWith(fetcher: Fetcher, seed: URL, options: CrawlOptions): Promise<Crawled> {
  const { signal } = options;
  const origins = new Set([seed.origin, ...options.origins]);
  const notes = new Set<string>();
  const note = (text: string): void => void notes.add(text);
  const received = { read: 0, browser: 0 };
  const onBytes = (bytes: number): void => void (received.read += bytes);
  const replay = options.replay ?? openReplay(noJournal, { now: options.now, date: () => new Date(0), signal });
  const asking = openAsking(fetcher, options, replay, note);
  const policy = policyOf(origins, options, asking.allows);
  const [frontier, skipped, links] = [openFrontier(options), openSkipLog(), openLinksSeen()];
  const consider = openConsider(seed, { origins, policy, frontier, skipped, links });
  const { render, ...others } = options;
  const browser = openBrowserView({ ...others, ...(render && { render: (url) => render(url, () => asking.turn(new URL(url).origin), (bytes) => void (received.browser += bytes)) }) });
  const lists = listsOf({ asking, consider, skipped, signal, note, onBytes });
  const opener = openOpener({ origins, asking, browser, policy, consider, frontier, skipped, readFeeds: lists.read, onBytes }, options);

  const listed = await readSeeds(seed, options.addresses, { origins, asking, consider, lists });
  const limit = (): Limit | undefined => limitReached(options, { opened: opener.opened.length, elapsed: replay.elapsed(), bytes: received.read + received.browser });
  await openAll({ opener, frontier, pace: asking.pace, mayGoOn: () => !signal.aborted && limit() === undefined }, options);

  for (const text of [...asking.pace.notes(frontier.waiting), ...opener.notes(), ...browser.notes()]) note(text);
  const leftAlone = asking.pace.allLeftAlone();
  const isLeft = frontier.waiting() > 0 || asking.leftUnasked();
  const end = isLeft ? (limit() ?? busyLimit(leftAlone)) : undefined;
  return {
    opened: opener.opened,
    templates: opener.templates,
    frontier,
    listed,
    links,
    skipped,
    notes: [...notes],
    closed: asking.closed(),
    leftAlone,
    followedLinks: options.followLinks,
    received,
    ended: signal.aborted ? 'interrupted' : end === undefined ? 'complete' : 'limit',
    because: end?.because,
    endedBy: end?.endedBy,
  };
}

/** Sitemaps and feeds, each read once. */
interface Lists {
  read(addresses: readonly string[], further?: Partial<ListReading>): Promise<void>;
  onPage(page: URL): void;
}

function listsOf({ asking, consider, skipped, ...reading }: { asking: Pick<Asking, 'forList' | 'forRobots'>; consider: Consider; skipped: SkipLog } & Pick<ListReading, 'signal' | 'note' | 'onBytes'>): Lists {
  const known = new Set<string>();
  const onPage = (page: URL): void => consider(page, { depth: 1, hops: 0, from: null });
  const ask: ListReading['ask'] = async (url) => {
    // Sitemaps may lie on another host, which has rules of its own.
    if ((await asking.forRobots(url.origin)).allows(url)) return asking.forList(url);
    skipped.add('robots', url);
    return null;
  };
  return { read: (addresses, further) => readLists(addresses, known, { ...reading, ask, onPage, ...further }), onPage };
}

/** Where the crawl begins: the addresses it is given, and the sitemaps of its origins. Ends with the identities of what these name. */
async function readSeeds(seed: URL, addresses: readonly string[], { origins, asking, consider, lists }: { origins: ReadonlySet<string>; asking: Pick<Asking, 'forRobots'>; consider: Consider; lists: Lists }): Promise<Set<string>> {
  const listed = new Set<string>();
  for (const origin of origins) {
    await asking.forRobots(origin);
  }
  for (const address of [seed.href, ...addresses]) {
    const url = addressOf(address, seed.href);
    if (url !== null) consider(url, { depth: 0, hops: 0, from: null });
  }
  for (const origin of origins) {
    const { sitemaps, allows } = await asking.forRobots(origin);
    const usual = new URL('/sitemap.xml', origin);
    const isGuess = sitemaps.length === 0;
    const onPage = (page: URL): void => {
      listed.add(identityOf(page));
      lists.onPage(page);
    };
    await lists.read(isGuess ? (allows(usual) ? [usual.href] : []) : sitemaps, { isGuess, onPage });
  }
  return listed;
}

/** Opens what waits, as many at a time as the options allow, until nothing does or it may not go on; ends when none is under way. */
async function openAll({ opener, frontier, pace, mayGoOn }: { opener: Opener; frontier: Frontier; pace: Asking['pace']; mayGoOn(): boolean }, options: CrawlOptions): Promise<void> {
  /** The next page of an origin that is free; of one that is busy, to wait for it, when nothing else is left to do. */
  const nextEntry = (isIdle: boolean) => frontier.next(pace.isFree) ?? (isIdle ? frontier.next((origin) => pace.leftAlone(origin) === undefined) : null);
  const underWay = new Set<Promise<void>>();
  for (;;) {
    const entry = mayGoOn() && opener.opened.length + underWay.size < options.maxPages ? nextEntry(underWay.size === 0) : null;
    if (entry === null && underWay.size === 0) return;
    if (entry !== null) {
      const work: Promise<void> = opener.open(entry).finally(() => {
        underWay.delete(work);
        options.onProgress({ found: frontier.found(), opened: opener.opened.length, failed: opener.failed(), waiting: frontier.waiting() });
      });
      underWay.add(work);
    }
    if (entry === null || underWay.size >= options.concurrency) await Promise.race(underWay);
  }
}

interface Limit {
  because: string;
  endedBy: NonNullable<Crawled['endedBy']>;
}

function limitReached({ maxPages, maxTime, maxBytes }: CrawlOptions, { opened, elapsed, bytes }: { opened: number; elapsed: number; bytes: number }): Limit | undefined {
  if (opened >= maxPages) return { endedBy: 'pages', because: `${maxPages} pages were opened` };
  if (maxTime !== null && elapsed >= maxTime) return { endedBy: 'time', because: `${Math.round(maxTime / 1_000)} s had passed` };
  if (maxBytes !== null && bytes >= maxBytes) return { endedBy: 'bytes', because: `${megabytes(maxBytes)} MB had been received` };
  return undefined;
}

function busyLimit(leftAlone: ReadonlyMap<string, string>): Limit | undefined {
  return leftAlone.size === 0 ? undefined : { endedBy: 'busy', because: [...leftAlone.values()].join(', and ') };
}

/** As in 0.5, 3.2, 48 */
export function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0).replace(/\.0$/, '');
}
