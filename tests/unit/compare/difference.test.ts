import { describe, expect, it } from 'vitest';
import { judgeDifference } from '../../../src/compare/difference.ts';
import { spreadOf } from '../../../src/compare/spread.ts';
import type { Metric } from '../../../src/model/metric.ts';
import { Shift } from '../../../src/model/record.ts';
import type { Measurement } from '../../../src/model/results.ts';
import { actions, measurement, metric } from './make.ts';

function judge(of: Metric, observed: readonly number[], reference: readonly number[], changes: { interleaved?: boolean; level?: number; theirs?: Partial<Measurement> } = {}): ReturnType<typeof judgeDifference> {
  const sides = { observed: measurement(observed), reference: measurement(reference, { site: 'rival', ...changes.theirs }), interleaved: changes.interleaved ?? true };
  return judgeDifference(of, sides, changes.level ?? 0.05);
}

describe('judgeDifference', () => {
  const lcp = metric();
  const part = metric({ id: 'speed.lcp.load-time' });
  const six = (values: readonly number[]): number[] => [...values, ...values];
  it.each([
    ['apart and far: worse', lcp, [1200, 1210, 1220], [1000, 1010, 1020], 'worse', 200],
    ['apart and far: better', lcp, [1000, 1010, 1020], [1200, 1210, 1220], 'better', -200],
    ['ranges overlap', lcp, [1000, 1200, 1400], [990, 1000, 1010], 'inconclusive', 200],
    ['all the same', lcp, [1000, 1000, 1000], [1000, 1000, 1000], 'no-difference', 0],
    ['always apart, but less than can be felt', lcp, [1080, 1081, 1082], [1000, 1001, 1002], 'no-difference', 80],
    ['always apart, but less than a frame', part, [110, 111, 112], [100, 101, 102], 'no-difference', 10],
    ['always apart, but less than 5 %', part, [2060, 2061, 2062], [2000, 2001, 2002], 'no-difference', 60],
    ['one sample each', lcp, [9000], [100], 'inconclusive', 8900],
    ['two samples on one side', lcp, [9000, 9001, 9002], [100, 101], 'inconclusive', 8900.5],
    ['six of both, one of them odd', lcp, six([1300, 1310, 1320]), [...six([1000, 1010]), 1000, 1290], 'worse', 305],
    ['seconds have a frame, too', metric({ id: 'friction.other', unit: 's' }), [0.11, 0.111, 0.112], [0.1, 0.101, 0.102], 'no-difference', 0.01],
    ['no frame for a score: only 5 %', metric({ id: 'speed.other', unit: 'none' }), [0.2, 0.2, 0.2], [0.1, 0.1, 0.1], 'worse', 0.1],
    ['a reference of nothing', part, [20, 20, 20], [0, 0, 0], 'worse', 20],
    ['higher is better', metric({ better: 'higher' }), [1200, 1210, 1220], [1000, 1010, 1020], 'better', 200],
    ['exact: one sample each will do', actions(), [8], [7], 'worse', 1],
    ['exact: fewer are better', actions(), [6], [7], 'better', -1],
    ['exact: the same', actions(), [7], [7], 'no-difference', 0],
    ['exact: varied and apart', actions(), [8, 9], [7, 7], 'worse', 1.5],
    ['exact: varied and overlapping', actions(), [7, 9], [7, 8], 'inconclusive', 0.5],
    ['bytes: another date in a header', metric({ id: 'speed.bytes', unit: 'bytes', kind: 'exact' }), [100_001], [100_000], 'no-difference', 1],
    ['bytes: more than a hundredth', metric({ id: 'speed.bytes', unit: 'bytes', kind: 'exact' }), [101_001], [100_000], 'worse', 1001],
    ['neither is better', metric({ better: 'neither' }), [9, 9, 9], [1, 1, 1], 'not-available', 8],
  ] as const)('%s', (_, of, observed, reference, verdict, difference) => {
    const judged = judge(of, observed, reference);
    expect(judged.verdict).toBe(verdict);
    expect(judged.difference).toBeCloseTo(difference, 6);
  });

  it('says the shift in the direction of the metric, with its interval', () => {
    const lower = judge(lcp, [1200, 1210, 1220], [1000, 1010, 1020]).shift;
    expect(Shift.parse(lower)).toMatchObject({ method: 'unpaired', estimate: 200, low: 180, high: 220, margin: 100, moreSamples: null });
    expect(lower?.confidence).toBeCloseTo(0.9, 9);
    expect(judge(metric({ better: 'higher' }), [1000, 1010, 1020], [1200, 1210, 1220]).shift).toMatchObject({ estimate: -200, low: -220, high: -180 });
    expect(judge(actions(), [8], [7]).shift).toMatchObject({ method: 'exact', estimate: 1, low: 1, high: 1, confidence: 1, margin: 0 });
  });

  it('holds samples against their partners where there are enough of them, so that drift cancels', () => {
    const drifting = [1000, 1400, 1900, 2500, 3200, 4000];
    const slower = drifting.map((value) => value + 250);
    expect(judge(lcp, slower, drifting)).toMatchObject({ verdict: 'worse', shift: { method: 'paired', estimate: 250, low: 250, high: 250 } });
    expect(judge(lcp, slower, drifting, { interleaved: false })).toMatchObject({ verdict: 'inconclusive', shift: { method: 'unpaired' } });
  });

  it('is stricter at a stricter level', () => {
    expect(judge(lcp, [1200, 1210, 1220], [1000, 1010, 1020], { level: 0.049 }).verdict).toBe('inconclusive');
  });

  it.each([
    ['one sample each', lcp, [9], [1], 'One sample each: not enough to tell a difference from chance.'],
    ['few samples', lcp, [9, 9, 9], [1], '3 samples against 1: not enough to tell a difference from chance.'],
    ['how many more are needed', lcp, [1000, 1200, 1400], [990, 1000, 1010], '3 samples each: not enough to tell a difference from chance. With about 6 more samples this would be decided.'],
    ['too small to matter', part, [2060, 2060, 2060], [2000, 2000, 2000], 'The difference is too small to matter in practice (up to 100 ms).'],
    ['unsteady', actions(), [8, 9], [7, 7], 'It was not the same in all samples (8 to 9).'],
    ['unsteady reference', actions(), [9], [6, 7], 'The reference was not the same in all its samples (6 to 7).'],
    ['nothing to say', lcp, [2200, 2200, 2200], [2000, 2000, 2000], undefined],
  ] as const)('says why: %s', (_, of, observed, reference, note) => {
    expect(judge(of, observed, reference).note).toBe(note);
  });

  it('names what made an exact metric vary, where that is known', () => {
    expect(judge(actions(), [9], [6, 7], { theirs: { unstable: 'In sample 2 there was one more.' } }).note).toBe('The reference was not the same in all its samples (6 to 7). In sample 2 there was one more.');
  });
});

describe('spreadOf', () => {
  it.each([
    ['none measured', undefined],
    ['no samples', measurement([])],
    ['a value without samples', measurement([], { value: 3, low: 3, high: 3 })],
    ['not a number', measurement([Number.NaN])],
    ['infinite', measurement([Infinity, 1, 2])],
  ])('is null for %s', (_, of) => {
    expect(spreadOf(of)).toBeNull();
  });

  it('counts the samples', () => {
    expect(spreadOf(measurement([3, 1, 2]))).toEqual({ value: 2, low: 1, high: 3, samples: 3 });
  });
});
