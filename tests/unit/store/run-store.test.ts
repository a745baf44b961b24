import { mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRun, readRecord, withRecord } from '../../../src/store/index.ts';
import { record, touchpoint, unit, visit } from '../compare/make.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function tree(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1)).sort();
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

async function earlierRun(directory: string): Promise<void> {
  const store = await openRun(directory);
  await store.saveVisit(visit([]));
  await store.saveResults({ visit: unit().id, outcomes: [] });
  await store.keepFor(unit().id)('shot.jpg', bytes('x'), 'image/jpeg');
  await store.saveReport('report.html', '<p>');
  await store.saveRecord(record());
  await writeFile(join(directory, '.run.json.123-4.tmp'), 'half');
}

describe('openRun', () => {
  it('makes the directory, also a deep one', async () => {
    const directory = join(await temporaryDirectory(), 'a', 'b');
    expect((await openRun(directory)).directory).toBe(directory);
    expect(await readdir(directory)).toEqual([]);
  });

  it('says that a directory cannot be made', async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, 'file'), '');
    await expect(openRun(join(directory, 'file', 'run'))).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE', exitCode: 3, message: expect.stringContaining('a part of the path is a file') });
    await expect(openRun(join(directory, 'file'))).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE' });
  });

  it('leaves a run.json of somebody else alone', async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, 'run.json'), '{"mine":true}');
    await expect(openRun(directory, { fresh: true })).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE', message: expect.stringContaining('was not written by this tool') });
    expect(await readFile(join(directory, 'run.json'), 'utf8')).toBe('{"mine":true}');
  });
});

describe('an earlier run', () => {
  const foreign = ['notes.txt', 'report.docx', 'my-report.html', 'visits/mine.json', 'visits/holiday/photo.jpg'];

  async function withForeignFiles(directory: string): Promise<void> {
    await mkdir(join(directory, 'visits', 'holiday'), { recursive: true });
    for (const name of foreign) await writeFile(join(directory, name), 'mine');
  }

  it('is removed by a fresh one, and nothing else is', async () => {
    const directory = await temporaryDirectory();
    await earlierRun(directory);
    await withForeignFiles(directory);
    expect(await tree(directory)).toHaveLength(foreign.length + 6);
    await openRun(directory, { fresh: true });
    expect(await tree(directory)).toEqual([...foreign].sort());
  });

  it('is removed without a trace where there is nothing else', async () => {
    const directory = await temporaryDirectory();
    await earlierRun(directory);
    await openRun(directory, { fresh: true });
    expect(await readdir(directory)).toEqual([]);
  });

  it('stays otherwise', async () => {
    const directory = await temporaryDirectory();
    await earlierRun(directory);
    const store = await openRun(directory);
    expect(await all(store.visits())).toHaveLength(1);
  });

  it('is not looked for behind a link', async () => {
    const [directory, other] = [await temporaryDirectory(), await temporaryDirectory()];
    await earlierRun(other);
    await symlink(join(other, 'visits'), join(directory, 'visits'));
    await openRun(directory, { fresh: true });
    expect(await readdir(join(other, 'visits'))).toHaveLength(3);
  });

  it('was none: reports of somebody else stay', async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, 'report.html'), 'mine');
    await openRun(directory, { fresh: true });
    expect(await tree(directory)).toEqual(['report.html']);
  });
});

describe('visits', () => {
  it('come back as they were saved, in order', async () => {
    const store = await openRun(await temporaryDirectory());
    const saved = [2, 1, 3].map((sample) => visit([touchpoint('home', { title: '</script><b>Tents</b> \u2028' })], { unit: unit(sample) }));
    await Promise.all(saved.map((of) => store.saveVisit(of)));
    await store.saveResults({ visit: unit(1).id, outcomes: [] });
    const visits = await all(store.visits());
    expect(visits).toEqual(saved.toSorted((a, b) => a.unit.sample - b.unit.sample));
  });

  it('are none in an empty run', async () => {
    expect(await all((await openRun(await temporaryDirectory())).visits())).toEqual([]);
  });

  it('take the place of the attempt before', async () => {
    const store = await openRun(await temporaryDirectory());
    await store.saveVisit(visit([], { attempt: 1 }));
    await store.saveVisit(visit([], { attempt: 2 }));
    expect((await all(store.visits())).map(({ attempt }) => attempt)).toEqual([2]);
  });

  it('half written by a killed process are not seen', async () => {
    const directory = await temporaryDirectory();
    const store = await openRun(directory);
    await store.saveVisit(visit([]));
    await writeFile(join(directory, 'visits', `.${unit(2).id}.json.99-1.tmp`), '{"schema":');
    expect(await all(store.visits())).toHaveLength(1);
  });

  it('that cannot be read are named, with the key', async () => {
    const directory = await temporaryDirectory();
    const store = await openRun(directory);
    await store.saveVisit({ ...visit([touchpoint('home')]), duration: Number.NaN });
    await expect(all(store.visits())).rejects.toMatchObject({ code: 'RECORD_UNREADABLE', message: expect.stringMatching(/duration: /), locations: [{ file: join(directory, 'visits', `${unit().id}.json`), key: 'duration' }] });
  });

  it('leave no temporary file behind when they cannot be written', async () => {
    const directory = await temporaryDirectory();
    const store = await openRun(directory);
    await mkdir(join(directory, 'visits', `${unit().id}.json`), { recursive: true });
    await expect(store.saveVisit(visit([]))).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE' });
    expect(await readdir(join(directory, 'visits'))).toEqual([`${unit().id}.json`]);
  });
});

