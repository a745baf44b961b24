import { expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import { howToGoOn } from '../../../src/cli/going-on.ts';
import type { CrawlSummary } from '../../../src/model/crawl.ts';

const { crawl } = goldenRecord();
if (crawl === undefined) throw new Error('the golden record has a crawl');
const endedAs = (end: Pick<CrawlSummary, 'ended' | 'because' | 'endedBy'>): string => howToGoOn({ crawl: { ...crawl, ...end } }, 'report');

test('what it takes to go on is what the run ended by', () => {
  expect(endedAs({ ended: 'interrupted' })).toBe('This can go on: the same command with --resume report.');
  expect(endedAs({ ended: 'limit', endedBy: 'pages', because: '500 pages were opened' })).toBe('This can go on: the same command with --resume report, and a higher limit.');
  expect(endedAs({ ended: 'limit', endedBy: 'busy', because: 'https://shop.example asked to be left alone for 60 minutes' })).toBe(
    'This can go on once the site may be asked again (https://shop.example asked to be left alone for 60 minutes): the same command with --resume report.',
  );
});
