import { InvalidArgumentError, type Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { formatNamed, formats, type Format } from '../report/index.ts';
import type { Io } from './io.ts';

/** Adds a command to the program. `finish` is told the exit code if it is not 0. */
export type AddCommand = (program: Command, io: Io, finish: (exitCode: number) => void) => void;

/** For options that count. */
export function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('Expected a whole number of at least 1.');
  return number;
}

/** For options that measure. */
export function positiveNumber(value: string): number {
  const number = Number(value);
  if (!Number.isFinite(number) || number <= 0) throw new InvalidArgumentError('Expected a number above 0.');
  return number;
}

/** For options that may be given several times. */
export function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

/** An option of what asks a site for its pages: flag, help, default. */
export const userAgent = ['--user-agent <text>', 'how the crawl names itself; add a contact', `MysteryShopper/${manifest.version}`] as const;

export const formatHelp = `${formats.map(({ id }) => id).join(', ')}; may be repeated (default: html)`;

/** For `--format`. */
export function collectFormat(value: string, previous: Format[] = []): Format[] {
  const format = formatNamed(value);
  if (format === undefined) throw new InvalidArgumentError(`Expected one of ${formats.map(({ id }) => id).join(', ')}.`);
  return [...previous, format];
}

/** What is written unless a format is asked for. */
export const defaultFormats: readonly Format[] = formats.filter(({ id }) => id === 'html');
