import { dirname, resolve } from 'node:path';
import type { Io } from './io.ts';

/** Of a run that is named by its directory or its run.json. */
export function runDirectory(path: string, io: Pick<Io, 'directory'>): string {
  const given = resolve(io.directory, path);
  return given.endsWith('.json') ? dirname(given) : given;
}
