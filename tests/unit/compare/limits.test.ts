import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/model/plan.ts';
import { actionsAt, at, decide, oneTouchpoint } from './decide.ts';
import { measurement, metric, plan } from './make.ts';

describe('max and min', () => {
  it.each([
    ['one sample far under', { max: 2500 }, [1400], 'pass'],
    ['one sample a little under', { max: 2500 }, [2400], 'inconclusive'],
    ['one sample a little over', { max: 2500 }, [2600], 'inconclusive'],
    ['one sample far over', { max: 2500 }, [9000], 'fail'],
    ['three samples under', { max: 2500 }, [2100, 2150, 2200], 'pass'],
    ['three samples on both sides', { max: 2500 }, [2400, 2450, 9000], 'inconclusive'],
    ['five samples a little under', { max: 2500 }, [2400, 2410, 2420, 2430, 2500], 'pass'],
    ['five samples a little over', { max: 2500 }, [2510, 2520, 2530, 2540, 2550], 'fail'],
    ['one of five over', { max: 2500 }, [2400, 2410, 2420, 2430, 2510], 'inconclusive'],
    ['one of eight over', { max: 2500 }, [2400, 2410, 2420, 2430, 2440, 2450, 2460, 9000], 'pass'],
    ['nothing allowed', { max: 0 }, [0], 'pass'],
    ['nothing allowed, and something there', { max: 0 }, [1], 'fail'],
    ['min held', { min: 10 }, [30], 'pass'],
    ['min held by a little', { min: 10 }, [11], 'inconclusive'],
    ['min missed', { min: 10 }, [2], 'fail'],
    ['min of nothing', { min: 0 }, [0], 'pass'],
    ['both', { min: 10, max: 90 }, [30], 'pass'],
    ['both, near to one of them', { min: 10, max: 90 }, [80], 'inconclusive'],
    ['both, beyond one of them', { min: 10, max: 20 }, [90], 'fail'],
    ['not measured', { max: 2500 }, [], 'not-measured'],
    ['not a number', { max: 2500 }, [Number.NaN], 'not-measured'],
  ] as const)('%s', (_, rule, values, outcome) => {
    expect(decide({ gate: rule, measurements: [measurement(values)] }).outcome).toBe(outcome);
  });

  it.each([
    [[9000], 'ours, gerry, buy at home: 9 s (1 sample, too few to say how surely, but further from the limit than visits vary (33 %)); asked is at most 2.5 s.'],
    [[2600], 'ours, gerry, buy at home: 2.6 s (1 sample); asked is at most 2.5 s. That is too near to the limit for so few samples: it takes about 5 of them.'],
    [[2400, 2410, 2420, 2430, 2440], 'ours, gerry, buy at home: 2.42 s (between 2.4 s and 2.44 s with 90 % confidence, 5 samples); asked is at most 2.5 s.'],
    [[2400, 2410, 2420], 'ours, gerry, buy at home: 2.41 s (3 samples); asked is at most 2.5 s. On which side of the limit the usual visit lies cannot be told yet. With about 1 more sample this would be decided.'],
  ])('says where, what, how much and how surely: %j', (values, line) => {
    const result = decide({ gate: { max: 2500 }, measurements: [measurement(values)] });
    expect(result).toMatchObject({ label: 'Largest Contentful Paint at every touchpoint: at most 2.5 s', reasons: [line] });
  });

  it('says how many more samples would decide it, where samples would', () => {
    expect(decide({ gate: { max: 2500 }, measurements: [measurement([2400, 2410, 2420])] }).moreSamples).toBe(1);
    expect(decide({ gate: { max: 2500 }, measurements: [measurement([2400])] }).moreSamples).toBeNull();
    const once = metric({ id: 'speed.speed-index', pass: 'inspection' });
    const inspected = decide({ gate: { metric: once.id, max: 2500 }, metrics: [once], measurements: [measurement([2450], { metric: once.id })] });
    expect(inspected).toMatchObject({ outcome: 'inconclusive', reasons: [expect.stringContaining('measured once only, in the inspection')] });
    expect(inspected).not.toHaveProperty('moreSamples');
  });

  it('asks for more of what varies more: one answer to an input says less than one page that loads', () => {
    const inp = metric({ id: 'speed.inp' });
    expect(decide({ gate: { metric: inp.id, max: 200 }, metrics: [inp], measurements: [measurement([100], { metric: inp.id })] }).outcome).toBe('inconclusive');
    expect(decide({ gate: { metric: inp.id, max: 200 }, metrics: [inp], measurements: [measurement([40], { metric: inp.id })] }).outcome).toBe('pass');
  });

  it('takes the places of a gate as one family: of two, five samples a little over the limit cannot say that one is', () => {
    const both: Partial<Plan> = { journeys: { buy: { goal: 'Buy', touchpoints: { home: { stage: 'awareness' }, checkout: { stage: 'purchase' } } } } };
    const over = [2510, 2520, 2530, 2540, 2550];
    expect(decide({ gate: { max: 2500 }, plan: both, measurements: [at('home', over), at('checkout', over)] }).outcome).toBe('inconclusive');
    expect(decide({ gate: { max: 2500 }, plan: both, measurements: [at('home', [...over, 2560]), at('checkout', over)] }).outcome).toBe('fail');
    expect(decide({ gate: { max: 2500, at: 'home' }, plan: both, measurements: [at('home', over), at('checkout', over)] }).outcome).toBe('fail');
  });

  it('pays for the looks that the plan declares', () => {
    const five = [measurement([2400, 2410, 2420, 2430, 2440])];
    expect(decide({ gate: { max: 2500 }, measurements: five }).outcome).toBe('pass');
    expect(decide({ gate: { max: 2500 }, measurements: five, plan: { ...oneTouchpoint, maxSamples: 12 } }).outcome).toBe('inconclusive');
  });

  it.each([
    ['one too many in one sample', 'lower', { max: 0 }, [0, 0, 3], 'fail', '1 of 3 samples is beyond the limit, the worst with 3; asked is at most 0.'],
    ['not reached in two samples', 'higher', { min: 1 }, [1, 0, 0], 'fail', '2 of 3 samples are beyond the limit, the worst with 0; asked is at least 1.'],
    ['every sample, all alike', 'lower', { max: 0 }, [2, 2], 'fail', '2; asked is at most 0.'],
    ['beyond both limits', 'lower', { min: 2, max: 4 }, [1, 3, 9], 'fail', '2 of 3 samples are beyond the limit, the worst with 9; asked is at most 4 and at least 2.'],
    ['every sample inside, though not alike', 'lower', { max: 3 }, [0, 1, 3], 'pass', '0 to 3; asked is at most 3.'],
  ] as const)('of an exact metric every sample counts: %s', (_, better, rule, values, outcome, line) => {
    const exact = metric({ id: 'friction.odd', unit: 'count', kind: 'exact', better });
    expect(decide({ gate: { metric: exact.id, ...rule }, metrics: [exact], measurements: [measurement(values, { metric: exact.id })] })).toMatchObject({ outcome, reasons: [`ours, gerry, buy at home: ${line}`] });
  });

  it('looks at own sites, unless it names another', () => {
    const measurements = [measurement([1000]), measurement([9000], { site: 'rival' })];
    expect(decide({ gate: { max: 2500 }, measurements }).outcome).toBe('pass');
    expect(decide({ gate: { max: 2500, site: 'rival' }, measurements }).outcome).toBe('fail');
  });

  describe('over several touchpoints', () => {
    const both: Partial<Plan> = { journeys: plan().journeys };
    it.each([
      ['all must hold', {}, [at('home', [1000]), at('checkout', [9000])], 'fail'],
      ['only the one it names', { at: 'home' }, [at('home', [1000]), at('checkout', [9000])], 'pass'],
      ['a gap is not a pass', {}, [at('home', [1000]), at('checkout', [])], 'not-measured'],
      ['what nobody mentions is a gap', {}, [at('home', [1000])], 'not-measured'],
      ['a failure says more than a gap', {}, [at('home', [9000]), at('checkout', [])], 'fail'],
      ['where it does not apply, nothing is missing', {}, [at('home', [1000]), at('checkout', [], { applicable: false, unavailable: 'not applicable: no images' })], 'pass'],
      ['a gap beside what does not apply', {}, [at('home', [1000]), at('checkout', [], { unavailable: 'not applicable: no images (2 of 3 visits); the page crashed (1 of 3 visits)' })], 'not-measured'],
      ['a reason that only sounds like it', {}, [at('home', [1000]), at('checkout', [], { unavailable: 'not applicable: so it is called' })], 'not-measured'],
      ['applies nowhere', {}, ['home', 'checkout'].map((id) => at(id, [], { applicable: false, unavailable: 'not applicable: no images' })), 'not-measured'],
    ] as const)('%s', (_, changes, measurements, outcome) => {
      expect(decide({ gate: { max: 2500, ...changes }, plan: both, measurements: [...measurements] }).outcome).toBe(outcome);
    });

    it('means the journey where the metric adds up, and the touchpoint where it names one', () => {
      const measurements = [actionsAt('home', 4), actionsAt('checkout', 8), actionsAt(null, 12)];
      const base = { metric: 'friction.actions', max: 11 };
      expect(decide({ gate: base, plan: both, measurements })).toMatchObject({ outcome: 'fail', label: 'Actions over the whole journey: at most 11', reasons: ['ours, gerry, buy as a whole: 12; asked is at most 11.'] });
      expect(decide({ gate: { ...base, at: 'checkout' }, plan: both, measurements })).toMatchObject({ outcome: 'pass', label: 'Actions at checkout: at most 11' });
      expect(decide({ gate: base, plan: both, measurements: measurements.slice(0, 2) }).outcome).toBe('not-measured');
    });

    it('tells of a pass how near it was to failing', () => {
      const result = decide({ gate: { max: 2500 }, plan: both, measurements: [at('home', [1400]), at('checkout', [1000])] });
      expect(result.reasons).toEqual(['Holds at 2 places. The nearest to failing: ours, gerry, buy at home: 1.4 s (1 sample, too few to say how surely, but further from the limit than visits vary (33 %)); asked is at most 2.5 s.']);
    });
  });

  it('does not pass below the declared coverage, but still fails', () => {
    const coverage = { expected: 10, valid: 8, share: 0.8, required: 0.9 };
    expect(decide({ gate: { max: 2500 }, measurements: [measurement([1000])], coverage })).toMatchObject({ outcome: 'not-measured', reasons: [expect.stringContaining('only 8 of 10'), expect.any(String)] });
    expect(decide({ gate: { max: 2500 }, measurements: [measurement([9000])], coverage }).outcome).toBe('fail');
  });

  it('does not pass a metric that nobody measures', () => {
    expect(decide({ gate: { metric: 'speed.gone', max: 1 } })).toMatchObject({ outcome: 'not-measured', label: 'speed.gone' });
  });
});
