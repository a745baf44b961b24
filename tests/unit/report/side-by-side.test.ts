import { describe, expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import type { Comparison, RunRecord } from '../../../src/model/record.ts';
import type { Measurement } from '../../../src/model/results.ts';
import { journeyChart } from '../../../src/report/charts/journey-lines.ts';
import { glanceRows } from '../../../src/report/glance.ts';
import { lookUp } from '../../../src/report/lookup.ts';
import { coverage } from '../../../src/report/sections/coverage.ts';
import { changes } from '../../../src/report/sections/changes.ts';
import { personas } from '../../../src/report/sections/personas.ts';
import { standings } from '../../../src/report/sections/sites.ts';
import { sectionContext } from '../../../src/report/view-model.ts';

const record = goldenRecord();
const plain = (text: string | null | undefined): string => (text ?? '').replaceAll('\u00a0', ' ');
const place = { persona: 'molly-millennial', journey: 'buy-a-tent', touchpoint: 'home' };

const standingsOf = (changed: Partial<RunRecord>) => {
  const lookup = lookUp({ ...record, ...changed });
  const metric = lookup.metric('speed.lcp');
  if (metric === undefined) throw new Error('the golden record has no speed.lcp');
  return Object.fromEntries(standings(lookup, metric, place).of);
};

describe('what cannot be told between sites is no tie', () => {
  const between = (change: Partial<Comparison>) => record.comparisons.map((comparison): Comparison => (comparison.benchmark.kind === 'site' ? { ...comparison, ...change } : comparison));

  test('where the run calls it inconclusive', () => {
    expect(standingsOf({ comparisons: between({ verdict: 'inconclusive' }) })).toEqual({ fernwood: 'open', campline: 'open' });
  });

  test('where there is one sample of a time on a side and the run says nothing', () => {
    const single = record.measurements.map((measurement): Measurement => (measurement.site === 'campline' ? { ...measurement, samples: measurement.samples.slice(0, 1) } : measurement));
    expect(standingsOf({ comparisons: [], measurements: single })).toEqual({ fernwood: 'open', campline: 'open' });
  });

  test('while samples that lie apart still make one best', () => {
    expect(standingsOf({ comparisons: [] })).toEqual({ fernwood: 'behind', campline: 'best' });
  });
});

test('the effort of a persona who was stopped is told up to the last touchpoint reached', async () => {
  interface View {
    journeys: { personas: { id: string; rows: { siteId: string; effort: { total: string | null; upTo: string | null } }[] }[] }[];
  }
  const rows = ((await sectionContext(record, null).then((context) => personas.view(context))) as View).journeys[0]?.personas ?? [];
  const effort = (id: string) => rows.find((persona) => persona.id === id)?.rows.find(({ siteId }) => siteId === 'fernwood')?.effort;
  const sum = record.measurements
    .filter(({ metric, site, persona, touchpoint }) => metric === 'friction.effort' && site === 'fernwood' && persona === 'keyboard-only' && ['home', 'category', 'product', 'basket'].includes(touchpoint ?? ''))
    .reduce((total, { value }) => total + (value ?? 0), 0);
  expect(effort('keyboard-only')?.upTo).toBe('up to “Basket”');
  expect(Number.parseFloat(plain(effort('keyboard-only')?.total))).toBeCloseTo(sum, sum < 10 ? 1 : 0);
  expect(effort('molly-millennial')).toMatchObject({ upTo: null });
});

test('crosses of personas who stop at the same touchpoint do not cover each other', () => {
  const reached = { seconds: 10, stopped: null, reached: true, label: '' };
  const blocked = { seconds: null, stopped: 'blocked' as const, reached: false, label: '' };
  const { lines } = journeyChart(['a', 'b', 'c'].map((title, series) => ({ series, title, points: [reached, blocked] })), 2, 80);
  const heights = lines.map(({ end }) => end?.y ?? 0).sort((a, b) => a - b);
  const gaps = heights.slice(1).map((height, index) => height - (heights[index] ?? 0));
  expect(gaps).toHaveLength(2);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(20);
});

test('the ledger tells every reason as a sentence, with the names of the plan', async () => {
  const ledger = record.ledger.map((entry) => (entry.status === 'not-reached' ? { ...entry, reason: 'the journey ended at checkout' } : entry));
  const view = coverage.view(await sectionContext({ ...record, ledger }, null)) as { lost: { reason: string }[] };
  expect(view.lost.map(({ reason }) => reason)).toContain('The journey ended at “Checkout”.');
});

describe('the best-known numbers at a glance', () => {
  const row = (changed: Partial<RunRecord> = {}) => glanceRows(lookUp({ ...record, ...changed })).find(({ title }) => title === lookUp(record).metric('speed.lcp')?.title);

  test('show the largest of all personas and touchpoints of each site, with who met it where', () => {
    const values = record.measurements.filter(({ metric, site, touchpoint, value }) => metric === 'speed.lcp' && site === 'fernwood' && touchpoint !== null && value !== null);
    const largest = values.reduce((worst, measurement) => ((measurement.value ?? 0) > (worst.value ?? 0) ? measurement : worst));
    expect(plain(row()?.cells[0]?.value)).toBe(`${((largest.value ?? 0) / 1000).toFixed(1)} s`);
    expect(row()?.cells[0]?.at).toContain(lookUp(record).persona(largest.persona).title);
  });

  test('say where a site has none', () => {
    expect(row({ measurements: record.measurements.filter(({ site }) => site === 'campline') })?.cells[0]?.value).toBeNull();
  });
});

describe('what changed', () => {
  interface View {
    none: boolean;
    held: { sentence: string; rows: { mark: { word: string }; now: { value: string }; before: { value: string } }[]; changed: string[] }[];
  }
  const view = async (changed: Partial<RunRecord>): Promise<View> => changes.view(await sectionContext({ ...record, ...changed }, null)) as View;

  test('what got worse stands first, with both numbers', async () => {
    const [held] = (await view({})).held;
    expect(held?.rows[0]?.mark.word).toBe('Worse');
    expect([held?.rows[0]?.now, held?.rows[0]?.before].map((side) => plain(side?.value))).toEqual(['4.3 s', '3.4 s']);
  });

  test('what was taken under other conditions is not called worse', async () => {
    const comparisons = record.comparisons.map((comparison): Comparison => (comparison.benchmark.kind === 'baseline' ? { ...comparison, changed: ['the browser'] } : comparison));
    const [held] = (await view({ comparisons })).held;
    expect(held?.changed).toEqual(['the browser']);
    expect(new Set(held?.rows.map(({ mark }) => mark.word))).toEqual(new Set(['Other conditions']));
  });

  test('without an earlier run it says so', async () => {
    expect(await view({ comparisons: [] })).toMatchObject({ none: true, held: [] });
  });
});
