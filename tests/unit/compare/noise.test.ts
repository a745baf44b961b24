import { describe, expect, it } from 'vitest';
import { judgeDifference } from '../../../src/compare/noise.ts';
import { spreadOf, type Spread } from '../../../src/compare/spread.ts';
import { actions, measurement, metric } from './make.ts';

function spread(values: readonly number[]): Spread {
  const found = spreadOf(measurement(values));
  if (found === null) throw new Error('the test needs samples');
  return found;
}

describe('judgeDifference', () => {
  const lcp = metric();
  it.each([
    ['apart and far: worse', lcp, [1200, 1210, 1220], [1000, 1010, 1020], 'worse', 200],
    ['apart and far: better', lcp, [1000, 1010, 1020], [1200, 1210, 1220], 'better', -200],
    ['ranges overlap', lcp, [1000, 1200, 1400], [990, 1000, 1010], 'no-difference', 200],
    ['ranges touch', lcp, [1100, 1200, 1300], [1000, 1050, 1100], 'no-difference', 150],
    ['all the same', lcp, [1000, 1000, 1000], [1000, 1000, 1000], 'no-difference', 0],
    ['apart, but less than a frame', lcp, [110, 111, 112], [100, 101, 102], 'no-difference', 10],
    ['apart, but less than 5 %', lcp, [2060, 2061, 2062], [2000, 2001, 2002], 'no-difference', 60],
    ['one sample each', lcp, [9000], [100], 'no-difference', 8900],
    ['two samples on one side', lcp, [9000, 9001, 9002], [100, 101], 'no-difference', 8900.5],
    ['seconds have a frame, too', metric({ unit: 's' }), [0.11, 0.111, 0.112], [0.1, 0.101, 0.102], 'no-difference', 0.01],
    ['no frame for a score: only 5 %', metric({ unit: 'none' }), [0.2, 0.2, 0.2], [0.1, 0.1, 0.1], 'worse', 0.1],
    ['a reference of nothing', lcp, [20, 20, 20], [0, 0, 0], 'worse', 20],
    ['higher is better', metric({ better: 'higher' }), [1200, 1210, 1220], [1000, 1010, 1020], 'better', 200],
    ['exact: one sample each will do', actions(), [8], [7], 'worse', 1],
    ['exact: the same', actions(), [7], [7], 'no-difference', 0],
    ['exact: varied and apart', actions(), [8, 9], [7, 7], 'worse', 1.5],
    ['exact: varied and overlapping', actions(), [7, 9], [7, 8], 'no-difference', 0.5],
    ['neither is better', metric({ better: 'neither' }), [9, 9, 9], [1, 1, 1], 'not-available', 8],
  ] as const)('%s', (_, of, observed, reference, verdict, difference) => {
    const judged = judgeDifference(of, spread(observed), spread(reference));
    expect(judged.verdict).toBe(verdict);
    expect(judged.difference).toBeCloseTo(difference, 6);
  });

  it.each([
    ['one sample each', lcp, [9], [1], 'One sample each: not enough to tell a difference from chance.'],
    ['few samples', lcp, [9, 9, 9], [1], '3 samples against 1: not enough to tell a difference from chance.'],
    ['overlap', lcp, [1, 9, 9], [1, 1, 1], 'The difference lies inside the spread of the samples.'],
    ['too small to matter', lcp, [2060, 2060, 2060], [2000, 2000, 2000], 'The difference is too small to matter in practice (up to 100 ms).'],
    ['unsteady', actions(), [8, 9], [7, 7], 'It was not the same in all samples (8 to 9).'],
    ['unsteady reference', actions(), [9], [6, 7], 'The reference was not the same in all its samples (6 to 7).'],
    ['nothing to say', lcp, [2200, 2200, 2200], [2000, 2000, 2000], undefined],
  ] as const)('says why: %s', (_, of, observed, reference, note) => {
    expect(judgeDifference(of, spread(observed), spread(reference)).note).toBe(note);
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
