import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { benchFolder } from '../scene.ts';
import type { Peer } from './peer.ts';

const run = promisify(execFile);

/** Installs a peer into the bench's folder unless it is there, without the scripts by which packages fetch browsers and drivers. */
export async function installPeer(peer: Peer, tell: (text: string) => void): Promise<{ folder: string; version: string } | { reason: string }> {
  const folder = `${benchFolder}peers/${peer.package.replaceAll(/[^\w.]+/g, '-')}`;
  const there = await installedVersion(folder, peer);
  if (there !== null && peer.versions.includes(there)) return { folder, version: there };
  let reason = '';
  await mkdir(folder, { recursive: true });
  for (const version of peer.versions) {
    tell(`  installing ${peer.package} ${version}`);
    await writeFile(`${folder}/package.json`, `${JSON.stringify({ private: true, dependencies: { [peer.package]: version } }, null, 2)}\n`);
    try {
      await run('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, timeout: 600_000 });
      return { folder, version };
    } catch (error) {
      reason = problemOf(error);
      tell(`  ${peer.package} ${version} could not be installed: ${reason}`);
    }
  }
  return { reason: `${peer.package} could not be installed: ${reason}` };
}

async function installedVersion(folder: string, peer: Peer): Promise<string | null> {
  try {
    const { version } = JSON.parse(await readFile(`${folder}/node_modules/${peer.package}/package.json`, 'utf8')) as { version?: unknown };
    return typeof version === 'string' ? version : null;
  } catch {
    return null;
  }
}

/** What npm says is wrong, which stands among much else. */
function problemOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const lines = text.split('\n').filter((line) => /^npm error (?!code|A complete log|In most cases)/.test(line));
  return (lines[0] ?? text.split('\n')[0] ?? '').replace('npm error ', '').slice(0, 300);
}
