import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';
import { Unfinished, unfinishedSchema } from '../model/unfinished.ts';
import { readText } from './files.ts';
import { recordFile, unfinishedDirectory, unfinishedFile } from './layout.ts';
import { parseFile } from './parse.ts';

/** What the run in a directory, or that of a run.json, needs to go on. Throws NOT_RESUMABLE where it has come to its end or there is none, and RECORD_UNREADABLE. */
export async function readUnfinished(directory: string): Promise<Unfinished> {
  const file = join(directory, unfinishedDirectory, unfinishedFile);
  const text = await readText(file);
  if (text !== null) return parseFile(Unfinished, text, { file, what: 'state of an unfinished run', version: unfinishedSchema });
  const isRun = await stat(join(directory, recordFile)).catch(() => null);
  throw new KnownError(errors.notResumable, isRun !== null ? `The run in ${directory} came to its end: nothing is left to go on with.` : `There is no run in ${directory} to go on with: --resume takes the directory of a run that was cut short.`);
}
