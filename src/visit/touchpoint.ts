import type { Arrival, Step } from '../model/journey.ts';
import type { Collected, EvidenceKey, Pass, Problem, TouchpointEvidence } from '../model/evidence.ts';
import { awaitArrival } from './arrive.ts';
import type { CollectorSession } from './collectors/collector.ts';
import { describeStep } from './describe.ts';
import { firstLine, isProblemError, problem, seconds } from './problems.ts';
import { settle, within } from './settle.ts';
import type { Stage } from './stage.ts';
import { loadPatience, takeStep } from './step.ts';
import type { TakenStep } from './step.ts';

/** A collector at work, with the field it fills. */
export interface Collecting {
  field: EvidenceKey;
  session: CollectorSession<EvidenceKey>;
}

/** ms a collector may take; a whole axe run on a very large page takes most of a minute. */
const collectorCap = 60_000;
/** ms a page may take to give a sign of life, and a collector to answer on a page that gives none. */
const lifeCap = 3_000;

/** A touchpoint on its way into the evidence; also read when the visit is cut off in the middle. */
export interface OpenTouchpoint {
  id: string;
  steps: TakenStep[];
}

/** Walks to one touchpoint and records what is there. */
export async function replayTouchpoint(
  stage: Stage,
  touchpoint: { id: string; steps: readonly Step[]; arrived: Arrival | undefined },
  pass: Pass,
  collecting: readonly Collecting[],
  open: OpenTouchpoint,
): Promise<TouchpointEvidence> {
  const { request, page } = stage;
  const notCollected: TouchpointEvidence['notCollected'] = [];
  const note = (collector: string, reason: string): void => {
    if (!notCollected.some((known) => known.collector === collector)) notCollected.push({ collector, reason: request.scrub(reason) });
  };

  let failed: { problem: Problem; blocked: boolean } | null = null;
  for (const [index, step] of touchpoint.steps.entries()) {
    request.onProgress?.(touchpoint.id, request.scrub(describeStep(step)));
    freeze(open);
    stage.step = index;
    await tell(collecting, note, (session) => session.beforeStep?.(index));
    const taken = await takeStep(stage, step, index, pass);
    open.steps.push(taken);
    await tell(collecting, note, (session) => session.afterStep?.(taken.evidence()));
    stage.step = null;
    failed = taken.failed;
    if (failed !== null) break;
  }

  let arrival: TouchpointEvidence['arrival'] = 'not-checked';
  let reachedAt: number | null = null;
  if (failed === null) {
    const arrived = await arrive(stage, touchpoint.arrived);
    failed = arrived.failed;
    arrival = arrived.arrival;
    if (failed === null) reachedAt = request.now() - stage.began;
    await settle(page, stage.watch, loadPatience(stage, request.stepTimeout));
  }

  const alive = (await within(page.evaluate(() => true), lifeCap)) === true;
  const title = alive ? ((await within(page.title(), lifeCap)) ?? '') : '';
  const collected = await collect(touchpoint.id, collecting, note, alive);
  if (!alive && failed === null) failed = { problem: problem('PAGE_UNRESPONSIVE', `The page stopped answering: it gave no sign of life for ${seconds(lifeCap)}.`), blocked: false };
  return {
    id: touchpoint.id,
    status: failed === null ? 'reached' : failed.blocked ? 'blocked' : 'failed',
    ...(failed === null ? {} : { problem: failed.problem }),
    arrival,
    url: request.scrub(page.url()),
    title: request.scrub(title).slice(0, 500),
    reachedAt: failed === null ? reachedAt : null,
    steps: stepsOf(open),
    collected,
    notCollected,
  };
}

/** What came of the step before counts until the next one begins. */
function freeze(open: OpenTouchpoint): void {
  const last = open.steps.pop();
  if (last === undefined) return;
  const evidence = last.evidence();
  open.steps.push({ ...last, evidence: () => evidence });
}

export function stepsOf(open: OpenTouchpoint): TouchpointEvidence['steps'] {
  return open.steps.map((step) => step.evidence());
}

async function arrive(stage: Stage, arrived: Arrival | undefined): Promise<{ arrival: TouchpointEvidence['arrival']; failed: { problem: Problem; blocked: boolean } | null }> {
  const { request, page, watch } = stage;
  if (arrived === undefined) {
    const patience = loadPatience(stage, request.stepTimeout);
    const { loaded } = await settle(page, watch, patience);
    if (loaded) return { arrival: 'undeclared', failed: null };
    stage.unloaded = watch.state.documents;
    return { arrival: 'undeclared', failed: { problem: problem('NOT_LOADED', `The page did not finish loading within ${seconds(request.stepTimeout)}.`), blocked: false } };
  }
  try {
    await awaitArrival(page, arrived, request.stepTimeout, 'ARRIVAL_MISSING');
    return { arrival: 'confirmed', failed: null };
  } catch (error) {
    if (!isProblemError(error)) throw error;
    return { arrival: 'missing', failed: { problem: { code: error.problem.code, message: request.scrub(error.problem.message) }, blocked: false } };
  }
}

async function tell(collecting: readonly Collecting[], note: (collector: string, reason: string) => void, call: (session: CollectorSession<EvidenceKey>) => Promise<void> | undefined): Promise<void> {
  for (const { field, session } of collecting) {
    const told = call(session);
    if (told === undefined) continue;
    const result = await limited(told, collectorCap);
    if (!result.ok) note(field, result.reason);
  }
}

async function collect(touchpoint: string, collecting: readonly Collecting[], note: (collector: string, reason: string) => void, alive: boolean): Promise<Partial<Collected>> {
  const collected: Partial<Record<EvidenceKey, unknown>> = {};
  for (const { field, session } of collecting) {
    const result = await limited(session.collect(touchpoint), alive ? collectorCap : lifeCap);
    if (!result.ok) note(field, result.reason);
    else if (result.value !== undefined) collected[field] = result.value;
  }
  return collected as Partial<Collected>;
}

async function limited<T>(work: Promise<T>, ms: number): Promise<{ ok: true; value: T } | { ok: false; reason: string }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<{ ok: false; reason: string }>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, reason: `It took longer than ${seconds(ms)}.` }), ms);
  });
  const outcome = work.then(
    (value) => ({ ok: true as const, value }),
    (error: unknown) => ({ ok: false as const, reason: firstLine(error) }),
  );
  try {
    return await Promise.race([outcome, late]);
  } finally {
    clearTimeout(timer);
  }
}
