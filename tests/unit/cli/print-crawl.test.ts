import { expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import { printCrawl } from '../../../src/cli/print-crawl.ts';

const { crawl } = goldenRecord();
if (crawl === undefined) throw new Error('the golden record has a crawl');

test('what is wrong with the site as a whole is counted in words', () => {
  expect(printCrawl({ ...crawl, totals: { 'broken-link': 1, orphan: 2 } }, { audits: true })).toContain('  Of the whole site: 1 broken link, 2 pages nothing links to');
});

test('a list names an example of each kind; before audits it is told how many are made', () => {
  const [kind] = crawl.templates;
  expect(printCrawl(crawl, { audits: false })).toContain(`  ${kind?.pattern}  ${kind?.found} found, as `);
  expect(printCrawl(crawl, { audits: false })).not.toContain('to audit');
  expect(printCrawl(crawl, { audits: true })).toContain(`  ${kind?.pattern}  ${kind?.found} found, ${Object.keys(kind?.audited ?? {}).length} to audit`);
});
