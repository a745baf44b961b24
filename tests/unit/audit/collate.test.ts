import { describe, expect, test } from 'vitest';
import { collate } from '../../../src/audit/collate.ts';
import type { VisitEvidence } from '../../../src/model/evidence.ts';
import type { LedgerEntry } from '../../../src/model/record.ts';
import type { AuditOutcome } from '../../../src/model/results.ts';
import { Measurement } from '../../../src/model/results.ts';
import { collated, visitSaying } from './collated.ts';
import { consoleAudit, ledgerFor, metric, planWith } from './evidence.ts';

const summing = (overJourney: 'sum' | 'max') => consoleAudit({ metrics: [metric('friction.console', { overJourney })] });

const totalOf = (visits: VisitEvidence[], overJourney: 'sum' | 'max' = 'sum') => collated(visits, { audit: summing(overJourney) }).measurements.at(-1);

describe('a ratio', () => {
  const ids = ['friction.console', 'friction.needed', 'friction.per-needed'] as const;
  const [of, to, ratio] = ids;
  const metrics = [metric(of, { overJourney: 'sum' }), metric(to, { overJourney: 'sum' }), metric(ratio, { overJourney: 'ratio', ratio: { of, to } })];
  const journeyRatio = (counts: Record<string, number>, needed: (count: number) => number | null) => {
    const audit = consoleAudit({
      metrics,
      run: ({ console }) => {
        const fewest = needed(console.length);
        const values = { [of]: console.length, ...(fewest !== null && { [to]: fewest }) };
        return { status: 'measured', values, missing: { [ratio]: 'not told', ...(fewest === null && { [to]: 'no optimum' }) }, findings: [] };
      },
    });
    const { measurements } = collated([visitSaying(counts)], { audit });
    return measurements.find(({ metric: id, touchpoint: at }) => id === ratio && at === null);
  };

  test('of the journey is that of its sums', () => {
    expect(journeyRatio({ home: 9, basket: 1 }, (count) => (count === 9 ? 3 : 1))?.value).toBe(10 / 4);
  });

  test('leaves out a touchpoint where one side of it does not apply', () => {
    const run = ({ console: { length } }: { console: readonly unknown[] }): AuditOutcome => ({ status: 'measured', values: { [of]: length, ...(length > 1 && { [to]: 3 }) }, ...(length === 1 && { notApplicable: { [to]: 'nothing is needed' } }), missing: { [ratio]: 'not told' }, findings: [] });
    const { measurements } = collated([visitSaying({ home: 9, basket: 1 })], { audit: consoleAudit({ metrics, run }) });
    expect(measurements.find(({ metric: id, touchpoint: at }) => id === ratio && at === null)?.value).toBe(3);
  });

  test('is not there where a part of it is not known, and does not apply to nothing', () => {
    expect(journeyRatio({ home: 9, basket: 1 }, (count) => (count === 9 ? 3 : null))).toMatchObject({ value: null, unavailable: 'no value at basket: no optimum' });
    expect(journeyRatio({ home: 9, basket: 1 }, () => 0)).toMatchObject({ value: null, applicable: false });
  });
});

