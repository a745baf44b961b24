import { describe, expect, it } from 'vitest';
import { holmLevels } from '../../../src/compare/statistics/holm.ts';
import { judgeLimits, judgeShifts, levelPerLook, looksOf, moreForLimit, moreSamples, type LimitAnswer, type LimitQuestion, type Question, type Sampled } from '../../../src/compare/statistics/index.ts';
import { rankSumUpTo, signedRankUpTo, signsUpTo, standardNormalUpTo } from '../../../src/compare/statistics/null-distribution.ts';
import { chanceIfAtLeast, chanceIfAtMost, estimateOf, intervalOf, shiftOf } from '../../../src/compare/statistics/shift.ts';

const numbered = (values: readonly number[]): Sampled[] => values.map((value, index) => ({ sample: index + 1, value }));

/** Mulberry32: the same numbers on every machine. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const normal = (random: () => number): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

describe('worked examples of Hollander & Wolfe, Nonparametric Statistical Methods', () => {
  it('3.1 and 3.2: depression of nine patients before and after a tranquilizer', () => {
    const before = numbered([1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3]);
    const after = numbered([0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]);
    const shift = shiftOf(after, before, 'paired');
    // T+ = 5 of 45, P = 0.020; the estimate is −0.46, and with 96.1 % confidence it lies between −0.786 and −0.010.
    expect(shift.evidence.filter((value) => value > 0)).toHaveLength(5);
    expect(chanceIfAtLeast(shift, 0)).toBeCloseTo(0.0195, 4);
    expect(estimateOf(shift)).toBeCloseTo(-0.46, 9);
    const interval = intervalOf(shift, 0.0391 / 2);
    expect(interval?.low).toBeCloseTo(-0.786, 9);
    expect(interval?.high).toBeCloseTo(-0.01, 9);
  });

  it('4.1 and 4.2: permeability of the human chorioamnion at term and earlier', () => {
    const term = numbered([0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]);
    const earlier = numbered([1.15, 0.88, 0.9, 0.74, 1.21]);
    const shift = shiftOf(term, earlier, 'unpaired');
    // W = 30 of the smaller group: U = 15; P = 0.127; the estimate is 0.305.
    expect(shift.evidence.filter((value) => value <= 0)).toHaveLength(15);
    expect(chanceIfAtMost(shift, 0)).toBeCloseTo(0.1272, 4);
    expect(estimateOf(shift)).toBeCloseTo(0.305, 9);
    const interval = intervalOf(shift, 0.025);
    expect(interval?.low).toBeCloseTo(-0.15, 9);
    expect(interval?.high).toBeCloseTo(0.76, 9);
  });
});

describe('distributions where chance alone decides', () => {
  /** All ways of giving out signs, or of telling two groups apart, one by one. */
  const subsets = (n: number): number[][] => Array.from({ length: 2 ** n }, (_, bits) => Array.from({ length: n }, (__, index) => index + 1).filter((rank) => (bits >> (rank - 1)) & 1));

  it('of signed ranks: as counted one by one', () => {
    const sums = subsets(9).map((ranks) => ranks.reduce((sum, rank) => sum + rank, 0));
    for (const count of [-1, 0, 5, 12, 22, 45, 99]) expect(signedRankUpTo(count, 9)).toBeCloseTo(sums.filter((sum) => sum <= count).length / 2 ** 9, 12);
  });

  it.each([
    [3, 3],
    [4, 6],
    [7, 2],
  ])('of rank sums of %d and %d: as counted one by one', (a, b) => {
    const sums = subsets(a + b).filter((ranks) => ranks.length === a).map((ranks) => ranks.reduce((sum, rank) => sum + rank, 0) - (a * (a + 1)) / 2);
    for (const count of [-1, 0, 1, 3, 7, a * b, 99]) expect(rankSumUpTo(count, a, b)).toBeCloseTo(sums.filter((sum) => sum <= count).length / sums.length, 12);
  });

  it('stay shares of one for many samples', () => {
    expect(rankSumUpTo(100 * 100, 100, 100)).toBeLessThanOrEqual(1);
    expect(rankSumUpTo(0, 100, 100)).toBeGreaterThan(0);
    expect(signedRankUpTo(60 * 61 / 4, 60)).toBeCloseTo(0.5, 1);
  });
});

describe('holmLevels', () => {
  it('gives the clearest claim the strictest level, and the next ones more as long as claims hold', () => {
    expect(holmLevels([0.03, 0.001, 0.02, 0.9], 0.04)).toEqual([0.04 / 3, 0.01, 0.04 / 3, 0.04 / 3]);
    expect(holmLevels([0.001, 0.002], 0.04)).toEqual([0.02, 0.04]);
    expect(holmLevels([], 0.05)).toEqual([]);
  });
});

