import { describe, expect, it } from 'vitest';
import { referenceFigure, type ReferenceFigure } from '../../../src/compare/benchmarks/figures.ts';
import { rank } from '../../../src/compare/benchmarks/population.ts';
import { referencesOf } from '../../../src/compare/benchmarks/site.ts';
import { rate } from '../../../src/compare/benchmarks/threshold.ts';
import { compareAll } from '../../../src/compare/index.ts';
import type { Gate } from '../../../src/model/plan.ts';
import { Comparison, type Conditions } from '../../../src/model/record.ts';
import { actions, conditions, gate, measurement, metric, persona, plan, record } from './make.ts';
import { decide, oneTouchpoint } from './decide.ts';

const source = { title: 'web-vitals', year: 2026 };
const thresholds = { good: 2500, poor: 4000, source };

const ofThreshold = (values: readonly number[], changes = {}, place = {}): Comparison[] =>
  compareAll({ plan: plan(), metrics: [metric({ threshold: thresholds, ...changes })], measurements: [measurement(values, place)], baseline: null, conditions: conditions() }).filter(({ benchmark }) => benchmark.kind === 'threshold');

const figureWith = (changes: Partial<ReferenceFigure>): ReferenceFigure => ({ id: 'x', what: 'x', unit: 'ms', segment: 'all', formFactor: 'all', source, evidence: 'primary', ...changes });

const againstRival = (ours: readonly number[], rival: readonly number[] | null, of = metric()): Comparison[] =>
  compareAll({
    plan: plan(),
    metrics: [of],
    measurements: [measurement(ours, { metric: of.id }), ...(rival === null ? [] : [measurement(rival, { metric: of.id, site: 'rival' })])],
    baseline: null,
    conditions: conditions(),
  });

const againstBaseline = (saved: Partial<Parameters<typeof record>[0]>, values: readonly number[] = [2000, 2010, 2020], now = conditions(), of = metric()): Comparison[] =>
  compareAll({
    plan: plan({ sites: { ours: { origin: 'https://ours.example', role: 'own' } }, baseline: 'main' }),
    metrics: [of],
    measurements: [measurement(values, { metric: of.id })],
    baseline: record({ measurements: [measurement([1000, 1010, 1020], { metric: of.id })], ...saved }),
    conditions: now,
  });

const atRate = (rate: number): ReturnType<typeof conditions> => conditions({ throttling: { gerry: { method: 'cdp', network: null, cpuRate: rate, cpuShortfall: false } } });

describe('threshold', () => {
  it.each([
    [2500, 'lower', 'good'],
    [2500.1, 'lower', 'needs-improvement'],
    [4000, 'lower', 'needs-improvement'],
    [4000.1, 'lower', 'poor'],
    [0, 'lower', 'good'],
    [90, 'higher', 'good'],
    [89, 'higher', 'needs-improvement'],
    [50, 'higher', 'needs-improvement'],
    [49, 'higher', 'poor'],
  ] as const)('rates %d where %s is better as %s', (value, better, verdict) => {
    expect(rate(value, better === 'lower' ? thresholds : { good: 90, poor: 50 }, better)).toBe(verdict);
  });

  it('rates the median and says when the samples disagree', () => {
    const [comparison] = ofThreshold([2400, 2450, 2600]);
    expect(comparison).toMatchObject({ verdict: 'good', observed: { value: 2450, samples: 3 }, note: 'The samples lie on both sides of a threshold: 2.4 s to 2.6 s.' });
    expect(comparison?.benchmark).toEqual({ kind: 'threshold', id: 'speed.lcp', label: 'good up to 2.5 s, poor over 4 s', source });
  });

  it('never rates what was not measured', () => {
    expect(ofThreshold([])[0]).toMatchObject({ verdict: 'not-available', observed: null, note: 'the page has none' });
    expect(ofThreshold([Number.NaN])[0]).toMatchObject({ verdict: 'not-available', observed: null });
  });

  it('has nothing to say where the audit does not apply', () => {
    expect(ofThreshold([], {}, { applicable: false, unavailable: 'not applicable: no images' })).toEqual([]);
  });

  it('does not rate a sum over the journey', () => {
    expect(ofThreshold([9000], { overJourney: 'sum' }, { touchpoint: null })).toEqual([]);
    expect(ofThreshold([9000], { overJourney: 'max' }, { touchpoint: null })).toHaveLength(1);
  });
});