describe('measurements', () => {
  test('median, smallest and largest of the samples', () => {
    const { measurements } = collated([3, 9, 4].map((count, index) => visitSaying({ home: count, basket: 0 }, { sample: index + 1 })));
    expect(measurements[0]).toEqual({
      metric: 'friction.console',
      site: 'ours',
      persona: 'kim',
      journey: 'buy',
      touchpoint: 'home',
      samples: [
        { visit: 'ours~kim~buy~experience~1', value: 3 },
        { visit: 'ours~kim~buy~experience~2', value: 9 },
        { visit: 'ours~kim~buy~experience~3', value: 4 },
      ],
      value: 4,
      low: 3,
      high: 9,
    });
  });

  test('the median of an even number of samples lies between the middle two', () => {
    const { measurements } = collated([1, 2, 5, 40].map((count, index) => visitSaying({ home: count, basket: 0 }, { sample: index + 1 })));
    expect(measurements[0]?.value).toBe(3.5);
  });

  test('samples are in their order, whatever the order of the visits', () => {
    const { measurements } = collated([3, 1, 2].map((sample) => visitSaying({ home: sample, basket: 0 }, { sample })));
    expect(measurements[0]?.samples.map(({ value }) => value)).toEqual([1, 2, 3]);
  });

  test('every metric appears once at every place of the plan, measured or not', () => {
    const plan = planWith(['home', 'basket'], ['kim', 'lee'], ['ours', 'theirs']);
    const { measurements } = collated([visitSaying({ home: 1, basket: 2 })], { plan, audit: summing('sum') });
    const places = measurements.map(({ site, persona, touchpoint: at }) => `${site} ${persona} ${at}`);
    expect(new Set(places).size).toBe(2 * 2 * 3);
    expect(places).toHaveLength(2 * 2 * 3);
    expect(measurements.filter(({ value }) => value === null)).toHaveLength(9);
    for (const measurement of measurements) expect(Measurement.parse(measurement)).toEqual(measurement);
    expect(measurements.at(-1)).toMatchObject({ value: null, low: null, high: null, samples: [], unavailable: 'no experience visit' });
  });

  test('a metric is read from visits of its own pass', () => {
    const { measurements } = collated([visitSaying({ home: 1, basket: 1 }), visitSaying({ home: 7, basket: 7 }, { pass: 'inspection' })]);
    expect(measurements[0]).toMatchObject({ value: 1, samples: [{ visit: 'ours~kim~buy~experience~1' }] });
  });

  test('missing samples are counted and explained', () => {
    const { measurements } = collated([visitSaying({ home: 1, basket: 'covered' }), visitSaying({ home: null, basket: 'covered' }, { sample: 2 })]);
    expect(measurements[0]).toMatchObject({ value: 1, unavailable: 'console was not recorded (1 of 2 visits)' });
    expect(measurements[1]).toMatchObject({ value: null, unavailable: 'not reached: covered' });
  });

  test('reasons are merged, the most frequent first, and bounded', () => {
    const problems = ['a', 'b', 'b', 'c', 'd', 'e'.repeat(1000)];
    const { measurements } = collated(problems.map((problem, index) => visitSaying({ home: problem, basket: 0 }, { sample: index + 1 })));
    expect(measurements[0]?.unavailable).toBe('not reached: b (2 of 6 visits); not reached: a (1 of 6 visits); not reached: c (1 of 6 visits); and 2 other reasons');
    const long = collated([visitSaying({ home: 'e'.repeat(1000), basket: 0 })]);
    expect(long.measurements[0]?.unavailable).toHaveLength(300);
  });

  test('a sample that the ledger does not count is not measured, and said to be so', () => {
    const visits = [visitSaying({ home: 1, basket: 1 }), visitSaying({ home: 100, basket: 1 }, { sample: 2 })];
    const ledger = ledgerFor(visits, ({ unit }, { id }) => (unit.sample === 2 && id === 'home' ? 'invalid' : 'valid')).map((entry) => (entry.status === 'invalid' ? { ...entry, reason: 'a login page' } : entry));
    const { measurements } = collated(visits, { ledger });
    expect(measurements[0]).toMatchObject({ value: 1, unavailable: 'invalid sample: a login page (1 of 2 visits)' });
    expect(measurements[1]?.samples).toHaveLength(2);
  });

  test('a visit that was made but not judged has no values', () => {
    const visits = [visitSaying({ home: 1, basket: 1 })];
    const { measurements } = collate({ plan: planWith(['home', 'basket']), audits: [consoleAudit()], visits, results: [], ledger: ledgerFor(visits) });
    expect(measurements[0]).toMatchObject({ value: null, unavailable: 'was not judged' });
  });
});

