import { readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openRun } from '../../../src/store/index.ts';
import { temporaryDirectory } from './temporary-directory.ts';

test('until when something was learnt is told by the latest file that is whole', async () => {
  const directory = await temporaryDirectory();
  const store = await openRun(directory);
  const journal = await store.unfinished.journal({});
  for (const place of [1, 2, 3]) await journal.write(`page ${place}`, place, { at: place, when: `2026-03-01T1${place}:00:00.000Z`, kept: null });
  const damage = async (place: number): Promise<void> => {
    const name = (await readdir(join(directory, 'unfinished'))).find((file) => file.startsWith(`${place}-`)) ?? '';
    await truncate(join(directory, 'unfinished', name), 7);
  };
  await damage(3);
  expect(await store.unfinished.journal({})).toMatchObject({ count: 3, last: 3, until: '2026-03-01T12:00:00.000Z' });
  await damage(2);
  await damage(1);
  expect(await store.unfinished.journal({})).toMatchObject({ count: 3, last: 3, until: null });
});
