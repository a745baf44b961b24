import { Command, CommanderError } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { commandsFor } from './commands/index.ts';
import type { Io } from './io.ts';
import { printError } from './print-error.ts';

/** Parses the arguments, runs the command, answers with the exit code: 0 pass, 1 gate failed, 2 usage or plan error, 3 incomplete, 4 inconclusive. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let exitCode = 0;
  const program = new Command('mystery-shopper')
    .description('Sends scripted personas through journeys on a site in a real browser, measures speed, accessibility, friction and trust at every touchpoint, compares, and writes a report.')
    .version(packageJson.version, '-V, --version')
    .configureOutput({ writeOut: io.out, writeErr: io.error })
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText('after', '\nExamples:\n  $ mystery-shopper run --url https://example.com     audit one page as three personas\n  $ mystery-shopper run plan.yaml                     walk the journeys of a plan\n  $ mystery-shopper demo                              see it work on two built-in shops\n\nExit codes: 0 pass, 1 a gate failed, 2 usage or plan error, 3 incomplete, 4 inconclusive');
  for (const add of await commandsFor(argv)) add(program, io, (code) => (exitCode = code));
  for (const command of program.commands) command.copyInheritedSettings(program);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return printError(error, io);
  }
}
