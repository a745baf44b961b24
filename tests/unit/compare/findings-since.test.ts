import { describe, expect, it } from 'vitest';
import { compareAll, findingsSince } from '../../../src/compare/index.ts';
import type { Finding } from '../../../src/model/results.ts';
import type { RunRecord } from '../../../src/model/record.ts';
import { conditions, finding, measurement, metric, plan, record } from './make.ts';

const violations = metric({ id: 'accessibility.violations', kind: 'exact', unit: 'count' });
const measured = measurement([2, 2, 2], { metric: violations.id });
const earlier = (changes: Partial<RunRecord> = {}): RunRecord => record({ measurements: [measured], findings: [finding('old')], ...changes });

function sinces(findings: readonly Finding[], baseline: RunRecord | null, now = conditions()): (string | undefined)[] {
  return findingsSince({ plan: plan(), metrics: [violations], findings, conditions: now, comparisons: [], baseline, metricsOf: { 'accessibility/axe': [violations.id] } }).map(({ since }) => since);
}

describe('a pain point, held against an earlier run', () => {
  it('is known where that had the same, and new where it looked and had it not', () => {
    expect(sinces([finding('old'), finding('fresh')], earlier())).toEqual(['known', 'new']);
  });

  it('is known wherever on its site it was met', () => {
    const atCheckout = finding('old').places.map((place) => ({ ...place, touchpoint: 'checkout' }));
    expect(sinces([finding('old', { places: atCheckout })], earlier())).toEqual(['known']);
  });

  it('is not called new where nothing was measured then', () => {
    expect(sinces([finding('fresh')], earlier({ measurements: [] }))).toEqual([undefined]);
    expect(sinces([finding('fresh')], earlier({ measurements: [measurement([], { metric: violations.id })] }))).toEqual([undefined]);
  });

  it('is not called new where only some of its places were measured then, or only by other audits', () => {
    const { places } = finding('fresh');
    expect(sinces([finding('fresh', { places: [...places, ...places.map((place) => ({ ...place, touchpoint: 'checkout' }))] })], earlier())).toEqual([undefined]);
    expect(sinces([finding('fresh', { audit: 'friction/waits' })], earlier())).toEqual([undefined]);
  });

  it('is not known for a delight of the same name', () => {
    expect(sinces([finding('old')], earlier({ findings: [finding('old', { kind: 'delight' })] }))).toEqual(['new']);
  });

  it('is known where one of its sites had it', () => {
    const atBoth = finding('old').places.flatMap((place) => [place, { ...place, site: 'rival' }]);
    expect(sinces([finding('old', { places: atBoth })], earlier())).toEqual(['known']);
  });

  it('is not called new where another version of axe looked', () => {
    expect(sinces([finding('fresh')], earlier(), conditions({ axe: '5.0.0' }))).toEqual([undefined]);
  });

  it('is not called new on a site that was not there', () => {
    const { plan: then } = earlier();
    const sites = Object.fromEntries(Object.entries(then.sites).filter(([site]) => site === 'rival'));
    expect(sinces([finding('fresh')], earlier({ plan: { ...then, sites } }))).toEqual([undefined]);
  });

  it('may have come by chance where it rests on a time, though what its audit measures is counted', () => {
    expect(sinces([finding('late script', { timed: true }), finding('fresh')], earlier())).toEqual(['crossed', 'new']);
  });

  describe('that rests on a number which varies by nature', () => {
    const lcp = metric({ threshold: { good: 2500, poor: 4000, source: { title: 'A book', year: 2020 } } });
    const part = metric({ id: 'speed.lcp.load-delay' });
    const slow = finding('slow', { audit: 'speed/lcp' });
    const since = (now: readonly number[], then: readonly number[], parts: readonly (readonly number[])[] = [[1], [1]]): string | undefined => {
      const [measurements = [], before = []] = [now, then].map((samples, index) => [measurement(samples), measurement(parts[index] ?? [], { metric: part.id })]);
      const baseline = record({ measurements: before });
      const facts = { plan: plan(), metrics: [lcp, part], measurements, baseline, conditions: conditions() };
      return findingsSince({ ...facts, findings: [slow], comparisons: compareAll(facts), metricsOf: { 'speed/lcp': [lcp.id, part.id] } })[0]?.since;
    };
    const five = (value: number): number[] => [0, 3, 6, 9, 12].map((more) => value + more);

    it('is new where the samples show that it became worse', () => {
      expect(since(five(4000), five(1000))).toBe('new');
    });

    it('may have come by chance where they do not show it', () => {
      expect(since([2310, 2440, 2510, 2610, 2690], [2300, 2450, 2490, 2600, 2700])).toBe('crossed');
      expect(since([9000], [1000])).toBe('crossed');
      expect(since(five(1000), five(4000))).toBe('crossed');
    });

    it('may have come by chance where it is only worse than another site', () => {
      const facts = { plan: plan(), metrics: [lcp], measurements: [measurement(five(2510)), measurement(five(500), { site: 'rival' })], baseline: record({ measurements: [measurement(five(2490))] }), conditions: conditions() };
      const comparisons = compareAll(facts);
      expect(comparisons.filter(({ verdict }) => verdict === 'worse').map(({ site, benchmark }) => [site, benchmark.kind])).toContainEqual(['ours', 'site']);
      expect(findingsSince({ ...facts, findings: [slow], comparisons, metricsOf: { 'speed/lcp': [lcp.id] } })[0]?.since).toBe('crossed');
    });

    it('may have come by chance where only a part of the number became worse that no limit is about', () => {
      expect(since(five(2510), five(2490), [five(900), five(100)])).toBe('crossed');
    });
  });

  it('has no word beside it where there is no earlier run, nor has a delight', () => {
    expect(sinces([finding('old')], null)).toEqual([undefined]);
    expect(sinces([finding('old', { kind: 'delight' })], earlier())).toEqual([undefined]);
  });
});
