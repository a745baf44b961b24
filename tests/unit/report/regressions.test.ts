import { describe, expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import { isEarlier, type Explained, type RunRecord } from '../../../src/model/record.ts';
import { regressionLine } from '../../../src/report/changes.ts';
import { commentOf } from '../../../src/report/comment.ts';
import { lookUp } from '../../../src/report/lookup.ts';
import { changes } from '../../../src/report/sections/changes.ts';
import { verdict } from '../../../src/report/sections/verdict.ts';
import { contextOf } from '../../../src/report/view-model.ts';

const record = goldenRecord();
const worse = record.comparisons.filter(({ verdict: judged, benchmark }) => judged === 'worse' && isEarlier(benchmark.kind));
const change = (text: string) => ({ kind: 'request-added' as const, text, by: 1, unit: 'count' as const });
const explainedOf = ({ metric, site, persona, journey, touchpoint, benchmark }: (typeof worse)[number], changes: readonly string[]): Explained => ({ metric, site, persona, journey, touchpoint, benchmark: benchmark.label, text: `${metric} got worse`, changes: changes.map(change) });
const withExplained = (explained: Explained[]): RunRecord => ({ ...record, explained });
const changesOf = (explained: Explained[]) => changes.view(contextOf(lookUp(withExplained(explained)))) as { unexplained: string | null };

test('a place in one line says that it leaves changes out', () => {
  const regression = { where: 'Home', href: null, against: 'then', numbers: [{ title: 'LCP', href: '', text: '2 s' }], changes: ['a.js is new', 'b.js is new', 'c.js is new'], more: null };
  expect(regressionLine(regression)).toEqual({ text: 'Home: LCP 2 s', cause: 'a.js is new, among other changes' });
  expect(regressionLine({ ...regression, changes: ['a.js is new'] }).cause).toBe('a.js is new');
  expect(regressionLine({ ...regression, changes: [] }).cause).toBeNull();
});

describe('what is not explained is counted', () => {
  test('of the changes at a place', () => {
    const [one, ...others] = worse.filter((comparison) => comparison.touchpoint !== null).map((comparison) => ({ ...explainedOf(comparison, ['a.js is new', 'b.js is new']), furtherChanges: 3 }));
    if (one === undefined || others.length === 0) throw new Error('nothing got worse');
    const moreOf = (explained: Explained[]) => (changes.view(contextOf(lookUp(withExplained(explained)))) as { regressions: { more: string | null }[] }).regressions.map(({ more }) => more);
    expect(moreOf([one])).toEqual(['And 3 further changes.']);
    expect(moreOf([one, { ...one, metric: others[0]?.metric ?? '', changes: ['a.js is new', 'c.js is new'].map(change) }])).toEqual(['And at least 2 further changes.']);
    expect(moreOf([{ ...one, furtherChanges: 0 }])).toEqual([null]);
  });

  test('below those that are', () => {
    expect(worse.length).toBeGreaterThan(2);
    expect(changesOf(worse.slice(0, 1).map((one) => explainedOf(one, []))).unexplained).toBe(`${worse.length - 1} more numbers got worse than are explained here.`);
    expect(changesOf(worse.map((one) => explainedOf(one, []))).unexplained).toBeNull();
  });

  test('the first screen does not count places it does not know of', () => {
    const places = ['home', 'category', 'product', 'basket'].map((touchpoint) => ({ ...explainedOf(worse[0] as (typeof worse)[number], []), touchpoint }));
    expect(verdict.view(contextOf(lookUp(withExplained(places))))).toMatchObject({ moreRegressions: 'More places where something got worse' });
    expect(verdict.view(contextOf(lookUp(withExplained(places.slice(0, 3)))))).toMatchObject({ moreRegressions: null });
  });
});

describe('the comment', () => {
  test('says how many regressions, changes and obstacles it leaves out', async () => {
    const explained = Array.from({ length: 6 }, () => explainedOf(worse[0] as (typeof worse)[number], ['a.js is new', 'b.js is new', 'c.js is new']));
    const stops = record.touchpoints.filter(({ status }) => status === 'blocked');
    const text = await commentOf({ ...withExplained(explained), touchpoints: Array.from({ length: 7 }, () => stops).flat() });
    expect(text.split('\n').filter((line) => line.endsWith('→ b.js is new, among other changes'))).toHaveLength(4);
    expect(text).toContain(`- and ${2 + worse.length - 1} more numbers that got worse`);
    expect(text).toContain('- and 2 more who could not go on');
  });

  test('leaves nothing out where there is room', async () => {
    const text = await commentOf(withExplained(worse.slice(0, 4).map((one) => explainedOf(one, ['a.js is new']))));
    expect(text).toContain('→ a.js is new\n');
    expect(text).not.toMatch(/- and \d+ more/);
  });
});
