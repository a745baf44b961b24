import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { webAddress } from '../../config/index.ts';
import { draftPlan } from '../../drafting.ts';
import { errors } from '../../errors/catalog.ts';
import { KnownError } from '../../errors/known-error.ts';
import { userAgent, type AddCommand } from '../command.ts';
import type { Io } from '../io.ts';
import { commandLine } from '../pasteable.ts';
import { showProgress } from '../progress.ts';

interface InitArguments {
  out: string;
  force?: boolean;
  userAgent?: string;
  ignoreRobots?: boolean;
  browser?: string;
  quiet?: boolean;
}

/** Few pages of each kind, and few of all, within two minutes (ms): it is a first look, and somebody waits for it. A page that takes more than 20 s for its answer is no good start for a journey. */
const shortCrawl = { addresses: [], followLinks: true, origins: [], include: [], exclude: [], maxPages: 40, perGroup: 5, perPath: 2, depth: 4, maxTime: 120_000, maxBytes: null, concurrency: 4, rate: null, obeyNofollow: false, allowPrivate: false, timeout: 20_000 };

async function writeFirstPlan(address: string, given: InitArguments, io: Io): Promise<void> {
  const file = resolve(io.directory, given.out);
  if (!/\.ya?ml$/i.test(file)) throw new KnownError(errors.usage, `The plan is written as YAML, and ${given.out} does not end with .yaml: it could not be run.`, { hint: 'Give another name with --out, as in --out shop.yaml.' });
  // Before somebody waits for a plan that cannot be kept.
  if (given.force !== true && (await stat(file).catch(() => null)) !== null) throw new KnownError(errors.usage, `${given.out} is there already. Give another name with --out, or --force to write over it.`);
  const progress = showProgress(io, given.quiet === true);
  const text = await draftPlan(webAddress(address), { ...shortCrawl, obeyRobots: given.ignoreRobots !== true }, { environment: io.environment, headed: false, now: io.now, signal: io.signal, tell: progress.tell, browser: given.browser ?? null, ...(given.userAgent !== undefined && { userAgent: given.userAgent }) }).finally(progress.end);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { flag: given.force === true ? 'w' : 'wx' });
  } catch (error) {
    throw new KnownError(errors.outputUnwritable, `${given.out} could not be written: ${error instanceof Error ? error.message : String(error)}`);
  }
  io.out(`A first plan is in ${given.out}: read it, edit it, and run it.\n  ${commandLine(['run', relative(io.directory, file)], io)}\n`);
}

export const init: AddCommand = (program, io) => {
  program
    .command('init')
    .description('look at a site and write a first plan for it')
    .argument('<url>', 'where to begin, as in https://www.example.com')
    .option('--out <file>', 'the plan to write', 'plan.yaml')
    .option('--force', 'write over a file that is there')
    .option('--ignore-robots', 'do not obey robots.txt')
    .option(...userAgent)
    .option('--browser <path>', 'Chrome or Chromium to use')
    .option('--quiet', 'no progress')
    .addHelpText('after', '\nEvery journey of the plan is walked as each of its personas before it is written.\n\nExamples:\n  $ mystery-shopper init https://www.example.com\n  $ mystery-shopper init https://staging.example.com --out audits/shop.yaml')
    .action(async (address: string, given: InitArguments) => writeFirstPlan(address, given, io));
};
