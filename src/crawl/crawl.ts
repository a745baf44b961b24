import type { CrawlSummary } from '../model/crawl.ts';
import { undoes } from './acts.ts';
import { addressOf, identityOf } from './address.ts';
import { answerFrom, keptAnswer, largestList, openFetcher, type Answer, type Fetcher } from './fetch-page.ts';
import { mostHops, openFrontier, type Entry, type Frontier } from './frontier.ts';
import { openLinksSeen, type LinksSeen } from './links-seen.ts';
import { mayBeText, readLists, type ListReading } from './lists.ts';
import { isBroken, type CrawlOptions, type Opened } from './options.ts';
import { openPace } from './pace.ts';
import { openSkipLog, policyOf, type Saying, type SkipLog } from './policy.ts';
import { isPrivateHost } from './private-addresses.ts';
import type { Link, ReadPage } from './read-page.ts';
import { noJournal, openReplay } from './replay.ts';
import { everything, readRobots, type Robots } from './robots.ts';
import { openBrowserView, type ShownPage } from './shown.ts';
import { templateFor, type Template } from './templates.ts';
import { productOf } from './wishes.ts';

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
const isPage = (contentType: string): boolean => /^(?:text\/html|application\/xhtml\+xml)/.test(contentType) || contentType === '';
/** Times a page is asked for again whose server says that it is busy. */
const mostBusy = 5;
const isBusy = ({ status }: Answer): boolean => status === 429 || status === 503;

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
  const robotsOf = new Map<string, Robots>();
  const policy = policyOf(origins, options, (url) => robotsOf.get(url.origin)?.allows(url) !== false);
  const frontier = openFrontier(options);
  const skipped = openSkipLog();
  const links = openLinksSeen();
  const replay = options.replay ?? openReplay(noJournal, { now: options.now, date: () => new Date(0), signal });
  const pace = openPace(options.now, () => (options.maxTime === null ? Infinity : options.maxTime - replay.elapsed()), signal, options.onNote);
  /** Identities of what a link said that it undoes something. */
  const undoing = new Set<string>();
  const notes = new Set<string>();
  const cut = { pages: 0, first: '' };
  const opened: Opened[] = [];
  const templates: Template[] = [];
  const listed = new Set<string>();
  const lists = new Set<string>();
  const received = { read: 0, browser: 0 };
  let failed = 0;

  /** Something was not asked for, since the crawl had ended or its origin is not asked any more: a page in the browser, a list. */
  let leftUnasked = false;
  const turn = async (origin: string): Promise<boolean> => {
    const may = await pace.turn(origin, Math.max(options.rate === null ? 0 : 1_000 / options.rate, robotsOf.get(origin)?.delay ?? 0));
    if (!may) leftUnasked = true;
    return may;
  };
  const timesBusy = new Map<string, number>();
  /** Leaves a busy server alone for as long as it says, as often as is reasonable. false: it is not busy, or has been asked often enough. */
  const backedOff = (answer: Answer): boolean => {
    const times = (timesBusy.get(answer.url.href) ?? 0) + 1;
    if (!isBusy(answer) || times > mostBusy) return false;
    timesBusy.set(answer.url.href, times);
    pace.pause(answer.url.origin, answer.retryAfter ?? 500 * 2 ** times);
    return true;
  };
  const askOnce = async (url: URL, reads: (contentType: string) => boolean, mostBytes?: number): Promise<Answer | null> => ((await turn(url.origin)) ? fetcher.get(url, reads, signal, mostBytes) : null);
  /** robots.txt or a list. null: the crawl ended before, or the origin is not asked any more. */
  const askUntilFree = async (url: URL, mostBytes?: number): Promise<Answer | null> => {
    for (;;) {
      const answer = await askOnce(url, mayBeText, mostBytes);
      if (answer === null || !backedOff(answer)) return answer;
    }
  };
  /** null also: the server is busy. The page waits with the others of its origin, so that those of other origins are not kept waiting. */
  const askForPage = async (url: URL): Promise<Answer | null> => {
    const answer = await askOnce(url, isPage);
    return answer === null || backedOff(answer) ? null : answer;
  };
  const { render, ...others } = options;
  const browser = openBrowserView({ ...others, ...(render && { render: (url) => render(url, () => turn(new URL(url).origin), (bytes) => void (received.browser += bytes)) }) });
  /** What was answered before is not asked for again, nor waited for. */
  const ask = (what: 'page' | 'list', url: URL): Promise<Answer | null> =>
    replay.once(`${what} ${url.href}`, { ask: () => (what === 'page' ? askForPage(url) : askUntilFree(url, largestList)), keep: (answer) => (answer === null ? null : keptAnswer(answer)), revive: (kept) => answerFrom(url, kept) });
  /** Puts an address into the queue if the rules allow it. */
  const consider = (url: URL, from: Pick<Entry, 'depth' | 'hops' | 'from'>, link: Saying = { text: '', nofollow: false }): void => {
    // A page that names itself, as with its canonical address, leads nobody to it.
    if (from.from !== null && identityOf(new URL(from.from)) !== identityOf(url)) links.add(identityOf(url), from.from);
    const isUndoing = link.acts === true || (undoes(link.text) && !takesFilterOff(url, from.from));
    if (isUndoing && origins.has(url.origin)) undoing.add(identityOf(url));
    if (frontier.knows(url)) return isUndoing && frontier.drop(url) ? skipped.add('acts', url) : undefined;
    const reason = undoing.has(identityOf(url)) ? 'acts' : policy(url, link);
    if (reason !== null && (reason !== 'excluded' || identityOf(url) !== identityOf(seed))) return skipped.add(reason, url);
    skipped.remove(url);
    frontier.add(url, from);
  };
  const robotsAt = async (origin: string): Promise<Robots> => {
    const known = robotsOf.get(origin);
    if (known !== undefined) return known;
    const robots = options.obeyRobots ? await readRobots((url) => askUntilFree(url), origin, productOf(options.userAgent), () => pace.leftAlone(origin) ?? 'the crawl had ended') : everything(null);
    robotsOf.set(origin, robots);
    if (robots.note !== null) notes.add(robots.note);
    return robots;
  };
  /** Sitemaps may lie on another host, which has rules of its own. */
  const askForList = async (url: URL): Promise<Answer | null> => {
    if ((await robotsAt(url.origin)).allows(url)) return ask('list', url);
    skipped.add('robots', url);
    return null;
  };
  const listReading: ListReading = { ask: askForList, signal, note: (text) => void notes.add(text), onBytes: (read) => void (received.read += read), onPage: (page) => consider(page, { depth: 1, hops: 0, from: null }) };

  for (const origin of origins) {
    await robotsAt(origin);
  }
  for (const address of [seed.href, ...options.addresses]) {
    const url = addressOf(address, seed.href);
    if (url !== null) consider(url, { depth: 0, hops: 0, from: null });
  }
  for (const origin of origins) {
    const named = robotsOf.get(origin)?.sitemaps ?? [];
    const usual = new URL('/sitemap.xml', origin);
    await readLists(named.length > 0 ? named : robotsOf.get(origin)?.allows(usual) === false ? [] : [usual.href], lists, { ...listReading, isGuess: named.length === 0, onPage: (page) => void (listed.add(identityOf(page)), listReading.onPage(page)) });
  }

  const redirected = (entry: Entry, record: Opened, location: string): void => {
    const target = addressOf(location, entry.url.href);
    if (target === null) record.problem = 'it leads to an address that is none';
    else record.location = identityOf(target);
    if (target !== null) consider(target, { depth: entry.depth, hops: entry.hops + 1, from: null });
  };
  /** The same page by another spelling of its address, as with a slash at its end: what is asked for next. null: it leads elsewhere, or back. */
  const respelled = (entry: Entry, asked: readonly URL[], location: string): { entry: Entry; asked: URL[] } | null => {
    const [target, last] = [addressOf(location, entry.url.href), asked.at(-1)];
    if (target === null || last === undefined || identityOf(target) !== entry.identity || asked.length > mostHops) return null;
    const next = new URL(location, last);
    next.hash = '';
    return asked.every(({ href }) => href !== next.href) ? { entry: { ...entry, url: target }, asked: [...asked, next] } : null;
  };
  const follow = (entry: Entry, { page, further }: ShownPage): void => {
    const wanted = (link: Link): boolean => link.kind !== 'feed' && (options.followLinks || link.kind === 'canonical');
    for (const link of [...page.links, ...further].filter(wanted)) {
      consider(link.url, { depth: entry.depth + 1, hops: 0, from: entry.url.href }, { text: link.text, nofollow: link.nofollow || page.nofollow, acts: link.acts });
    }
  };
  /** Feeds of a page, if the rules that hold for its links allow them; those of other sites are none of its pages. */
  const feedsOf = ({ links: named, nofollow }: ReadPage): string[] =>
    named.flatMap((link) => {
      if (link.kind !== 'feed' || !origins.has(link.url.origin)) return [];
      const reason = policy(link.url, { text: '', nofollow: link.nofollow || nofollow, isList: true });
      if (reason !== null) skipped.add(reason, link.url);
      return reason === null ? [link.url.href] : [];
    });
  const visit = async (entry: Entry, asked: readonly URL[] = [entry.url]): Promise<void> => {
    const answer = signal.aborted ? null : await ask('page', asked.at(-1) ?? entry.url);
    if (answer === null || (signal.aborted && answer.status === null)) return frontier.putBack({ ...entry, url: asked[0] ?? entry.url });
    received.read += answer.bytes;
    if (answer.refused) return skipped.add('private-address', entry.url);
    const again = answer.location === null ? null : respelled(entry, asked, answer.location);
    if (again !== null) return robotsOf.get(again.entry.url.origin)?.allows(again.entry.url) === false ? skipped.add('robots', again.entry.url) : visit(again.entry, again.asked);
    const record = recordOf(entry, answer);
    opened.push(record);
    if (answer.location !== null) return redirected(entry, record, answer.location);
    if (isBroken(record)) return void (failed += 1);
    if (!isPage(answer.contentType)) return skipped.add('no-page', entry.url);
    const seen = await browser.show(entry.url, answer.body, answer.robotsHeader);
    if (seen.movedTo !== undefined) {
      // The rules hold for where scripts lead as for where servers do; within them both addresses show a page.
      if (policy(seen.movedTo, { text: '', nofollow: false }) !== null) {
        options.onPlaced?.(entry.url, null);
        return redirected(entry, record, seen.movedTo.href);
      }
      consider(seen.movedTo, { depth: entry.depth, hops: entry.hops + 1, from: null });
    }
    const leftOut = options.obeyNofollow && seen.page.noindex;
    if (leftOut) skipped.add('noindex', entry.url);
    else options.onPage?.(entry.url, seen.html);
    Object.assign(record, leftOut ? {} : factsOf(seen));
    // Where the crawl begins need not be among what is asked for.
    const isWanted = policy(entry.url, { text: '', nofollow: false }) !== 'excluded';
    const counts = isWanted && !leftOut && (record.canonical === null || record.canonical === record.identity);
    const template = counts ? templateFor(templates, entry.url, seen.page.structure, seen.rendered) : null;
    options.onPlaced?.(entry.url, template);
    if (seen.cut) {
      cut.first ||= entry.url.href;
      cut.pages += 1;
    }
    follow(entry, seen);
    if (options.followLinks) await readLists(feedsOf(seen.page), lists, listReading);
  };
  const limitReached = (): Pick<Crawled, 'because' | 'endedBy'> | undefined => {
    if (opened.length >= options.maxPages) return { endedBy: 'pages', because: `${options.maxPages} pages were opened` };
    if (options.maxTime !== null && replay.elapsed() >= options.maxTime) return { endedBy: 'time', because: `${Math.round(options.maxTime / 1_000)} s had passed` };
    if (options.maxBytes !== null && received.read + received.browser >= options.maxBytes) return { endedBy: 'bytes', because: `${megabytes(options.maxBytes)} MB had been received` };
    return undefined;
  };
  /** The next page of an origin that is free; of one that is busy, to wait for it, when nothing else is left to do. */
  const nextEntry = (isIdle: boolean): Entry | null => frontier.next(pace.isFree) ?? (isIdle ? frontier.next((origin) => pace.leftAlone(origin) === undefined) : null);

  const underWay = new Set<Promise<void>>();
  for (;;) {
    const stop = signal.aborted || limitReached() !== undefined || opened.length + underWay.size >= options.maxPages;
    const entry = stop ? null : nextEntry(underWay.size === 0);
    if (entry === null && underWay.size === 0) break;
    if (entry !== null) {
      const work: Promise<void> = visit(entry).finally(() => {
        underWay.delete(work);
        options.onProgress({ found: frontier.found(), opened: opened.length, failed, waiting: frontier.waiting() });
      });
      underWay.add(work);
    }
    if (entry === null || underWay.size >= options.concurrency) await Promise.race(underWay);
  }

  for (const note of pace.notes(frontier.waiting)) notes.add(note);
  if (cut.pages > 0) notes.add(`Not all that ${cut.pages === 1 ? '1 page leads' : `${cut.pages} pages lead`} to may have been seen, as of ${cut.first}: more links or controls than are read or pressed of one page, or they took too long.`);
  if (browser.unsettled() > 0) notes.add(`${browser.unsettled() === 1 ? '1 page was' : `${browser.unsettled()} pages were`} read while still loading: links may be missing, and whether it says the same as others is not told.`);
  if (browser.unshown() > 0) notes.add(unshownNote(browser.unshown()));
  const leftAlone = pace.allLeftAlone();
  const limit = frontier.waiting() > 0 || leftUnasked ? (limitReached() ?? (leftAlone.size === 0 ? undefined : { endedBy: 'busy' as const, because: [...leftAlone.values()].join(', and ') })) : undefined;
  return { opened, templates, frontier, listed, links, skipped, notes: [...notes], closed: [...robotsOf.values()].flatMap(({ isRead, note }) => (isRead || note === null ? [] : [note])), leftAlone, followedLinks: options.followLinks, received, ended: signal.aborted ? 'interrupted' : limit === undefined ? 'complete' : 'limit', because: limit?.because, endedBy: limit?.endedBy };
}