describe('looks', () => {
  it.each([
    [3, 24, [3, 5, 8, 12, 18, 24]],
    [3, 12, [3, 5, 8, 12]],
    [3, 10, [3, 5, 8, 10]],
    [3, 3, [3]],
    [1, 2, [1, 2]],
    [5, 4, [5]],
  ])('from %d to at most %d', (first, cap, looks) => {
    expect(looksOf(first, cap)).toEqual(looks);
  });

  it('share the chance of a false claim, but for looks that can claim nothing', () => {
    expect(levelPerLook(0.95, [3])).toBeCloseTo(0.05, 9);
    expect(levelPerLook(0.95, [3, 5, 8, 12])).toBeCloseTo(0.05 / 3, 9);
    expect(levelPerLook(0.95, [1])).toBeCloseTo(0.05, 9);
  });
});

describe('judgeShifts', () => {
  const question = (observed: readonly number[], reference: readonly number[], margin: number): Question => ({ observed: numbered(observed), reference: numbered(reference), margin, interleaved: true });

  it('asks more of each where more is asked', () => {
    const clear = question([2000, 2010, 2020], [1000, 1010, 1020], 100);
    expect(judgeShifts([clear], 0.05).map(({ answer }) => answer)).toEqual(['worse']);
    expect(judgeShifts([clear, clear], 0.05).map(({ answer }) => answer)).toEqual(['inconclusive', 'inconclusive']);
  });

  it('lets a whole family pass without asking more', () => {
    const same = question([1000, 1010, 1020], [1001, 1011, 1021], 100);
    expect(judgeShifts([same, same, same], 0.05).map(({ answer }) => answer)).toEqual(['not-worse', 'not-worse', 'not-worse']);
  });

  it('says nothing of no samples', () => {
    expect(judgeShifts([question([], [1, 2, 3], 1)], 0.05)[0]).toMatchObject({ answer: 'inconclusive', interval: null });
  });

  /** Families of six, with drift that all share and now and then an outlier, tried at each look until decided: how often is one called worse, how often do all pass? */
  function simulate({ shift, runs, seed }: { shift: number; runs: number; seed: number }): { worse: number; passed: number } {
    const random = seeded(seed);
    const looks = looksOf(3, 24);
    const level = levelPerLook(0.95, looks);
    const noise = (): number => 40 * normal(random) + (random() < 0.05 ? 400 * random() : 0);
    const counts = { worse: 0, passed: 0 };
    for (let run = 0; run < runs; run += 1) {
      const drift = Array.from({ length: 24 }, () => 60 * normal(random));
      const family = Array.from({ length: 6 }, () => question(drift.map((by) => 1000 + shift + by + noise()), drift.map((by) => 1000 + by + noise()), 100));
      const upTo = (samples: number): Question[] => family.map((one) => ({ ...one, observed: one.observed.slice(0, samples), reference: one.reference.slice(0, samples) }));
      for (const samples of looks) {
        const answers = judgeShifts(upTo(samples), level).map(({ answer }) => answer);
        if (answers.includes('worse')) counts.worse += 1;
        if (answers.every((answer) => answer === 'not-worse')) counts.passed += 1;
        if (answers.includes('worse') || answers.every((answer) => answer === 'not-worse')) break;
      }
    }
    return { worse: counts.worse / runs, passed: counts.passed / runs };
  }

  // Three standard errors of a share of 0.05 seen in 1,000 runs are 0.021.
  it('fails wrongly as seldom as it says, at the very margin, over all looks and the whole family', () => {
    expect(simulate({ shift: 100, runs: 1000, seed: 1 }).worse).toBeLessThanOrEqual(0.05 + 0.021);
  });

  it('passes wrongly as seldom as it says', () => {
    expect(simulate({ shift: 100, runs: 1000, seed: 2 }).passed).toBeLessThanOrEqual(0.05 + 0.021);
  });

  it('hardly ever fails what is the same, and finds what is three margins worse', () => {
    expect(simulate({ shift: 0, runs: 400, seed: 3 }).worse).toBeLessThanOrEqual(0.01);
    expect(simulate({ shift: 300, runs: 400, seed: 4 }).worse).toBeGreaterThanOrEqual(0.9);
  });
});

