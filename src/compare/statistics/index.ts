export { judgeShifts, type Answer, type Question } from './judge.ts';
export { levelPerLook, looksOf } from './looks.ts';
export { defaultMargin, marginAt, type Margin } from './margin.ts';
export { moreSamples } from './more-samples.ts';
export type { Sampled } from './shift.ts';