/** As in 0.5, 3.2, 48 */
export function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0).replace(/\.0$/, '');
}

/** The same page with fewer parameters: what "Remove" at a filter leads to is a list like others. */
function takesFilterOff(url: URL, from: string | null): boolean {
  if (from === null || !URL.canParse(from)) return false;
  const page = new URL(from);
  const given = new Set([...page.searchParams].map(String));
  const left = [...url.searchParams].map(String);
  return url.origin === page.origin && url.pathname === page.pathname && left.length < page.searchParams.size && left.every((one) => given.has(one));
}

function unshownNote(count: number): string {
  return `${count === 1 ? '1 page could not be shown in the browser and was' : `${count} pages could not be shown in the browser and were`} read as the server sent ${count === 1 ? 'it' : 'them'}: links that a script draws may be missing.`;
}

function recordOf({ url, identity, from }: Entry, { status, problem }: Answer): Opened {
  return { url: url.href, identity, status, problem, location: null, isPage: false, title: '', digest: '', canonical: null, wishes: [], languages: [], from };
}

function factsOf({ page }: ShownPage): Partial<Opened> {
  return {
    isPage: true,
    title: page.title,
    digest: page.digest,
    canonical: page.canonical === null ? null : identityOf(page.canonical),
    wishes: page.wishes,
    languages: page.languages.map(({ tag, url }) => ({ tag, identity: identityOf(url) })),
  };
}
