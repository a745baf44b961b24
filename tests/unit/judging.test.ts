import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openJudging, type Judging } from '../../src/judging.ts';
import { keptOf } from '../../src/model/kept-visit.ts';
import { openRun, type RunStore } from '../../src/store/index.ts';
import { plan, touchpoint, unit, visit } from './compare/make.ts';

let directory: string;
let store: RunStore;
let judging: Judging;
let judged = 0;
const planned = plan();

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mystery-shopper-judging-'));
  store = await openRun(directory);
  judging = openJudging({ plan: planned, store, tell: (event) => void (event.kind === 'judged' && (judged = event.done)) });
});
afterAll(async () => {
  await judging.close();
  await rm(directory, { recursive: true, force: true });
});

test('visits on the disk are read when they are judged, few wait in memory, and what can no longer be read has no values but a reason', async () => {
  const [sound, damaged] = [visit([touchpoint('home')], { unit: unit(1) }), visit([touchpoint('home')], { unit: unit(2) })];
  for (const one of [sound, damaged]) await store.saveVisit(one);
  await writeFile(join(directory, 'visits', `${damaged.unit.id}.json`), '{');
  for (const one of [sound, damaged]) judging.beginSaved(keptOf(one));

  const many = Array.from({ length: 2 * availableParallelism() + 1 }, (_, index) => visit([touchpoint('home')], { unit: unit(index + 3) }));
  const begun = many.map((one) => judging.begin(one));
  await Promise.all(begun.slice(0, -1));
  await begun.at(-1);
  expect(judged).toBeGreaterThan(0);

  const { visits, results } = await judging.end();
  expect(visits.map(({ unit: { id } }) => id)).toEqual([sound, damaged, ...many].map(({ unit: { id } }) => id));
  expect(results.map(({ visit: of }) => of)).toEqual(visits.map(({ unit: { id } }) => id));
  const lost = results.map(({ outcomes }) => outcomes.filter(({ outcome }) => outcome.status === 'not-available' && outcome.because === 'what this visit had recorded could not be read again').length);
  expect(lost).toEqual([0, results[1]?.outcomes.length, ...many.map(() => 0)]);
  expect(results[1]?.outcomes.length).toBeGreaterThan(0);
  expect(results.map(({ failed }) => failed !== undefined)).toEqual([false, true, ...many.map(() => false)]);
});
