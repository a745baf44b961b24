import type { CrawlSummary } from '../model/crawl.ts';
import { counted } from '../model/wording.ts';
import { printable } from './printable.ts';

type Problem = keyof CrawlSummary['totals'];

/** One of them, and several. */
const problemNames: Record<Problem, readonly [string, string]> = {
  'broken-link': ['broken link', 'broken links'],
  'redirect-chain': ['redirect to a redirect', 'redirects to redirects'],
  'redirect-loop': ['redirect in a circle', 'redirects in circles'],
  orphan: ['page nothing links to', 'pages nothing links to'],
  'duplicate-title': ['title of several pages', 'titles of several pages'],
  'duplicate-content': ['text at several addresses', 'texts at several addresses'],
  'missing-language': ['language version that another does not name', 'language versions that others do not name'],
  'listed-noindex': ['page in the sitemap that asks not to be listed', 'pages in the sitemap that ask not to be listed'],
  'canonical-noindex': ['page named as an original that asks not to be listed', 'pages named as originals that ask not to be listed'],
};

/** What a crawl found, for the terminal. `audits`: a sample of each kind is audited now; else an example of each is named. */
export function printCrawl({ templates, traps, totals, found, opened, failed, ended, because }: CrawlSummary, { audits }: { audits: boolean }): string {
  const end = ended === 'complete' ? 'nothing within the rules was left' : ended === 'limit' ? `it ended since ${because}` : 'it was interrupted';
  const problems = Object.entries(totals).map(([kind, count]) => counted(count, ...problemNames[kind as Problem]));
  return [
      `Found ${found} addresses, opened ${opened} (${failed} failed): ${end}.`,
      ...templates.map(({ pattern, found: alike, audited, example }) => `  ${pattern}  ${alike} found, ${audits ? `${Object.keys(audited).length} to audit` : `as ${example}`}`),
      ...traps.map(({ where, opened: taken, left, kind }) => `  Bounded (${kind}): ${where}, ${taken} opened, ${left} left`),
      ...(problems.length === 0 ? [] : [`  Of the whole site: ${problems.join(', ')}`]),
    ]
    .map(printable)
    .join('\n');
}
