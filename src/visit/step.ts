import { actionOf, isOptional } from '../model/journey.ts';
import type { ActionName, Step } from '../model/journey.ts';
import type { Pass, Problem, StepEvidence } from '../model/evidence.ts';
import { act, targetOf } from './act.ts';
import { withCertificate } from './certificate.ts';
import { lookOut } from './consent/late.ts';
import type { OwnStep } from './consent/meet.ts';
import { describeLocator } from './describe.ts';
import { elementFacts, fieldFacts } from './facts.ts';
import type { FieldState } from './in-page/field.ts';
import { noEffort } from './hands/act.ts';
import type { Act } from './hands/hands.ts';
import { locate } from './locate.ts';
import { navigationProblem } from './navigate.ts';
import { isProblemError, problem, problemError } from './problems.ts';
import { watchOut } from './reactions.ts';
import { limited, within } from './patience.ts';
import { frameDrawn, isSettled, settle } from './settle.ts';
import { pressAgain, watchSubmits } from './press-twice.ts';
import { isOnSite } from './site.ts';
import type { Stage } from './stage.ts';
import { countersOf, hasFollowed, stepEvidence } from './step-evidence.ts';
import type { Trace } from './step-evidence.ts';
import { watchTarget } from './watch-target.ts';

/** ms after the load event within which an optional layer has to show up; a customer who sees none by then goes on. */
const optionalCap = 1_000;

/** A step that has been taken. What follows its input may still come in until the next step begins: `evidence` says what is known now. */
export interface TakenStep {
  failed: { problem: Problem; blocked: boolean } | null;
  /** Frames that the page has drawn since it was quiet. */
  drawn: number;
  /** To be called before the next step begins: hears what has been announced since. */
  conclude(): Promise<void>;
  /** It was the last one before the customer had arrived. `at`: ms since 1970 when that was seen, where it had to be waited for. */
  arrived(at: number | null): void;
  evidence(): StepEvidence;
  /** What followed it is not added any more. */
  final?: true;
}

const typing: readonly ActionName[] = ['fill', 'choose', 'check', 'uncheck', 'hover', 'upload'];

/** What is given with one input, whose answer is waited for to be seen. */
const ticking: readonly ActionName[] = ['choose', 'check', 'uncheck'];

/** What is pressed at one point of the screen. */
const pressed: readonly ActionName[] = ['click', 'check', 'uncheck'];

/** Only where the site's entry in the plan says so, in the pass that is not timed, and with hands that point. A step that commits gets here only where that is allowed too. */
function mayPressTwice({ request: { site, persona } }: Stage, step: Step, pass: Pass): boolean {
  return pass === 'inspection' && site.allow?.doubleSubmit === true && step.click !== undefined && (persona.hands === 'mouse' || persona.hands === 'touch');
}

/** How a step is taken where that is not only its own matter. */
export interface Approach {
  /** It is the customer's own, and not of the plan. */
  own?: OwnStep;
  /** Answers a request for consent that comes up in the middle of it. */
  answer?: () => Promise<void>;
}

/** Takes one step: finds its target, uses the hands, waits until the page has settled. What goes wrong on the page is data. */
export async function takeStep(stage: Stage, step: Step, index: number, pass: Pass, how: Approach = {}): Promise<TakenStep> {
  const { request, page, watch } = stage;
  const timeout = step.timeout ?? request.stepTimeout;
  const trace = begin(stage, how);

  if (step.commits === true && request.site.allow?.commits !== true) {
    trace.act = failure(problem('COMMIT_REFUSED', `This step commits, and the plan does not allow that on ${request.site.id}.`));
  } else {
    const submits = how.own === undefined && mayPressTwice(stage, step, pass) ? watchSubmits(stage) : null;
    await perform(stage, step, timeout, trace, pass, how);
    if (submits !== null && trace.given && trace.act.done && trace.target !== null) {
      trace.secondPress = await pressAgain(stage, trace.target, trace.reactions.inputAt ?? trace.inputAt, submits);
    }
    submits?.stop();
  }

  const { action } = actionOf(step);
  let drawn = 0;
  const awaitSettled = async (): Promise<void> => {
    trace.settledAt = await settledAfter(stage, trace, timeout);
    trace.endless = trace.settledAt === null;
  };
  if (trace.given || (trace.act.done && !trace.skipped)) {
    if (ticking.includes(action)) await answerDrawn(stage, trace);
    // Typing and ticking start nothing that is worth waiting for more, unless a request says otherwise.
    if (!typing.includes(action) || watch.waiting() > 0) {
      await awaitSettled();
      drawn = 1;
    }
    if (trace.act.done && (await followWindow(stage, timeout))) await awaitSettled();
  }
  if (pass === 'inspection' && action === 'click' && trace.given && trace.act.done) {
    await watchOut(watch, () => hasFollowed(stage, trace), () => trace.reactions.inputAt ?? trace.inputAt, request.now);
  }
  if (trace.act.done && !trace.skipped) {
    const wrong = pageProblem(stage, trace, timeout);
    if (wrong !== null) trace.act = { ...trace.act, ...failure(wrong), effort: trace.act.effort };
  }
  if (!trace.act.done) {
    const { code, message } = await withCertificate(trace.act, watch.state.failure?.url ?? request.site.origin, stage, request.now());
    trace.act = { ...trace.act, code, message };
  }
  if (trace.act.keyboard !== undefined && stage.focusWatch !== null) trace.act.keyboard.focusAfter = await stage.focusWatch.after();
  trace.url = page.url();

  const { act: final, skipped } = trace;
  return {
    failed: final.done || skipped ? null : { problem: { code: final.code, message: request.scrub(final.message) }, blocked: final.blocked },
    drawn: isSettled(watch) ? drawn : 0,
    conclude: async () => {
      if (stage.hands.listen === undefined || !trace.given || trace.heardAfter !== null) return;
      const input = trace.reactions.inputAt ?? trace.inputAt;
      trace.heardAfter = await stage.hands.listen(!typing.includes(action) || action === 'choose', request.now() - input, stage);
    },
    arrived: (at) => {
      trace.arrivedAt = at;
    },
    evidence: () => stepEvidence(stage, step, index, trace),
  };
}

