import { InvalidArgumentError, type Command } from 'commander';
import { formatNamed, formats, type Format } from '../report/index.ts';
import type { Io } from './io.ts';

/** Adds a command to the program. `finish` is told the exit code if it is not 0. */
export type AddCommand = (program: Command, io: Io, finish: (exitCode: number) => void) => void;

/** For options that may be given several times. */
export function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

export const formatHelp = `${formats.map(({ id }) => id).join(', ')}; may be repeated (default: html)`;

/** For `--format`. */
export function collectFormat(value: string, previous: Format[] = []): Format[] {
  const format = formatNamed(value);
  if (format === undefined) throw new InvalidArgumentError(`Expected one of ${formats.map(({ id }) => id).join(', ')}.`);
  return [...previous, format];
}

/** What is written unless a format is asked for. */
export const defaultFormats: readonly Format[] = formats.filter(({ id }) => id === 'html');
