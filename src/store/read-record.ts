import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';
import { RunRecord, recordSchema } from '../model/record.ts';
import { codeOf, readIfThere } from './files.ts';
import { recordFile } from './layout.ts';
import { parseFile } from './parse.ts';

/** The record of a run, by its path or by that of its directory. Throws RECORD_NOT_FOUND and RECORD_UNREADABLE. */
export async function readRecord(pathOrDirectory: string): Promise<RunRecord> {
  const file = (await isDirectory(pathOrDirectory)) ? join(pathOrDirectory, recordFile) : pathOrDirectory;
  const content = await readIfThere(file);
  if (content === null) {
    throw new KnownError(errors.recordNotFound, `There is no run at ${pathOrDirectory}: ${file} does not exist.`, { hint: `Give the directory of a run, or its ${recordFile}.`, locations: [{ file }] });
  }
  return parseRecord(content.toString('utf8'), file);
}

export function parseRecord(text: string, file: string): RunRecord {
  return parseFile(RunRecord, text, { file, what: 'run record', version: recordSchema });
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false;
    throw error;
  }
}
