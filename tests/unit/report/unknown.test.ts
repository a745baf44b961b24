import { describe, expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import type { Comparison, LedgerEntry, RunRecord, TouchpointSummary } from '../../../src/model/record.ts';
import { commentOf } from '../../../src/report/comment.ts';
import { changeSentences } from '../../../src/report/changes.ts';
import { lookUp } from '../../../src/report/lookup.ts';
import { formatReached } from '../../../src/report/numbers.ts';
import { obstacles } from '../../../src/report/ranking.ts';
import { accessibility } from '../../../src/report/sections/accessibility.ts';
import { coverage } from '../../../src/report/sections/coverage.ts';
import { hands } from '../../../src/report/sections/hands.ts';
import { history } from '../../../src/report/sections/history.ts';
import { journeyMap } from '../../../src/report/sections/journey-map.ts';
import { light } from '../../../src/report/sections/light.ts';
import { personas } from '../../../src/report/sections/personas.ts';
import { touchpoints } from '../../../src/report/sections/touchpoints.ts';
import { verdict } from '../../../src/report/sections/verdict.ts';
import { contextOf } from '../../../src/report/view-model.ts';

const record = goldenRecord();
const contextWith = (changes: Partial<RunRecord>) => contextOf(lookUp({ ...record, ...changes }));
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

const molly = 'molly-millennial';
const kim = 'keyboard-only';
const entriesOf = (persona: string, change: Partial<LedgerEntry>, pass?: LedgerEntry['pass']): LedgerEntry[] =>
  record.ledger.map((entry) => (entry.site === 'fernwood' && entry.persona === persona && (pass === undefined || entry.pass === pass) ? { ...entry, ...change } : entry));
const summariesOf = (persona: string, touchpoint: string, change: Partial<TouchpointSummary>): TouchpointSummary[] =>
  record.touchpoints.map((summary) => (summary.site === 'fernwood' && summary.persona === persona && summary.touchpoint === touchpoint ? { ...summary, ...change } : summary));

interface PersonaRow {
  siteId: string;
  width: number;
  effort: { total: string | null; upTo: string | null; split: { bars: { series: number; x: number; width: number }[] } | null };
  waited: string;
  waitedUpTo: string | null;
  painPoints: string;
}

/** By persona, on the first site. */
function rowsIn(changes: Partial<RunRecord>): Record<string, PersonaRow> {
  const view = personas.view(contextWith(changes)) as { journeys: { personas: { id: string; rows: PersonaRow[] }[] }[] };
  return Object.fromEntries((view.journeys[0]?.personas ?? []).flatMap(({ id, rows }) => rows.flatMap((row) => (row.siteId === 'fernwood' ? [[id, row] as const] : []))));
}

describe('who could not go on', () => {
  const stopped = (code: string) => obstacles(lookUp({ ...record, touchpoints: summariesOf(molly, 'confirm', { status: 'failed', problem: { code, message: 'No.' } }) })).some(({ persona, touchpoint }) => persona === molly && touchpoint === 'confirm');

  test.each(['COMMIT_REFUSED', 'SECRET_MISSING', 'BROWSER_CRASHED', 'VISIT_ABORTED'])('is nobody where the plan or this tool is the reason: %s', (code) => {
    expect(stopped(code)).toBe(false);
  });

  test.each(['TARGET_MISSING', 'HTTP_STATUS', 'NETWORK_FAILED'])('is whoever meets it on the site: %s', (code) => {
    expect(stopped(code)).toBe(true);
  });

  test('hands that could not be measured are not said to fail', () => {
    const difference = (ledger: LedgerEntry[]) => (hands.view(contextWith({ ledger })) as { journeys: { sites: { difference: string | null }[] }[] }).journeys[0]?.sites[0]?.difference;
    expect(difference(record.ledger)).toBe('Gets to the end: mouse and touch. Does not: keyboard only.');
    expect(difference(entriesOf(kim, { status: 'invalid', reason: 'BROWSER_CRASHED: …' }))).toBeNull();
  });
});

describe('personas side by side', () => {
  const incomplete = record.measurements.map((one) => (one.metric.startsWith('friction.effort') && one.touchpoint === null ? { ...one, samples: [], value: null, low: null, high: null, unavailable: 'the journey was not completed' } : one));

  test('no bar is longer than its drawing, also where nobody got to the end', () => {
    for (const measurements of [record.measurements, incomplete]) {
      const bars = Object.values(rowsIn({ measurements })).flatMap(({ effort, width }) => (effort.split?.bars ?? []).map((bar) => ({ ...bar, room: width })));
      expect(bars.length).toBeGreaterThan(3);
      for (const { x, width, room } of bars) expect(x + width).toBeLessThanOrEqual(room + 0.2);
      expect(Math.max(...bars.map(({ x, width }) => x + width))).toBeGreaterThan(100);
    }
  });

  test('a part of the effort has its colour though the parts before it are not known', () => {
    const without = record.measurements.filter(({ metric }) => metric !== 'friction.effort.typing' && metric !== 'friction.effort.listening');
    const seriesIn = (measurements: RunRecord['measurements']) => rowsIn({ measurements })[molly]?.effort.split?.bars.map(({ series }) => series);
    expect(seriesIn(without)).toEqual([1, 3, 4, 5]);
  });

  test('a wait that was cut short says up to where it is told', () => {
    const rows = rowsIn({});
    expect(rows[kim]).toMatchObject({ waitedUpTo: 'up to “Basket”' });
    expect(rows[molly]).toMatchObject({ waitedUpTo: null, waited: expect.stringMatching(/\d/u) });
  });

  test('of whom no visit counts nothing is told', () => {
    const rows = rowsIn({ ledger: entriesOf(molly, { status: 'invalid', reason: 'the server answered with status 500' }), findings: [] });
    expect(rows[molly]).toMatchObject({ waited: 'not available', painPoints: 'not available' });
    expect(rows['gerry-gen-x']).toMatchObject({ painPoints: 'none' });
  });

  test('who was not inspected is not said to have met no pain points', () => {
    const ledger = entriesOf(molly, { status: 'missing', reason: 'the visit was not made' }, 'inspection');
    expect(rowsIn({ ledger, findings: [] })[molly]).toMatchObject({ painPoints: 'not inspected' });
    expect(rowsIn({ ledger })[molly]?.painPoints).toMatch(/^\d+$/u);
  });
});

describe('times of an inspection are not those of customers', () => {
  const { metrics, measurements } = { metrics: record.metrics.filter(({ id }) => !id.startsWith('friction.effort')), measurements: record.measurements.filter(({ metric }) => !metric.startsWith('friction.effort')) };
  const inspections = record.ledger.filter(({ pass }) => pass === 'inspection');
  const older = { metrics, measurements, ledger: inspections, plan: { ...record.plan, samples: 0 } };
  const newer = { metrics, measurements, touchpoints: record.touchpoints.map((summary) => ({ ...summary, pass: 'inspection' as const })) };

  test.each([['an older record', older], ['a record that tells it', newer]])('%s', (_what, changes) => {
    expect(rowsIn(changes)[molly]).toMatchObject({ waited: 'not available' });
    const map = journeyMap.view(contextWith(changes)) as { journeys: { sites: { rows: { cells: string[] }[] }[] }[] };
    expect(map.journeys[0]?.sites[0]?.rows[0]?.cells).toEqual(Array.from({ length: 6 }, () => 'not available'));
    const pieces = [...(touchpoints.pieces?.(contextWith(changes)) ?? [])].flatMap(({ template, view }) => (template === 'partials/touchpoint' ? [view as { sites: { visits: { steps: { waited: string | null }[] }[]; loadings: { untimed: string | null }[] }[] }] : []));
    expect(new Set(pieces.flatMap(({ sites }) => sites.flatMap(({ visits }) => visits.flatMap(({ steps }) => steps.map(({ waited }) => waited)))))).toEqual(new Set([null]));
    expect(pieces[0]?.sites[0]?.loadings[0]?.untimed).toContain('not those that a customer meets');
  });

  test('those of a timed visit are', () => {
    expect(plain(rowsIn({ metrics, measurements })[molly]?.waited ?? '')).toMatch(/^\d+(?:\.\d)? s$/u);
  });

  test('what a function of the plan takes is no wait', () => {
    const [first] = record.touchpoints.find(({ steps }) => steps.length > 0)?.steps ?? [];
    if (first === undefined) throw new Error('the golden record has no step');
    const changes = { touchpoints: summariesOf(molly, 'home', { steps: [{ ...first, action: 'run' as const, untilSettled: 900 }] }) };
    const [home] = [...(touchpoints.pieces?.(contextWith(changes)) ?? [])].flatMap(({ template, view }) => (template === 'partials/touchpoint' ? [view as { sites: { visits: { personaId: string; steps: { waited: string | null }[] }[] }[] }] : []));
    expect(home?.sites[0]?.visits.find(({ personaId }) => personaId === molly)?.steps).toEqual([expect.objectContaining({ waited: null })]);
  });
});

describe('coverage', () => {
  const short = { expected: 1000, valid: 947, share: 0.947, required: 0.95 };

  test('what falls short of what is required does not read like it', async () => {
    const shares = [(verdict.view(contextWith({ coverage: short })) as { coverage: { share: string } }).coverage.share, (coverage.view(contextWith({ coverage: short })) as { share: string }).share];
    expect(shares.map(plain)).toEqual(['94 %', '94 %']);
    expect(plain(await commentOf({ ...record, coverage: short }))).toContain('Coverage: 94 % of the planned samples are valid (947 of 1000; 95 % required).');
  });

  test.each([
    [1, '100 %'],
    [0.9999, 'over 99 %'],
    [0.29, '29 %'],
    [0.001, 'under 1 %'],
    [0, '0 %'],
  ])('%d is %s', (share, text) => {
    expect(plain(formatReached(share))).toBe(text);
  });
});

test('a touchpoint that only timed visits reached is not said to be free of pain points', () => {
  const changes = { findings: [], ledger: record.ledger.map((entry): LedgerEntry => (entry.site === 'fernwood' && entry.touchpoint === 'home' && entry.pass === 'inspection' ? { ...entry, status: 'invalid', reason: 'the server answered with status 403' } : entry)) };
  const map = journeyMap.view(contextWith(changes)) as { journeys: { sites: { columns: { none: string | null }[] }[] }[] };
  expect(map.journeys[0]?.sites[0]?.columns.slice(0, 2).map(({ none }) => none)).toEqual(['not inspected', 'nothing found']);
  const [home] = [...(touchpoints.pieces?.(contextWith(changes)) ?? [])].flatMap(({ template, view }) => (template === 'partials/touchpoint' ? [view as { sites: { summary: string; quiet: string | null }[] }] : []));
  expect(home?.sites[0]).toMatchObject({ summary: 'not inspected', quiet: expect.stringContaining('what else there may be is not known') });
  expect(home?.sites[1]).toMatchObject({ summary: 'no pain points found' });
});

describe('the history', () => {
  const firstSite = (walks: (walk: { site: string; persona: string; finished: number; samples: number }) => { finished: number; samples: number }, unseen?: number): string | undefined => {
    const { digest } = record;
    if (digest === undefined) throw new Error('the golden record has a digest');
    const completion = { ...digest.completion, fernwood: { always: 1, walks: 3, ...(unseen !== undefined && { unseen }) } };
    const view = history.view(contextWith({ digest: { ...digest, completion, walks: digest.walks.map((walk) => ({ ...walk, ...walks(walk) })) } })) as { rows: { sites: { finished: string }[] }[] };
    return view.rows[0]?.sites[0]?.finished;
  };

  test('who could not be measured is not said not to have finished', () => {
    const seen = { finished: 3, samples: 3 };
    expect(firstSite(() => seen)).toBe('1 of 3');
    expect(firstSite(() => seen, 2)).toBe('1 of 3, 2 could not be measured');
    expect(firstSite(() => seen, 3)).toBe('not available: none could be measured');
    expect(firstSite(({ persona }) => (persona === kim ? { finished: 0, samples: 0 } : seen))).toBe('1 of 3, 1 could not be measured');
  });
});

describe('every page', () => {
  const { crawl } = record;
  if (crawl?.light === undefined) throw new Error('the golden record has light audits');
  const { light: audited } = crawl;
  const of = (gaps: NonNullable<typeof audited.gaps>): string | null => (light.view(contextWith({ crawl: { ...crawl, light: { ...audited, gaps } } })) as { gaps: string | null }).gaps;

  test('says which audits could not look at how many of them', () => {
    expect(of([])).toBeNull();
    expect(of([{ audit: 'accessibility/axe', pages: 40, because: 'axe was not recorded: it took too long' }, { audit: 'trust/links', pages: 1, because: 'no' }])).toBe('There may be more than is told here, since not every audit could look at every page. Without an answer: accessibility/axe at 40 pages (axe was not recorded: it took too long) and trust/links at 1 page (no).');
  });
});

test('what changed on the sites of others is not counted as a change of ours', () => {
  const earlier = record.comparisons.filter(({ benchmark, site }) => benchmark.kind === 'baseline' && site === 'fernwood');
  const rivals = earlier.map((one): Comparison => ({ ...one, site: 'campline', verdict: 'worse' }));
  const sentences = (comparisons: Comparison[]) => changeSentences(lookUp({ ...record, comparisons }));
  const [alone] = sentences(earlier);
  expect(alone).toMatch(/^Against release-41/u);
  expect(sentences([...earlier, ...rivals])).toEqual([`${alone} ${earlier.length} numbers of other sites are not counted here.`]);
  expect(sentences(rivals)).toEqual([expect.stringContaining(`${rivals.length} of ${rivals.length} numbers are worse`)]);
});

describe('the worst of what was measured', () => {
  const of = (changes: Partial<RunRecord>) => {
    const rows = (accessibility.view(contextWith(changes)) as { rows: { title: string; cells: { text: string }[] }[] }).rows;
    const glance = (verdict.view(contextWith(changes)) as { glance: { title: string; cells: { value: string | null; gap: string | null }[] }[] }).glance;
    const title = record.metrics.find(({ id }) => id === 'accessibility.violations')?.title;
    return { total: rows.find((row) => row.title === title)?.cells[0]?.text, glance: glance.find((row) => row.title === title)?.cells[0] };
  };

  test('says of how much it is not the worst', () => {
    const lost = { value: null, low: null, high: null, samples: [], unavailable: 'axe was not recorded' };
    const without = (touchpoints: readonly string[], changes: object) => record.measurements.map((one) => (one.metric === 'accessibility.violations' && one.site === 'fernwood' && touchpoints.includes(one.touchpoint ?? '') ? { ...one, ...lost, ...changes } : one));
    // Kim never saw the last of six touchpoints.
    expect(of({})).toEqual({ total: '14; not available at 1 of 18 places', glance: expect.objectContaining({ value: '14', gap: 'not available at 1 of 18 places' }) });
    expect(of({ measurements: without(['category', 'checkout'], {}) })).toMatchObject({ total: '9; not available at 7 of 18 places', glance: { value: '9', gap: 'not available at 7 of 18 places' } });
    expect(of({ measurements: without(['category', 'confirm'], { applicable: false }) })).toMatchObject({ total: '11', glance: { gap: null } });
    expect(of({ measurements: without(['home', 'category', 'product', 'basket', 'checkout', 'confirm'], {}) }).total).toBe('not available');
  });
});

describe('where only the inspections count', () => {
  const ledger = record.ledger.map((entry): LedgerEntry => (entry.pass === 'experience' ? { ...entry, status: 'invalid', reason: 'HOST_NOISY: …' } : entry));
  const nothing = record.ledger.map((entry): LedgerEntry => ({ ...entry, status: 'missing', reason: 'the visit was not made' }));
  const first = (changes: Partial<RunRecord>) => verdict.view(contextWith(changes)) as { headline: string; finishes: { text: string; pains: string | null }[] };

  test('it is said what is known of them, and that who finishes is not', () => {
    const { headline, finishes } = first({ ledger });
    expect(headline).toMatch(/^Who gets to the end of the journey on Fernwood Outdoor could not be measured, and \d+ pain points were found/u);
    expect(finishes[0]).toMatchObject({ text: 'who finishes could not be measured', pains: expect.stringMatching(/^\d+ pain points/u) });
    expect(first({ ledger: nothing, findings: [] })).toMatchObject({ headline: 'Nothing could be measured on Fernwood Outdoor.', finishes: [{ text: 'nothing was seen of it' }, { text: 'nothing was seen of it' }] });
  });

  test('what there is to do is not known where nothing was inspected', async () => {
    expect(await commentOf({ ...record, ledger: nothing, findings: [] })).toContain('What there is to do is not known, since nothing was inspected.');
    expect(await commentOf({ ...record, ledger, findings: [] })).toContain('Nothing to do was found in what was measured.');
  });
});
