import { resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { loadPlan, planFromUrl, type Selection } from '../../config/index.ts';
import { errors } from '../../errors/catalog.ts';
import { KnownError } from '../../errors/known-error.ts';
import { inconclusiveRules } from '../../model/inconclusive.ts';
import type { Plan } from '../../model/plan.ts';
import { collect, collectFormat, formatHelp, givenOptions, positiveNumber, resumeOption, typedWords, wholeNumber, type AddCommand } from '../command.ts';
import type { RunArguments } from '../execute.ts';
import type { RunPlace } from '../going-on.ts';
import { historyHelp, historyOption } from '../history-option.ts';
import type { Io } from '../io.ts';
import { commandLine } from '../pasteable.ts';

function confidence(value: string): number {
  const number = Number(value);
  if (!(number >= 0.5 && number < 1)) throw new InvalidArgumentError('Expected a number from 0.5 to below 1, as in 0.95.');
  return number;
}

async function planFor(file: string | undefined, given: RunArguments, io: Io): Promise<Plan> {
  const selection: Selection = { personas: given.persona, journeys: given.journey, sites: given.site, samples: given.samples, maxSamples: given.maxSamples, maxMinutes: given.maxMinutes, confidence: given.confidence };
  if (file !== undefined && given.url !== undefined) throw new KnownError(errors.usage, 'A plan file and --url were both given. Give one of them.');
  if (given.url !== undefined) return planFromUrl(given.url, selection);
  if (file === undefined) throw new KnownError(errors.planNotFound, 'No plan file was given.');
  // The catalogue of audits is read for plans that have gates and are sound otherwise.
  return loadPlan(resolve(io.directory, file), selection, { gates: async (plan) => (await import('../impossible-gates.ts')).impossibleGates(plan) });
}

async function placeOf({ out, resume }: RunArguments, command: Command, io: Io): Promise<RunPlace> {
  const typed = typedWords(command);
  if (resume === undefined) return { directory: resolve(io.directory, out), typed };
  const { unfinishedRun } = await import('../unfinished-run.ts');
  const { directory, unfinished } = await unfinishedRun(resume, givenOptions(command).has('out') ? out : undefined, io);
  if (unfinished.command === undefined) return { directory, resume: unfinished, typed };
  throw new KnownError(errors.notResumable, `The run in ${directory} was begun without a plan, by \`crawl ${unfinished.command.address}\`.`, { hint: `Go on with:\n  ${commandLine(['crawl', '--resume', resume], io)}` });
}

export const run: AddCommand = (program, io, finish) => {
  program
    .command('run')
    .description('walk the journeys of a plan and write a report')
    .argument('[plan]', 'plan file: .yaml, .json or .ts')
    .option('--url <url>', 'audit one page without a plan, as three personas')
    .option('--persona <id>', 'only this persona; may be repeated', collect)
    .option('--journey <id>', 'only this journey; may be repeated', collect)
    .option('--site <id>', 'only this site; may be repeated', collect)
    .option('--samples <n>', 'experience visits per persona, journey and site: so many and no more', wholeNumber)
    .option('--max-samples <n>', 'go on up to so many while a gate on what varies from visit to visit cannot be decided', wholeNumber)
    .option('--max-minutes <n>', 'make no further visits for such a gate beyond so many minutes', positiveNumber)
    .option('--confidence <share>', 'how sure a gate on what varies has to be (default: 0.95)', confidence)
    .option('--baseline <name>', 'saved baseline to compare with')
    .option('--against <what>', 'what to compare with: the URL of another site, a site of the plan, an earlier run (its directory or run.json), or a saved baseline')
    .option('--history <what>', historyHelp, historyOption)
    .addOption(new Option('--inconclusive <rule>', 'what comes of gates that could not be decided: fail ends with 4, warn says so and ends with 0, pass lets the run pass').choices(inconclusiveRules).default('fail'))
    .option('--browser <path>', 'Chrome or Chromium to use')
    .option('--out <directory>', 'where the report and the evidence go', 'mystery-shopper-report')
    .option(...resumeOption)
    .option('--format <ids>', formatHelp, collectFormat)
    .option('--headed', 'show the browser')
    .option('--debug', 'print every step as it is taken')
    .option('--quiet', 'no progress')
    .option('--json', 'print the outcome as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ mystery-shopper run plan.yaml\n  $ mystery-shopper run --url https://example.com --samples 1\n  $ mystery-shopper run plan.yaml --persona keyboard-only --site ours --debug\n  $ mystery-shopper run plan.yaml --against https://www.example.com\n  $ mystery-shopper run plan.yaml --against nightly/run.json\n  $ mystery-shopper run plan.yaml --baseline main --format html,markdown,junit\n  $ mystery-shopper run plan.yaml --resume mystery-shopper-report',
    )
    .action(async (file: string | undefined, given: RunArguments, command: Command) => {
      const plan = await planFor(file, given, io);
      const place = await placeOf(given, command, io);
      // Most of the program; a plan that is wrong is told without it.
      const { execute } = await import('../execute.ts');
      finish(await execute(plan, given, place, io));
    });
};
