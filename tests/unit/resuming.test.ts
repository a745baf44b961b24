import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { madeOf } from '../../src/conditions.ts';
import type { VisitEvidence } from '../../src/model/evidence.ts';
import type { Plan } from '../../src/model/plan.ts';
import { openResuming, type Now, type Resuming } from '../../src/resuming.ts';
import { roundOf, unitsOf } from '../../src/schedule/index.ts';
import { openRun, readUnfinished } from '../../src/store/index.ts';
import { CrawlPlan } from '../../src/model/crawl-plan.ts';
import { persona, plan as planWith, touchpoint, visit } from './compare/make.ts';
import { temporaryDirectory } from './store/temporary-directory.ts';

const crawl = CrawlPlan.parse({ site: 'ours', userAgent: 'Shopper (a@example.com)' });
const plan = planWith({ crawl });
const browser = '140.0';
let clock = Date.parse('2026-03-01T10:00:00.000Z');
const now = (): Date => new Date((clock += 1_000));
const run = (directory: string) => ({ directory, secrets: {}, now, signal: new AbortController().signal });

/** A run that was killed after these visits. */
async function begun(directory: string, of: Plan, made: readonly VisitEvidence[] = []): Promise<void> {
  const resuming = openResuming(of, run(directory));
  const store = await resuming.store();
  await resuming.browserIs(browser);
  for (const one of made) {
    await store.saveVisit({ ...one, startedAt: now().toISOString(), conditions: { ...one.conditions, browser, made: one.conditions.made ?? madeOf(of, one.unit) } });
    await store.saveResults({ visit: one.unit.id, outcomes: [] });
  }
}

async function goneOn(directory: string, of: Plan): Promise<Resuming> {
  clock += 3_600_000;
  const resuming = openResuming(of, { ...run(directory), resume: await readUnfinished(directory) });
  await resuming.browserIs(browser);
  return resuming;
}

const timedAt = (hostIndex: number | null, made: VisitEvidence): VisitEvidence => ({ ...made, conditions: { ...made.conditions, hostIndex } });
const visitsOf = (of: Plan): VisitEvidence[] => [...roundOf(of, 1), ...roundOf(of, 2), ...unitsOf(of).inspection].map((unit) => timedAt(1_000, visit([touchpoint('home'), touchpoint('checkout')], { unit })));
const idsOf = async (resuming: Resuming, units: Parameters<Resuming['madeBefore']>[0], at: Partial<Now> = {}): Promise<string[]> => (await resuming.madeBefore(units, { plan, hostIndex: [1_000], ...at })).map(({ visit: { unit } }) => unit.id);

test('a run that goes on is the same run, says when it stood still, and uses the visits there are', async () => {
  const directory = await temporaryDirectory();
  await begun(directory, plan, visitsOf(plan));
  const before = await readUnfinished(directory);
  const resuming = await goneOn(directory, plan);
  const units = [...roundOf(plan, 1), ...roundOf(plan, 2), ...roundOf(plan, 3)];
  expect([resuming.id, resuming.startedAt]).toEqual([before.id, before.startedAt]);
  expect(await idsOf(resuming, units)).toEqual(units.slice(0, 4).map(({ id }) => id));
  const [pause, ...others] = resuming.pauses();
  expect([others, Date.parse(pause?.until ?? '') - Date.parse(pause?.from ?? '') > 3_500_000]).toEqual([[], true]);
  expect(resuming.notes().join()).toMatch(/made in 2 parts: it stood still from 2026-03-01 \d\d:\d\d UTC to .* UTC \(1 h 0 min\)\. .* 4 visits are used/);
});

