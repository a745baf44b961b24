import { availableParallelism } from 'node:os';
import { audits, metrics, metricsOf } from '../audits/index.ts';
import { collate, judgePlanOf, median } from './audit/index.ts';
import { checkGates, compareAll, coverageOf, decideGates, explainAll, findingsSince, isSampled, knownState, ledgerOf, looksFor, openGates, verdictOf } from './compare/index.ts';
import { conditionsOf, unreadNotes } from './conditions.ts';
import { crawlSite } from './crawling.ts';
import { errors } from './errors/catalog.ts';
import { KnownError } from './errors/known-error.ts';
import { withHistory, type PastOfPlan } from './history.ts';
import type { Tell } from './model/events.ts';
import type { VisitUnit } from './model/evidence.ts';
import type { KeptVisit } from './model/kept-visit.ts';
import type { InconclusiveRule } from './model/inconclusive.ts';
import type { KnownList } from './model/known-findings.ts';
import { comparesFigures, type Plan } from './model/plan.ts';
import { recordSchema, type EarlierKind, type RunRecord } from './model/record.ts';
import type { VisitResults } from './model/results.ts';
import type { Unfinished } from './model/unfinished.ts';
import { openJudging, type Judging } from './judging.ts';
import { planSummary, touchpointSummaries } from './record.ts';
import { writeReports } from './reports.ts';
import { openResuming, type Now, type Resuming } from './resuming.ts';
import type { Format } from './report/index.ts';
import { longestFirst, roundOf, runLanes, runRound, sampleUntilDecided, unitsOf, type Host } from './schedule/index.ts';
import { scanForSecrets } from './store/index.ts';
import { findBrowser, printPage, type VisitLane } from './visit/index.ts';
import { calibrate, closeLanes, laneWork, openLanes, readHost, spoilt, type Visiting } from './visiting.ts';

export interface RunOptions {
  /** Where run.json, the reports and the evidence go. */
  directory: string;
  /** What to write beside run.json. */
  formats: readonly Format[];
  /** The record that `against: baseline` means; null: there is none. */
  baseline: RunRecord | null;
  /** How that was given: under a name (the default), or as a run. */
  earlier?: EarlierKind;
  /** Earlier runs of the plan that are at hand, and how many of them are shown. Absent: none. */
  past?: PastOfPlan;
  /** What `against: known` means. Absent: no gate of the plan asks for it. */
  known?: KnownList;
  /** What comes of gates that could not be decided; default: fail. */
  inconclusive?: InconclusiveRule;
  /** Values of the plan's secrets by name; they appear in nothing that is written. */
  secrets: Readonly<Record<string, string>>;
  /** The command line that asks for this without a plan file, to be kept for when it goes on. */
  command?: Unfinished['command'];
  /** What the run in `directory` left to go on with. Absent: a new run. */
  resume?: Unfinished;
  headed: boolean;
  /** Of the browser, beside those it always has. */
  flags?: readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
  now(): Date;
  /** Aborted: no further visit is begun, and the record is made from those there are. */
  signal: AbortSignal;
  tell: Tell;
}

/** A run in progress: what its stages share. */
interface Run extends RunOptions, Visiting {
  resuming: Resuming;
}

/** A plan in; visits, evidence, results, comparison, record and reports out. */
export async function runPlan(asked: Plan, options: RunOptions): Promise<{ record: RunRecord; files: string[] }> {
  checkGates(asked, metrics);
  const resuming = openResuming(asked, options);
  try {
    return await makeRun(asked, options, resuming);
  } finally {
    await resuming.letGo();
  }
}

