import { actionOf } from '../model/journey.ts';
import type { Step } from '../model/journey.ts';
import type { Locator } from 'playwright-core';
import type { ConsentPress } from '../model/consent-evidence.ts';
import type { ElementFacts, StepEvidence } from '../model/evidence.ts';
import type { PointingEvidence } from '../model/pointing-evidence.ts';
import type { ObstacleSeen, SecondPress } from '../model/probe-evidence.ts';
import { describeStep } from './describe.ts';
import type { Heard, HeardAfter } from '../model/heard-evidence.ts';
import { dataIn } from './values.ts';
import type { Act } from './hands/hands.ts';
import { observationWindow } from './reactions.ts';
import type { Reactions } from './reactions.ts';
import type { Stage } from './stage.ts';
import { longestStillness } from './stillness.ts';

/** What is counted over the whole visit; a step is the difference. */
export interface Counters {
  documents: number;
  softNavigations: number;
  requests: number;
  opened: number;
}

/** What is noted while a step is taken. Moments are in ms since 1970. */
export interface Trace {
  began: number;
  /** The target could be seen; for `waitFor`: what was waited for came. */
  visibleAt: number;
  inputAt: number;
  /** An input was given. */
  given: boolean;
  /** At the moment of the input. */
  before: Counters;
  reactions: Reactions;
  act: Act;
  skipped: boolean;
  /** ms that answering requests for consent took in the middle of it, and when that was over. */
  held: { took: number; until: number };
  facts: ElementFacts | null;
  /** Text was entered into a field with nothing in it; null: none was, or it is not known. */
  intoEmpty: boolean | null;
  /** The target as it was found. */
  target: Locator | null;
  obstacle: Omit<ObstacleSeen, 'waited'> | null;
  /** undefined: not tried. */
  secondPress: SecondPress | null | undefined;
  heardAfter: HeardAfter | null;
  /** The customer's own answer to a request for consent; undefined: a step of the plan. */
  own: ConsentPress | undefined;
  settledAt: number | null;
  /** The page was waited for, and did not settle in time. */
  endless: boolean;
  /** What shows that the customer has arrived came after the step; null: it had not to be waited for. */
  arrivedAt: number | null;
  pointing: PointingEvidence;
  /** ms that the hands took to move: not a wait for the site. */
  spent: { moving: number };
  url: string;
}

export function countersOf({ watch: { state } }: Stage): Counters {
  const { documents, softNavigations, requests, opened } = state;
  return { documents, softNavigations, requests, opened };
}

/** Has anything at all happened since the input? */
export function hasFollowed(stage: Stage, { before, reactions }: Trace): boolean {
  const after = countersOf(stage);
  const counted = (Object.keys(after) as (keyof Counters)[]).some((key) => after[key] > before[key]);
  return counted || reactions.mutations > 0 || reactions.feedbackAt !== null || reactions.scrolled || reactions.focusMoved;
}

/** The moment the target could be used: when it was pressed, where a pointer pressed it, else when it could be seen. */
function actionableAt({ request, watch }: Stage, step: Step, trace: Trace): number {
  const { action } = actionOf(step);
  if (action === 'waitFor') return trace.visibleAt;
  const pointing = request.persona.hands === 'mouse' || request.persona.hands === 'touch';
  if (!pointing || !/^(?:click|fill|check|uncheck)$/.test(action)) return trace.visibleAt;
  // Before that, what was pressed was in the way of the target.
  return watch.reactions.firstPointer(Math.max(trace.began, trace.held.until)) ?? (trace.given ? trace.inputAt : trace.visibleAt);
}

/** ms that answering took since the target could be seen. */
function heldSince({ held, visibleAt }: Trace): number {
  return held.until > visibleAt ? Math.min(held.took, held.until - visibleAt) : 0;
}

function withoutSecrets({ press, ...rest }: PointingEvidence, scrub: (text: string) => string): PointingEvidence {
  if (press === undefined) return rest;
  const clean = <T extends { name: string; selector: string }>(control: T): T => ({ ...control, name: scrub(control.name), selector: scrub(control.selector) });
  const contact = press.contact === undefined ? {} : { contact: { ...press.contact, others: press.contact.others.map(clean) } };
  return { ...rest, press: { ...press, ...contact, moves: press.moves.map((move) => ({ ...move, hit: move.hit === null ? null : clean(move.hit) })) } };
}

