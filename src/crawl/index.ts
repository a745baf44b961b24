export { identityOf } from './address.ts';
export { landmarksOf, type Landmarks } from './landmarks.ts';
export { patternOf } from './templates.ts';
export { crawl } from './crawl.ts';
export type { Crawled } from './crawl.ts';
export type { CrawlOptions, CrawlProgress, Rendered } from './options.ts';
export { choose, summarize } from './summary.ts';
export type { ChosenTemplate } from './summary.ts';
