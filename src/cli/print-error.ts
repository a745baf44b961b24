import { stripVTControlCharacters } from 'node:util';
import { KnownError, type SourceLocation } from '../errors/known-error.ts';
import type { Io } from './io.ts';
import { paint } from './paint.ts';
import { pasteable } from './pasteable.ts';

function place({ file, line, column }: SourceLocation): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}

/** Of what a library says: neither its own log nor the command line of a browser with all its flags. */
function told(message: string): string {
  const [said = ''] = stripVTControlCharacters(message).split(/^Call log:/m);
  return said.split('\n').filter((line) => line.trim() !== '' && !/^(?:Browser logs:|<launch(?:ing|ed)>)/.test(line)).slice(0, 12).join('\n  ');
}

/** Says what went wrong and what to do, and answers with the exit code. What is not a known error is a defect, so its stack is shown. */
export function printError(error: unknown, io: Io): number {
  const color = paint(io);
  if (!(error instanceof KnownError)) {
    io.error(`${color.red('This is a defect of mystery-shopper, not of your plan or site:')}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 3;
  }
  io.error(`${color.red(color.bold(`${error.code}`))} ${error.message}\n`);
  const unnamed = error.locations.map(place).filter((text) => !error.message.includes(text));
  for (const text of new Set(unnamed)) io.error(`  at ${text}\n`);
  const reason = error.cause instanceof Error ? told(error.cause.message) : '';
  if (reason !== '' && !error.message.includes(reason)) io.error(`  Reason: ${reason}\n`);
  if (error.hint !== undefined) io.error(`  ${pasteable(error.hint, io)}\n`);
  return error.exitCode;
}
