import type { Source, Threshold } from '../../src/model/metric.ts';

export const klm: Source = { title: 'Card, Moran & Newell, The Psychology of Human-Computer Interaction: Keystroke-Level Model', year: 1983 };

export const nielsen: Source = { title: 'Nielsen, Usability Engineering: response-time limits', year: 1993, url: 'https://www.nngroup.com/articles/response-times-3-important-limits/' };

/** ms: felt as immediate, flow of thought kept, attention kept (Nielsen 1993). */
export const limits = { instant: 100, flow: 1000, attention: 10_000 } as const;

export const waitThreshold: Threshold = { good: limits.flow, poor: limits.attention, source: nielsen };
