import { resolve } from 'node:path';
import type { Command } from 'commander';
import { planFromCrawl, webAddress } from '../../config/index.ts';
import { crawlSite } from '../../crawling.ts';
import { errors } from '../../errors/catalog.ts';
import { KnownError } from '../../errors/known-error.ts';
import type { Plan } from '../../model/plan.ts';
import type { Format } from '../../report/index.ts';
import { collect, collectFormat, formatHelp, givenOptions, positiveNumber, resumeOption, typedWords, userAgent, wholeNumber, wholeNumberOrNone, type AddCommand } from '../command.ts';
import { execute } from '../execute.ts';
import type { RunPlace } from '../going-on.ts';
import type { Io } from '../io.ts';
import { printCrawl } from '../print-crawl.ts';
import { showProgress } from '../progress.ts';
import { unfinishedRun } from '../unfinished-run.ts';

interface CrawlArguments {
  persona?: string[];
  samples: number;
  perTemplate: number;
  all?: boolean;
  light?: boolean;
  maxPages: number;
  maxMinutes?: number;
  maxMegabytes?: number;
  perGroup: number;
  perPath: number;
  depth: number;
  include?: string[];
  exclude?: string[];
  origin?: string[];
  sitemapOnly?: boolean;
  urls?: string;
  concurrency?: number;
  rate?: number;
  userAgent?: string;
  ignoreRobots?: boolean;
  competitor?: boolean;
  allowPrivate?: boolean;
  render: boolean;
  clickNavigation?: boolean;
  seed: number;
  list?: boolean;
  browser?: string;
  out: string;
  resume?: string;
  format?: Format[];
  headed?: boolean;
  quiet?: boolean;
  json?: boolean;
}

function planFor(address: string, given: CrawlArguments, io: Io): Plan {
  const polite = given.competitor === true;
  if (polite && given.ignoreRobots === true) throw new KnownError(errors.usage, 'The robots.txt of a competitor is obeyed: give --competitor or --ignore-robots, not both.');
  if (given.light === true && given.list === true) throw new KnownError(errors.usage, 'Light audits are kept with the report: give --light or --list, not both.');
  if (given.clickNavigation === true && (given.light === true || !given.render)) throw new KnownError(errors.usage, `Controls are pressed in a browser of its own: give --click-navigation or ${given.light === true ? '--light' : '--no-render'}, not both.`);
  const { perTemplate, all, light, seed, include, exclude, origin, sitemapOnly, urls, maxPages, maxMinutes, maxMegabytes, perGroup, perPath, depth, concurrency, rate, userAgent: agent, ignoreRobots, allowPrivate, render, clickNavigation } = given;
  const crawl = { perTemplate, all, light, seed, include, exclude, origins: (origin ?? []).map((other) => webAddress(other).origin), sitemapOnly, urls, maxPages, maxMinutes, maxMegabytes, perGroup, perPath, depth, concurrency, rate, userAgent: agent, ignoreRobots, allowPrivate, render, clickNavigation, polite };
  return planFromCrawl(address, crawl, io.directory, { personas: given.persona, samples: given.samples });
}

/** What a run that goes on takes over from the command line that began it: all but how it is shown. */
function keptOf({ list: _, out: __, resume: ___, format: ____, headed: _____, quiet: ______, json: _______, urls, ...options }: CrawlArguments, io: Io): Record<string, unknown> {
  return { ...options, ...(urls !== undefined && { urls: resolve(io.directory, urls) }) };
}

interface Asked {
  address: string;
  given: CrawlArguments;
  place: RunPlace;
}

/** The command line, or the one that began the run that is to go on with what is given anew. */
async function askedFor(address: string | undefined, given: CrawlArguments, command: Command, io: Io): Promise<Asked> {
  const isGiven = givenOptions(command);
  const typed = typedWords(command);
  if (given.resume === undefined) {
    if (address === undefined) throw new KnownError(errors.usage, 'No address was given: where is the crawl to begin?');
    return { address, given, place: { directory: resolve(io.directory, given.out), command: { address, options: keptOf(given, io) }, typed } };
  }
  if (given.list === true) throw new KnownError(errors.usage, 'Nothing is kept of a list: give --list or --resume, not both.');
  const { directory, unfinished } = await unfinishedRun(given.resume, isGiven.has('out') ? given.out : undefined, io);
  const begun = unfinished.command;
  if (begun === undefined) throw new KnownError(errors.notResumable, `The run in ${directory} was begun by \`run\`, with a plan or --url.`, { hint: `Go on with \`mystery-shopper run PLAN --resume ${given.resume}\`, or with --url instead of PLAN.` });
  const anew = Object.fromEntries(Object.entries(given).filter(([name]) => isGiven.has(name)));
  const merged: CrawlArguments = { ...given, ...begun.options, ...anew };
  const from = address ?? begun.address;
  return { address: from, given: merged, place: { directory, command: { address: from, options: keptOf(merged, io) }, resume: unfinished, typed } };
}

