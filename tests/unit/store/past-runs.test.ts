import { mkdir, readFile, symlink, truncate, writeFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pastFor } from '../../../src/cli/past-for.ts';
import { findPast, quotedRuns, withHistory } from '../../../src/history.ts';
import type { RunRecord } from '../../../src/model/record.ts';
import { baselines, openRun, readRecord } from '../../../src/store/index.ts';
import { measurement, persona, record } from '../compare/make.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const metricsOf = { 'speed/lcp': ['speed.lcp'] };

/** The run of a day of January. */
function run(day: number, changes: Partial<RunRecord> = {}): RunRecord {
  const whole = record();
  const { data: _, ...gerry } = persona('gerry');
  return { ...whole, id: `run-${day}`, startedAt: `2026-01-0${day}T00:00:00.000Z`, plan: { ...whole.plan, personas: [gerry] }, measurements: [measurement([1000 + day])], ...changes };
}

const found = async (home: string, only?: string) => findPast('shops', { run: join(home, 'now'), project: join(home, 'project'), ...(only !== undefined && { only }) }, metricsOf);

const save = async (home: string, name: string, of: RunRecord): Promise<void> => (await openRun(join(home, name))).saveRecord(of);

describe('earlier runs', () => {
  it('are none where there is nothing', async () => {
    const home = await temporaryDirectory();
    expect(await found(join(home, 'not', 'there'))).toEqual({ runs: [], files: new Map(), leftOut: [], furtherLeftOut: 0 });
  });

  it('are found in and beside the directory of the run and among the baselines, with and without a short form', async () => {
    const home = await temporaryDirectory();
    await save(home, 'now', withHistory(run(1), metricsOf, undefined));
    await save(home, 'beside', run(2));
    await baselines(join(home, 'project')).save('main', run(3));
    const { runs, leftOut } = await found(home);
    expect(runs.map(({ id }) => id).sort()).toEqual(['run-1', 'run-2', 'run-3']);
    expect(runs.map(({ places }) => places.find(({ site, touchpoint }) => site === 'ours' && touchpoint === 'home')?.values[0]?.value).sort()).toEqual([1001, 1002, 1003]);
    expect(leftOut).toEqual([]);
  });

  it('are looked for in one directory only, where that is asked for', async () => {
    const home = await temporaryDirectory();
    await save(home, 'now', run(1));
    await save(join(home, 'archive'), 'two', run(2));
    expect((await found(home, join(home, 'archive'))).runs.map(({ id }) => id)).toEqual(['run-2']);
  });

  it('tell of those before them', async () => {
    const home = await temporaryDirectory();
    await save(home, 'one', run(1));
    const past = { ...(await found(home)), most: 20 };
    await save(home, 'two', withHistory(run(2), metricsOf, past));
    const { runs, files } = await found(home, join(home, 'two'));
    expect(runs.map(({ id }) => id)).toEqual(['run-2', 'run-1']);
    expect([...(files ?? [])]).toEqual([['run-2', 'two/run.json'], ['run-1', 'two/run.json']]);
  });

  it('are each told once, by themselves rather than by later ones', async () => {
    const home = await temporaryDirectory();
    await save(home, 'one', withHistory(run(1), metricsOf, undefined));
    await save(home, 'two', withHistory(run(2), metricsOf, { ...(await found(home)), most: 20 }));
    await save(home, 'three', withHistory(run(3), metricsOf, { ...(await found(home)), most: 20 }));
    const { runs } = await found(home);
    expect(runs.map(({ id }) => id).sort()).toEqual(['run-1', 'run-2', 'run-3']);
    expect(runs.every(({ titles }) => titles !== undefined)).toBe(true);
  });

  it('say what is needed of them at their beginning, so that nothing after it is read', async () => {
    const home = await temporaryDirectory();
    await save(home, 'one', withHistory(run(1), metricsOf, undefined));
    const file = join(home, 'one', 'run.json');
    const text = await readFile(file, 'utf8');
    expect(text.indexOf('"digest"')).toBeLessThan(text.indexOf('"metrics"'));
    await writeFile(file, text.replace(/"ledger": \[\]/, '"ledger": nonsense'));
    expect((await found(home)).runs.map(({ id }) => id)).toEqual(['run-1']);
  });

  it('are left out with the reason where they cannot be read, are of another plan or no runs at all', async () => {
    const home = await temporaryDirectory();
    const at = async (name: string, text: string): Promise<void> => {
      await mkdir(join(home, name), { recursive: true });
      await writeFile(join(home, name, 'run.json'), text);
    };
    await save(home, 'good', run(1));
    await save(home, 'other', run(2, { name: 'another plan' }));
    await save(home, 'cut', withHistory(run(3), metricsOf, undefined));
    await truncate(join(home, 'cut', 'run.json'), (await stat(join(home, 'cut', 'run.json'))).size - 20);
    await at('not-json', 'once upon a time');
    await at('version', '{"schema":"mystery-shopper/run@0"}');
    await at('foreign', '{"name":"shops","runs":[1]}');
    await at('wrong', JSON.stringify({ ...run(4), startedAt: 'yesterday', digest: { id: 'x' } }));
    await at('<img src=x onerror=alert(1)>\n‮', '[]');
    await mkdir(join(home, 'directory', 'run.json'), { recursive: true });
    await symlink(join(home, 'good'), join(home, 'link'));
    const { runs, leftOut } = await found(home);
    expect(runs.map(({ id }) => id)).toEqual(['run-1']);
    // Beside a run others are in their place; where earlier runs are said to be, they are not.
    const asked = await found(home, home);
    expect(asked.leftOut.filter(({ file }) => !leftOut.some((one) => one.file === file))).toEqual([{ file: 'other/run.json', reason: 'it is a run of another plan, another plan' }]);
    expect(Object.fromEntries(leftOut.map(({ file, reason }) => [file, reason]))).toEqual({
      'cut/run.json': expect.stringMatching(/^it is not/),
      'not-json/run.json': expect.stringMatching(/^it is not JSON/),
      'version/run.json': 'it was written by another version, or is no run record',
      'foreign/run.json': 'it is no run record',
      'wrong/run.json': 'it is not a valid run record',
      '<img src=x onerror=alert(1)>\n‮/run.json': 'it is no run record',
    });
  });

  it('are kept while a run is made in their place, until its record is there', async () => {
    const home = await temporaryDirectory();
    await save(home, 'now', withHistory(run(1), metricsOf, undefined));
    const past = { ...(await found(home)), most: 20 };
    const store = await openRun(join(home, 'now'), { fresh: true, earlier: quotedRuns(past) });
    await expect(readRecord(join(home, 'now'))).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
    // As if this run had been killed here.
    expect((await found(home)).runs.map(({ id }) => id)).toEqual(['run-1']);
    await store.saveRecord(withHistory(run(2), metricsOf, past));
    expect((await readRecord(join(home, 'now'))).history?.runs.map(({ id }) => id)).toEqual(['run-1']);
    await expect(stat(join(home, 'now', 'earlier-runs.json'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect((await found(home)).runs.map(({ id }) => id)).toEqual(['run-2', 'run-1']);
  });
});

it('earlier runs outlive a run in their place that shows none or fewer of them', async () => {
  const home = await temporaryDirectory();
  const shownBy = async (day: number, most: number): Promise<string[] | undefined> => {
    const past = { ...(await found(home)), most };
    const store = await openRun(join(home, 'now'), { fresh: true, earlier: quotedRuns(past) });
    await store.saveRecord(withHistory(run(day), metricsOf, past));
    return (await readRecord(join(home, 'now'))).history?.runs.map(({ id }) => id);
  };
  for (const day of [1, 2, 3]) await shownBy(day, 20);
  expect(await shownBy(4, 0)).toBeUndefined();
  expect(await shownBy(5, 1)).toEqual(['run-4']);
  expect(await shownBy(6, 20)).toEqual(['run-1', 'run-2', 'run-3', 'run-4', 'run-5']);
  await expect(stat(join(home, 'now', 'earlier-runs.json'))).rejects.toMatchObject({ code: 'ENOENT' });
});

it('earlier runs outlive a run in their place that looks for others elsewhere', async () => {
  const home = await temporaryDirectory();
  await save(join(home, 'archive'), 'old', run(1));
  const madeWith = async (day: number, only?: string): Promise<string[] | undefined> => {
    const past = { ...(await found(home, only)), most: 20 };
    const store = await openRun(join(home, 'now'), { fresh: true, earlier: quotedRuns(past) });
    await store.saveRecord(withHistory(run(day), metricsOf, past));
    return (await readRecord(join(home, 'now'))).history?.runs.map(({ id }) => id);
  };
  for (const day of [2, 3]) await madeWith(day);
  expect(await madeWith(4, join(home, 'archive'))).toEqual(['run-1']);
  expect(await madeWith(5)).toEqual(['run-1', 'run-2', 'run-3', 'run-4']);
});

it('the run that this one takes the place of is looked into before any number of others beside it', async () => {
  const home = await temporaryDirectory();
  await save(home, 'now', withHistory(run(1), metricsOf, undefined));
  for (let index = 0; index < 110; index += 1) {
    await mkdir(join(home, `other-${index}`));
    await writeFile(join(home, `other-${index}`, 'run.json'), '{"name":"another"}');
  }
  const { runs, furtherLeftOut } = await found(home);
  expect(runs.map(({ id }) => id)).toEqual(['run-1']);
  expect(furtherLeftOut).toBe(11);
});

it('runs of a plan of the same name for other addresses and with other steps are left out, and stay for that plan', async () => {
  const home = await temporaryDirectory();
  const make = async (day: number, origin: string): Promise<RunRecord> => {
    const past = { ...(await found(home)), most: 20 };
    const whole = run(day);
    const conditions = { ...whole.conditions, planDigest: origin };
    const told = withHistory({ ...whole, conditions, plan: { ...whole.plan, sites: { ours: { origin, role: 'own' as const } } } }, metricsOf, past);
    const store = await openRun(join(home, 'now'), { fresh: true, earlier: quotedRuns(past) });
    await store.saveRecord(told);
    return told;
  };
  await make(1, 'https://one.example');
  const { history } = await make(2, 'https://two.example');
  expect(history).toMatchObject({ runs: [], leftOut: [{ file: 'now/run.json', reason: 'it is a run of a plan of the same name with other addresses and other steps: ours was at https://one.example' }] });
  expect((await make(3, 'https://one.example')).history).toMatchObject({ runs: [{ id: 'run-1' }], leftOut: [{ file: 'now/run.json', reason: expect.stringContaining('https://two.example') }] });
  expect((await make(4, 'https://two.example')).history?.runs.map(({ id }) => id)).toEqual(['run-2']);
});

it('a directory that is asked for and holds no run is told', async () => {
  const home = await temporaryDirectory();
  await mkdir(join(home, 'archive'));
  const past = await pastFor('shops', join(home, 'now'), 'archive', { directory: home });
  expect(withHistory(run(1), metricsOf, past).history).toMatchObject({ runs: [], leftOut: [{ file: 'archive', reason: 'neither this directory nor one right below it holds a run.json' }] });
  expect(withHistory(run(1), metricsOf, await pastFor('shops', join(home, 'now'), 5, { directory: home })).history).toBeUndefined();
});

describe('a record with its history', () => {
  it('passes the schema and is looked up anew where it is asked to', async () => {
    const home = await temporaryDirectory();
    await save(home, 'one', run(1));
    const past = { ...(await found(home)), most: 20 };
    const told = withHistory(run(2), metricsOf, past);
    await save(home, 'two', told);
    expect(await readRecord(join(home, 'two'))).toEqual(told);
    expect(withHistory(told, metricsOf, { ...past, runs: [] }).history).toBeUndefined();
  });
});