test.each<[string, Plan, RegExp]>([
  ['another user agent', { ...plan, crawl: { ...crawl, userAgent: 'Other' } }, /crawl\.userAgent: "Shopper \(a@example\.com\)" then, "Other" now/],
  ['other origins', { ...plan, crawl: { ...crawl, origins: ['https://cdn.example'] } }, /crawl\.origins/],
  ['another site', { ...plan, sites: { ...plan.sites, ours: { origin: 'https://other.example', role: 'own' } } }, /sites\.ours: https:\/\/ours\.example \S+ then, https:\/\/other\.example/],
  ['another login', { ...plan, sites: { ...plan.sites, ours: { origin: 'https://ours.example', role: 'own', login: { steps: [{ visit: '/in' }], arrived: { text: 'Hello' } } } } }, /sites\.ours/],
  ['somebody else', { ...plan, personas: [persona('gerry', true)] }, /personas: gerry/],
  ['a plan that looks for no pages', planWith(), /crawl\.userAgent/],
])('what makes the answers wrong is refused: %s', async (_, other, message) => {
  const directory = await temporaryDirectory();
  await begun(directory, plan);
  await expect(goneOn(directory, other)).rejects.toMatchObject({ code: 'NOT_RESUMABLE', exitCode: 2, message: expect.stringMatching(message) });
});

test('limits and how fast pages are asked for may be others', async () => {
  const directory = await temporaryDirectory();
  await begun(directory, plan);
  await expect(goneOn(directory, { ...plan, samples: 5, crawl: { ...crawl, maxPages: 5_000, rate: 2, perTemplate: 1, exclude: ['/x'] } })).resolves.toMatchObject({ continues: true });
});

test('another browser is refused, and so is another version of the tool', async () => {
  const directory = await temporaryDirectory();
  await begun(directory, plan);
  const unfinished = await readUnfinished(directory);
  const resuming = openResuming(plan, { ...run(directory), resume: unfinished });
  await expect(resuming.browserIs('141.0')).rejects.toMatchObject({ code: 'NOT_RESUMABLE', message: expect.stringContaining('browser: 140.0 then, 141.0 now') });
  expect(() => openResuming(plan, { ...run(directory), resume: { ...unfinished, made: { ...unfinished.made, tool: '0.0.1' } } })).toThrow(/tool: 0\.0\.1 then/);
});

test('visits that are not whole, of other steps, or of another machine where they are timed, are made again', async () => {
  const directory = await temporaryDirectory();
  const [first, second, third, ...others] = visitsOf(plan);
  if (first === undefined || second === undefined || third === undefined) throw new Error('there are more visits');
  const elsewhere = others.map((one) => ({ ...one, conditions: { ...one.conditions, made: { ...madeOf(plan, one.unit), machine: 'another' } } }));
  await begun(directory, plan, [
    { ...first, outcome: { ok: false, code: 'BROWSER_FAILED', message: 'It died.' } },
    { ...second, conditions: { ...second.conditions, made: { ...madeOf(plan, second.unit), journey: 'other steps' } } },
    third,
    ...elsewhere,
  ]);
  await writeFile(join(directory, 'visits', `${third.unit.id}.json`), '{ "schema": "myst');
  const resuming = await goneOn(directory, plan);
  expect(await idsOf(resuming, [...roundOf(plan, 1), ...roundOf(plan, 2)])).toEqual([]);
  expect(await idsOf(resuming, unitsOf(plan).inspection)).toEqual(unitsOf(plan).inspection.map(({ id }) => id));
});

test('a visit that was made again and not judged before the run was killed is not told with what was said of the one before', async () => {
  const directory = await temporaryDirectory();
  await begun(directory, plan, visitsOf(plan));
  const units = roundOf(plan, 1);
  const resuming = await goneOn(directory, plan);
  const [first] = await resuming.madeBefore(units, { plan, hostIndex: [1_000] });
  expect(first?.results).toEqual({ visit: units[0]?.id, outcomes: [] });
  const store = await resuming.store();
  const again = await store.readVisit(units[0]?.id ?? '');
  await store.dropVisit(units[0]?.id ?? '');
  expect(await idsOf(await goneOn(directory, plan), units)).toEqual([units[1]?.id]);
  if (again !== null) await store.saveVisit({ ...again, startedAt: now().toISOString() });
  expect((await (await goneOn(directory, plan)).madeBefore(units, { plan, hostIndex: [1_000] })).map(({ results }) => results)).toEqual([null, { visit: units[1]?.id, outcomes: [] }]);
});

