import { chmod, mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/main.ts';
import { temporaryDirectory } from '../store/temporary-directory.ts';

let directory: string;

beforeEach(async () => {
  directory = await temporaryDirectory();
});

/** A report that was written so many seconds after 1970. */
async function report(run: string, seconds: number): Promise<string> {
  const path = join(directory, run, 'report.html');
  await mkdir(join(directory, run), { recursive: true });
  await writeFile(path, '<!doctype html>');
  await utimes(path, seconds, seconds);
  return path;
}

async function open(args: readonly string[] = [], environment: Record<string, string> = {}): Promise<{ exitCode: number; out: string; error: string }> {
  const said = { out: '', error: '' };
  const exitCode = await main(['open', ...args], { out: (text) => void (said.out += text), error: (text) => void (said.error += text), terminal: false, columns: 80, colors: false, environment, directory, now: () => new Date(0), signal: new AbortController().signal });
  return { exitCode, ...said };
}

describe.skipIf(process.platform !== 'linux')('open', () => {
  test('prints the report that was written last, and says so where there is no screen', async () => {
    await report('monday', 1_000);
    const path = await report('tuesday', 2_000);
    await mkdir(join(directory, 'empty'));
    expect(await open()).toEqual({ exitCode: 0, out: `${path}\n`, error: 'Nothing was found here to open it with.\n' });
  });

  test('the report of a run that is named', async () => {
    const path = await report('monday', 1_000);
    await report('tuesday', 2_000);
    expect((await open(['monday'])).out).toBe(`${path}\n`);
  });

  test('hands it to the program of the desktop', async () => {
    const path = await report('a run with spaces', 1_000);
    const told = join(directory, 'told');
    const program = join(directory, 'xdg-open');
    await writeFile(program, `#!/bin/sh\nprintf '%s' "$1" > '${told}'\n`);
    await chmod(program, 0o755);
    expect(await open([], { DISPLAY: ':0', PATH: `${directory}:/bin:/usr/bin` })).toEqual({ exitCode: 0, out: `${path}\n`, error: '' });
    await expect.poll(() => readFile(told, 'utf8').catch(() => '')).toBe(path);
  });

  test('a desktop without such a program gets the path', async () => {
    const path = await report('monday', 1_000);
    expect(await open([], { DISPLAY: ':0', PATH: directory })).toEqual({ exitCode: 0, out: `${path}\n`, error: 'Nothing was found here to open it with.\n' });
  });

  test('without any report it says what to do', async () => {
    const { exitCode, error } = await open();
    expect([exitCode, error]).toEqual([2, expect.stringContaining('RECORD_NOT_FOUND')]);
    expect((await open(['monday'])).exitCode).toBe(2);
  });

  test('a run without a report is told how to make one, and may be named by its run.json', async () => {
    await mkdir(join(directory, 'night ly'));
    await writeFile(join(directory, 'night ly', 'run.json'), '{}');
    expect((await open(['night ly'])).error).toContain('\n  mystery-shopper report "night ly"\n');
    const path = await report('night ly', 1_000);
    expect((await open(['night ly/run.json'])).out).toBe(`${path}\n`);
  });
});
