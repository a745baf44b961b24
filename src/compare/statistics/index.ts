export { judgeShifts, type Answer, type Question } from './judge.ts';
export { judgeLimits, leastForInterval, moreForLimit, type LimitAnswer, type LimitQuestion } from './limit.ts';
export { levelPerLook, looksOf } from './looks.ts';
export { defaultMargin, marginAt, type Margin } from './margin.ts';
export { median } from './median.ts';
export { moreSamples } from './more-samples.ts';
export type { Sampled } from './shift.ts';
export { variationOf } from './variation.ts';
