import type { Command } from 'commander';
import type { Io } from './io.ts';

/** Adds a command to the program. `finish` is told the exit code if it is not 0. */
export type AddCommand = (program: Command, io: Io, finish: (exitCode: number) => void) => void;

/** For options that may be given several times. */
export function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}
