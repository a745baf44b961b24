import { availableParallelism } from 'node:os';
import { audits } from '../audits/index.ts';
import { benchmarkIndexPageFunction, collate, judgePlanOf, median, openJudges } from './audit/index.ts';
import { checkGates, compareAll, coverageOf, decideGates, isWorthAnotherAttempt, ledgerOf, verdictOf } from './compare/index.ts';
import { conditionsOf } from './conditions.ts';
import { errors } from './errors/catalog.ts';
import { KnownError } from './errors/known-error.ts';
import type { Tell } from './model/events.ts';
import type { VisitEvidence, VisitUnit } from './model/evidence.ts';
import type { Plan } from './model/plan.ts';
import { recordSchema, type RunRecord } from './model/record.ts';
import type { VisitResults } from './model/results.ts';
import { planSummary, touchpointSummaries } from './record.ts';
import type { Format } from './report/index.ts';
import { runLanes, unitsOf } from './schedule/index.ts';
import { openRun, scanForSecrets, type RunStore } from './store/index.ts';
import { collectors, findBrowser, makeScrubber, openLane, type BrowserChoice, type VisitLane } from './visit/index.ts';

export interface RunOptions {
  /** Where run.json, the reports and the evidence go. */
  directory: string;
  /** What to write beside run.json. */
  formats: readonly Format[];
  /** The record that `against: baseline` means; null: there is none. */
  baseline: RunRecord | null;
  /** Values of the plan's secrets by name; they appear in nothing that is written. */
  secrets: Readonly<Record<string, string>>;
  headed: boolean;
  environment: Readonly<Record<string, string | undefined>>;
  now(): Date;
  /** Aborted: no further visit is begun, and the record is made from those there are. */
  signal: AbortSignal;
  tell: Tell;
}

/** A run in progress: what its stages share. */
interface Run extends RunOptions {
  plan: Plan;
  store: RunStore;
  browser: BrowserChoice;
  /** BenchmarkIndex readings of this machine: before the timed visits, and one after them. */
  hostIndex: { before: number[]; after: number[] };
}

/** A plan in; visits, evidence, results, comparison, record and reports out. */
export async function runPlan(plan: Plan, options: RunOptions): Promise<{ record: RunRecord; files: string[] }> {
  const metrics = audits.flatMap((audit) => audit.metrics);
  checkGates(plan, metrics);
  const browser = await findBrowser({ choice: plan.browser, environment: options.environment });
  const run: Run = { ...options, plan, browser, store: await openRun(options.directory, { fresh: true }), hostIndex: { before: [], after: [] } };
  const startedAt = run.now();

  const units = unitsOf(plan);
  const experience = await makeVisits(run, units.experience, 1);
  const judging = openJudging(run);
  let inspection: MadeVisits;
  let visits: VisitEvidence[];
  let results: VisitResults[];
  try {
    experience.visits.forEach(judging.begin);
    inspection = await makeVisits(run, units.inspection, availableParallelism(), judging.begin);
    ({ visits, results } = await judging.end());
  } finally {
    await judging.close();
  }

  const conditions = conditionsOf({ plan, visits, hostIndex: run.hostIndex, notes: [...new Set([...experience.notes, ...inspection.notes])] });
  const ledger = ledgerOf({ plan, units: [...units.experience, ...units.inspection], visits });
  const coverage = coverageOf(ledger, plan.coverage);
  const { measurements, findings } = collate({ plan: judgePlanOf(plan), audits, visits, results, ledger });
  const comparisons = compareAll({ plan, metrics, measurements, baseline: run.baseline, conditions });
  const gates = decideGates({ plan, metrics, measurements, findings, comparisons, baseline: run.baseline, conditions, coverage, metricsOf: metricsOfAudits() });

  const record: RunRecord = {
    schema: recordSchema,
    id: `${startedAt.toISOString().replaceAll(/[:.]/g, '-')}`,
    name: plan.name,
    startedAt: startedAt.toISOString(),
    finishedAt: run.now().toISOString(),
    conditions,
    plan: planSummary(plan),
    metrics,
    ledger,
    coverage,
    touchpoints: touchpointSummaries(visits),
    measurements,
    findings,
    comparisons,
    gates,
    verdict: verdictOf({ plan, gates, coverage, ledger, findings }),
  };
  await run.store.saveRecord(record);
  const files = await writeReports(run, record);
  await proveSecretsAbsent(run);
  return { record, files };
}

/** @throws SECRET_LEAKED with the files that hold a secret of the plan. */
async function proveSecretsAbsent({ store, secrets }: Run): Promise<void> {
  const leaks = await scanForSecrets(store.directory, Object.values(secrets));
  if (leaks.length > 0) throw new KnownError(errors.secretLeaked, `A secret of the plan is in what this run has written: ${leaks.join(', ')}.`);
}

function metricsOfAudits(): Record<string, string[]> {
  return Object.fromEntries(audits.map((audit) => [audit.id, audit.metrics.map(({ id }) => id)]));
}

interface MadeVisits {
  visits: VisitEvidence[];
  notes: string[];
}

