import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** MB that processes hold for themselves, without what they share as files; null: the system does not say. */
export async function memoryOf(processIds: readonly number[]): Promise<number | null> {
  if (processIds.length === 0) return null;
  const kilobytes = process.platform === 'linux' ? await Promise.all(processIds.map(fromProc)) : await fromPs(processIds);
  const known = kilobytes.filter((size) => size !== null);
  return known.length === 0 ? null : known.reduce((sum, size) => sum + size, 0) / 1_024;
}

async function fromProc(processId: number): Promise<number | null> {
  const status = await readFile(`/proc/${processId}/status`, 'utf8').catch(() => '');
  const parts = [...status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+) kB$/gm)];
  return parts.length === 0 ? null : parts.reduce((sum, [, size]) => sum + Number(size), 0);
}

/** macOS and the BSDs; Windows has no such program. */
async function fromPs(processIds: readonly number[]): Promise<number[]> {
  const told = await promisify(execFile)('ps', ['-o', 'rss=', '-p', processIds.join(',')]).catch(() => ({ stdout: '' }));
  return told.stdout.split('\n').map((line) => Number.parseInt(line, 10)).filter((size) => Number.isFinite(size));
}
