import type { ElementHandle } from 'playwright-core';
import type { ConsentMet, ConsentPress } from '../../model/consent-evidence.ts';
import { consentPurposes } from '../../model/consent-words.ts';
import type { StepEvidence } from '../../model/evidence.ts';
import type { Step } from '../../model/journey.ts';
import { targetOf } from '../act.ts';
import { isWithin } from '../in-page/obstacle.ts';
import { locate } from '../locate.ts';
import type { Found } from '../locate.ts';
import { within } from '../patience.ts';
import { problemError } from '../problems.ts';
import type { Stage } from '../stage.ts';
import { nextPress } from './decide.ts';
import type { Control, Wanted } from './decide.ts';
import { readConsent } from './read.ts';
import type { Consent } from './read.ts';

/** How a step of the customer's own is taken: what it is pressed on, and what for. */
export interface OwnStep {
  press: ConsentPress;
  find(): Promise<Found>;
}

/** Takes a step of the customer's own and gives its evidence. */
export type TakeOwnStep = (step: Step, own: OwnStep) => Promise<StepEvidence>;

/** ms a control of the layer may take to be pressed. */
const pressCap = 5_000;
/** ms the layer may take to answer a press: fading out, or loading its second layer. */
const answerCap = 2_500;
/** ms between two looks at it. */
const lookAgain = 100;
/** Steps of the plan that are asked whether they deal with the layer. */
const mostAsked = 20;

/**
 * Looks for a request for consent and answers it as the persona does, with its own hands. null: there is none, or what can be done about
 * this one was done before. `plan`: the step that is next, and the optional steps of the rest of the journey; a layer that one of these
 * deals with is left to it.
 */
export async function meetConsent(stage: Stage, wanted: Wanted, plan: { next: Step | null; optional: readonly Step[] }, late: boolean, take: TakeOwnStep): Promise<ConsentMet | null> {
  const { request, page, cdp, watch, consent } = stage;
  const began = request.now();
  const first = await readConsent(page, cdp);
  watch.state.asksForConsent = first !== null;
  if (first === null) {
    consent.alarms = consent.document === watch.state.documents ? consent.alarms + 1 : 1;
    consent.document = watch.state.documents;
    return null;
  }
  const known = (reading: Consent): string => `${watch.state.documents} ${signature(reading)}`;
  if (consent.settled.has(known(first))) return null;

  const made: ConsentPress['purpose'][] = [];
  const steps: number[] = [];
  const met = (outcome: ConsentMet['outcome'], obstacle?: ConsentMet['obstacle'], because?: string): ConsentMet => {
    if (outcome === 'accepted') consent.given = true;
    const { scrub } = request;
    return {
      layer: {
        name: scrub(first.name),
        selector: scrub(first.selector),
        covers: first.covers,
        modal: first.modal,
        ways: first.ways.map(scrub),
        offers: consentPurposes.filter((purpose) => first.controls.some((control) => control.purpose === purpose)),
        nameless: first.nameless,
        frame: first.frame,
      },
      wanted,
      outcome,
      ...(obstacle === undefined ? {} : { obstacle }),
      ...(because === undefined ? {} : { because: scrub(because) }),
      presses: made.length,
      duration: Math.max(0, request.now() - began),
      steps,
      late,
    };
  };
  const giveUp = (reading: Consent, obstacle: NonNullable<ConsentMet['obstacle']>, because: string): ConsentMet => {
    consent.settled.add(known(reading));
    return met('not-carried-out', obstacle, because);
  };

  if (await isPlanned(stage, first, plan)) {
    consent.settled.add(known(first));
    return met('left-to-plan');
  }
  let reading = first;
  for (;;) {
    if (reading.unreadable) return giveUp(reading, 'frame-not-readable', `It is in a frame of ${reading.frame === '' ? 'another page' : reading.frame} that could not be looked into.`);
    const decision = nextPress(wanted, reading.controls, made, reading.nameless);
    if ('stop' in decision) return giveUp(reading, decision.stop, decision.because);
    const { press, ends } = decision;
    const taken = await take(stepFor(wanted, press), { press: { wanted, purpose: press.purpose, press: made.length + 1 }, find: () => findControl(reading, press) });
    steps.push(taken.index);
    if (taken.outcome === 'failed') return giveUp(reading, 'control-not-usable', taken.problem?.message ?? '');
    if (taken.outcome === 'done') made.push(press.purpose);
    const next = await lookAfter(stage, reading, ends === null);
    watch.state.asksForConsent = next !== null;
    // Another layer in its place is another request.
    if (ends !== null && next?.selector !== reading.selector) return met(ends);
    if (next === null) {
      return met('not-carried-out', wanted === 'accept' ? 'no-way-to-accept' : 'no-way-to-reject', `The layer went away after "${press.name}", and no other came.`);
    }
    if (signature(next) === signature(reading)) return giveUp(next, 'layer-stays', `"${press.name}" was pressed, and the layer is still there.`);
    reading = next;
  }
}

/** What tells two states of a layer apart. */
function signature({ selector, controls, frame }: Consent): string {
  return JSON.stringify([selector, frame, controls.map(({ purpose, name }) => [purpose, name])]);
}

function stepFor(wanted: Wanted, { purpose, name }: Control): Step {
  const target = { named: name };
  const as = `${wanted} cookies: ${purpose === 'untick' ? 'untick' : 'press'} "${name}"`;
  return { ...(purpose === 'untick' ? { uncheck: target } : { click: target }), ifVisible: true, timeout: pressCap, as };
}

async function findControl(reading: Consent, { purpose, name }: Control): Promise<Found> {
  // A choice is found again when it has been unticked.
  const target = reading.find(purpose === 'untick' ? 'untick unticked' : purpose, name).first();
  if ((await target.count()) === 0) throw problemError('TARGET_MISSING', `There is nothing called "${name}" any more.`);
  return { target, waited: false, all: target };
}

/** The layer after a press, once it is another than before. `more`: a layer is expected to follow. */
async function lookAfter({ page, cdp, watch, request }: Stage, before: Consent, more: boolean): Promise<Consent | null> {
  const end = request.now() + answerCap;
  for (;;) {
    const now = await readConsent(page, cdp);
    const answered = now === null ? !more : signature(now) !== signature(before);
    if (answered || request.now() >= end) return now;
    const { documents } = watch.state;
    await watch.until(() => watch.state.documents !== documents, lookAgain);
  }
}

/** Does a step of the plan deal with this layer: the next one, or an optional one that comes later? */
async function isPlanned({ page }: Stage, reading: Consent, { next, optional }: { next: Step | null; optional: readonly Step[] }): Promise<boolean> {
  const asked = [...(next === null ? [] : [next]), ...optional].slice(0, mostAsked);
  const layer = await within(reading.find('layer').first().elementHandle({ timeout: 1_000 }), 1_000);
  if (layer == null) return false;
  for (const step of asked) {
    const target = targetOf(step);
    if (target === null) continue;
    const found = await within(locate(page, target, 1), 1_000);
    if (found === undefined) continue;
    const element = await within(found.target.elementHandle({ timeout: 1_000 }), 1_000);
    const inside = element == null ? false : await within(layer.evaluate(isWithin, element as ElementHandle<Element>), 1_000);
    if (inside === true) return true;
  }
  return false;
}
