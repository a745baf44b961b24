import { z } from 'zod';
import type { ConsentMet } from '../model/consent-evidence.ts';
import { actionOf } from '../model/journey.ts';
import type { Locator } from '../model/locator.ts';
import type { Arrival, Step } from '../model/journey.ts';
import type { Pass, Problem, TouchpointEvidence } from '../model/evidence.ts';
import { targetOf } from './act.ts';
import { awaitArrival } from './arrive.ts';
import { evaluateApart } from './collectors/instruments/evaluate-apart.ts';
import { hiddenIn } from './collectors/instruments/closed-roots.ts';
import { collect, lifeCap, lookAt, settleAll, tell, type Collecting, type Note } from './collecting.ts';
import { consentAt } from './consent/at-touchpoint.ts';
import { titleAndHint } from './consent/read.ts';
import { describeStep } from './describe.ts';
import { settleMotion } from './in-page/settle-motion.ts';
import { isProblemError, problem, seconds } from './problems.ts';
import { limited } from './patience.ts';
import type { Limited } from './patience.ts';
import { isSettled, settle } from './settle.ts';
import type { Stage } from './stage.ts';
import { takeStep } from './step.ts';
import type { Approach, TakenStep } from './step.ts';

/** ms that looking for closed shadow roots may take. */
const closedCap = 5_000;

/** A touchpoint on its way into the evidence; also read when the visit is cut off in the middle. */
export interface OpenTouchpoint {
  id: string;
  steps: TakenStep[];
}

/** Walks to one touchpoint and records what is there. `ahead`: the steps of the plan at the touchpoints after it. */
export async function replayTouchpoint(
  stage: Stage,
  touchpoint: { id: string; steps: readonly Step[]; arrived: Arrival | undefined },
  ahead: readonly Step[],
  pass: Pass,
  collecting: readonly Collecting[],
  open: OpenTouchpoint,
): Promise<TouchpointEvidence> {
  const { request, page } = stage;
  const notCollected: TouchpointEvidence['notCollected'] = [];
  const note: Note = (collector, reason) => {
    if (!notCollected.some((known) => known.collector === collector)) notCollected.push({ collector, reason: request.scrub(reason) });
  };

  const states: NonNullable<TouchpointEvidence['states']> = [];
  const met: ConsentMet[] = [];
  const inTheMiddle: TakenStep[] = [];
  /** The step before is over for the instruments too. */
  let ended = Promise.resolve();
  /** The last step is followed by the arrival: what collectors wait for is waited for beside it. */
  const end = async (taken: TakenStep, isLast: boolean): Promise<void> => {
    if (isLast) await settleAll(collecting, note, taken.drawn);
    await tell(collecting, note, (session) => session.afterStep?.(taken.evidence(), taken.drawn));
    stage.step = null;
  };
  const take = async (step: Step, how: Approach, wanted: Locator | null, isLast: boolean): Promise<TakenStep> => {
    await ended;
    request.onProgress?.(touchpoint.id, request.scrub(describeStep(step)));
    await open.steps.findLast(({ final }) => final !== true)?.conclude();
    freeze(open);
    const { action } = actionOf(step);
    const index = open.steps.length;
    stage.step = index;
    stage.wanted = wanted;
    await tell(collecting, note, (session) => session.beforeStep?.(index, action));
    const taken = await takeStep(stage, step, index, pass, how);
    open.steps.push(taken, ...inTheMiddle.splice(0));
    ended = end(taken, isLast);
    return taken;
  };
  const between = consentAt(stage, met, async (step, own) => (await take(step, { own }, null, false)).evidence());
  // A step of the customer's own in the middle of one of the plan's: the instruments go on with that one.
  const within = consentAt(stage, met, async (step, own) => {
    const { wanted } = stage;
    stage.wanted = null;
    const taken = await takeStep(stage, step, open.steps.length + 1 + inTheMiddle.length, pass, { own });
    await taken.conclude();
    stage.wanted = wanted;
    inTheMiddle.push(frozen(taken));
    return taken.evidence();
  });

  let failed: { problem: Problem; blocked: boolean } | null = null;
  /** Index of the last step that was done. */
  let last: number | null = null;
  for (const [place, step] of touchpoint.steps.entries()) {
    const plan = { next: step, optional: [...touchpoint.steps.slice(place), ...ahead].filter(({ ifVisible }) => ifVisible === true) };
    await ended;
    await between.before(plan);
    const taken = await take(step, within.during(plan), wantedAfter(touchpoint, place), place === touchpoint.steps.length - 1);
    failed = taken.failed;
    if (failed !== null) break;
    const { index, outcome } = taken.evidence();
    if (outcome === 'done') last = index;
    if (step.inspect === true && pass === 'inspection' && outcome === 'done') {
      freeze(open);
      await standStill(stage);
      states.push({ step: index, collected: await lookAt(touchpoint.id, index, collecting, note) });
    }
  }

  // A page that is just being replaced fails to answer, but it is alive.
  const look = (): Promise<Limited<unknown>> => limited(stage.cdp.send('Runtime.evaluate', { expression: titleAndHint, returnByValue: true }), lifeCap);
  let arrival: TouchpointEvidence['arrival'] = 'not-checked';
  let reachedAt: number | null = null;
  let isShown = false;
  if (failed === null) {
    const [arrived] = await Promise.all([arrive(stage, touchpoint.arrived, ended), ended]);
    failed = arrived.failed;
    arrival = arrived.arrival;
    if (failed === null) reachedAt = request.now() - stage.began;
    const restless = arrival === 'confirmed' && !isSettled(stage.watch);
    if (restless) await settle(stage.cdp, stage.watch, request.stepTimeout);
    open.steps.find((taken) => taken.evidence().index === last)?.arrived(arrived.at);
    // What was waited for beside a marker that was there at once is all there is; without a step nothing was.
    isShown = failed === null && touchpoint.steps.length > 0 && !arrived.waited && !restless;
  }
  await ended;
  const [sign] = await Promise.all([look(), isShown ? null : settleAll(collecting, note, 0)]);
  await open.steps.findLast(({ final }) => final !== true)?.conclude();
  const alive = sign.ended;
  const [title, asks] = told(sign);
  stage.watch.state.asksForConsent ||= asks;
  // Collectors of the inspection press keys and scroll: nothing of that followed the customer's step.
  if (pass === 'inspection') {
    freeze(open);
    if (alive) await standStill(stage);
  }
  const { popups } = stage.watch.state;
  const opened = popups.length;
  const isLookedInto = pass === 'inspection' && alive && collecting.some(({ openRoots }) => openRoots);
  const hidden = isLookedInto ? hiddenIn(stage.cdp, closedCap) : Promise.resolve(undefined);
  const { collected, partlyCollected } = await collect({ touchpoint: touchpoint.id, steps: stepsOf(open) }, collecting, note, alive, hidden, new Map(notCollected.map(({ collector, reason }) => [collector, reason])));
  const unseen = await hidden;
  // That there was none cannot be said where some of the page cannot be looked into.
  if (request.persona.consent !== 'ignore' && met.length === 0 && unseen !== undefined) partlyCollected.push({ collector: 'consent', reason: unseen });
  // A window that opened because a collector tried something is no place for the customer to go.
  if (pass === 'inspection') popups.length = opened;
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
    collected: { ...collected, ...(request.persona.consent !== 'ignore' && { consent: met }) },
    ...(states.length > 0 && { states }),
    notCollected,
    ...(partlyCollected.length > 0 && { partlyCollected }),
  };
}

