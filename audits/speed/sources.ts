import type { Source } from '../../src/model/metric.ts';

export const pageWeight: Source = { title: 'HTTP Archive Web Almanac, Page Weight', year: 2025, url: 'https://almanac.httparchive.org/en/2025/page-weight' };