describe('journey totals', () => {
  test('add up, or take the largest, per sample', () => {
    const visits = [visitSaying({ home: 1, basket: 5 }), visitSaying({ home: 2, basket: 8 }, { sample: 2 })];
    expect(totalOf(visits)).toMatchObject({ touchpoint: null, samples: [{ value: 6 }, { value: 10 }], value: 8 });
    expect(totalOf(visits, 'max')).toMatchObject({ touchpoint: null, samples: [{ value: 5 }, { value: 8 }], value: 6.5 });
  });

  test('a journey that was not completed has no total', () => {
    expect(totalOf([visitSaying({ home: 1, basket: 'covered' })])).toMatchObject({ value: null, unavailable: 'the journey was not completed: basket was not reached' });
  });

  test('a journey with a gap has no total', () => {
    expect(totalOf([visitSaying({ home: null, basket: 3 })])).toMatchObject({ value: null, unavailable: 'no value at home: console was not recorded' });
  });

  test('touchpoints where the audit does not apply add nothing', () => {
    const audit = { ...summing('sum'), run: (({ console }) => (console.length === 0 ? { status: 'not-applicable', because: 'silent' } : { status: 'measured', values: { 'friction.console': console.length }, findings: [] })) } satisfies ReturnType<typeof consoleAudit>;
    const { measurements } = collated([visitSaying({ home: 0, basket: 3 })], { audit });
    expect(measurements[0]).toMatchObject({ value: null, applicable: false, unavailable: 'not applicable: silent' });
    expect(measurements.at(-1)).toMatchObject({ touchpoint: null, value: 3 });
    expect(measurements.slice(1).map(({ applicable }) => applicable)).toEqual([undefined, undefined]);
    expect(collated([visitSaying({ home: 0, basket: 0 })], { audit }).measurements.at(-1)).toMatchObject({ value: null, applicable: false, unavailable: 'not applicable at any touchpoint' });
  });

  const partly = (which: 'missing' | 'notApplicable', overJourney: 'sum' | 'max') => {
    const audit = consoleAudit({
      metrics: [metric('friction.console', { overJourney }), metric('friction.other', { overJourney: 'sum' })],
      run: ({ console }) => ({ status: 'measured', values: { 'friction.other': 1, ...(console.length > 0 && { 'friction.console': console.length }) }, ...(console.length === 0 && { [which]: { 'friction.console': 'silent' } }), findings: [] }),
    });
    return collated([visitSaying({ home: 0, basket: 3 })], { audit }).measurements.filter(({ metric: id }) => id === 'friction.console');
  };

  test.each(['sum', 'max'] as const)('touchpoints where one metric of an audit does not apply add nothing: %s', (overJourney) => {
    const [home, , journey] = partly('notApplicable', overJourney);
    expect(home).toMatchObject({ value: null, applicable: false, unavailable: 'not applicable: silent' });
    expect(journey).toMatchObject({ touchpoint: null, value: 3 });
    expect(journey).not.toHaveProperty('unavailable');
    expect(partly('missing', overJourney).at(-1)).toMatchObject({ value: null, unavailable: 'no value at home: silent' });
  });

  test('an audit does not apply only if it says so of every sample', () => {
    const says = (outcomes: readonly AuditOutcome[]) => {
      const audit = consoleAudit({ run: ({ console }) => outcomes[console.length] ?? { status: 'not-available', because: 'silent' } });
      return collated(outcomes.map((_, index) => visitSaying({ home: index, basket: 0 }, { sample: index + 1 })), { audit }).measurements[0]?.applicable;
    };
    const not = (because: string): AuditOutcome => ({ status: 'not-applicable', because });
    expect(says(['a', 'b', 'c', 'd', 'e'].map(not))).toBe(false);
    expect(says([not('a'), { status: 'not-available', because: 'the page crashed' }])).toBeUndefined();
    const own = (why: object): AuditOutcome => ({ status: 'measured', values: {}, findings: [], ...why });
    const because = { 'friction.console': 'a' };
    expect(says([own({ notApplicable: because }), not('b')])).toBe(false);
    expect(says([own({ notApplicable: because }), own({ missing: because })])).toBeUndefined();
    expect(says([own({ notApplicable: because, missing: because })])).toBeUndefined();
    expect(says([own({ notApplicable: { 'friction.other': 'a' } })])).toBeUndefined();
    expect(says([{ status: 'not-available', because: 'not applicable: so it is called' }])).toBeUndefined();
    const [unvisited] = collated([]).measurements;
    expect(unvisited).toMatchObject({ value: null });
    expect(unvisited).not.toHaveProperty('applicable');
  });

  test('a sample that does not count says nothing of whether an audit applies', () => {
    const audit = { ...summing('sum'), run: (() => ({ status: 'not-applicable', because: 'silent' })) } satisfies ReturnType<typeof consoleAudit>;
    const visits = [1, 2, 3].map((sample) => visitSaying({ home: 0, basket: 0 }, { sample }));
    const spoilt = (samples: readonly number[]): LedgerEntry[] => ledgerFor(visits).map((entry) => (samples.includes(entry.sample) ? { ...entry, status: 'invalid', reason: 'HOST_NOISY: too busy' } : entry));
    const applicable = (samples: readonly number[]) => collated(visits, { audit, ledger: spoilt(samples) }).measurements.map((measurement) => measurement.applicable);
    expect(applicable([3])).toEqual([false, false, false]);
    expect(applicable([1, 2, 3])).toEqual([undefined, undefined, undefined]);
    expect(collated(visits, { audit, ledger: spoilt([3]) }).measurements[0]?.unavailable).toContain('invalid sample: HOST_NOISY: too busy (1 of 3 visits)');
  });
});
