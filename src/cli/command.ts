import { InvalidArgumentError, type Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { UserAgent } from '../model/crawl-plan.ts';
import { formatNamed, formats, type Format } from '../report/index.ts';
import type { Io } from './io.ts';

/** Adds a command to the program. `finish` is told the exit code if it is not 0. */
export type AddCommand = (program: Command, io: Io, finish: (exitCode: number) => void) => void;

/** The names of options that were given, and are not what they are by themselves. */
export function givenOptions(command: Command): Set<string> {
  return new Set(Object.keys(command.opts()).filter((name) => command.getOptionValueSource(name) === 'cli'));
}

/** The words of the command line, from the name of the command on. */
export function typedWords(command: Command): readonly string[] {
  return command.parent?.args ?? [];
}

/** Of commands that make a run: flag and help. */
export const resumeOption = ['--resume <run>', 'go on with a run that was cut short, or that a limit has ended: the directory it is in'] as const;

/** For options that count. */
export function wholeNumber(value: string): number {
  return wholeNumberFrom(1, value);
}

/** For options that count and may be nothing. */
export function wholeNumberOrNone(value: string): number {
  return wholeNumberFrom(0, value);
}

function wholeNumberFrom(least: number, value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isInteger(number) || number < least) throw new InvalidArgumentError(`Expected a whole number of at least ${least}.`);
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

/** What a header can hold. */
function headerText(value: string): string {
  const { success, data } = UserAgent.safeParse(value);
  if (!success) throw new InvalidArgumentError('Expected letters, digits and signs of ASCII, as a header can hold, with no space at the ends.');
  return data;
}

/** An option of what asks a site for its pages: flag, help, how it is read. */
export const userAgent = ['--user-agent <text>', `how the crawl names itself; add a contact. The browser sends it too, behind its own user agent, in visits as well (default: MysteryShopper/${manifest.version}, and in the browser nothing)`, headerText] as const;

const formatIds = formats.map(({ id }) => id).join(', ');

export const formatHelp = `${formatIds}; several with commas between them, or repeated (default: html)`;

/** For `--format`: one format or several, each written once. */
export function collectFormat(value: string, previous: Format[] = []): Format[] {
  const wanted = value.split(',').map((name) => {
    const format = formatNamed(name.trim());
    if (format === undefined) throw new InvalidArgumentError(`There is no format ${JSON.stringify(name.trim())}. Expected one of ${formatIds}.`);
    return format;
  });
  return [...new Set([...previous, ...wanted])];
}

/** What is written unless a format is asked for. */
export const defaultFormats: readonly Format[] = formats.filter(({ id }) => id === 'html');