async function makeRun(asked: Plan, options: RunOptions, resuming: Resuming): Promise<{ record: RunRecord; files: string[] }> {
  const { plan, summary, flags = [] } = asked.crawl === undefined ? { plan: asked } : await crawlSite(asked, options, resuming.store, resuming);
  const browser = await findBrowser({ choice: plan.browser, environment: options.environment });
  const run: Run = { ...options, flags: [...(options.flags ?? []), ...flags], plan, browser, store: await resuming.store(), resuming, hostIndex: { before: [], after: [] }, lanes: [] };

  const judging = openJudging(run);
  let experience: SampledVisits;
  let notes: string[];
  let visits: KeptVisit[];
  let results: VisitResults[];
  try {
    experience = await sampleExperience(run, judging);
    experience.visits.forEach(judging.beginSaved);
    await inspect(run, judging, experience.visits);
    notes = [...run.lanes.flatMap((lane) => lane.notes), ...experience.notes];
    const ending = closeLanes(run);
    ({ visits, results } = await judging.end());
    await ending;
  } finally {
    await Promise.all([judging.close(), closeLanes(run)]);
  }

  const units = unitsOf({ ...plan, samples: experience.samples });
  const conditions = conditionsOf({ plan, visits, hostIndex: run.hostIndex, notes: [...resuming.notes(), ...new Set(notes)] });
  const ledger = ledgerOf({ plan, units: [...units.experience, ...units.inspection], visits, results });
  const coverage = coverageOf(ledger, plan.coverage);
  const { measurements, findings: found } = collate({ plan: judgePlanOf(plan), audits, visits, results, ledger });
  const comparisons = compareAll({ plan, metrics, measurements, baseline: run.baseline, ...(run.earlier && { earlier: run.earlier }), conditions });
  const findings = findingsSince({ plan, metrics, findings: found, conditions, comparisons, baseline: run.baseline, metricsOf });
  const gates = decideGates({ plan, metrics, measurements, findings, comparisons, baseline: run.baseline, ...(run.known && { known: run.known }), conditions, coverage, ledger, metricsOf });

  const touchpoints = touchpointSummaries(visits, plan.sites);

  const record = withHistory({
    schema: recordSchema,
    id: resuming.id,
    name: plan.name,
    startedAt: resuming.startedAt,
    finishedAt: run.now().toISOString(),
    ...(resuming.continues && { pauses: resuming.pauses() }),
    conditions,
    plan: planSummary({ ...plan, samples: experience.samples }),
    ...(summary && { crawl: summary }),
    metrics,
    ledger,
    coverage,
    touchpoints,
    measurements,
    findings,
    comparisons,
    explained: explainAll({ plan, metrics, comparisons, now: { touchpoints, findings }, baseline: run.baseline, metricsOf }),
    gates,
    ...(run.known && { known: knownState({ known: run.known, plan, findings, measurements, metricsOf, coverage }) }),
    verdict: verdictOf({ plan, gates, coverage, ledger, findings, ...(run.inconclusive && { inconclusive: run.inconclusive }) }),
  }, metricsOf, resuming.past);
  await run.store.saveRecord(record);
  try {
    const files = await writeReports({ ...run, print: (html) => printPage(browser, html) }, record);
    await resuming.end(!run.signal.aborted && (summary?.ended ?? 'complete') === 'complete' && coverage.valid === coverage.expected);
    return { record, files };
  } finally {
    // Also where a report could not be written: what there is stays on the disk.
    await proveSecretsAbsent(run);
  }
}

/** @throws SECRET_LEAKED with the files that hold a secret of the plan. */
async function proveSecretsAbsent({ store, secrets }: Run): Promise<void> {
  const leaks = await scanForSecrets(store.directory, Object.values(secrets));
  if (leaks.length > 0) throw new KnownError(errors.secretLeaked, `A secret of the plan is in what this run has written: ${leaks.join(', ')}.`);
}

interface SampledVisits {
  visits: KeptVisit[];
  /** How many of each were to be made, in the end. */
  samples: number;
  notes: string[];
}

/** The timed visits, one at a time: as many rounds as the gates need, up to the cap. Between the looks they are judged, beside no timed visit. */
async function sampleExperience(run: Run, judging: Judging): Promise<SampledVisits> {
  const { plan, signal, tell } = run;
  const looks = looksFor(plan, metrics);
  const lanes = await openLanes(run, 1);
  // Throttling is relative to this reading, so it has to be a good one; elsewhere it is only told.
  run.hostIndex.before = await calibrate(run, lanes, plan.personas.some(({ cpuSlowdown }) => cpuSlowdown > 1) ? 3 : 1);
  if (plan.samples === 0) return { visits: [], samples: 0, notes: [] };
  const visitsPerRound = roundOf(plan, 1).length;
  tell({ kind: 'phase', phase: 'experience', visits: visitsPerRound * (looks[0] ?? 1), lanes: lanes.length });
  const unread = new Set<number>();
  const { cut, ...sampled } = await sampleUntilDecided({
    looks,
    visitsPerRound,
    round: (sample) => makeRound(run, lanes, judging, { sample, host: hostOf(run, lanes, unread) }),
    undecided: (samples, visits) => undecidedGates(run, judging, samples, visits),
    limit: plan.maxMinutes === undefined ? null : plan.maxMinutes * 60_000,
    now: () => run.now().getTime(),
    signal,
    tell,
  });
  // Without this reading the record cannot say whether the machine stayed as fast; that is no reason to lose the visits.
  run.hostIndex.after = await calibrate(run, lanes, 1).catch(() => []);
  return { ...sampled, notes: [...(cut === null ? [] : [cut]), ...unreadNotes(unread, run.hostIndex.after.length === 0 && !signal.aborted)] };
}

