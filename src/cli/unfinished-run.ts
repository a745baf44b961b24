import { resolve } from 'node:path';
import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';
import type { Unfinished } from '../model/unfinished.ts';
import { readUnfinished } from '../store/index.ts';
import type { Io } from './io.ts';
import { runDirectory } from './run-directory.ts';

/** The run that --resume names, by its directory or its run.json, and what it needs to go on. Throws what `readUnfinished` throws, and USAGE where another directory was given with --out. */
export async function unfinishedRun(path: string, out: string | undefined, io: Pick<Io, 'directory'>): Promise<{ directory: string; unfinished: Unfinished }> {
  const directory = runDirectory(path, io);
  if (out !== undefined && resolve(io.directory, out) !== directory) throw new KnownError(errors.usage, `A run goes on in its own directory: --resume ${path} and --out ${out} cannot both be given.`);
  return { directory, unfinished: await readUnfinished(directory) };
}
