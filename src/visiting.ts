import { benchmarkIndexPageFunction, median } from './audit/index.ts';
import { isWorthAnotherAttempt } from './compare/index.ts';
import { madeOf, nameAt, nameEverywhere } from './conditions.ts';
import type { Tell } from './model/events.ts';
import type { VisitEvidence, VisitUnit } from './model/evidence.ts';
import { keptOf, type KeptVisit } from './model/kept-visit.ts';
import type { Plan } from './model/plan.ts';
import type { Judging } from './judging.ts';
import type { LaneWork } from './schedule/index.ts';
import type { RunStore } from './store/index.ts';
import { collectors, makeScrubber, openLane, type BrowserChoice, type VisitLane } from './visit/index.ts';

/** What the visits of a run are made with. */
export interface Visiting {
  plan: Plan;
  store: RunStore;
  browser: BrowserChoice;
  headed: boolean;
  /** Of the browser, beside those it always has. */
  flags?: readonly string[];
  /** Values of the plan's secrets by name. */
  secrets: Readonly<Record<string, string>>;
  /** BenchmarkIndex readings of this machine: before the timed visits, and one after them. */
  hostIndex: { before: number[]; after: number[] };
  /** Open ones. */
  lanes: VisitLane[];
  resuming: { browserIs(version: string): Promise<void> };
  now(): Date;
  signal: AbortSignal;
  tell: Tell;
}

/** So many lanes, each with a browser of its own: those that are there, and new ones. */
export async function openLanes(run: Visiting, count: number): Promise<readonly VisitLane[]> {
  const name = nameEverywhere(run.plan);
  const opening = Array.from({ length: Math.max(0, count - run.lanes.length) }, async () => {
    const lane = await openLane({ browser: run.browser, headed: run.headed, collectors, ...(run.flags && { flags: run.flags }), ...(name !== undefined && { userAgent: name }) });
    run.lanes.push(lane);
    await run.resuming.browserIs(lane.browserVersion);
  });
  // All have started or failed before anybody closes them.
  const failed = (await Promise.allSettled(opening)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  return run.lanes.slice(0, count);
}

export async function closeLanes({ lanes }: Visiting): Promise<void> {
  await Promise.all(lanes.splice(0).map((lane) => lane.close()));
}

interface Meanwhile {
  /** Given what was recorded at a touchpoint as soon as it is. */
  ahead: Judging['ahead'];
  /** Given the last attempt at each unit. */
  completed: Judging['begin'];
}

/** The visit where the machine was too busy to time it. */
export async function spoilt({ store }: Visiting, visit: KeptVisit, outcome: KeptVisit['outcome']): Promise<KeptVisit> {
  const saved = await store.readVisit(visit.unit.id);
  if (saved !== null) await store.saveVisit({ ...saved, outcome });
  return { ...visit, outcome };
}

/** Evidence is on disk as soon as a visit ends, and in memory until its last attempt is handed over. */
export function laneWork(run: Visiting, lanes: readonly VisitLane[], units: readonly VisitUnit[], meanwhile?: Meanwhile): LaneWork<VisitLane, KeptVisit> {
  const latest = new Map<string, VisitEvidence>();
  return {
    units,
    lanes,
    retries: run.plan.retries,
    again: isWorthAnotherAttempt,
    signal: run.signal,
    visit: async (lane, unit, attempt) => {
      const visit = await makeVisit(run, lanes, lane, unit, attempt, meanwhile?.ahead);
      if (meanwhile !== undefined) latest.set(unit.id, visit);
      return keptOf(visit);
    },
    events: {
      started: (lane, unit, attempt) => run.tell({ kind: 'visit-started', lane, unit, attempt }),
      finished: (lane, visit) => run.tell({ kind: 'visit-finished', lane, visit }),
      ...(meanwhile && {
        completed: ({ unit }) => {
          const visit = latest.get(unit.id);
          latest.delete(unit.id);
          return visit && meanwhile.completed(visit);
        },
      }),
    },
  };
}

async function makeVisit(run: Visiting, lanes: readonly VisitLane[], lane: VisitLane, unit: VisitUnit, attempt: number, ahead?: Judging['ahead']): Promise<VisitEvidence> {
  const { plan, store } = run;
  const site = plan.sites[unit.site];
  const journey = plan.journeys[unit.journey];
  const persona = plan.personas.find(({ id }) => id === unit.persona);
  if (site === undefined || journey === undefined || persona === undefined) throw new Error(`the visit ${unit.id} is not of this plan`);
  const name = nameAt(plan, unit.site);
  await store.dropVisit(unit.id);
  const walked = await lane.visit({
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
    ...(name !== undefined && { userAgent: name }),
    hostIndex: median(run.hostIndex.before),
    signal: run.signal,
    now: () => run.now().getTime(),
    onProgress: (touchpoint, description) => run.tell({ kind: 'step', lane: lanes.indexOf(lane), unit, touchpoint, description }),
    onTouchpoint: (touchpoint, conditions) => ahead?.(touchpoint, { persona: unit.persona, conditions }),
  });
  const visit: VisitEvidence = { ...walked, conditions: { ...walked.conditions, made: madeOf(plan, unit) } };
  await store.saveVisit(visit);
  return visit;
}

/** How fast this machine is: what throttling is relative to, and whether it stayed so. Single readings vary, so several are taken. */
export async function calibrate(run: Visiting, lanes: readonly VisitLane[], readings: number): Promise<number[]> {
  run.tell({ kind: 'phase', phase: 'calibrate', visits: 0, lanes: 0 });
  const indices: number[] = [];
  for (let reading = 0; reading < readings && !run.signal.aborted; reading += 1) indices.push(await readHost(lanes));
  return indices;
}

export async function readHost([lane]: readonly VisitLane[]): Promise<number> {
  return Number(await lane?.evaluate(benchmarkIndexPageFunction));
}
