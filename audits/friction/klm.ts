import type { StepEvidence } from '../../src/model/evidence.ts';
import type { Hands, Pace } from '../../src/model/persona.ts';
import { limits } from './sources.ts';

/**
 * The Keystroke-Level Model (Card, Moran & Newell 1983): T = ΣK + ΣP + ΣB + ΣH + ΣM + ΣR over what the hands really did, with
 * pointing by Fitts's law. Time of an expert who makes no errors: a lower bound, good for comparing ways, not for predicting a person.
 */
export interface Effort {
  /** Seconds for characters and other keys (K). */
  typing: number;
  /** Seconds for pointing, pressing and moving the hand to and from the keyboard (P, B, H). */
  pointing: number;
  /** Seconds of listening to a screen reader on the way to controls: words at the persona's pace. */
  listening: number;
  /** Seconds of deciding (M). */
  thinking: number;
  /** Seconds waited beyond the first second of each wait (R). */
  waiting: number;
  /** Seconds for getting rid of what the customer did not ask for: all operators of those steps. */
  interruptions: number;
  /** Seconds for going back and loading again: all operators of those steps. */
  recovery: number;
}

export type Part = keyof Effort;

export const parts = ['typing', 'pointing', 'listening', 'thinking', 'waiting', 'interruptions', 'recovery'] as const satisfies readonly Part[];

/** Seconds to point with a mouse where distance and size are not known: P of Card, Moran & Newell 1983, the press not included. */
const typicalPointing = 1.1;

/** Steps that follow a decision. Arriving by address, scrolling and waiting do not, and a function of the plan hides what it does. */
const decided = new Set<StepEvidence['action']>(['click', 'fill', 'choose', 'check', 'uncheck', 'press', 'hover', 'drag', 'upload', 'back', 'reload']);

/** Did the customer have to decide something for this step? */
export function decidesAt({ outcome, action }: StepEvidence): boolean {
  return outcome === 'done' && decided.has(action);
}

/** Seconds of each part for the steps that were done. `before`: the steps before them, after which the hand is where they left it. */
export function effortOf(steps: readonly StepEvidence[], pace: Pace, hands: Hands, before: readonly StepEvidence[] = []): Effort {
  const total: Effort = { typing: 0, pointing: 0, listening: 0, thinking: 0, waiting: 0, interruptions: 0, recovery: 0 };
  const isDone = ({ outcome }: StepEvidence): boolean => outcome === 'done';
  let place = before.filter(isDone).reduce<Place>((from, step) => operators(step, pace, hands, from).place, 'pointer');
  for (const step of steps.filter(isDone)) {
    const own = operators(step, pace, hands, place);
    place = own.place;
    const whole = bucketOf(step);
    const waiting = waitOf(step);
    if (whole !== null) {
      total[whole] += own.typing + own.pointing + own.listening + own.thinking + waiting;
      continue;
    }
    total.typing += own.typing;
    total.pointing += own.pointing;
    total.listening += own.listening;
    total.thinking += own.thinking;
    total.waiting += waiting;
  }
  return total;
}

export function secondsOf(effort: Effort): number {
  return parts.reduce((sum, part) => sum + effort[part], 0);
}

/** Seconds for these steps without their waits: for the inspection, whose times are not read because everything is recorded meanwhile. */
export function secondsWithoutWaits(steps: readonly StepEvidence[], pace: Pace, hands: Hands): number {
  return secondsOf(effortOf(steps.map(({ waiting: _, ...step }) => ({ ...step, untilActionable: 0, untilSettled: null, untilFeedback: null })), pace, hands));
}

/** Seconds to notice, aim at and press something, as for closing a layer: M + P + B. */
export function secondsToDismiss(pace: Pace): number {
  return (pace.think + typicalPointing + pace.press) * pace.factor;
}

/** Steps whose wait is not known: the page never settled, and what shows that the customer had arrived was there before the visit gave it up. Without that sign, only a page load must have been waited for. */
export function unsettled(steps: readonly StepEvidence[]): StepEvidence[] {
  return steps.filter(({ outcome, action, navigation, untilSettled, waiting = {} }) => outcome === 'done' && action !== 'run' && untilSettled === null && (navigation === 'hard' || waiting.endless === true) && waiting.untilArrived === undefined);
}

/** The part that the wait of a step is in. */
export function waitingPartOf(step: StepEvidence): Part {
  return bucketOf(step) ?? 'waiting';
}

function bucketOf({ interruption, action }: StepEvidence): 'interruptions' | 'recovery' | null {
  if (interruption) return 'interruptions';
  return action === 'back' || action === 'reload' ? 'recovery' : null;
}

/** Where the hand is. */
type Place = 'pointer' | 'keyboard';

function operators(step: StepEvidence, pace: Pace, hands: Hands, from: Place) {
  const { effort, action } = step;
  const points = hands === 'mouse' || hands === 'touch';
  let place: Place = from;
  let homing = 0;
  let pointing = 0;
  // What is pointed at need not be pressed.
  if (points && (effort.presses > 0 || effort.pointerDistance !== null)) {
    if (hands === 'mouse' && place === 'keyboard') homing += pace.home;
    place = 'pointer';
    pointing += pointingTime(effort, pace) + effort.presses * pace.press;
  }
  const keys = effort.typed + effort.keys;
  if (keys > 0) {
    if (hands === 'mouse' && place === 'pointer') homing += pace.home;
    place = 'keyboard';
  }
  return {
    place,
    typing: keys * pace.key * pace.factor,
    pointing: (pointing + homing) * pace.factor,
    listening: listeningOf(step, pace),
    thinking: decided.has(action) ? pace.think * pace.factor : 0,
  };
}

/** Seconds it takes to hear what a screen reader announced on the way to the target, each thing to its end; 0: nothing was announced. */
export function listeningOf({ heard }: Pick<StepEvidence, 'heard'>, { reading }: Pace): number {
  return ((heard?.words ?? 0) * 60) / reading;
}

/** Fitts's law in Shannon's form with the throughput of the persona: MT = log2(D / W + 1) / bits. Older evidence knows no more than the smaller side of the target. */
function pointingTime({ pointerDistance, targetSize, difficulty }: StepEvidence['effort'], { pointingBits }: Pace): number {
  if (difficulty != null) return difficulty / pointingBits;
  if (pointerDistance === null || targetSize === null || targetSize <= 0) return typicalPointing;
  return Math.log2(pointerDistance / targetSize + 1) / pointingBits;
}

/** ms from the input until the page had settled and the customer had arrived; where neither was seen, at least until something showed. */
export function settlingOf({ untilSettled, untilFeedback, waiting = {} }: StepEvidence): number {
  return Math.max(untilSettled ?? untilFeedback ?? 0, waiting.untilArrived ?? 0);
}

/** Seconds beyond the first of each wait: for the target to become usable, and for the page to settle. What a function of the plan takes is not the site's doing alone. */
function waitOf(step: StepEvidence): number {
  if (step.action === 'run') return 0;
  return (Math.max(0, step.untilActionable - limits.flow) + Math.max(0, settlingOf(step) - limits.flow)) / 1000;
}
