export { crawl } from './crawl.ts';
export type { Crawled } from './crawl.ts';
export type { CrawlOptions, CrawlProgress, Rendered } from './options.ts';
export { choose, summarize } from './summary.ts';
export type { ChosenTemplate } from './summary.ts';