describe('population', () => {
  const five = figureWith({ percentiles: { p10: 10, p25: 25, p50: 50, p75: 75, p90: 90 } });

  it.each([
    [0, 0, 10],
    [10, 0, 10],
    [11, 10, 25],
    [50, 25, 50],
    [60, 50, 75],
    [90, 75, 90],
    [91, 90, 100],
    [1e9, 90, 100],
  ])('puts %d between published percentiles', (value, from, to) => {
    expect(rank(value, metric(), five)).toEqual({ from, to });
  });

  it.each([
    [0, 90, 100],
    [10, 75, 90],
    [50, 25, 50],
    [60, 25, 50],
    [95, 0, 10],
  ])('turns round where higher is better: %d', (value, from, to) => {
    expect(rank(value, metric({ better: 'higher' }), five)).toEqual({ from, to });
  });

  it('takes ties at the edge of the distribution', () => {
    expect(rank(0, metric(), figureWith({ percentiles: { p10: 0, p25: 0, p50: 4 } }))).toEqual({ from: 0, to: 10 });
    expect(rank(1, metric(), figureWith({ percentiles: { p10: 0, p25: 0, p50: 4 } }))).toEqual({ from: 25, to: 50 });
  });

  it('converts units, and refuses what cannot be converted', () => {
    const weight = figureWith({ unit: 'KB', percentiles: { p50: 100 } });
    expect(rank(102_400, metric({ unit: 'bytes' }), weight)).toEqual({ from: 0, to: 50 });
    expect(rank(102_401, metric({ unit: 'bytes' }), weight)).toEqual({ from: 50, to: 100 });
    expect(rank(1, metric({ unit: 'count' }), weight)).toMatch(/KB/);
  });

  it.each([
    ['good', 2500, { from: 0, to: 74 }],
    // 74 + 18 + 7 is 99: the rounding is part of the bounds
    ['in between', 3000, { from: 74, to: 93 }],
    ['poor', 5000, { from: 92, to: 100 }],
  ])('bounds the share of sites by their rating: %s', (_, value, bounds) => {
    const lcp = referenceFigure('crux.lcp.desktop');
    expect(lcp?.shares).toEqual({ good: 74, needsImprovement: 18, poor: 7 });
    expect(lcp && rank(value, metric(), lcp)).toEqual(bounds);
  });

  it('does without the share in between where the source has none', () => {
    const fcp = referenceFigure('crux.fcp.mobile');
    expect(fcp && rank(2000, metric(), fcp)).toEqual({ from: 55, to: 84 });
  });

  it('says why there is no rank', () => {
    expect(rank(1, metric(), figureWith({ value: 3 }))).toMatch(/not a distribution/);
    expect(rank(1, metric({ better: 'neither' }), five)).toMatch(/neither/);
  });

  const references = { mobile: 'ha.tbt.mobile', desktop: 'ha.tbt.desktop' };
  const ranked = (device: boolean, of: Partial<Parameters<typeof metric>[0]> = {}, values: readonly number[] = [1000]): Comparison[] =>
    compareAll({ plan: plan({ personas: [persona('gerry', device)] }), metrics: [metric({ references, ...of })], measurements: [measurement(values)], baseline: null, conditions: conditions() }).filter(({ benchmark }) => benchmark.kind === 'population');

  it('takes the figure for the device of the persona, with year and denominator', () => {
    expect(ranked(true)[0]).toMatchObject({ verdict: 'ranked', percentile: { from: 25, to: 50 }, benchmark: { id: 'ha.tbt.mobile' } });
    expect(ranked(false)[0]).toMatchObject({ verdict: 'ranked', percentile: { from: 90, to: 100 }, benchmark: { id: 'ha.tbt.desktop' } });
    expect(ranked(true)[0]?.note).toMatch(/HTTP Archive, July 2025 \(2025\)/);
  });

  it('is silent without a figure for the device, and says so for one that does not exist', () => {
    expect(ranked(true, { references: { desktop: 'ha.tbt.desktop' } })).toEqual([]);
    expect(ranked(true, { references: { mobile: 'no.such' } })[0]).toMatchObject({ verdict: 'not-available', percentile: null, note: 'There is no reference figure no.such.' });
    expect(ranked(true, {}, [])[0]).toMatchObject({ verdict: 'not-available', percentile: null });
  });
});

