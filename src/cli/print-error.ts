import { KnownError, type SourceLocation } from '../errors/known-error.ts';
import type { Io } from './io.ts';
import { paint } from './paint.ts';

function place({ file, line, column }: SourceLocation): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
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
  if (error.cause instanceof Error) io.error(`  Reason: ${error.cause.message}\n`);
  if (error.hint !== undefined) io.error(`  ${error.hint}\n`);
  return error.exitCode;
}
