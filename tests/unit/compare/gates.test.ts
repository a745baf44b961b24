import { describe, expect, it } from 'vitest';
import { decideGates } from '../../../src/compare/index.ts';
import { fold } from '../../../src/compare/gates/decision.ts';
import { marginOf } from '../../../src/compare/gates/shift.ts';
import type { Plan } from '../../../src/model/plan.ts';
import type { Finding, Measurement } from '../../../src/model/results.ts';
import { actionsAt, againstRival, at, decide, oneTouchpoint } from './decide.ts';
import { conditions, finding, full, gate, measurement, metric, plan, record } from './make.ts';

describe('worseBy', () => {
  it.each([
    ['far worse', { ms: 100, percent: 5 }, [2000, 2010, 2020], [1000, 1010, 1020], 'fail'],
    ['worse, but within the margin', { ms: 1500 }, [2000, 2010, 2020], [1000, 1010, 1020], 'pass'],
    ['about the margin', { ms: 1000 }, [2000, 2010, 2020], [1000, 1010, 1020], 'inconclusive'],
    ['the largest margin counts', { ms: 100, percent: 200 }, [2000, 2010, 2020], [1000, 1010, 1020], 'pass'],
    ['better', { ms: 0 }, [1000, 1010, 1020], [2000, 2010, 2020], 'pass'],
    ['spread over the margin', { ms: 100 }, [1000, 1500, 2000], [900, 1000, 1100], 'inconclusive'],
    ['too few samples to tell', { ms: 100 }, [9000], [1000], 'inconclusive'],
    ['too few samples, though better', { ms: 100 }, [1000], [9000], 'inconclusive'],
    ['not measured here', { ms: 100 }, [], [1000, 1010, 1020], 'not-measured'],
    ['not measured there', { ms: 100 }, [1000, 1010, 1020], [], 'not-measured'],
  ] as const)('%s', (_, rule, ours, rival, outcome) => {
    expect(againstRival(rule, ours, rival).outcome).toBe(outcome);
  });

  it('turns round where higher is better', () => {
    const score = metric({ better: 'higher', unit: 'points' });
    expect(againstRival({ by: 5 }, [50, 50, 50], [90, 90, 90], score).outcome).toBe('fail');
    expect(againstRival({ by: 5 }, [90, 90, 90], [50, 50, 50], score).outcome).toBe('pass');
  });

  it('says what it compared', () => {
    expect(againstRival({ ms: 100 }, [2000, 2010, 2020], [1000, 1010, 1020])).toMatchObject({
      label: 'Largest Contentful Paint at every touchpoint: not worse than rival by more than 100 ms',
      reasons: ['ours, gerry, buy at home: 2.01 s against 1.01 s of The rival, which is 1 s worse (between 980 ms worse and 1.02 s worse with 90 % confidence, 3 samples against 3); allowed is 100 ms.'],
    });
  });

  it('counts the pairs that there are, and not the samples of one side', () => {
    const samples = [1, 2, 3, 4, 5, 6].map((sample) => ({ visit: `rival~gerry~buy~experience~${sample}`, value: 1000 + sample }));
    const rival = { ...measurement([1003.5], { site: 'rival' }), samples, low: 1001, high: 1006 };
    const of = decide({ gate: { against: 'rival', worseBy: { ms: 100 } }, measurements: [measurement([2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008]), rival] });
    expect(of).toMatchObject({ outcome: 'fail', reasons: [expect.stringMatching(/ confidence, 6 pairs\)/)] });
  });

  it('says how many more samples would decide it', () => {
    const result = againstRival({ ms: 100 }, [1000, 1500, 2000], [900, 1000, 1100]);
    expect(result.moreSamples).toBeGreaterThan(0);
    expect(result.reasons.join()).toContain(`Whether that is more than allowed cannot be told yet. With about ${result.moreSamples} more samples this would be decided.`);
    expect(againstRival({ ms: 100 }, [9000], [1000]).moreSamples).toBeNull();
    expect(againstRival({ ms: 100 }, [9000, 9001, 9002], [1000, 1001, 1002])).not.toHaveProperty('moreSamples');
  });

  it('takes the places of a gate as one family: of two, three samples cannot say that one is worse', () => {
    const both: Partial<Plan> = { journeys: { buy: { goal: 'Buy', touchpoints: { home: { stage: 'awareness' }, checkout: { stage: 'purchase' } } } } };
    const slower = (touchpoint: string): Measurement[] => [at(touchpoint, [2000, 2010, 2020]), at(touchpoint, [1000, 1010, 1020], { site: 'rival' })];
    const rule = { against: 'rival', worseBy: { ms: 100 } };
    const measurements = [...slower('home'), ...slower('checkout')];
    expect(decide({ gate: rule, plan: both, measurements }).outcome).toBe('inconclusive');
    expect(decide({ gate: { ...rule, at: 'home' }, plan: both, measurements }).outcome).toBe('fail');
    expect(decide({ gate: rule, plan: { ...both, confidence: 0.9 }, measurements }).outcome).toBe('fail');
  });

  it('pays for the looks that the plan declares, whether or not they were taken', () => {
    const measurements = [measurement([2000, 2010, 2020]), measurement([1000, 1010, 1020], { site: 'rival' })];
    const gate = { against: 'rival', worseBy: { ms: 100 } };
    expect(decide({ gate, measurements }).outcome).toBe('fail');
    expect(decide({ gate, measurements, plan: { ...oneTouchpoint, maxSamples: 12 } }).outcome).toBe('inconclusive');
  });

  it.each([
    ['one more than allowed', [13], [12], 'fail'],
    ['as many', [12], [12], 'pass'],
    ['varied, and still apart', [14, 15], [12, 12], 'fail'],
    ['varied, and better at its worst', [10, 11], [12, 12], 'pass'],
    ['varied over the margin', [11, 14], [12, 12], 'inconclusive'],
  ] as const)('compares what is exact exactly: %s', (_, ours, rival, outcome) => {
    const fields = metric({ id: 'friction.fields', unit: 'count', kind: 'exact' });
    expect(againstRival({ by: 0 }, ours, rival, fields).outcome).toBe(outcome);
  });

  it.each([
    ['more than matters', [2000, 2010, 2020], 'fail', /allowed is 100 ms/],
    ['less than matters', [1050, 1060, 1070], 'pass', /allowed is 100 ms/],
  ] as const)('without a margin takes that of the metric: %s', (_, ours, outcome, line) => {
    const result = decide({ gate: { against: 'rival' }, measurements: [measurement(ours), measurement([1000, 1010, 1020], { site: 'rival' })] });
    expect(result).toMatchObject({ outcome, label: 'Largest Contentful Paint at every touchpoint: not worse than rival by more than matters in practice (100 ms or 5 %, whichever is more)', reasons: [expect.stringMatching(line)] });
  });

  it('without a margin lets nothing exact get worse', () => {
    const measurements = (ours: number): Measurement[] => [actionsAt(null, ours), at(null, [12], { metric: 'friction.actions', site: 'rival' })];
    expect(decide({ gate: { metric: 'friction.actions', against: 'rival' }, measurements: measurements(13) })).toMatchObject({ outcome: 'fail', label: 'Actions over the whole journey: not worse than rival' });
    expect(decide({ gate: { metric: 'friction.actions', against: 'rival' }, measurements: measurements(12) }).outcome).toBe('pass');
  });

  it('new findings alone are no comparison of figures', () => {
    expect(decide({ gate: { against: 'baseline', new: 0 }, measurements: [measurement([9000])], baseline: record({ measurements: [measurement([1])] }) }).outcome).toBe('pass');
  });

  it.each([
    [{ ms: 100 }, 'ms', 1000, 100],
    [{ ms: 100 }, 's', 1, 0.1],
    [{ percent: 5 }, 'ms', 1000, 50],
    [{ percent: 5 }, 'ms', 0, 0],
    [{ by: 2 }, 'count', 10, 2],
    [{ ms: 10, percent: 5, by: 70 }, 'ms', 1000, 70],
  ] as const)('margin of %j in %s at %d: %d', (rule, unit, reference, margin) => {
    expect(marginOf(rule, metric({ unit }), reference)).toBeCloseTo(margin, 9);
  });
});

