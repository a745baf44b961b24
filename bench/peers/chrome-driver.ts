import { execFile } from 'node:child_process';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { benchFolder } from '../scene.ts';

const run = promisify(execFile);
const folder = `${benchFolder}chrome-driver`;
const unpacked = `${folder}/usr/bin/chromedriver`;

/** A ChromeDriver of the browser's own version, which it has to be: one of the system, else Debian's, unpacked into the bench's folder. */
export async function findDriver(major: string, environment: Readonly<Record<string, string | undefined>>): Promise<{ path: string } | { reason: string }> {
  const places = [...(environment['PATH'] ?? '').split(delimiter).map((place) => join(place, 'chromedriver')), unpacked];
  for (const path of places) {
    if ((await majorOf(path)) === major) return { path };
  }
  try {
    await unpackDebian();
  } catch (error) {
    return { reason: `there is no ChromeDriver ${major}, and apt-get could not get one: ${error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error)}` };
  }
  const got = await majorOf(unpacked);
  return got === major ? { path: unpacked } : { reason: `there is no ChromeDriver ${major}; Debian's is ${got ?? 'missing'}` };
}

async function majorOf(path: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(path, ['--version']);
    return /^ChromeDriver (\d+)\./.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

/** Changes nothing of the system: the package is only unpacked. */
async function unpackDebian(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await run('apt-get', ['download', 'chromium-driver'], { cwd: folder });
  const file = (await readdir(folder)).find((name) => name.endsWith('.deb'));
  if (file === undefined) throw new Error('apt-get downloaded nothing');
  await run('dpkg', ['-x', join(folder, file), folder]);
}