/** ms that the browser may take to tell of the first paint of a document that has settled; a page that shows nothing has none. */
const paintCap = 500;

/**
 * When the page has settled, and a frame within it that was given the input has drawn; null: it did not in time. Nobody acts on a page that is not
 * to be seen yet: a document that took the place of another has been painted by then.
 */
async function settledAfter({ cdp, watch }: Stage, { before, reactions }: Trace, timeout: number): Promise<number | null> {
  const [{ settledAt }] = await Promise.all([settle(cdp, watch, timeout), reactions.frame === null ? null : frameDrawn(cdp, reactions.frame)]);
  if (settledAt !== null && watch.state.documents > before.documents) await watch.until(() => reactions.feedbackAt !== null, paintCap);
  return settledAt;
}

/** The next step may begin at once: what a tick changes is to be seen in the frame after it, and told then. */
async function answerDrawn({ cdp }: Stage, { reactions }: Trace): Promise<void> {
  await Promise.all([frameDrawn(cdp), reactions.frame === null ? null : frameDrawn(cdp, reactions.frame)]);
}

function begin(stage: Stage, { own }: Approach): Trace {
  const now = stage.request.now();
  return {
    began: now,
    visibleAt: now,
    inputAt: now,
    given: false,
    before: countersOf(stage),
    reactions: stage.watch.reactions.begin(Number.POSITIVE_INFINITY),
    act: { done: true, effort: noEffort() },
    skipped: false,
    held: { took: 0, until: 0 },
    own: own?.press,
    facts: null,
    intoEmpty: null,
    target: null,
    obstacle: null,
    secondPress: undefined,
    heardAfter: null,
    settledAt: null,
    endless: false,
    arrivedAt: null,
    pointing: {},
    spent: { moving: 0 },
    url: '',
  };
}

function failure({ code, message }: Problem, blocked = false): Act & { done: false } {
  return { done: false, blocked, code, message, effort: noEffort() };
}

/** ms beyond its time that a step gets to say why it failed, before the page counts as frozen. */
const afterword = 5_000;

async function answered<T>(work: Promise<T>, timeout: number): Promise<T> {
  const result = await limited(work, timeout + afterword);
  if (!result.ended) throw problemError('PAGE_UNRESPONSIVE', 'The page stopped answering.');
  if (!result.ok) throw result.error;
  return result.value;
}