describe('against the baseline', () => {
  const slower = { gate: { against: 'baseline', worseBy: { ms: 100 } }, measurements: [measurement([2000, 2010, 2020])] };
  const then = record({ measurements: [measurement([1000, 1010, 1020])] });

  it('fails on what got worse', () => {
    expect(decide({ ...slower, baseline: then }).outcome).toBe('fail');
  });

  it('does not blame the site for what another browser may have done', () => {
    const result = decide({ ...slower, baseline: then, conditions: conditions({ browser: 'Chromium 157' }) });
    expect(result.outcome).toBe('inconclusive');
    expect(result.reasons.join()).toMatch(/Chromium 156 then, Chromium 157 now.*save a new baseline/);
  });

  it('does not pass either on what another browser may have hidden', () => {
    const same = { ...slower, measurements: [measurement([1000, 1010, 1020])], baseline: then };
    expect(decide(same).outcome).toBe('pass');
    expect(decide({ ...same, conditions: conditions({ browser: 'Chromium 157' }) }).outcome).toBe('inconclusive');
  });

  it.each([
    ['none named', null, /names no baseline.*baseline save/],
    ['none saved', 'main', /There is no baseline main.*baseline save/],
  ])('cannot be decided without one: %s', (_, name, reason) => {
    const result = decide({ ...slower, plan: { ...oneTouchpoint, baseline: name } });
    expect(result.outcome).toBe('not-measured');
    expect(result.reasons.join()).toMatch(reason);
  });

  it('still checks the limits of the gate', () => {
    expect(decide({ ...slower, gate: { ...slower.gate, max: 10 } }).outcome).toBe('fail');
  });
});

