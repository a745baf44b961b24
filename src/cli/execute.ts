import { relative } from 'node:path';
import { readKnownFindings, resolveSecrets } from '../config/index.ts';
import type { InconclusiveRule } from '../model/inconclusive.ts';
import type { KnownList } from '../model/known-findings.ts';
import type { Plan } from '../model/plan.ts';
import { runPlan } from '../pipeline.ts';
import type { Format } from '../report/index.ts';
import { defaultFormats } from './command.ts';
import { comparedWith } from './compared-with.ts';
import { howToGoOn, type RunPlace } from './going-on.ts';
import type { HistoryOption } from './history-option.ts';
import type { Io } from './io.ts';
import { pastFor } from './past-for.ts';
import { printable } from './printable.ts';
import { printCrawl } from './print-crawl.ts';
import { printRun } from './print-run.ts';
import { showProgress } from './progress.ts';

export interface RunArguments {
  url?: string;
  persona?: string[];
  journey?: string[];
  site?: string[];
  samples?: number;
  maxSamples?: number;
  maxMinutes?: number;
  confidence?: number;
  baseline?: string;
  against?: string;
  history?: HistoryOption;
  inconclusive?: InconclusiveRule;
  browser?: string;
  out: string;
  resume?: string;
  format?: Format[];
  headed?: boolean;
  debug?: boolean;
  quiet?: boolean;
  json?: boolean;
}

/** The list of known findings, where a gate asks for it. */
async function knownFor(plan: Plan, io: Io): Promise<{ known?: KnownList }> {
  if (plan.known === undefined || !plan.gates.some(({ against }) => against === 'known')) return {};
  const findings = await readKnownFindings(plan.known);
  return { known: { file: relative(io.directory, plan.known) || plan.known, exists: findings !== null, findings: findings ?? [], today: io.now().toISOString().slice(0, 10) } };
}

/** Walks a plan, writes the reports, prints the summary; answers with the exit code. */
export async function execute(asked: Plan, given: Omit<RunArguments, 'out' | 'resume'>, place: RunPlace, io: Io): Promise<number> {
  const { directory, command, resume } = place;
  const { plan, baseline, earlier } = await comparedWith(asked, given, io);
  const secrets = resolveSecrets(plan, io.environment);
  const progress = showProgress(io, given.quiet === true);
  if (resume !== undefined) progress.tell({ kind: 'note', text: `Going on with the run of ${resume.startedAt}.` });
  try {
    const { record, files } = await runPlan(
      { ...plan, browser: given.browser ?? plan.browser },
      {
        directory,
        ...(command && { command }),
        ...(resume && { resume }),
        formats: given.format ?? defaultFormats,
        baseline,
        ...(earlier && { earlier }),
        past: await pastFor(plan.name, directory, given.history, io),
        ...(await knownFor(plan, io)),
        ...(given.inconclusive && { inconclusive: given.inconclusive }),
        secrets,
        headed: given.headed === true,
        environment: io.environment,
        now: io.now,
        signal: io.signal,
        tell: (event) => {
          progress.tell(event);
          if (event.kind === 'crawl-ended' && given.quiet !== true) io.error(`${printCrawl(event.summary, { audits: true })}\n`);
          if (given.debug === true && event.kind === 'step') io.error(`    ${event.unit.id} ${event.touchpoint}: ${event.description}\n`);
        },
      },
    );
    progress.end();
    io.out(given.json === true ? `${JSON.stringify({ verdict: record.verdict, coverage: record.coverage, gates: record.gates, files }, null, 2)}\n` : printRun(record, files, io));
    if (record.verdict.outcome === 'inconclusive' && record.verdict.exitCode === 0) io.error(`Warning: ${printable(record.verdict.sentence)}\n`);
    const next = howToGoOn(record, place, io);
    if (given.quiet !== true && next !== null) io.error(next);
    return record.verdict.exitCode;
  } finally {
    progress.end();
  }
}
