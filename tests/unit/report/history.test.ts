import { describe, expect, it } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import type { RunRecord } from '../../../src/model/record.ts';
import { historyChart, type HistoryPoint } from '../../../src/report/charts/history-chart.ts';
import { commentOf } from '../../../src/report/comment.ts';
import { lookUp } from '../../../src/report/lookup.ts';
import { history, historyLine } from '../../../src/report/sections/history.ts';
import { loadTemplates } from '../../../src/report/templates.ts';
import { contextOf } from '../../../src/report/view-model.ts';

const print = { print: String, whole: false };

/** Runs with these numbers; null: none. A break before those in `broken`. */
const points = (values: readonly (number | null)[], broken: readonly number[] = []): HistoryPoint[] =>
  values.map((value, at) => ({ value, low: (value ?? 0) - 1, high: (value ?? 0) + 1, label: `run ${at}`, broken: broken.includes(at), verdict: null }));

describe('the chart of a number over the runs', () => {
  it('draws one line through runs that can be compared', () => {
    const { lines, points: drawn, spans, gaps, breaks } = historyChart(points([2, 3, 4]), null, print);
    expect([lines.length, drawn.length, spans.length, gaps.length, breaks.length]).toEqual([1, 3, 3, 0, 0]);
    expect(drawn.map(({ now }) => now)).toEqual([false, false, true]);
  });

  it('leaves a gap where a run has no number, and draws nothing across it', () => {
    const { lines, points: drawn, gaps } = historyChart(points([2, 3, null, 4, 5]), null, print);
    expect([lines.length, drawn.length]).toEqual([2, 4]);
    expect(gaps.map(({ label }) => label)).toEqual(['run 2']);
    const ends = lines.flatMap((path) => [...path.matchAll(/[ML]([\d.]+) /g)].map((match) => Number(match[1])));
    expect(ends).toEqual(drawn.map(({ x }) => x));
  });

  it('is broken, with a mark halfway, where conditions were different', () => {
    const { lines, breaks, points: drawn } = historyChart(points([2, 3, 4, 5], [2]), null, print);
    expect(lines).toHaveLength(2);
    expect(breaks[0]?.x).toBeCloseTo(((drawn[1]?.x ?? 0) + (drawn[2]?.x ?? 0)) / 2, 1);
  });

  it('shades the zones of published limits, each within the drawing', () => {
    const { bands, limits, top, base } = historyChart(points([2, 3, 9]), { good: 3, poor: 6 }, print);
    expect(bands.map(({ tone }) => tone)).toEqual(['good', 'warn', 'poor']);
    expect(limits).toHaveLength(2);
    expect(bands.every(({ y, height }) => y >= top && y + height <= base + 0.1)).toBe(true);
  });

  it('does not press the line to the foot for a limit far above it', () => {
    const { limits, bands } = historyChart(points([2, 3, 4]), { good: 300, poor: 600 }, print);
    expect([limits.length, bands.map(({ tone }) => tone)]).toEqual([0, ['good']]);
  });

  it('has a scale where all is nought, and none of half things', () => {
    const nothing = points([0, 0]).map((point) => ({ ...point, low: 0, high: 0 }));
    expect(historyChart(nothing, { good: 0.1, poor: 0.25 }, print).limits).toHaveLength(1);
    expect(historyChart(points([0, 0]), null, { ...print, whole: true }).ticks.map(({ text }) => text)).toEqual(['0', '1']);
  });
});

const view = (record: RunRecord) => history.view(contextOf(lookUp(record)));
const shown = (record: RunRecord): string => JSON.stringify([view(record), ...(history.pieces?.(contextOf(lookUp(record))) ?? [])]);