describe('new findings', () => {
  const measurements = [measurement([3])];
  const then = record({ measurements, findings: [finding('old')] });
  const rule = { against: 'baseline', new: 0 };
  const place = finding('x').places.slice(0, 1).flatMap((first) => [first]);
  const elsewhere = (changes: Partial<Finding['places'][number]>): Partial<Finding> => ({ places: place.map((first) => ({ ...first, ...changes })) });

  it.each([
    ['none', [], 0, 'pass'],
    ['a known one', [finding('old')], 0, 'pass'],
    ['a new one', [finding('old'), finding('fresh')], 0, 'fail'],
    ['as many as are allowed', [finding('fresh')], 1, 'pass'],
    ['one too many', [finding('fresh'), finding('fresher')], 1, 'fail'],
    ['a delight', [finding('fresh', { kind: 'delight' })], 0, 'pass'],
    ['of another metric’s audit', [finding('fresh', { audit: 'friction/actions' })], 0, 'pass'],
    ['of an audit nobody knows', [finding('fresh', { audit: 'own/thing' })], 0, 'pass'],
    ['on another site', [finding('fresh', elsewhere({ site: 'rival' }))], 0, 'pass'],
    ['at another touchpoint', [finding('fresh', elsewhere({ touchpoint: 'elsewhere' }))], 0, 'pass'],
  ] as const)('%s', (_, findings, allowed, outcome) => {
    expect(decide({ gate: { ...rule, new: allowed }, measurements, baseline: then, findings: [...findings] }).outcome).toBe(outcome);
  });

  it('fails also for what may have crossed its limit by chance, and says that of it', () => {
    const { outcome, reasons } = decide({ gate: rule, measurements, baseline: then, findings: [finding('fresh', { since: 'crossed' })] });
    expect(outcome).toBe('fail');
    expect(reasons.join()).toContain('New: Trouble fresh (accessibility/axe; ours, gerry, buy at home) The samples do not show that its numbers got worse');
    expect(decide({ gate: rule, measurements, baseline: then, findings: [finding('fresh', { since: 'new' })] })).toMatchObject({ outcome: 'fail', reasons: [expect.any(String), expect.not.stringContaining('chance')] });
  });

  it('names what is new and where', () => {
    expect(decide({ gate: rule, measurements, baseline: then, findings: [finding('fresh')] }).reasons).toEqual(['1 new finding; allowed is none.', 'New: Trouble fresh (accessibility/axe; ours, gerry, buy at home)']);
  });

  it.each([
    ['not measured now', [measurement([])], then],
    ['not measured then', measurements, record({ findings: [] })],
    ['no baseline', measurements, null],
  ])('cannot be decided: %s', (_, now, baseline) => {
    expect(decide({ gate: rule, measurements: now, baseline, findings: [] }).outcome).toBe('not-measured');
  });

  it('does not take a finding for known that only a rival had', () => {
    const rivals = record({ measurements, findings: [finding('fresh', elsewhere({ site: 'rival' }))] });
    expect(decide({ gate: rule, measurements, baseline: rivals, findings: [finding('fresh')] }).outcome).toBe('fail');
  });

  it.each([undefined, 'ours'])('knows what one\'s own site had when it had another id: site %s', (site) => {
    const sites = { production: { origin: 'https://www.ours.example', role: 'own' as const } };
    const renamed = record({ plan: { ...then.plan, sites }, measurements: [measurement([3], { site: 'production' })], findings: [finding('old', elsewhere({ site: 'production' }))] });
    const of = (findings: Finding[]) => decide({ gate: { ...rule, ...(site !== undefined && { site }) }, measurements, baseline: renamed, findings });
    expect(of([finding('old')]).outcome).toBe('pass');
    expect(of([finding('old'), finding('fresh')])).toMatchObject({ outcome: 'fail', reasons: [expect.any(String), expect.stringContaining('New: Trouble fresh')] });
  });

  it('does not blame the site for what new rules may have found', () => {
    const axe = metric({ id: 'accessibility.violations', unit: 'count', kind: 'exact' });
    const of = [measurement([3], { metric: axe.id })];
    const facts = { plan: plan({ ...oneTouchpoint, baseline: 'main', gates: [gate({ ...rule, metric: axe.id })] }), metrics: [axe], measurements: of, baseline: record({ measurements: of }), comparisons: [], coverage: full, metricsOf: { 'accessibility/axe': [axe.id] } };
    expect(decideGates({ ...facts, findings: [finding('fresh')], conditions: conditions() })[0]?.outcome).toBe('fail');
    expect(decideGates({ ...facts, findings: [finding('fresh')], conditions: conditions({ axe: '4.15.0' }) })[0]?.outcome).toBe('inconclusive');
  });

  it('does not pass either on what another browser, or other rules, may have hidden', () => {
    const axe = metric({ id: 'accessibility.violations', unit: 'count', kind: 'exact' });
    const of = [measurement([3], { metric: axe.id })];
    const facts = { plan: plan({ ...oneTouchpoint, baseline: 'main', gates: [gate({ ...rule, metric: axe.id })] }), metrics: [axe], measurements: of, baseline: record({ measurements: of }), comparisons: [], coverage: full, metricsOf: { 'accessibility/axe': [axe.id] }, findings: [] };
    expect(decideGates({ ...facts, conditions: conditions() })[0]?.outcome).toBe('pass');
    expect(decideGates({ ...facts, conditions: conditions({ axe: '4.15.0' }) })[0]).toMatchObject({ outcome: 'inconclusive', reasons: [expect.stringMatching(/^No new finding; allowed is none\. But what changed since \(axe-core \(4\.14\.1 then, 4\.15\.0 now\)\) may hide findings/)] });
    expect(decideGates({ ...facts, conditions: conditions({ browser: 'Chromium 157' }) })[0]?.reasons.join()).toMatch(/the browser \(Chromium 156 then, Chromium 157 now\)/);
  });
});

describe('fold', () => {
  it('keeps the list of reasons short', () => {
    const { outcome, reasons } = fold(Array.from({ length: 50 }, (_, index) => ({ outcome: 'fail' as const, line: `place ${index}` })));
    expect(outcome).toBe('fail');
    expect(reasons).toHaveLength(21);
    expect(reasons.at(-1)).toBe('And 30 more.');
  });

  it('puts what failed before what was not measured', () => {
    expect(fold([{ outcome: 'pass', line: 'a' }, { outcome: 'inconclusive', line: 'b' }, { outcome: 'not-measured', line: 'c' }, { outcome: 'fail', line: 'd' }])).toEqual({ outcome: 'fail', reasons: ['d', 'c', 'b'] });
  });

  it('does not pass on nothing', () => {
    expect(fold([]).outcome).toBe('not-measured');
  });
});
