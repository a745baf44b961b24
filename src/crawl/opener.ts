import { addressOf, identityOf } from './address.ts';
import type { Asking } from './asking.ts';
import type { Consider } from './consider.ts';
import type { Answer } from './fetch-page.ts';
import { mostHops, type Entry, type Frontier } from './frontier.ts';
import { isBroken, type CrawlOptions, type Opened } from './options.ts';
import type { Policy, SkipLog } from './policy.ts';
import { isPage, type Link, type ReadPage } from './read-page.ts';
import type { BrowserView, ShownPage } from './shown.ts';
import { templateFor, type Template } from './templates.ts';

/** Opens pages, remembers what was learnt of each, and considers what they lead to. */
export interface Opener {
  /** Ends when the page has been read; one that cannot be asked for now goes back into the queue. Never rejects because of a page. */
  open(entry: Entry): Promise<void>;
  opened: readonly Opened[];
  templates: readonly Template[];
  failed(): number;
  /** For the report. */
  notes(): string[];
}

interface Opening {
  origins: ReadonlySet<string>;
  asking: Pick<Asking, 'forPage' | 'allows'>;
  browser: BrowserView;
  policy: Policy;
  consider: Consider;
  frontier: Pick<Frontier, 'putBack'>;
  skipped: Pick<SkipLog, 'add'>;
  readFeeds(addresses: readonly string[]): Promise<void>;
  /** Bytes of an answer, unpacked. */
  onBytes(bytes: number): void;
}

export function openOpener({ origins, asking, browser, policy, consider, frontier, skipped, readFeeds, onBytes }: Opening, options: CrawlOptions): Opener {
  const { signal } = options;
  const opened: Opened[] = [];
  const templates: Template[] = [];
  const cut = { pages: 0, first: '' };
  let failed = 0;

  const redirected = (entry: Entry, record: Opened, location: string): void => {
    const target = addressOf(location, entry.url.href);
    if (target === null) record.problem = 'it leads to an address that is none';
    else record.location = identityOf(target);
    if (target !== null) consider(target, { depth: entry.depth, hops: entry.hops + 1, from: null });
  };
  const follow = (entry: Entry, { page, further }: ShownPage): void => {
    const wanted = (link: Link): boolean => link.kind !== 'feed' && (options.followLinks || link.kind === 'canonical');
    for (const link of [...page.links, ...further].filter(wanted)) {
      consider(link.url, { depth: entry.depth + 1, hops: 0, from: entry.url.href }, { text: link.text, nofollow: link.nofollow || page.nofollow, acts: link.acts });
    }
  };
  /** Feeds of a page, if the rules that hold for its links allow them; those of other sites are none of its pages. */
  const feedsOf = ({ links, nofollow }: ReadPage): string[] =>
    links.flatMap((link) => {
      if (link.kind !== 'feed' || !origins.has(link.url.origin)) return [];
      const reason = policy(link.url, { text: '', nofollow: link.nofollow || nofollow, isList: true });
      if (reason !== null) skipped.add(reason, link.url);
      return reason === null ? [link.url.href] : [];
    });
  /** What a page is, once the browser has shown it or need not. */
  const read = async (entry: Entry, record: Opened, seen: ShownPage): Promise<void> => {
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
    if (options.followLinks) await readFeeds(feedsOf(seen.page));
  };
  /** `asked`: spellings of the same address that were asked for; the last is asked for now. */
  const open = async (entry: Entry, asked: readonly URL[] = [entry.url]): Promise<void> => {
    const answer = signal.aborted ? null : await asking.forPage(asked.at(-1) ?? entry.url);
    if (answer === null || (signal.aborted && answer.status === null)) return frontier.putBack({ ...entry, url: asked[0] ?? entry.url });
    onBytes(answer.bytes);
    if (answer.refused) return skipped.add('private-address', entry.url);
    const again = answer.location === null ? null : respelled(entry, asked, answer.location);
    if (again !== null) return asking.allows(again.entry.url) ? open(again.entry, again.asked) : skipped.add('robots', again.entry.url);
    const record = recordOf(entry, answer);
    opened.push(record);
    if (answer.location !== null) return redirected(entry, record, answer.location);
    if (isBroken(record)) return void (failed += 1);
    if (!isPage(answer.contentType)) return skipped.add('no-page', entry.url);
    await read(entry, record, await browser.show(entry.url, answer.body, answer.robotsHeader));
  };
  return {
    open: (entry) => open(entry),
    opened,
    templates,
    failed: () => failed,
    notes: () => (cut.pages === 0 ? [] : [`Not all that ${cut.pages === 1 ? '1 page leads' : `${cut.pages} pages lead`} to may have been seen, as of ${cut.first}: more links or controls than are read or pressed of one page, or they took too long.`]),
  };
}

/** The same page by another spelling of its address, as with a slash at its end: what is asked for next. null: it leads elsewhere, or back. */
function respelled(entry: Entry, asked: readonly URL[], location: string): { entry: Entry; asked: URL[] } | null {
  const [target, last] = [addressOf(location, entry.url.href), asked.at(-1)];
  if (target === null || last === undefined || identityOf(target) !== entry.identity || asked.length > mostHops) return null;
  const next = new URL(location, last);
  next.hash = '';
  return asked.every(({ href }) => href !== next.href) ? { entry: { ...entry, url: target }, asked: [...asked, next] } : null;
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