describe('a disk that is full', () => {
  it('is an error that says so', async () => {
    // Linux's device on which every write fails with ENOSPC stands for a full disk.
    const { writeProblem } = await import('../../../src/store/files.ts');
    const error = await writeFile('/dev/full', 'x').then(() => null, (reason: unknown) => reason);
    expect(error).not.toBeNull();
    expect(writeProblem('/run/run.json', error)).toMatchObject({ code: 'OUTPUT_UNWRITABLE', exitCode: 3, message: '/run/run.json could not be written: the disk is full.' });
  });

  it('is not taken for another error', async () => {
    const { writeProblem } = await import('../../../src/store/files.ts');
    const defect = new TypeError('a defect');
    expect(writeProblem('/run/run.json', defect)).toBe(defect);
  });
});

describe('artefacts', () => {
  it('are kept under a path that stands in the evidence', async () => {
    const store = await openRun(await temporaryDirectory());
    const artefact = await store.keepFor(unit().id)('home.jpg', bytes('picture'), 'image/jpeg');
    expect(artefact).toEqual({ path: `visits/${unit().id}/home.jpg`, mediaType: 'image/jpeg', bytes: 7 });
    expect((await store.readArtefact(artefact.path)).toString()).toBe('picture');
  });

  it.each(['../../escape', '/etc/escape', '..', 'a/b', 'a\0b', 'x'.repeat(1000)])('never leave the run: %j', async (name) => {
    const home = await temporaryDirectory();
    const store = await openRun(join(home, 'run'));
    const artefact = await store.keepFor(name)(name, bytes('x'), 'text/plain');
    expect((await tree(home)).map((path) => path.split('/').slice(0, 2).join('/'))).toEqual(['run/visits']);
    expect((await store.readArtefact(artefact.path)).toString()).toBe('x');
  });

  it.each(['../secret.txt', 'visits/../../secret.txt', '/etc/passwd', 'link', 'visits', '', 'nothing', 'a\0b'])('are read only inside the run: %j', async (path) => {
    const home = await temporaryDirectory();
    await writeFile(join(home, 'secret.txt'), 'secret');
    const store = await openRun(join(home, 'run'));
    await store.saveVisit(visit([]));
    await symlink(join(home, 'secret.txt'), join(home, 'run', 'link'));
    await expect(store.readArtefact(path)).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
  });

  it('are read inside a run of almost the same name only', async () => {
    const home = await temporaryDirectory();
    await openRun(join(home, 'run-other'));
    await writeFile(join(home, 'run-other', 'file'), 'x');
    await expect((await openRun(join(home, 'run'))).readArtefact('../run-other/file')).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
  });
});

describe('readRecord', () => {
  it('reads by file and by directory', async () => {
    const directory = await temporaryDirectory();
    await (await openRun(directory)).saveRecord(record());
    expect(await readRecord(directory)).toEqual(record());
    expect(await readRecord(join(directory, 'run.json'))).toEqual(record());
  });

  it.each([
    ['an empty directory', null, { code: 'RECORD_NOT_FOUND', exitCode: 2 }],
    ['no JSON', '{', { code: 'RECORD_UNREADABLE', message: expect.stringContaining('it is not JSON') }],
    ['an empty file', '', { code: 'RECORD_UNREADABLE' }],
    ['what stands there twice', '{"ledger":[],"ledger":[]}', { code: 'RECORD_UNREADABLE', message: expect.stringContaining('"ledger" stands there twice') }],
    ['something else', '[]', { code: 'RECORD_UNREADABLE', message: expect.stringContaining('its `schema` is missing') }],
    ['another version', '{"schema":"mystery-shopper/run@99"}', { code: 'RECORD_UNREADABLE', message: expect.stringContaining('"mystery-shopper/run@99", expected "mystery-shopper/run@1"') }],
    ['a broken one', JSON.stringify({ ...record(), samples: 3, coverage: { ...record().coverage, share: null } }), { code: 'RECORD_UNREADABLE', message: expect.stringMatching(/coverage\.share: /) }],
  ])('says what is wrong with %s', async (_, content, error) => {
    const directory = await temporaryDirectory();
    if (content !== null) await writeFile(join(directory, 'run.json'), content);
    await expect(readRecord(directory)).rejects.toMatchObject(error);
    await expect(withRecord(directory, async () => 'used', { inMemory: 0 })).rejects.toMatchObject(error);
  });

  it('tells a run that was cut short from none', async () => {
    const directory = await temporaryDirectory();
    await mkdir(join(directory, 'unfinished'));
    await writeFile(join(directory, 'unfinished', 'run.json'), '{}');
    const error = { code: 'RECORD_NOT_FOUND', message: expect.stringContaining('was cut short'), hint: expect.stringContaining(`--resume ${directory}`) };
    await expect(readRecord(directory)).rejects.toMatchObject(error);
    await expect(withRecord(directory, async () => 'used')).rejects.toMatchObject(error);
  });

  it('says that there is nothing', async () => {
    await expect(readRecord('/nowhere/at/all')).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND', message: expect.stringContaining('/nowhere/at/all') });
  });
});
