import { describe, expect, it } from 'vitest';
import { findingsSince } from '../../../src/compare/index.ts';
import type { Finding } from '../../../src/model/results.ts';
import type { RunRecord } from '../../../src/model/record.ts';
import { conditions, finding, measurement, metric, plan, record } from './make.ts';

const violations = metric({ id: 'accessibility.violations', kind: 'exact', unit: 'count' });
const measured = measurement([2, 2, 2], { metric: violations.id });
const earlier = (changes: Partial<RunRecord> = {}): RunRecord => record({ measurements: [measured], findings: [finding('old')], ...changes });

function sinces(findings: readonly Finding[], baseline: RunRecord | null, now = conditions()): (string | undefined)[] {
  return findingsSince({ plan: plan(), metrics: [violations], findings, conditions: now, baseline, metricsOf: { 'accessibility/axe': [violations.id] } }).map(({ since }) => since);
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

  it('has no word beside it where there is no earlier run, nor has a delight', () => {
    expect(sinces([finding('old')], null)).toEqual([undefined]);
    expect(sinces([finding('old', { kind: 'delight' })], earlier())).toEqual([undefined]);
  });
});