describe('another site', () => {
  it('holds the own site against the other, once', () => {
    const comparisons = againstRival([2000, 2010, 2020], [1000, 1010, 1020]);
    expect(comparisons).toHaveLength(1);
    expect(comparisons[0]).toMatchObject({ site: 'ours', verdict: 'worse', difference: 1000, benchmark: { kind: 'site', id: 'rival', label: 'The rival' } });
    expect(Comparison.parse(comparisons[0])).toEqual(comparisons[0]);
  });

  it.each([
    ['not measured there', [1, 2, 3], [], 'On rival: the page has none'],
    ['not known there', [1, 2, 3], null, 'On rival: was not measured'],
    ['not measured here', [], [1, 2, 3], 'the page has none'],
  ] as const)('is not available: %s', (_, ours, rival, note) => {
    expect(againstRival(ours, rival)[0]).toMatchObject({ verdict: 'not-available', difference: null, note });
  });

  const sites = { a: { origin: 'https://a.example', role: 'own' }, b: { origin: 'https://b.example', role: 'own' }, c: { origin: 'https://c.example', role: 'reference' } } as const;
  it.each([
    ['an own site against all others', { sites, gates: [] }, 'a', ['b', 'c']],
    ['the other own site, too', { sites, gates: [] }, 'b', ['a', 'c']],
    ['another site against none', { sites, gates: [] }, 'c', []],
    ['unless a gate asks for it', { sites, gates: [gate({ site: 'c', against: 'b', worseBy: { percent: 5 } })] }, 'c', ['b']],
    ['without an own site the first stands for it', { sites: { c: sites.c, d: sites.c }, gates: [] }, 'c', ['d']],
    ['and the second does not', { sites: { c: sites.c, d: sites.c }, gates: [] }, 'd', []],
  ])('%s', (_, of, id, others) => {
    expect(referencesOf(of, id)).toEqual(others);
  });
});

