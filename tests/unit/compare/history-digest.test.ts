import { describe, expect, it } from 'vitest';
import { mostDigested } from '../../../src/compare/history/digest.ts';
import { RunDigest } from '../../../src/model/history.ts';
import { finding, measurement } from './make.ts';
import { digest, run } from './make-history.ts';

describe('the digest of a run', () => {
  it('keeps what the history needs, and passes its own schema', () => {
    const made = digest(run(1, [1000.123456789, 1002, 1004], { findings: [finding('rule-a')] }));
    expect(RunDigest.parse(made)).toEqual(made);
    expect(made).toMatchObject({ id: 'run-1', name: 'shops', outcome: 'pass', gates: 0, walks: [{ site: 'ours', finished: 1, samples: 1 }], completion: { ours: { always: 1, walks: 1 }, rival: { always: 0, walks: 0 } } });
    expect(made.places.map(({ site, touchpoint }) => `${site} ${touchpoint}`)).toEqual(['ours null', 'rival null', 'ours home', 'ours checkout', 'rival home', 'rival checkout']);
    expect(made.places[2]?.values).toEqual([
      { metric: 'speed.lcp', value: 1002, low: 1000.12, high: 1004, samples: [1000.12, 1002, 1004] },
      { metric: 'accessibility.violations', value: 0, low: 0, high: 0, samples: [0] },
    ]);
    expect(Object.values(made.titles ?? {})).toEqual(['Trouble rule-a']);
  });

  it('keeps every digit of what is exact, and why there is no value', () => {
    const { places } = digest(run(1, [], { measurements: [measurement([1_234_567], { metric: 'speed.bytes' }), measurement([], { unavailable: 'the page has no picture' })] }));
    expect(places[2]?.values).toEqual([
      { metric: 'speed.lcp', value: null, low: null, high: null, samples: [], unavailable: 'the page has no picture' },
      { metric: 'speed.bytes', value: 1_234_567, low: 1_234_567, high: 1_234_567, samples: [1_234_567] },
    ]);
  });

  it('counts the samples that it does not keep', () => {
    const value = (count: number) => digest(run(1, Array.from({ length: count }, (_, index) => 1000 + index))).places[2]?.values[0];
    expect([value(mostDigested.samples)?.samples.length, value(mostDigested.samples)?.furtherSamples]).toEqual([mostDigested.samples, undefined]);
    expect([value(mostDigested.samples + 10)?.samples.length, value(mostDigested.samples + 10)?.furtherSamples]).toEqual([mostDigested.samples, 10]);
  });

  it('stays small however large the run is, and says what it left out', () => {
    const touchpoints = Array.from({ length: 500 }, (_, index) => ({ id: `page-${index}`, title: '', stage: 'awareness' as const, momentOfTruth: false, optimum: null }));
    const whole = run(1, [1000]);
    const many = digest({ ...whole, plan: { ...whole.plan, journeys: { buy: { goal: '', title: '', touchpoints } } }, findings: Array.from({ length: 1000 }, (_, index) => finding(`rule-${index}`, { title: 'x'.repeat(5000) })) });
    expect([many.places.length, many.furtherPlaces]).toEqual([mostDigested.places, 1002 - mostDigested.places]);
    expect([Object.keys(many.painPoints[0]?.found ?? {}).length, many.furtherPainPoints]).toEqual([mostDigested.painPoints, 1000 - mostDigested.painPoints]);
    expect(JSON.stringify(many).length).toBeLessThan(100_000);
  });
});
