import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { baselines } from '../../../src/store/index.ts';
import { record } from '../compare/make.ts';
import { temporaryDirectory } from './temporary-directory.ts';

describe('baselines', () => {
  it('are none at first', async () => {
    const store = baselines(await temporaryDirectory());
    expect(await store.list()).toEqual([]);
    await expect(store.read('main')).rejects.toMatchObject({ code: 'BASELINE_NOT_FOUND', exitCode: 2, message: expect.stringContaining('None has been saved.') });
  });

  it('are saved, listed and read', async () => {
    const directory = await temporaryDirectory();
    const store = baselines(directory);
    expect(await store.save('release-2', record({ id: 'run-2' }))).toBe(join(directory, '.mystery-shopper', 'baselines', 'release-2.json'));
    await store.save('main', record());
    expect(await store.list()).toEqual([
      { name: 'main', readable: true, run: 'run-1', date: '2026-01-02T03:04:05.000Z', sites: ['ours', 'rival'], browser: 'Chromium 156' },
      { name: 'release-2', readable: true, run: 'run-2', date: '2026-01-02T03:04:05.000Z', sites: ['ours', 'rival'], browser: 'Chromium 156' },
    ]);
    expect(await store.read('release-2')).toEqual(record({ id: 'run-2' }));
  });

  it('are replaced by a later one of the same name', async () => {
    const directory = await temporaryDirectory();
    const store = baselines(directory);
    await store.save('main', record());
    await store.save('main', record({ id: 'run-9' }));
    expect((await store.read('main')).id).toBe('run-9');
    expect(await readdir(join(directory, '.mystery-shopper', 'baselines'))).toEqual(['main.json']);
  });

  it('are removed, also when they cannot be read', async () => {
    const directory = await temporaryDirectory();
    const store = baselines(directory);
    await store.save('main', record());
    await writeFile(join(directory, '.mystery-shopper', 'baselines', 'cut.json'), '{"schema":"myst');
    expect(await store.remove('cut')).toBe(join(directory, '.mystery-shopper', 'baselines', 'cut.json'));
    expect((await store.list()).map(({ name }) => name)).toEqual(['main']);
    await expect(store.remove('cut')).rejects.toMatchObject({ code: 'BASELINE_NOT_FOUND', message: expect.stringContaining('There is: main.') });
  });

  it('name those there are when one is missing', async () => {
    const store = baselines(await temporaryDirectory());
    await store.save('main', record());
    await expect(store.read('mian')).rejects.toMatchObject({ code: 'BASELINE_NOT_FOUND', message: expect.stringContaining('There is: main.') });
  });

  it('are listed with the reason when they cannot be read', async () => {
    const directory = await temporaryDirectory();
    const store = baselines(directory);
    await mkdir(join(directory, '.mystery-shopper', 'baselines'), { recursive: true });
    await writeFile(join(directory, '.mystery-shopper', 'baselines', 'old.json'), '{"schema":"mystery-shopper/run@0"}');
    expect(await store.list()).toEqual([{ name: 'old', readable: false, reason: expect.stringContaining('mystery-shopper/run@0') }]);
    await expect(store.read('old')).rejects.toMatchObject({ code: 'RECORD_UNREADABLE' });
  });

  it.each(['../../main', 'a/b', '', 'Main', '.hidden', 'a b'])('are not saved under %j', async (name) => {
    const directory = await temporaryDirectory();
    await expect(baselines(directory).save(name, record())).rejects.toMatchObject({ code: 'USAGE', exitCode: 2 });
    await expect(baselines(directory).read(name)).rejects.toMatchObject({ code: 'USAGE' });
    expect(await readdir(directory)).toEqual([]);
  });
});
