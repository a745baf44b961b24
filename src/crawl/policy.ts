import picomatch from 'picomatch';
import type { CrawlSummary } from '../model/crawl.ts';
import { acts } from './acts.ts';
import type { CrawlOptions } from './options.ts';

export type Skipped = CrawlSummary['skipped'][number]['reason'];

/** Files that are no pages, by their ending: asking for them would cost and tell nothing. */
const noPage = /\.(?:jpe?g|png|gif|webp|avif|svg|ico|css|m?js|json|xml|txt|pdf|zip|gz|tgz|tar|rar|7z|dmg|exe|msi|apk|mp[34]|m4[av]|avi|mov|webm|og[gv]|wav|woff2?|ttf|otf|eot|docx?|xlsx?|pptx?|csv|epub)$/i;

/** Why an address is not opened; null: it may be. `isList`: it is a sitemap or a feed. */
export type Policy = (url: URL, link: { text: string; nofollow: boolean; isList?: boolean }) => Skipped | null;

/** Does the path with its query fit one of these globs? */
export function fitsOneOf(globs: readonly string[]): (url: URL) => boolean {
  const matchers = globs.map((glob) => picomatch(glob, { dot: true }));
  return ({ pathname, search }) => matchers.some((matches) => matches(`${pathname}${search}`));
}

/** @param allows What robots.txt of the address's origin says. */
export function policyOf(origins: ReadonlySet<string>, options: Pick<CrawlOptions, 'include' | 'exclude' | 'obeyNofollow'>, allows: (url: URL) => boolean): Policy {
  const [included, excluded] = [fitsOneOf(options.include), fitsOneOf(options.exclude)];
  return (url, { text, nofollow, isList = false }) => {
    if (!origins.has(url.origin)) return 'outside';
    if (excluded(url) || (options.include.length > 0 && !included(url))) return 'excluded';
    if (!isList && noPage.test(url.pathname)) return 'no-page';
    if (acts(url, text)) return 'acts';
    if (nofollow && options.obeyNofollow) return 'nofollow';
    return allows(url) ? null : 'robots';
  };
}

/** What was left out, counted once per address. */
export interface SkipLog {
  add(reason: Skipped, url: URL): void;
  /** Has one of the links to it said that it acts? */
  acts(url: URL): boolean;
  list(): CrawlSummary['skipped'];
}

const examplesKept = 5;

export function openSkipLog(): SkipLog {
  const seen = new Set<string>();
  const acting = new Set<string>();
  const byReason = new Map<Skipped, { count: number; examples: string[] }>();
  return {
    add(reason, { href }) {
      if (reason === 'acts') acting.add(href);
      if (seen.has(href)) return;
      seen.add(href);
      const entry = byReason.get(reason) ?? { count: 0, examples: [] };
      entry.count += 1;
      if (entry.examples.length < examplesKept) entry.examples.push(href);
      byReason.set(reason, entry);
    },
    acts: ({ href }) => acting.has(href),
    list: () => [...byReason].map(([reason, entry]) => ({ reason, ...entry })).sort((a, b) => b.count - a.count),
  };
}
