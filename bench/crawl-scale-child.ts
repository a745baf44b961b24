import { planFromCrawl } from '../src/config/index.ts';
import { crawlSite } from '../src/crawling.ts';
import { openRun } from '../src/store/index.ts';

/** What is told to the bench while the crawl goes on. */
export interface ScaleMessage {
  opened: number;
  /** Set at the end. */
  done?: { audited: number; failed: number; findings: number; found: number };
}

const [address = '', directory = '', pages = '0'] = process.argv.slice(2);
const most = Number(pages);
const tell = (message: ScaleMessage): Promise<void> => new Promise((resolve) => process.send?.(message, () => resolve()));

let opened = 0;
const plan = planFromCrawl(address, { light: true, maxPages: most, perGroup: most, perPath: most, depth: 100, perTemplate: 1 }, directory, { personas: ['desktop-control'] });
const { summary } = await crawlSite(
  plan,
  {
    environment: process.env,
    headed: false,
    now: () => new Date(),
    signal: new AbortController().signal,
    tell: (event) => {
      if (event.kind !== 'crawled' || event.opened === opened) return;
      opened = event.opened;
      void tell({ opened });
    },
  },
  () => openRun(directory, { fresh: true }),
);
await tell({ opened, done: { audited: summary.light?.pages ?? 0, failed: (summary.light?.failed ?? []).reduce((sum, { count }) => sum + count, 0), findings: summary.light?.findings.length ?? 0, found: summary.found } });
process.disconnect?.();