/** Makes visits on so many lanes, each with a browser of its own. Evidence is on disk as soon as a visit ends; `completed` is given the last attempt at each. */
async function makeVisits(run: Run, units: readonly VisitUnit[], laneCount: number, completed?: (visit: VisitEvidence) => void): Promise<MadeVisits> {
  const phase = units[0]?.pass ?? 'experience';
  const lanes: VisitLane[] = [];
  try {
    for (let index = 0; index < Math.min(laneCount, units.length); index += 1) lanes.push(await openLane({ browser: run.browser, headed: run.headed, collectors }));
    // Throttling is relative to this reading, so it has to be a good one; elsewhere it is only told.
    const isThrottled = run.plan.personas.some(({ cpuSlowdown }) => cpuSlowdown > 1);
    if (phase === 'experience') run.hostIndex.before = await calibrate(run, lanes, isThrottled ? 3 : 1);
    run.tell({ kind: 'phase', phase, visits: units.length, lanes: lanes.length });
    const visits = await runLanes({
      units,
      lanes,
      retries: run.plan.retries,
      again: isWorthAnotherAttempt,
      signal: run.signal,
      visit: (lane, unit, attempt) => makeVisit(run, lanes, lane, unit, attempt),
      events: {
        started: (lane, unit, attempt) => run.tell({ kind: 'visit-started', lane, unit, attempt }),
        finished: (lane, visit) => run.tell({ kind: 'visit-finished', lane, visit }),
        ...(completed !== undefined && { completed }),
      },
    });
    // Without this reading the record cannot say whether the machine stayed as fast; that is no reason to lose the visits.
    if (phase === 'experience') run.hostIndex.after = await calibrate(run, lanes, 1).catch(() => []);
    return { visits, notes: [...new Set(lanes.flatMap(({ notes }) => notes))] };
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()));
  }
}

async function makeVisit(run: Run, lanes: readonly VisitLane[], lane: VisitLane, unit: VisitUnit, attempt: number): Promise<VisitEvidence> {
  const { plan, store } = run;
  const site = plan.sites[unit.site];
  const journey = plan.journeys[unit.journey];
  const persona = plan.personas.find(({ id }) => id === unit.persona);
  if (site === undefined || journey === undefined || persona === undefined) throw new Error(`the visit ${unit.id} is not of this plan`);
  const visit = await lane.visit({
    unit,
    attempt,
    site: { id: unit.site, ...site },
    journey: { id: unit.journey, ...journey },
    persona,
    stepTimeout: plan.stepTimeout,
    visitTimeout: plan.visitTimeout,
    directory: plan.directory,
    secrets: run.secrets,
    scrub: makeScrubber(Object.values(run.secrets)),
    keep: store.keepFor(unit.id),
    hostIndex: median(run.hostIndex.before),
    signal: run.signal,
    now: () => run.now().getTime(),
    onProgress: (touchpoint, description) => run.tell({ kind: 'step', lane: lanes.indexOf(lane), unit, touchpoint, description }),
  });
  await store.saveVisit(visit);
  return visit;
}

/** How fast this machine is: what throttling is relative to, and whether it stayed so. Single readings vary, so several are taken. */
async function calibrate(run: Run, [lane]: readonly VisitLane[], readings: number): Promise<number[]> {
  run.tell({ kind: 'phase', phase: 'calibrate', visits: 0, lanes: 0 });
  const indices: number[] = [];
  for (let reading = 0; reading < readings && lane !== undefined && !run.signal.aborted; reading += 1) indices.push(Number(await lane.evaluate(benchmarkIndexPageFunction)));
  return indices;
}

interface Judging {
  /** Has a visit judged as soon as there is a worker for it. */
  begin(visit: VisitEvidence): void;
  /** All visits that were begun, in that order, with what Lighthouse says in their evidence. */
  end(): Promise<{ visits: VisitEvidence[]; results: VisitResults[] }>;
  close(): Promise<void>;
}

/** Judges visits in worker threads: beside the inspections, whose times are not read, and beside no timed visit. */
function openJudging(run: Run): Judging {
  const judges = openJudges({
    size: availableParallelism(),
    runDirectory: run.store.directory,
    auditsModule: new URL(import.meta.url.endsWith('.ts') ? '../audits/index.ts' : '../audits/index.js', import.meta.url).href,
    plan: judgePlanOf(run.plan),
  });
  const begun: Promise<{ visit: VisitEvidence; results: VisitResults }>[] = [];
  let done = 0;
  const judged = async (evidence: VisitEvidence): Promise<{ visit: VisitEvidence; results: VisitResults }> => {
    const { visit, results } = await judges.judge(evidence);
    await run.store.saveVisit(visit);
    await run.store.saveResults(results);
    done += 1;
    run.tell({ kind: 'judged', done, of: begun.length });
    return { visit, results };
  };
  return {
    begin(visit) {
      const judgement = judged(visit);
      // Whoever waits for the end is told; until then nobody listens.
      judgement.catch(() => undefined);
      begun.push(judgement);
    },
    async end() {
      run.tell({ kind: 'phase', phase: 'judge', visits: begun.length, lanes: 0 });
      if (done > 0) run.tell({ kind: 'judged', done, of: begun.length });
      const judgements = await Promise.all(begun);
      return { visits: judgements.map(({ visit }) => visit), results: judgements.map(({ results }) => results) };
    },
    close: () => judges.close(),
  };
}

/** Renders a record again. Answers with the files written. */
export async function writeReports(run: Pick<Run, 'store' | 'formats' | 'tell'>, record: RunRecord): Promise<string[]> {
  run.tell({ kind: 'phase', phase: 'report', visits: 0, lanes: 0 });
  const written: string[] = [];
  for (const format of run.formats) {
    written.push(await run.store.saveReport(format.fileName, await format.render(record, { readArtefact: run.store.readArtefact })));
  }
  return written;
}