describe('a baseline', () => {
  it('holds a measurement against the same place then', () => {
    expect(againstBaseline({})).toHaveLength(1);
    expect(againstBaseline({})[0]).toMatchObject({ verdict: 'worse', difference: 1000, benchmark: { kind: 'baseline', id: 'main', label: 'main, 2026-01-02' } });
    expect(againstBaseline({})[0]?.note).toBeUndefined();
  });

  it.each([
    ['browser', { browser: 'Chromium 155' }, /the browser \(Chromium 155 then, Chromium 156 now\)/],
    ['Lighthouse', { lighthouse: '13.4.0' }, /Lighthouse \(13\.4\.0 then/],
    ['machine', { cores: 64 }, /the machine/],
    ['speed of the machine', { hostIndex: [1500, 1510, 900] }, /the speed of the machine \(BenchmarkIndex 1500 then, 1000 now\)/],
    ['plan', { planDigest: 'other' }, /the personas or journeys/],
    ['user agent', { names: { ours: 'Shopper' } }, /what was sent behind the browser's own user agent \(Shopper then, nothing now\)/],
    ['throttling', { throttling: { gerry: { method: 'cdp', network: null, cpuRate: 4, cpuShortfall: false } } }, /the throttling of gerry/],
  ] satisfies [string, Partial<Conditions>, RegExp][])('keeps its verdict and says that the %s was another', (_, then, note) => {
    const [comparison] = againstBaseline({ conditions: conditions(then) });
    expect(comparison?.verdict).toBe('worse');
    expect(comparison?.note).toMatch(note);
    expect(comparison?.changed).toEqual([expect.stringMatching(note)]);
  });

  describe('of another selection of the plan', () => {
    const digests = { personas: { gerry: 'p1' }, journeys: { 'buy@ours': 'j1' } };
    const now = conditions({ planDigest: 'now', digests });
    it.each([
      ['with more personas, journeys and sites', { personas: { gerry: 'p1', molly: 'p2' }, journeys: { 'buy@ours': 'j1', 'buy@rival': 'j2', 'sell@ours': 'j3' } }, undefined],
      ['with another persona of that name', { ...digests, personas: { gerry: 'p9' } }, ['what the persona gerry is']],
      ['with other steps', { ...digests, journeys: { 'buy@ours': 'j9' } }, ['the steps of the journey buy']],
      ['made before there were digests', undefined, ['the personas or journeys']],
    ])('says what matters here: %s', (_, then, changed) => {
      const [comparison] = againstBaseline({ conditions: conditions({ planDigest: 'then', ...(then && { digests: then }) }) }, undefined, now);
      expect(comparison?.changed).toEqual(changed);
    });
  });

  it('does not mind what cannot have changed the metric', () => {
    const then = conditions({ axe: '4.13.0', node: 'v22.0.0', throttling: { other: { method: 'none', network: null, cpuRate: 1, cpuShortfall: false } } });
    expect(againstBaseline({ conditions: then })[0]?.note).toBeUndefined();
    const counted = actions();
    expect(againstBaseline({ conditions: conditions({ cores: 64, lighthouse: '1' }) }, [9, 9, 9], conditions(), counted)[0]?.note).not.toMatch(/machine|Lighthouse/);
  });

  it.each([
    [1.19, /^$/],
    [1.21, /throttling/],
  ])('allows the CPU rate to differ by a fifth: %d', (cpuRate, note) => {
    const [comparison] = againstBaseline({ conditions: atRate(1) }, undefined, atRate(cpuRate));
    expect(comparison?.note ?? '').toMatch(note);
  });

  it('takes the only own site for the only own site', () => {
    const saved = { plan: { ...record().plan, sites: { staging: { origin: 'https://staging.example', role: 'own' as const } } }, measurements: [measurement([1000, 1010, 1020], { site: 'staging' })] };
    expect(againstBaseline(saved)[0]).toMatchObject({ verdict: 'worse', note: 'Held against the site staging of the baseline.' });
  });

  it.each([
    ['no such site', { plan: { ...record().plan, sites: { a: { origin: 'https://a.example', role: 'own' as const }, b: { origin: 'https://b.example', role: 'own' as const } } } }, 'There is no site ours in the baseline main.'],
    ['no such metric', { measurements: [] }, 'It was not measured here in the baseline main.'],
    ['not measured then', { measurements: [measurement([])] }, 'In the baseline main: the page has none'],
  ])('is not available: %s', (_, saved, note) => {
    expect(againstBaseline(saved)[0]).toMatchObject({ verdict: 'not-available', difference: null, note });
  });

  it('is not there when there is none', () => {
    expect(compareAll({ plan: plan({ baseline: 'main' }), metrics: [metric()], measurements: [measurement([1, 2, 3], { site: 'rival' })], baseline: null, conditions: conditions() })).toEqual([]);
  });
});

describe('an earlier run that has no name', () => {
  it('is told as what it is, and stands for the baseline of the gates', () => {
    const earlier = record({ measurements: [measurement([1000, 1010, 1020])], conditions: conditions({ browser: 'Chromium 155' }) });
    const now = { plan: plan({ baseline: 'nightly/run.json' }), metrics: [metric()], measurements: [measurement([3000, 3010, 3020])], baseline: earlier, conditions: conditions() };
    const held = (comparisons: readonly Comparison[]): Comparison[] => comparisons.filter(({ benchmark }) => benchmark.kind !== 'site');
    expect(held(compareAll({ ...now, earlier: 'run' })).map(({ benchmark, verdict, note }) => [benchmark.kind, benchmark.id, verdict, note])).toEqual([['run', 'nightly/run.json', 'worse', 'Not the same as in the earlier run: the browser (Chromium 155 then, Chromium 156 now).']]);
    expect(held(compareAll(now)).map(({ benchmark }) => benchmark.kind)).toEqual(['baseline']);
  });
});

describe('the budget of the plan', () => {
  const against = (samples: readonly number[], changes: Partial<Gate> = {}, of = metric()): Comparison[] =>
    compareAll({ plan: plan({ gates: [gate({ metric: of.id, max: 2500, ...changes })] }), metrics: [of], measurements: [measurement(samples, { metric: of.id })], baseline: null, conditions: conditions() }).filter(({ benchmark }) => benchmark.kind === 'budget');

  it.each([
    ['within', [1000, 1010, 1020], 'good'],
    ['beyond', [5000, 5010, 5020], 'poor'],
    ['too near to tell', [2450, 2500, 2550], 'inconclusive'],
  ] as const)('is held against like the gate that declares it: %s', (_, samples, verdict) => {
    expect(against(samples)).toMatchObject([{ benchmark: { kind: 'budget', id: 'gates[0]', label: 'budget of the plan, at most 2.5 s' }, verdict, reference: null }]);
  });

  it('is no surer of itself than its gate, where there are several looks', () => {
    const samples = [2400, 2410, 2420, 2430, 2440, 2450];
    const several = { samples: 1, maxSamples: 10, ...oneTouchpoint };
    const of = plan({ ...several, gates: [gate({ metric: metric().id, max: 2500 })] });
    const [budget] = compareAll({ plan: of, metrics: [metric()], measurements: [measurement(samples)], baseline: null, conditions: conditions() }).filter(({ benchmark }) => benchmark.kind === 'budget');
    expect([decide({ gate: { max: 2500 }, plan: several, measurements: [measurement(samples)] }).outcome, budget?.verdict]).toEqual(['inconclusive', 'inconclusive']);
  });

  it('says why it cannot be told', () => {
    expect(against([2450, 2500, 2550])[0]?.note).toMatch(/On which side of the limit the usual visit lies cannot be told yet/);
  });

  it.each([
    ['at another touchpoint', { at: 'checkout' }],
    ['on another site', { site: 'rival' }],
    ['of another persona', { persona: 'molly' }],
    ['that only compares', { max: undefined, against: 'rival' }],
  ] as const)('has none from a gate %s', (_, changes) => {
    expect(against([1000], changes)).toEqual([]);
  });
});
