import type { CrawlSummary } from '../model/crawl.ts';
import { printable } from './printable.ts';

/** What a crawl found, for the terminal. `audits`: a sample of each kind is audited now; else an example of each is named. */
export function printCrawl({ templates, traps, totals, found, opened, failed, ended, because }: CrawlSummary, { audits }: { audits: boolean }): string {
  const end = ended === 'complete' ? 'nothing within the rules was left' : ended === 'limit' ? `it ended since ${because}` : 'it was interrupted';
  const problems = Object.entries(totals).map(([kind, count]) => `${count} ${kind.replaceAll('-', ' ')}`);
  return [
      `Found ${found} addresses, opened ${opened} (${failed} failed): ${end}.`,
      ...templates.map(({ pattern, found: alike, audited, example }) => `  ${pattern}  ${alike} found, ${audits ? `${Object.keys(audited).length} to audit` : `as ${example}`}`),
      ...traps.map(({ where, opened: taken, left, kind }) => `  Bounded (${kind}): ${where}, ${taken} opened, ${left} left`),
      ...(problems.length === 0 ? [] : [`  Of the whole site: ${problems.join(', ')}`]),
    ]
    .map(printable)
    .join('\n');
}
