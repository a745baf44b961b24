import picomatch from 'picomatch';
import type { CrawlSummary } from '../model/crawl.ts';
import { acts } from './acts.ts';
import type { CrawlOptions } from './options.ts';

export type Skipped = CrawlSummary['skipped'][number]['reason'];

/** Files that are no pages, by their ending: asking for them would cost and tell nothing. */
const noPage = /\.(?:jpe?g|png|gif|webp|avif|svg|ico|css|json|xml|txt|pdf|zip|gz|tgz|tar|rar|7z|dmg|exe|msi|apk|mp[34]|m4[av]|avi|mov|webm|og[gv]|wav|woff2?|ttf|otf|eot|docx?|xlsx?|pptx?|csv|epub)$/i;

/** What a link says of itself. `isList`: it leads to a sitemap or a feed. */
export interface Saying {
  text: string;
  nofollow: boolean;
  acts?: boolean;
  isList?: boolean;
}

/** Why an address is not opened; null: it may be. */
export type Policy = (url: URL, link: Saying) => Skipped | null;

/** Does the path with its query fit one of these globs? */
export function fitsOneOf(globs: readonly string[]): (url: URL) => boolean {
  const matchers = globs.map((glob) => picomatch(glob, { dot: true }));
  return ({ pathname, search }) => matchers.some((matches) => matches(`${pathname}${search}`));
}

/** @param allows What robots.txt of the address's origin says. */
export function policyOf(origins: ReadonlySet<string>, options: Pick<CrawlOptions, 'include' | 'exclude' | 'obeyNofollow'>, allows: (url: URL) => boolean): Policy {
  const [included, excluded] = [fitsOneOf(options.include), fitsOneOf(options.exclude)];
  return (url, { text, nofollow, acts: saysSo = false, isList = false }) => {
    if (!origins.has(url.origin)) return 'outside';
    if (excluded(url) || (options.include.length > 0 && !included(url))) return 'excluded';
    if (!isList && noPage.test(url.pathname)) return 'no-page';
    if (saysSo || acts(url, text)) return 'acts';
    if (nofollow && options.obeyNofollow) return 'nofollow';
    return allows(url) ? null : 'robots';
  };
}

/** What was left out, counted once per address. */
export interface SkipLog {
  add(reason: Skipped, url: URL): void;
  /** It is opened after all, by another link. */
  remove(url: URL): void;
  list(): CrawlSummary['skipped'];
}

const examplesKept = 5;

export function openSkipLog(): SkipLog {
  const seen = new Map<string, Skipped>();
  const byReason = new Map<Skipped, { count: number; examples: string[] }>();
  return {
    add(reason, { href }) {
      if (seen.has(href)) return;
      seen.set(href, reason);
      const entry = byReason.get(reason) ?? { count: 0, examples: [] };
      entry.count += 1;
      if (entry.examples.length < examplesKept) entry.examples.push(href);
      byReason.set(reason, entry);
    },
    remove({ href }) {
      const entry = byReason.get(seen.get(href) ?? 'outside');
      if (!seen.delete(href) || entry === undefined) return;
      entry.count -= 1;
      entry.examples = entry.examples.filter((example) => example !== href);
    },
    list: () => [...byReason].map(([reason, entry]) => ({ reason, ...entry })).filter(({ count }) => count > 0).sort((a, b) => b.count - a.count),
  };
}
