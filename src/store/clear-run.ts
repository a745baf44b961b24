import { lstat, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';
import { isNotThere, namesIn, temporaryName, writeProblem } from './files.ts';
import { lightDirectory, ownLearntFile, ownReportFile, ownReportPart, ownVisitDirectory, ownVisitFile, recordFile, reportDirectory, unfinishedDirectory, visitsDirectory } from './layout.ts';
import { schemaOf } from './read-record.ts';

/** Removes an earlier run from a directory: what this tool wrote, known by its form, and nothing else. */
export async function clearRun(directory: string): Promise<void> {
  const hadVisits = await clearOwn(join(directory, visitsDirectory), [ownVisitFile, ownVisitDirectory, temporaryName]);
  await clearOwn(join(directory, lightDirectory), [ownVisitFile, ownVisitDirectory, temporaryName]);
  await clearReportParts(directory);
  await clearUnfinished(directory);
  const ours = (await recordIn(directory)) === 'ours';
  for (const name of await sortedNamesIn(directory)) {
    const own = (name === recordFile && ours) || (ownReportFile.test(name) && (ours || hadVisits)) || temporaryName.test(name);
    if (own) await remove(join(directory, name));
  }
}

/** A run.json that this tool did not write must not be written over. */
export async function refuseForeignRecord(directory: string): Promise<void> {
  if ((await recordIn(directory)) !== 'foreign') return;
  throw new KnownError(errors.outputUnwritable, `${join(directory, recordFile)} was not written by this tool, so it is left alone and the run cannot be kept there.`, {
    hint: 'Choose another directory with --out.',
  });
}

/** A file that is not JSON is not ours: records are written whole or not at all. */
async function recordIn(directory: string): Promise<'ours' | 'foreign' | 'none'> {
  try {
    const schema = await schemaOf(join(directory, recordFile));
    return typeof schema === 'string' && schema.startsWith('mystery-shopper/run@') ? 'ours' : 'foreign';
  } catch (error) {
    if (isNotThere(error)) return 'none';
    throw error;
  }
}

/** What a run needs to go on. */
export async function clearUnfinished(directory: string): Promise<void> {
  await clearOwn(join(directory, unfinishedDirectory), [ownLearntFile, /^run\.json$/, temporaryName]);
}

/** The pages and pictures of a report, known by their names. */
export async function clearReportParts(directory: string): Promise<void> {
  await clearOwn(join(directory, reportDirectory), [ownReportPart, temporaryName]);
}

/** Removes what has such a name, and the directory if that leaves it empty. Answers whether there was anything of ours. */
async function clearOwn(directory: string, own: readonly RegExp[]): Promise<boolean> {
  // Files behind a symbolic link are somebody else's.
  if (!(await isPlainDirectory(directory))) return false;
  let found = false;
  for (const name of await sortedNamesIn(directory)) {
    if (!own.some((pattern) => pattern.test(name))) continue;
    await remove(join(directory, name));
    found = true;
  }
  if ((await sortedNamesIn(directory)).length === 0) await rmdir(directory);
  return found;
}

async function isPlainDirectory(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory();
  } catch (error) {
    if (isNotThere(error)) return false;
    throw error;
  }
}

async function sortedNamesIn(directory: string): Promise<string[]> {
  try {
    return (await namesIn(directory)).sort();
  } catch (error) {
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