/** Nothing: nothing was waited for, or it never ended. null: what moved could not be seen. */
function stillnessIn(step: Step, { act, given, inputAt, reactions, arrivedAt }: Trace, settledAt: number | null): Pick<StepEvidence, 'stillness'> {
  const { action } = actionOf(step);
  const end = arrivedAt === null ? (settledAt ?? reactions.feedbackAt) : Math.max(arrivedAt, settledAt ?? 0);
  if (!given || !act.done || end === null || action === 'run' || action === 'waitFor') return {};
  const byAddress = action === 'visit' || action === 'back' || action === 'reload';
  if (reactions.unseen || reactions.frame !== null || (reactions.inputAt === null && !byAddress)) return { stillness: null };
  return { stillness: longestStillness(reactions.inputAt ?? inputAt, end, reactions.motions) };
}

function waitingIn({ given, visibleAt, endless, arrivedAt }: Trace, input: number): Pick<StepEvidence, 'waiting'> {
  const waiting = { ...(arrivedAt !== null && { untilArrived: Math.max(0, arrivedAt - (given ? input : visibleAt)) }), ...(given && endless && { endless: true as const }) };
  return Object.keys(waiting).length === 0 ? {} : { waiting };
}

/** The evidence of a step as far as it is known now. */
export function stepEvidence(stage: Stage, step: Step, index: number, trace: Trace): StepEvidence {
  const { request } = stage;
  const { scrub } = request;
  const { before, reactions, act, skipped, facts, given } = trace;
  const after = countersOf(stage);
  const input = reactions.inputAt ?? trace.inputAt;
  const hard = after.documents > before.documents;
  const soft = after.softNavigations > before.softNavigations;
  // What a response led to is drawn after it has come: until the first of it shows the customer waits.
  const settledAt = trace.settledAt !== null && trace.settledAt > input ? Math.max(trace.settledAt, reactions.feedbackAt ?? 0) : null;
  return {
    index,
    action: actionOf(step).action,
    description: scrub(describeStep(step)),
    outcome: skipped ? 'skipped' : act.done ? 'done' : 'failed',
    ...(act.done || skipped ? {} : { problem: { code: act.code, message: scrub(act.message) } }),
    interruption: step.ifVisible === true && !skipped && act.done,
    ...(trace.own === undefined ? {} : { consent: trace.own }),
    commits: step.commits === true,
    target: facts === null ? null : { ...facts, name: scrub(facts.name), selector: scrub(facts.selector) },
    url: scrub(trace.url),
    navigation: hard ? 'hard' : soft ? 'soft' : 'none',
    start: trace.began - stage.began,
    untilActionable: Math.max(0, actionableAt(stage, step, trace) - trace.began - trace.spent.moving - trace.held.took),
    ...(given && { inputAt: Math.max(0, input - stage.began) }),
    untilSettled: given && settledAt !== null ? settledAt - input : null,
    ...stillnessIn(step, trace, settledAt),
    ...waitingIn(trace, input),
    untilFeedback: given && reactions.feedbackAt !== null ? Math.max(0, reactions.feedbackAt - input) : null,
    effort: act.effort,
    ...(step.fill !== undefined && act.done && !skipped && { typed: { ...dataIn(step.fill.with), intoEmpty: trace.intoEmpty } }),
    ...(act.tabStops === undefined ? {} : { tabStops: act.tabStops.map((stop) => ({ ...stop, name: scrub(stop.name), selector: scrub(stop.selector), ...(stop.coveredBy !== undefined && { coveredBy: scrub(stop.coveredBy) }) })) }),
    ...(act.keyboard === undefined ? {} : { keyboard: act.keyboard }),
    ...(Object.keys(trace.pointing).length === 0 ? {} : { pointing: withoutSecrets(trace.pointing, scrub) }),
    ...(trace.obstacle === null ? {} : { obstacle: { ...trace.obstacle, by: scrub(trace.obstacle.by), waited: act.done ? Math.max(0, actionableAt(stage, step, trace) - trace.visibleAt - trace.spent.moving - heldSince(trace)) : null } }),
    ...(trace.secondPress === undefined ? {} : { secondPress: trace.secondPress }),
    ...(act.heard === undefined ? {} : { heard: scrubbed(act.heard, trace.heardAfter, scrub) }),
    effect: given
      ? {
          mutations: reactions.mutations,
          requests: after.requests - before.requests,
          navigated: hard || soft,
          focusMoved: reactions.focusMoved,
          scrolled: reactions.scrolled,
          opened: after.opened > before.opened,
          observed: Math.min(observationWindow, Math.max(0, request.now() - input)),
        }
      : null,
  };
}

function scrubbed({ target, ...heard }: NonNullable<Act['heard']>, after: HeardAfter | null, scrub: (text: string) => string): Heard {
  return {
    ...heard,
    target: target === null ? null : { ...target, name: scrub(target.name), states: target.states.map(scrub), description: scrub(target.description) },
    after: after === null ? null : { ...after, announced: after.announced.map((said) => ({ ...said, text: scrub(said.text) })), appeared: after.appeared.map((text) => ({ ...text, text: scrub(text.text), selector: scrub(text.selector) })) },
  };
}