test('a visit whose audits could not be made is judged once more', async () => {
  const directory = await temporaryDirectory();
  await begun(directory, plan, visitsOf(plan));
  const units = roundOf(plan, 1);
  const store = await (await goneOn(directory, plan)).store();
  await store.saveResults({ visit: units[0]?.id ?? '', failed: 'the audits of this visit failed: gave no answer within 60 s', outcomes: [] });
  expect((await (await goneOn(directory, plan)).madeBefore(units, { plan, hostIndex: [1_000] })).map(({ results }) => results)).toEqual([null, { visit: units[1]?.id, outcomes: [] }]);
});

test('timed visits count only where the machine is about as fast as it was', async () => {
  const directory = await temporaryDirectory();
  await begun(directory, plan, visitsOf(plan));
  const resuming = await goneOn(directory, plan);
  expect(await idsOf(resuming, roundOf(plan, 1), { hostIndex: [700] })).toEqual([]);
  expect(await idsOf(resuming, roundOf(plan, 1), { hostIndex: [900] })).toHaveLength(2);
  expect(resuming.notes()).toContain('Made again, since they were timed while this machine was not, or not known to be, about as fast as now, or on another one: 2 visits.');
  expect(await idsOf(await goneOn(directory, plan), roundOf(plan, 1), { hostIndex: [] })).toEqual([]);
});

test('timed visits do not count where nobody knows how fast the machine was; inspections do', async () => {
  const directory = await temporaryDirectory();
  await begun(directory, plan, visitsOf(plan).map((one) => timedAt(null, one)));
  const resuming = await goneOn(directory, plan);
  expect(await idsOf(resuming, roundOf(plan, 1))).toEqual([]);
  expect(await idsOf(resuming, unitsOf(plan).inspection)).toHaveLength(unitsOf(plan).inspection.length);
});

test('what is held against each other counts as a whole, once something was made after it', async () => {
  const directory = await temporaryDirectory();
  const [first, second, third] = visitsOf(plan);
  await begun(directory, plan, [first, second, third].filter((one) => one !== undefined));
  const resuming = await goneOn(directory, plan);
  const before = (sample: number): Partial<Now> => ({ before: [...roundOf(plan, sample + 1), ...unitsOf(plan).inspection] });
  expect(await idsOf(resuming, roundOf(plan, 1), before(1))).toHaveLength(2);
  expect(await idsOf(resuming, roundOf(plan, 2), before(2))).toEqual([]);
  expect(resuming.notes().join(' ')).toContain('Made again, since they were held against others that were not timed in a row with them: 1 visit.');
});

test('nothing is left to go on with when a run has come to its end', async () => {
  const directory = await temporaryDirectory();
  await begun(directory, plan);
  const resuming = await goneOn(directory, plan);
  await (await resuming.store()).saveReport('report.html', '<p>');
  await resuming.end(true);
  expect(await readdir(directory)).toEqual(['report.html']);
  await expect(readUnfinished(directory)).rejects.toMatchObject({ code: 'NOT_RESUMABLE', exitCode: 2 });
});

test('a site that is down does not clear the folder of an earlier run', async () => {
  const directory = await temporaryDirectory();
  await (await openRun(directory)).saveReport('report.html', '<p>');
  const replay = await openResuming(plan, run(directory)).replay();
  const asking = (status: number) => ({ ask: async () => status, keep: () => ({ kind: 'answer' as const, status, contentType: '', robotsHeader: null, body: '', bytes: 0, location: null, problem: null }), revive: () => null });
  await replay.once('page one', asking(404));
  expect(await readdir(directory)).toEqual(['report.html']);
  await replay.once('page two', asking(200));
  expect((await readdir(join(directory, 'unfinished'))).filter((name) => !name.startsWith('running-')).length).toBe(3);
});
