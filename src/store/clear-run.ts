import { lstat, readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';
import { codeOf, readIfThere, temporaryName, writeProblem } from './files.ts';
import { ownReportFile, ownVisitDirectory, ownVisitFile, recordFile, visitsDirectory } from './layout.ts';

/** Removes an earlier run from a directory: what this tool wrote, known by its form, and nothing else. */
export async function clearRun(directory: string): Promise<void> {
  const hadVisits = await clearVisits(join(directory, visitsDirectory));
  const record = await readIfThere(join(directory, recordFile));
  const ours = record !== null && isOwnRecord(record);
  for (const name of await namesIn(directory)) {
    const own = (name === recordFile && ours) || (ownReportFile.test(name) && (ours || hadVisits)) || temporaryName.test(name);
    if (own) await remove(join(directory, name));
  }
}

/** A run.json that this tool did not write must not be written over. */
export async function refuseForeignRecord(directory: string): Promise<void> {
  const path = join(directory, recordFile);
  const record = await readIfThere(path);
  if (record === null || isOwnRecord(record)) return;
  throw new KnownError(errors.outputUnwritable, `${path} was not written by this tool, so it is left alone and the run cannot be kept there.`, {
    hint: 'Choose another directory with --out.',
  });
}

function isOwnRecord(content: Buffer): boolean {
  try {
    const value: unknown = JSON.parse(content.toString('utf8'));
    return typeof value === 'object' && value !== null && 'schema' in value && typeof value.schema === 'string' && value.schema.startsWith('mystery-shopper/run@');
  } catch {
    // A file that is not JSON is not ours: records are written whole or not at all.
    return false;
  }
}

/** Answers whether there was anything of ours. */
async function clearVisits(directory: string): Promise<boolean> {
  // Files behind a symbolic link are somebody else's.
  if (!(await isPlainDirectory(directory))) return false;
  let found = false;
  for (const name of await namesIn(directory)) {
    if (!ownVisitFile.test(name) && !ownVisitDirectory.test(name) && !temporaryName.test(name)) continue;
    await remove(join(directory, name));
    found = true;
  }
  if ((await namesIn(directory)).length === 0) await rmdir(directory);
  return found;
}

async function isPlainDirectory(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory();
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false;
    throw error;
  }
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw writeProblem(directory, error);
  }
}

async function remove(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    throw writeProblem(path, error);
  }
}
