import type { CrawlOptions } from '../../../src/crawl/index.ts';

/** Small bounds, as much at once as there may be, and no browser. */
export function crawlOptions(more: Partial<CrawlOptions> = {}): CrawlOptions {
  return {
    addresses: [],
    followLinks: true,
    origins: [],
    include: [],
    exclude: [],
    maxPages: 1_000,
    perGroup: 100,
    perPath: 5,
    depth: 200,
    maxTime: null,
    maxBytes: null,
    concurrency: 8,
    rate: null,
    userAgent: 'MysteryShopper/1.0 (audits@example.com)',
    obeyRobots: true,
    obeyNofollow: false,
    allowPrivate: false,
    timeout: 3_000,
    now: () => performance.now(),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...more,
  };
}
