import { afterEach, beforeEach } from 'vitest';
import { listen, type Listener } from '../../../fixtures/serving/listener.ts';
import { choose, crawl, summarize, type CrawlOptions } from '../../../src/crawl/index.ts';
import type { CrawlSummary } from '../../../src/model/crawl.ts';
import { crawlOptions } from './options.ts';

/** A new one for each test of a file that asks for it with `serveEachTest`. */
export let server: Listener;
export let stopServing: () => Promise<void>;

/** `prepare` sets the routes that all tests of the file have; there are no others. */
export function serveEachTest(prepare: () => void = () => undefined): void {
  beforeEach(async () => {
    ({ listener: server, close: stopServing } = await listen('localhost', 0, () => ({ answer: () => null })));
    prepare();
  });
  afterEach(() => stopServing());
}

/** What a crawl of the server says, one page after the other and with every page to audit. */
export async function summaryOf(more: Partial<CrawlOptions> = {}): Promise<CrawlSummary> {
  const options = crawlOptions({ concurrency: 1, ...more });
  const seed = new URL(server.origin);
  const crawled = await crawl(seed, options);
  return summarize(seed, crawled, choose(crawled.templates, { perTemplate: null, seed: 1 }), options, 1);
}