async function crawlAndAudit({ address, given, place }: Asked, io: Io): Promise<number> {
  const plan = { ...planFor(address, given, io), browser: given.browser ?? null };
  if (given.list !== true) return execute(plan, { ...(given.format && { format: given.format }), headed: given.headed === true, quiet: given.quiet === true, json: given.json === true }, place, io);
  const progress = showProgress(io, given.quiet === true);
  const run = { environment: io.environment, headed: given.headed === true, now: io.now, signal: io.signal, tell: progress.tell };
  const { summary } = await crawlSite(plan, run).finally(progress.end);
  io.out(given.json === true ? `${JSON.stringify(summary, null, 2)}\n` : `${printCrawl(summary, { audits: false })}\n`);
  return summary.ended === 'interrupted' ? 3 : 0;
}

export const crawl: AddCommand = (program, io, finish) => {
  program
    .command('crawl')
    .description('find the pages of a site, audit a sample of each kind, and write a report')
    .argument('[url]', 'where to begin, as in https://www.example.com; not needed to go on with a run')
    .option('--persona <id>', 'who visits (default: molly-millennial); may be repeated', collect)
    .option('--samples <n>', 'experience visits per page and persona; 0: pages are inspected only, and nothing is timed as a customer meets it', wholeNumberOrNone, 1)
    .option('--per-template <n>', 'pages to audit of those that are built alike', wholeNumber, 3)
    .option('--all', 'audit every page that was opened in full')
    .option('--light', 'audit every page that was opened for all that needs no times, as the first persona, and the sample in full; gates of a plan judge the sample only; nothing more beside --all')
    .option('--max-pages <n>', 'open so many pages and no more', wholeNumber, 500)
    .option('--max-minutes <n>', 'look for pages so long and no longer', positiveNumber)
    .option('--max-megabytes <n>', 'receive so much to find pages and no more, with what the browser loads for them and for light audits; visits to the sample do not count', positiveNumber)
    .option('--per-group <n>', 'open so many pages whose addresses differ only in the last part, in numbers or in ids', wholeNumber, 50)
    .option('--per-path <n>', 'open one path with so many values of the same parameters, and so many combinations of parameters', wholeNumber, 10)
    .option('--depth <n>', 'follow links so deep', wholeNumber, 15)
    .option('--include <glob>', 'only paths that fit, as in "/shop/**"; may be repeated', collect)
    .option('--exclude <glob>', 'no paths that fit; may be repeated', collect)
    .option('--origin <url>', 'another origin that belongs to the site; may be repeated', collect)
    .option('--sitemap-only', 'only what sitemaps name')
    .option('--urls <file>', 'only the addresses in a file, one per line')
    .option('--concurrency <n>', 'pages to ask for at the same time (default: 4)', wholeNumber)
    .option('--rate <n>', 'pages to ask for per second and origin', positiveNumber)
    .option('--competitor', 'somebody else\'s site: one page at a time, one per second, links marked nofollow are not followed, pages marked noindex not audited')
    .option('--ignore-robots', 'do not obey robots.txt')
    .option(...userAgent)
    .option('--allow-private', 'let a public site lead to private addresses')
    .option('--click-navigation', 'press controls that are no links, to see where they lead')
    .option('--no-render', 'read pages as the server sends them, without a browser')
    .option('--seed <n>', 'of the draw of pages to audit', wholeNumber, 1)
    .option('--list', 'only list the kinds of pages that were found, and what is wrong with the site as a whole; audit nothing')
    .option('--browser <path>', 'Chrome or Chromium to use')
    .option('--out <directory>', 'where the report and the evidence go', 'mystery-shopper-report')
    .option(...resumeOption)
    .option('--format <ids>', formatHelp, collectFormat)
    .option('--headed', 'show the browser')
    .option('--quiet', 'no progress')
    .option('--json', 'print the outcome as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ mystery-shopper crawl https://www.example.com\n  $ mystery-shopper crawl https://www.example.com --list --max-pages 2000\n  $ mystery-shopper crawl https://www.example.com --light --max-pages 5000 --per-group 5000\n  $ mystery-shopper crawl https://staging.example.com --include "/shop/**" --persona keyboard-only\n  $ mystery-shopper crawl https://rival.example --competitor --user-agent "MysteryShopper (audits@example.com)"\n  $ mystery-shopper crawl --resume mystery-shopper-report --max-pages 2000',
    )
    .action(async (address: string | undefined, given: CrawlArguments, command: Command) => finish(await crawlAndAudit(await askedFor(address, given, command, io), io)));
};