/** One round of the timed visits: of those that were made before the run stood still, what is held against each other counts only as a whole. */
async function makeRound(run: Run, lanes: readonly VisitLane[], judging: Judging, { sample, host }: { sample: number; host: Host }): Promise<KeptVisit[]> {
  const { plan, hostIndex } = run;
  const units = roundOf(plan, sample);
  const { before, left } = await takeBefore(run, judging, units, { plan, hostIndex: hostIndex.before, ...(host.usual !== null && { before: [...roundOf(plan, sample + 1), ...unitsOf(plan).inspection] }) });
  return left.length === 0 ? before : [...before, ...(await runRound(laneWork(run, lanes, left), host, (visit, outcome) => spoilt(run, visit, outcome)))];
}

/** Takes what was made of these visits before the run stood still; the others are left. */
async function takeBefore({ resuming, tell }: Run, judging: Judging, units: readonly VisitUnit[], now: Now): Promise<{ before: KeptVisit[]; left: VisitUnit[] }> {
  const made = await resuming.madeBefore(units, now);
  for (const { visit, results } of made) {
    if (results === null) judging.beginSaved(visit);
    else judging.take(visit, results);
    tell({ kind: 'visit-finished', lane: 0, visit });
  }
  const before = made.map(({ visit }) => visit);
  return { before, left: units.filter(({ id }) => before.every(({ unit }) => unit.id !== id)) };
}

/** Between rounds the machine is read where a gate compares times: a verdict rests on it. A reading takes a second. */
function hostOf(run: Run, lanes: readonly VisitLane[], unread: Set<number>): Host {
  const comparesTimes = run.plan.gates.some((gate) => comparesFigures(gate) && metrics.some(({ id, kind }) => id === gate.metric && kind === 'timing'));
  return { usual: comparesTimes ? median(run.hostIndex.before) : null, read: async () => (await readHost(lanes).catch(() => null)), unread: (sample) => void unread.add(sample) };
}

/** Labels of the gates that further experience visits may decide. */
async function undecidedGates(run: Run, judging: Judging, samples: number, made: readonly KeptVisit[]): Promise<string[]> {
  const plan = { ...run.plan, gates: run.plan.gates.filter((gate) => isSampled(gate, metrics)) };
  const compared = metrics.filter(({ id }) => plan.gates.some((gate) => gate.metric === id));
  made.forEach(judging.beginSaved);
  const { visits, results } = await judging.soFar();
  const ledger = ledgerOf({ plan, units: unitsOf({ ...plan, samples }).experience, visits, results });
  const { measurements } = collate({ plan: judgePlanOf(plan), audits, visits, results, ledger });
  const conditions = conditionsOf({ plan, visits, hostIndex: run.hostIndex, notes: [] });
  const comparisons = compareAll({ plan, metrics: compared, measurements, baseline: run.baseline, ...(run.earlier && { earlier: run.earlier }), conditions });
  const gates = decideGates({ plan, metrics: compared, measurements, findings: [], comparisons, baseline: run.baseline, ...(run.known && { known: run.known }), conditions, coverage: coverageOf(ledger, plan.coverage), ledger, metricsOf });
  return openGates(gates);
}

/** Inspections, whose times are not read: as many at once as there are cores. They are judged meanwhile. */
async function inspect(run: Run, judging: Judging, walked: readonly KeptVisit[]): Promise<void> {
  const units = longestFirst(unitsOf(run.plan).inspection, walked);
  const lanes = await openLanes(run, Math.min(availableParallelism(), units.length));
  run.tell({ kind: 'phase', phase: 'inspection', visits: units.length, lanes: lanes.length });
  const { left } = await takeBefore(run, judging, units, { plan: run.plan, hostIndex: [] });
  await runLanes(laneWork(run, lanes, left, { ahead: judging.ahead, completed: judging.begin }));
}