/** What the step at `index` is taken for. */
function wantedAfter({ steps, arrived }: { steps: readonly Step[]; arrived: Arrival | undefined }, index: number): Locator | null {
  const next = steps[index + 1];
  if (next !== undefined) return targetOf(next);
  if (arrived === undefined) return null;
  return typeof arrived === 'object' && 'url' in arrived ? (arrived.see ?? null) : arrived;
}

/** ms that a transition may go on after the customer has arrived; they rarely take longer (Material Design 2014: 200 to 500 ms). */
const transitionCap = 1_000;

/** What is looked at has the size and colour it comes to rest in. A page that does not answer is found out by the collectors. */
async function standStill({ cdp }: Stage): Promise<void> {
  await limited(evaluateApart(cdp, settleMotion, transitionCap, 2 * transitionCap), 2 * transitionCap);
}

/** What came of the step before counts until the next one begins. */
function freeze(open: OpenTouchpoint): void {
  open.steps = open.steps.map(frozen);
}

function frozen(taken: TakenStep): TakenStep {
  if (taken.final === true) return taken;
  let evidence = taken.evidence();
  return {
    ...taken,
    final: true,
    // Where the steps after it were not needed; what moved since is not known.
    arrived: (at) => {
      taken.arrived(at);
      const { waiting } = taken.evidence();
      evidence = { ...evidence, ...(waiting && { waiting }) };
    },
    evidence: () => evidence,
  };
}

export function stepsOf(open: OpenTouchpoint): TouchpointEvidence['steps'] {
  return open.steps.map((step) => step.evidence());
}

interface Arrived {
  arrival: TouchpointEvidence['arrival'];
  failed: { problem: Problem; blocked: boolean } | null;
  /** The customer saw it only after a while. */
  waited: boolean;
  /** ms since 1970 when it was seen, where it was waited for. */
  at: number | null;
}

/** `ended`: the last step is over. */
async function arrive(stage: Stage, arrived: Arrival | undefined, ended: Promise<void>): Promise<Arrived> {
  const { request, page, cdp, watch } = stage;
  const unseen = { waited: true, at: null };
  if (arrived === undefined) {
    await ended;
    const loaded = (isSettled(watch) && watch.state.loadedAt !== null) || (await settle(cdp, watch, request.stepTimeout)).loaded;
    if (loaded) return { arrival: 'undeclared', failed: null, ...unseen };
    return { arrival: 'undeclared', failed: { problem: problem('NOT_LOADED', `The page did not finish loading within ${seconds(request.stepTimeout)}.`), blocked: false }, ...unseen };
  }
  try {
    const { waited } = await awaitArrival(page, arrived, request.stepTimeout, 'ARRIVAL_MISSING');
    return { arrival: 'confirmed', failed: null, waited, at: waited ? request.now() : null };
  } catch (error) {
    if (!isProblemError(error)) throw error;
    return { arrival: 'missing', failed: { problem: { code: error.problem.code, message: request.scrub(error.problem.message) }, blocked: false }, ...unseen };
  }
}

const Sign = z.object({ result: z.object({ value: z.tuple([z.string(), z.boolean()]) }) });

/** Its title, and whether it may be asking for consent. */
function told(sign: Limited<unknown>): [string, boolean] {
  const answer = sign.ended && sign.ok ? Sign.safeParse(sign.value) : null;
  return answer?.data?.result.value ?? ['', false];
}