describe('moreSamples', () => {
  const levels = { worse: 0.05, notWorse: 0.05 };
  const ask = (observed: readonly number[], reference: readonly number[], margin = 100, interleaved = true): number | null => moreSamples({ observed: numbered(observed), reference: numbered(reference), margin, interleaved }, levels);

  it('tells with how many like these it would be decided', () => {
    const [ours, theirs] = [[1000, 1200, 1400], [990, 1000, 1010]];
    const more = ask(ours, theirs);
    expect(more).not.toBeNull();
    const repeated = (values: readonly number[], length: number): Sampled[] => numbered(Array.from({ length }, (_, index) => values[index % values.length] ?? 0));
    const after = (samples: number): Question => ({ observed: repeated(ours, samples), reference: repeated(theirs, samples), margin: 100, interleaved: true });
    expect(judgeShifts([after(3 + (more ?? 0))], 0.05)[0]?.answer).not.toBe('inconclusive');
    expect(judgeShifts([after(3 + (more ?? 0) - 1)], 0.05)[0]?.answer).toBe('inconclusive');
  });

  it.each([
    ['too few to foretell anything', [1000, 1200], [1000, 1010]],
    ['none would do: the difference is the margin', [1100, 1100, 1100, 1100], [1000, 1000, 1000, 1000]],
  ] as const)('%s', (_, observed, reference) => {
    expect(ask(observed, reference)).toBeNull();
  });

  it('cannot ask for more of what was measured in another run', () => {
    const alone = ask([1200, 1210, 1090, 1190], [1000, 1040], 100, false);
    expect(alone).toBeNull();
  });
});

describe('judgeLimits', () => {
  const question = (values: readonly number[], changes: Partial<LimitQuestion> = {}): LimitQuestion => ({ values, limit: 100, side: 'max', variation: 0.33, ...changes });
  const one = (values: readonly number[], level: number, changes?: Partial<LimitQuestion>): LimitAnswer => judgeLimits([question(values, changes)], level)[0] as LimitAnswer;

  it('gives the interval of the median by order statistics: of ten values the second and the ninth, with 97.9 %', () => {
    const ten = [7, 3, 9, 1, 5, 10, 2, 8, 4, 6];
    // Conover, Practical Nonparametric Statistics, 3rd edition, 1999: table A3, n = 10: P(B ≤ 1) = 0.0107 and P(B ≤ 2) = 0.0547.
    expect(signsUpTo(1, 10)).toBeCloseTo(0.0107, 4);
    expect(signsUpTo(2, 10)).toBeCloseTo(0.0547, 4);
    expect(one(ten, 0.0108).interval).toEqual({ low: 2, high: 9 });
    expect(one(ten, 0.0106).interval).toEqual({ low: 1, high: 10 });
    expect(one(ten, 0.0547).interval).toEqual({ low: 3, high: 8 });
    expect(one([1, 2, 3, 4], 0.05).interval).toBeNull();
  });

  it.each([
    [0, 0.5],
    [1, 0.8413447],
    [1.96, 0.9750021],
    [-1.644854, 0.05],
    [Infinity, 1],
    [-Infinity, 0],
  ])('the normal distribution up to %d is %d (Abramowitz & Stegun, table 26.1)', (z, share) => {
    expect(standardNormalUpTo(z)).toBeCloseTo(share, 6);
  });

  it('turns round for a minimum', () => {
    expect(one([10, 10, 10, 10, 10], 0.05, { side: 'min' }).answer).toBe('beyond');
    expect(one([110, 120, 130, 140, 100], 0.05, { side: 'min' }).answer).toBe('within');
  });

  it('foretells from three samples or more', () => {
    expect(moreForLimit(question([90, 91, 92]), { beyond: 0.05, within: 0.05 })).toBe(1);
    expect(moreForLimit(question([90]), { beyond: 0.05, within: 0.05 })).toBeNull();
    expect(moreForLimit(question([90, 110, 90, 110]), { beyond: 0.001, within: 0.001 })).toBeNull();
  });

  it.each([
    [1, 0.33],
    [3, 0.33],
    [8, 2],
    [12, 2],
  ])('with %d samples is wrong about a median at the limit no more often than the level says', (n, truly) => {
    const random = seeded(n);
    const spread = Math.sqrt(Math.log(1 + truly ** 2));
    const runs = 4000;
    // Enough samples make no assumption: those vary six times as much as the assumption for few.
    const answers = Array.from({ length: runs }, () => one(Array.from({ length: n }, () => 100 * Math.exp(spread * normal(random))), 0.05).answer);
    for (const answer of ['beyond', 'within']) expect(answers.filter((given) => given === answer).length / runs).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs));
  });

  it('is seldom wrong about any of a family', () => {
    const random = seeded(7);
    const runs = 1000;
    const wrong = Array.from({ length: runs }, () => judgeLimits(Array.from({ length: 6 }, () => question(Array.from({ length: 8 }, () => 100 * Math.exp(0.3 * normal(random))))), 0.05).some(({ answer }) => answer === 'beyond'));
    expect(wrong.filter(Boolean).length / runs).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs));
  });
});