/** Finds the target and lets the hands act on it. */
async function perform(stage: Stage, step: Step, timeout: number, trace: Trace, pass: Pass, { own, answer }: Approach): Promise<void> {
  const { request, page, watch } = stage;
  const end = performance.now() + timeout;
  const left = (): number => Math.max(1, end - performance.now());
  const optional = isOptional(step);
  const wanted = targetOf(step);
  const onInput = (): void => {
    trace.inputAt = request.now();
    trace.given = true;
    trace.before = countersOf(stage);
    trace.reactions = watch.reactions.begin(trace.inputAt);
  };
  let looking: ReturnType<typeof watchTarget> | null = null;
  const followed = (ms: number): Promise<boolean> => watch.until(() => hasFollowed(stage, trace), ms);
  const onField = (empty: boolean): void => {
    trace.intoEmpty = empty;
  };
  const find = own?.find ?? (wanted === null ? null : () => locate(page, wanted, optional ? Math.min(left(), optionalWait(stage)) : left(), stage.hands.findsUnseen));
  const waits = wanted !== null || step.waitFor !== undefined;
  const lookout = lookOut(stage, () => trace.given && trace.reactions.inputAt !== null, waits ? (answer ?? null) : null);
  try {
    const found = find === null ? null : await answered(find(), timeout);
    trace.visibleAt = request.now();
    // Asked for without waiting: the answer comes while the hands are still on their way.
    const target = found?.target ?? null;
    trace.target = target;
    if (pass === 'inspection' && target !== null && pressed.includes(actionOf(step).action)) looking = watchTarget(target, () => watch.reactions.firstPointer(trace.visibleAt) !== null);
    let field = target !== null && step.fill !== undefined ? fieldFacts(target, timeout) : null;
    const facts = field?.then((told) => told.facts) ?? (target === null ? Promise.resolve(null) : elementFacts(target, timeout));
    const foundField = async (): Promise<FieldState | null> => {
      const asked = field;
      field = null;
      return (await asked)?.field ?? null;
    };
    const words = wanted === null ? 'the page' : describeLocator(wanted);
    lookout.acting(onInput);
    const use = (): Promise<Act> => answered(act(stage, step, target, { page, persona: request.persona, timeout: left(), left, words, cdp: stage.cdp, sought: wanted, all: found?.all ?? null, reader: stage.reader, pointer: stage.pointer, wanted: stage.wanted, inspect: pass === 'inspection', pointing: trace.pointing, spent: trace.spent, focusWatch: stage.focusWatch, pressedAt: () => trace.reactions.pressedAt, placed: async () => (await within(facts, 1_000))?.box ?? null, foundField, onInput, followed, onField }), timeout);
    trace.act = await use();
    // Caught in a layer that came up: it is answered, and the hands try once more.
    if (!trace.act.done && trace.act.blocked && trace.reactions.inputAt === null && (await lookout.stuck())) trace.act = withEffortOf(trace.act, await use());
    // What could not be pressed has had no input, whatever the hands were about to do.
    if (!trace.act.done && trace.reactions.inputAt === null) trace.given = false;
    trace.facts = (await within(facts, 1_000)) ?? null;
    if (wanted === null) trace.visibleAt = actionOf(step).action === 'waitFor' ? request.now() : trace.began;
    // An optional layer that went by itself needs no step.
    if (!trace.act.done && optional && target !== null) trace.skipped = (await within(target.isVisible(), 1_000)) !== true;
  } catch (error) {
    if (!isProblemError(error)) throw error;
    trace.skipped = optional && /^TARGET_(?:MISSING|HIDDEN)$/.test(error.problem.code);
    if (!trace.skipped) trace.act = failure(error.problem, error.blocked);
  } finally {
    looking?.stop();
    trace.obstacle = looking?.seen() ?? null;
    trace.held = await lookout.stop();
  }
}

/** The second of two attempts, with what both have cost. */
function withEffortOf(first: Act, second: Act): Act {
  const [one, other] = [first.effort, second.effort];
  const effort = { ...other, presses: one.presses + other.presses, keys: one.keys + other.keys, typed: one.typed + other.typed, scrolls: one.scrolls + other.scrolls };
  return { ...second, effort };
}

/** ms left for an optional layer to show up. */
function optionalWait({ watch, request }: Stage): number {
  const { loadedAt } = watch.state;
  return loadedAt === null ? optionalCap : Math.max(1, loadedAt + optionalCap - request.now());
}

/**
 * Follows a window that the step opened, in the same tab, since all instruments are bound to one page: a customer goes on in the window that
 * came up. Only to addresses the plan allows; others are closed and left at that.
 */
async function followWindow(stage: Stage, timeout: number): Promise<boolean> {
  const { page, request, watch } = stage;
  const addresses = watch.state.popups.splice(0);
  const address = addresses.findLast((url) => /^https?:/.test(url) && isOnSite(url, request.site));
  if (address === undefined) return false;
  const referer = page.url();
  await page.goto(address, { waitUntil: 'commit', timeout, ...(/^https?:/.test(referer) ? { referer } : {}) }).catch(() => undefined);
  return true;
}

/** What is wrong with the page that a step led to; null: nothing that can be told without a marker. */
function pageProblem({ page, request, watch }: Stage, trace: Trace, timeout: number): Problem | null {
  const address = page.url();
  if (address.startsWith('chrome-error:')) {
    const { url, error } = watch.state.failure ?? { url: request.site.origin, error: 'net::ERR_FAILED' };
    return navigationProblem(new Error(error), url, timeout).problem;
  }
  if (!isOnSite(address, request.site)) return problem('LEFT_SITE', `The step led to ${new URL(address).origin}, which is not on ${request.site.origin}, nor an origin that the plan allows.`);
  const { documents, status } = watch.state;
  if (documents > trace.before.documents && status !== null && status >= 400) return problem('HTTP_STATUS', `The page answered ${status}.`);
  return null;
}
