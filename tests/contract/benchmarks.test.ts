import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { audits } from '../../audits/index.ts';
import { ReferenceFigures, referenceFigure } from '../../src/compare/benchmarks/figures.ts';
import { benchmarks } from '../../src/compare/benchmarks/index.ts';
import { rank } from '../../src/compare/benchmarks/population.ts';
import { lookupIn } from '../../src/compare/places.ts';
import { Comparison, benchmarkKinds } from '../../src/model/record.ts';
import type { Measurement } from '../../src/model/results.ts';
import { conditions, gate, measurement, metric, plan, record } from '../unit/compare/make.ts';

const folder = new URL('../../src/compare/benchmarks/', import.meta.url);
const file = readFileSync(new URL('reference-figures.json', folder), 'utf8');
const { figures } = ReferenceFigures.parse(JSON.parse(file));

describe('the reference figures', () => {
  it('have a source and a year each, and none is from memory', () => {
    expect(figures.length).toBeGreaterThan(200);
    expect(figures.filter(({ source }) => source.title === '' || source.year < 1900 || source.year > 2100)).toEqual([]);
    expect(file).not.toMatch(/memory|unverified/i);
  });

  it('refuse a figure that nobody has read', () => {
    const [first] = figures;
    expect(ReferenceFigures.safeParse({ schema: 'mystery-shopper/reference-figures@1', figures: [{ ...first, evidence: 'memory-unverified' }] }).success).toBe(false);
    expect(ReferenceFigures.safeParse({ schema: 'mystery-shopper/reference-figures@1', figures: [{ ...first, source: { title: 'A book', year: null } }] }).success).toBe(false);
  });

  it('have ids of their own', () => {
    expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
  });

  it('say what a distribution is a distribution of', () => {
    const distributions = figures.filter(({ percentiles, shares }) => percentiles !== undefined || shares !== undefined);
    expect(distributions.length).toBeGreaterThan(30);
    expect(distributions.filter(({ denominator }) => denominator === undefined).map(({ id }) => id)).toEqual([]);
  });

  it('have percentiles that rise', () => {
    const falling = figures.filter(({ percentiles }) => {
      const values = Object.entries(percentiles ?? {}).sort(([a], [b]) => Number(a.slice(1)) - Number(b.slice(1))).map(([, value]) => value);
      return values.some((value, index) => value < (values[index - 1] ?? -Infinity));
    });
    expect(falling.map(({ id }) => id)).toEqual([]);
  });

  it('have shares that come to 100 %, give or take the rounding, and thresholds behind them', () => {
    const rated = figures.flatMap(({ id, shares, ratedBy }) => (shares === undefined ? [] : [{ id, sum: shares.good + (shares.needsImprovement ?? 100 - shares.good - shares.poor) + shares.poor, thresholds: referenceFigure(ratedBy ?? '')?.thresholds }]));
    expect(rated).toHaveLength(10);
    expect(rated.filter(({ sum, thresholds }) => Math.abs(sum - 100) > 1 || thresholds?.['good_max'] === undefined || thresholds['poor_min'] === undefined)).toEqual([]);
  });
});

const metrics = audits.flatMap((audit) => audit.metrics);

describe('the metrics of the audits', () => {
  const referred = metrics.flatMap((of) => Object.entries(of.references ?? {}).map(([device, id]) => ({ of, device, id })));

  it.each(referred)('$of.id can be ranked by $id', ({ of, device, id }) => {
    const figure = referenceFigure(id);
    expect(figure, `there is no figure ${id}`).toBeDefined();
    expect([device, 'all']).toContain(figure?.formFactor);
    expect(figure && rank(1, of, figure)).toEqual({ from: expect.any(Number), to: expect.any(Number) });
  });

  it('have thresholds that are in order', () => {
    const wrong = metrics.filter(({ better, threshold }) => threshold !== undefined && (better === 'neither' || (better === 'lower' ? threshold.good > threshold.poor : threshold.good < threshold.poor)));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});

describe('the folder of benchmarks', () => {
  it('is its index: every file in it is one, but for the interface and the figures', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !['index.ts', 'benchmark.ts', 'figures.ts'].includes(name));
    expect(files.map((name) => name.replace(/\.ts$/, '')).sort()).toEqual(benchmarks.map(({ kind }) => kind).sort());
  });

  it('has one of every kind that the record knows', () => {
    expect(benchmarks.map(({ kind }) => kind).sort()).toEqual([...benchmarkKinds].sort());
  });
});

describe.each(benchmarks.map((benchmark) => [benchmark.kind, benchmark] as const))('the benchmark %s', (kind, benchmark) => {
  const of = metric({ threshold: { good: 2500, poor: 4000, source: { title: 'web-vitals', year: 2026 } }, references: { desktop: 'crux.lcp.desktop' } });
  const rival = measurement([1000, 1010, 1020], { site: 'rival' });
  const compare = (measured: Measurement): Comparison[] => {
    const saved = record({ measurements: [measurement([1000, 1010, 1020])] });
    return benchmark.compare(of, measured, { plan: plan({ gates: [gate({ max: 4500 })] }), find: lookupIn([measured, rival]), conditions: conditions(), level: 0.05, limitLevel: 0.05, baseline: { record: saved, name: 'main', find: lookupIn(saved.measurements), ...(kind === 'run' && { kind }) } });
  };

  it('answers with comparisons of its kind, at the place of the measurement', () => {
    const [comparison, ...more] = compare(measurement([3000, 3010, 3020]));
    expect(more).toEqual([]);
    expect(comparison).toMatchObject({ metric: 'speed.lcp', site: 'ours', persona: 'gerry', journey: 'buy', touchpoint: 'home', benchmark: { kind }, observed: { value: 3010, low: 3000, high: 3020, samples: 3 } });
    expect(comparison?.verdict).not.toBe('not-available');
    expect(Comparison.parse(comparison)).toEqual(comparison);
  });

  it.each([
    ['without samples', measurement([])],
    ['that is not a number', measurement([Number.NaN])],
    ['that is infinite', measurement([Infinity])],
    ['whose value no sample bears out', measurement([], { value: 0, low: 0, high: 0 })],
  ])('has no verdict on a measurement %s', (_, measured) => {
    expect(compare(measured)).toMatchObject([{ verdict: 'not-available', observed: null, difference: null, percentile: null, note: expect.any(String) }]);
  });

  it('changes nothing of what it is given, and answers the same again', () => {
    const measured = measurement([3000, 3010, 3020]);
    const before = structuredClone(measured);
    expect(compare(measured)).toEqual(compare(measured));
    expect(measured).toEqual(before);
  });
});
