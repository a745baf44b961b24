import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { metricsOf } from '../../audits/index.ts';
import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';
import { findPast, usualMost, type PastOfPlan } from '../history.ts';
import type { HistoryOption } from './history-option.ts';
import type { Io } from './io.ts';

/** Earlier runs of a plan by its name. `run`: directory of the run that looks back on them. Throws USAGE where they are to be in a directory that is not there. */
export async function pastFor(name: string, run: string, option: HistoryOption | undefined, { directory }: Pick<Io, 'directory'>): Promise<PastOfPlan> {
  const only = typeof option === 'string' ? resolve(directory, option) : undefined;
  if (only !== undefined && (await stat(only).then((found) => !found.isDirectory(), () => true))) {
    throw new KnownError(errors.usage, `--history ${JSON.stringify(option)}: there is no such directory. Give a number of earlier runs, or the directory that holds them.`);
  }
  const most = typeof option === 'number' ? option : usualMost;
  // Also where none are shown: they are kept while this run takes their place.
  const found = await findPast(name, { run, project: directory, ...(only !== undefined && { only }) }, metricsOf);
  const isEmpty = found.runs.length + found.leftOut.length + found.furtherLeftOut === 0;
  // Asked for by name, a directory is not passed over in silence.
  return { ...found, most, ...(only !== undefined && isEmpty && { leftOut: [{ file: String(option), reason: 'neither this directory nor one right below it holds a run.json' }] }) };
}
