import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openRun } from '../../../src/store/index.ts';
import { temporaryDirectory } from './temporary-directory.ts';

/** Another process that makes a run in a directory, until it is killed. */
async function another(directory: string): Promise<ChildProcess> {
  const store = JSON.stringify(fileURLToPath(new URL('../../../src/store/index.ts', import.meta.url)));
  const child = spawn(process.execPath, ['--input-type=module', '-e', `const { openRun } = await import(${store}); await openRun(${JSON.stringify(directory)}, { alone: true }); console.log('open'); setInterval(() => undefined, 1_000);`], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

const running = async (directory: string): Promise<string[]> => (await readdir(join(directory, 'unfinished')).catch(() => [])).filter((name) => name.startsWith('running-'));

test('while another process makes a run in a directory none is made there, and nothing of it is cleared; once it was killed, one is', async () => {
  const directory = await temporaryDirectory();
  const child = await another(directory);
  await writeFile(join(directory, 'report.html'), 'theirs');
  await expect(openRun(directory, { alone: true, fresh: true })).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE', exitCode: 3, message: expect.stringContaining(`by the process ${child.pid}`) });
  expect(await readdir(directory)).toEqual(['report.html', 'unfinished']);
  expect(await running(directory)).toHaveLength(1);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const store = await openRun(directory, { alone: true });
  expect(await running(directory)).toEqual([expect.stringContaining(`running-${process.pid}-`)]);
  await store.letGo();
  expect(await readdir(directory)).toEqual(['report.html']);
});

test.skipIf(process.platform !== 'linux')('the number of a process that ended may be that of another by now', async () => {
  const directory = await temporaryDirectory();
  await (await openRun(directory)).unfinished.save({ schema: 'mystery-shopper/unfinished@1', id: 'a', startedAt: '2026-03-01T10:00:00.000Z', pauses: [], lastSeen: '2026-03-01T10:00:00.000Z', made: { tool: '1', axe: '1', lighthouse: '1', webVitals: '1', browser: null, machine: 'm' }, asked: {} });
  await writeFile(join(directory, 'unfinished', 'running-1-1'), '');
  await (await openRun(directory, { alone: true })).letGo();
  expect(await readdir(join(directory, 'unfinished'))).toEqual(['run.json']);
});

test('reading a run, as to write its report anew, waits for nobody', async () => {
  const directory = await temporaryDirectory();
  await another(directory);
  await expect(openRun(directory)).resolves.toMatchObject({ directory });
});