describe('the chapter', () => {
  it('is not there without an earlier run', async () => {
    const { digest: _, history: __, ...alone } = goldenRecord();
    expect(view(alone)).toBeNull();
    expect([...(history.pieces?.(contextOf(lookUp(alone))) ?? [])]).toEqual([]);
    expect(historyLine(lookUp(alone))).toBeNull();
    expect(await commentOf(alone)).not.toContain('History:');
  });

  it('tells what the samples support, and why a line is broken', () => {
    const { changes, rows, leftOut } = view(goldenRecord()) as { changes: { what: string; lines: string[] }[]; rows: { number: number; changed: string[] }[]; leftOut: { file: string }[] };
    expect(changes.map(({ what }) => what)).toContain('Main content shown (LCP): Home on Fernwood Outdoor, from run 5 to this run');
    expect(changes.find(({ what }) => what.startsWith('Main content'))?.lines[0]).toMatch(/^Molly Millennial: 3\.1\ss, then 4\.3\ss \(\+1\.2\ss; by .* confidence\)$/u);
    expect(rows.map(({ number }) => number)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(rows.find(({ number }) => number === 3)?.changed).toContain('the browser (Chromium 155.0.7200.0 then, Chromium 156.0.7300.0 now)');
    expect(leftOut).toHaveLength(2);
  });

  it('says what was different before a run that measured nothing, and why it cannot be told what is new', () => {
    const { rows } = view(goldenRecord()) as { rows: { number: number; changed: string[] }[] };
    expect(rows.find(({ number }) => number === 5)?.changed).toEqual(['not the same places could be looked at']);
    expect(rows.find(({ number }) => number === 2)?.changed).toEqual([]);
  });

  it('names the run that one is held against where it is not the one before', () => {
    expect(shown(goldenRecord())).toContain('"remark":"worse than run 3"');
  });

  it('tells what is gone from the sites that the advice is for', () => {
    const record = goldenRecord();
    expect(view(record)).toMatchObject({ gone: { shown: [{ title: expect.stringContaining('mended since') }] } });
    if (record.history === undefined) throw new Error('the golden record has a history');
    const gone = [{ site: 'campline', severity: 'serious' as const, title: 'Of the rival' }, { site: 'fernwood', severity: 'minor' as const, title: 'Of ours' }];
    expect(view({ ...record, history: { ...record.history, gone } })).toMatchObject({ gone: { shown: [{ title: 'Of ours' }], more: null } });
  });

  it('names what may have come or gone by chance, and counts it as neither new nor gone', () => {
    const record = goldenRecord();
    const { history: past } = record;
    if (past === undefined) throw new Error('the golden record has a history');
    const crossed = [{ site: 'campline', severity: 'serious' as const, title: 'Of the rival', now: true }, ...[true, false].map((now) => ({ site: 'fernwood', severity: 'minor' as const, title: `Of ours ${now}`, now }))];
    const painPoints = past.painPoints.map((one) => ({ ...one, known: 3, fresh: 1, gone: 0, crossed: 2, untold: 1 }));
    const told = { ...record, history: { ...past, crossed, painPoints } };
    expect(view(told)).toMatchObject({ crossed: { shown: [{ title: 'Of ours true', where: 'in this run only' }, { title: 'Of ours false', where: 'in the run before only' }], more: null } });
    expect((view(told) as { rows: { sites: { since: string }[] }[] }).rows[0]?.sites[0]?.since).toBe('1 new, 3 known, 0 gone, 2 that may have come or gone by chance and 1 that cannot be told');
    expect(historyLine(lookUp(told))).toContain('pain points 1 new, 0 gone, 2 that may have come or gone by chance and 1 that cannot be told;');
  });

  it('says of how many charts how many may be wrong by chance, where samples can tell anything at all', () => {
    const record = goldenRecord();
    const { history: past } = record;
    if (past === undefined) throw new Error('the golden record has a history');
    const family = (judged: number) => (view({ ...record, history: { ...past, level: 0.05, judged } }) as { family: string }).family;
    expect(family(41)).toContain('of 41 charts whose samples vary, drawn here or not, up to about 3 may call a step worse by chance alone');
    expect(family(0)).not.toContain('by chance alone');
  });

  it('says why none is shown where files were found and none is of an earlier run of the plan', async () => {
    const record = goldenRecord();
    const { history: past } = record;
    if (past === undefined) throw new Error('the golden record has a history');
    const leftOut = [{ file: 'a/run.json', reason: 'it is a run of another plan, A' }, { file: 'b/run.json', reason: 'it is not JSON' }, { file: 'c/run.json', reason: 'it is a run of another plan, A' }];
    const none = { ...record, history: { ...past, runs: [], leftOut, furtherLeftOut: 2 } };
    expect(view(none)).toEqual({
      empty: true,
      lead: 'No earlier run of this plan is shown: 5 files were found where earlier runs are looked for, and none of them is one.',
      leftOut: [{ files: ['a/run.json', 'c/run.json'], reason: 'it is a run of another plan, A' }, { files: ['b/run.json'], reason: 'it is not JSON' }],
      furtherLeftOut: '2 more files were left out.',
    });
    const printed = (await loadTemplates()).print('sections/history', view(none) ?? {});
    expect(printed).toContain('<code><bdi>a/run.json</bdi></code>, <code><bdi>c/run.json</bdi></code>: <bdi>it is a run of another plan, A</bdi>');
    expect(printed).not.toContain('Run by run');
    expect([...(history.pieces?.(contextOf(lookUp(none))) ?? [])]).toEqual([]);
    expect(historyLine(lookUp(none))).toBeNull();
  });

  it('says in words what is drawn, and where the numbers are', () => {
    const { pains } = view(goldenRecord()) as { pains: { charts: { description: string }[] }[] };
    expect(pains[0]?.charts[0]?.description).toMatch(/^Over 6 runs always 1\. No number in run 4 .* Every number is in the table of the runs\.$/u);
    expect(shown(goldenRecord())).toMatch(/Over 6 runs between 2\.6\ss and 4\.3\ss\..*?Every number is in the table of these charts\./u);
  });

  it('counts in the table and in the charts what was too much to be kept', () => {
    const record = goldenRecord();
    const { digest } = record;
    if (digest === undefined) throw new Error('the golden record has a digest');
    const { rows, pains } = view({ ...record, digest: { ...digest, furtherPainPoints: 500, counts: { fernwood: { critical: 0, serious: 1, moderate: 0, minor: 519 } } } }) as { rows: { sites: { found: string; bySeverity: string }[] }[]; pains: { charts: { title: string; now: string }[] }[] };
    expect(rows[0]?.sites[0]).toMatchObject({ found: '520 pain points', bySeverity: '1 serious and 519 minor' });
    expect(pains[0]?.charts.map(({ title, now }) => `${title}: ${now}`)).toContain('Minor pain points: 519');
  });

  it('has no number of pain points for a run that was incomplete: what was not looked at is not free of them', () => {
    const record = goldenRecord();
    const { digest } = record;
    if (digest === undefined) throw new Error('the golden record has no digest');
    const pains = { fernwood: { critical: 1, serious: 0, moderate: 0, minor: 0 } };
    const seen = (coverage: { expected: number; valid: number }) => view({ ...record, digest: { ...digest, outcome: 'incomplete', coverage, counts: pains } }) as { rows: { sites: { found: string; bySeverity: string }[] }[]; pains: { charts: { title: string; now: string | null; absent: string }[] }[] };
    const part = seen({ expected: 140, valid: 40 });
    expect(part.pains.flatMap(({ charts }) => charts.map(({ now, absent }) => [now, absent]))).toContainEqual([null, 'not available']);
    expect(part.pains.flatMap(({ charts }) => charts.filter(({ now }) => now !== null))).toEqual([]);
    expect(part.rows[0]?.sites[0]).toMatchObject({ found: '1 pain point in what could be measured', bySeverity: '1 critical' });
    expect(seen({ expected: 140, valid: 0 }).rows[0]?.sites[0]).toMatchObject({ found: 'not available: nothing could be measured' });
  });

  it('calls nothing a change where there are one or two samples in a run', () => {
    const record = goldenRecord();
    const few = (digest: NonNullable<RunRecord['digest']>) => ({ ...digest, places: digest.places.map((place) => ({ ...place, values: place.values.map((value) => ({ ...value, samples: value.samples.slice(0, 1) })) })) });
    const { digest, history: past } = record;
    if (digest === undefined || past === undefined) throw new Error('the golden record has a history');
    expect(view({ ...record, digest: few(digest), history: { ...past, runs: past.runs.map(few), series: [] } })).toMatchObject({ changes: [], none: expect.stringContaining('one or two samples') });
    expect(view({ ...record, history: { ...past, series: [] } })).toMatchObject({ changes: [], none: expect.stringContaining('can be chance') });
    expect(view({ ...record, history: { ...past, series: [], compared: 0 } })).toMatchObject({ changes: [], none: expect.stringContaining('something was different') });
  });

  it('tells that a persona does not get to the end any more', () => {
    const record = goldenRecord();
    const { digest, history: past } = record;
    const [walk] = digest?.walks ?? [];
    if (digest === undefined || past === undefined || walk === undefined) throw new Error('the golden record has a history');
    const { site, persona, journey } = walk;
    const withFinished = (finished: number) => <R extends { walks: typeof digest.walks }>(run: R): R => ({ ...run, walks: [{ ...walk, finished, samples: 8 }] });
    const series = [{ metric: 'friction.finished', site, persona, journey, touchpoint: null, steps: [{ from: 4, to: 5, verdict: 'worse' as const }] }];
    const { changes } = view({ ...record, digest: withFinished(1)(digest), history: { ...past, runs: past.runs.map(withFinished(8)), series } }) as { changes: { what: string; lines: string[] }[] };
    expect(changes).toMatchObject([{ what: expect.stringContaining('Samples in which the journey was finished'), lines: ['Molly Millennial: 8 of 8 samples, then 1 of 8'] }]);
  });

  it('says in the table what a run did not measure, and why', () => {
    expect(shown(goldenRecord())).toContain('{"value":"not available","detail":"The site answered 503.","remark":null}');
  });

  it('counts all samples that its ranges come from, also those that are not kept', () => {
    const record = goldenRecord();
    const { digest } = record;
    if (digest === undefined) throw new Error('the golden record has a digest');
    const places = digest.places.map((place) => ({ ...place, values: place.values.map((value) => ({ ...value, furtherSamples: 40 })) }));
    expect(shown({ ...record, digest: { ...digest, places } })).toContain(' in 43 samples');
  });

  it('draws fewer charts where the report has many pages', () => {
    const lookup = lookUp(goldenRecord());
    const groups = (manyPages: boolean): number => JSON.stringify([...(history.pieces?.({ ...contextOf(lookup), lookup: { ...lookup, manyPages } }) ?? [])]).split('"charts"').length - 1;
    expect(groups(true)).toBeLessThanOrEqual(8);
    expect(groups(false)).toBeGreaterThan(0);
  });

  it('counts in its line what the chapter tells, and nothing of other sites', () => {
    const record = goldenRecord();
    expect(historyLine(lookUp(record))).toContain('4 numbers worse, 3 numbers better');
    const { fernwood, campline } = record.plan.sites;
    if (fernwood === undefined || campline === undefined) throw new Error('the golden record has two sites');
    const turned = { ...record, plan: { ...record.plan, sites: { fernwood: { ...fernwood, role: 'competitor' as const }, campline: { ...campline, role: 'own' as const } } } };
    expect(historyLine(lookUp(turned))).toContain('no numbers worse, no numbers better');
  });

  it('is one line of the comment', async () => {
    const lines = (await commentOf(goldenRecord())).split('\n').filter((line) => line.startsWith('History:'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^History: 5 earlier runs: 3 failed, 1 passed and 1 was incomplete\. Since the one before: pain points \d+ new(,| and) \d+ gone.*; \d+ numbers worse, \d+ numbers better by what the samples support\.$/u);
  });
});
