import type { Browser, BrowserContext, CDPSession, Frame, Page } from 'playwright-core';
import { touchpointOn } from '../model/journey.ts';
import type { Step } from '../model/journey.ts';
import { evidenceSchema } from '../model/evidence.ts';
import type { Problem, TouchpointEvidence, VisitEvidence } from '../model/evidence.ts';
import type { Throttling } from '../model/throttling.ts';
import type { Collecting } from './collecting.ts';
import type { Collector, CollectorContext } from './collectors/collector.ts';
import { faultsOfThePlan } from '../model/problem-codes.ts';
import { awaitArrival } from './arrive.ts';
import { applyTextScale, contextOptions, viewportOf } from './conditions.ts';
import { named } from './user-agent.ts';
import { watchReceived, type Received } from './received.ts';
import { consentAt } from './consent/at-touchpoint.ts';
import { makeFocusWatch } from './hands/focus-watch.ts';
import { hands } from './hands/index.ts';
import { firstLine, isProblemError, problem, seconds } from './problems.ts';
import { within } from './patience.ts';
import type { Stage, VisitRequest } from './stage.ts';
import { takeStep } from './step.ts';
import { throttleServiceWorkers } from './service-workers.ts';
import { applyThrottling, throttlingFor } from './throttle.ts';
import { readShown } from './render-page.ts';
import { replayTouchpoint, stepsOf } from './touchpoint.ts';
import type { OpenTouchpoint } from './touchpoint.ts';
import { veilOf } from './veil.ts';
import { watchPage } from './watch.ts';

/** ms a context may take to close before it is left to the end of the browser. */
const closeCap = 5_000;

/** What is known of a visit at any moment, also when it is cut off. */
interface Progress {
  touchpoints: TouchpointEvidence[];
  open: OpenTouchpoint | null;
  /** null: bytes are not counted. */
  received: Received | null;
}

/** Makes one visit in a context of its own. Never throws: whatever goes wrong is in the outcome, beside what was finished by then. */
export async function makeVisit(browser: Browser, collectors: readonly Collector[], request: VisitRequest): Promise<VisitEvidence> {
  const began = request.now();
  const conditions: VisitEvidence['conditions'] = {
    browser: browser.version(),
    hands: request.persona.hands,
    viewport: viewportOf(request.persona),
    throttling: throttlingFor(request.persona, request.unit.pass, request.hostIndex),
    hostIndex: request.hostIndex,
  };
  const progress: Progress = { touchpoints: [], open: null, received: null };
  const ending = watchForEnd(browser, request);
  let context: BrowserContext | null = null;
  let outcome: VisitEvidence['outcome'];
  try {
    const journey = async (): Promise<Problem | null> => {
      const options = contextOptions(request.persona, browser.version());
      Object.assign(conditions, await named(browser, request.userAgent, options.userAgent));
      context = await browser.newContext({ ...options, ...(conditions.userAgent !== undefined && { userAgent: conditions.userAgent }) });
      if (ending.ended()) await context.close();
      return replay(context, { request, collectors, conditions, began, progress, ending });
    };
    const work = journey().catch((error: unknown) => (isProblemError(error) ? error.problem : problem(browser.isConnected() ? 'VISIT_FAILED' : 'BROWSER_CRASHED', `The visit failed: ${firstLine(error)}`)));
    const stopped = await Promise.race([work, ending.promise]);
    outcome = stopped === null ? { ok: true } : { ok: false, code: stopped.code, message: request.scrub(stopped.message) };
  } finally {
    ending.release();
    await progress.received?.end();
    if (context !== null) await within((context as BrowserContext).close(), closeCap);
  }
  return {
    schema: evidenceSchema,
    unit: request.unit,
    attempt: request.attempt,
    startedAt: new Date(began).toISOString(),
    duration: Math.max(0, request.now() - began),
    conditions,
    outcome,
    touchpoints: allTouchpoints(request, progress, outcome),
  };
}

interface Ending {
  promise: Promise<Problem>;
  ended(): boolean;
  end(code: Parameters<typeof problem>[0], message: string): void;
  release(): void;
}

/** What ends a visit at once: the run is stopped, its time is up, the browser is gone. */
function watchForEnd(browser: Browser, request: VisitRequest): Ending {
  const { promise, resolve } = Promise.withResolvers<Problem>();
  let over = false;
  const end: Ending['end'] = (code, message) => {
    over = true;
    resolve(problem(code, message));
  };
  const aborted = (): void => end('VISIT_ABORTED', 'The run was stopped.');
  const gone = (): void => end('BROWSER_CRASHED', 'The browser ended in the middle of the visit.');
  const timer = setTimeout(() => end('VISIT_TIMEOUT', `The visit took longer than ${seconds(request.visitTimeout)}.`), request.visitTimeout);
  request.signal.addEventListener('abort', aborted, { once: true });
  browser.once('disconnected', gone);
  if (request.signal.aborted) aborted();
  if (!browser.isConnected()) gone();
  return {
    promise,
    ended: () => over,
    end,
    release: () => {
      over = true;
      clearTimeout(timer);
      request.signal.removeEventListener('abort', aborted);
      browser.off('disconnected', gone);
    },
  };
}

interface Visit {
  request: VisitRequest;
  collectors: readonly Collector[];
  conditions: VisitEvidence['conditions'];
  began: number;
  progress: Progress;
  ending: Ending;
}

/** A document comes in place of the one that is there; a mark in an address may lead within it. */
function isAddress(step: Step | undefined): boolean {
  return step?.visit !== undefined && !step.visit.includes('#') && step.ifVisible !== true;
}

/** The whole journey. Gives the reason why the visit measured nothing, or null. */
async function replay(context: BrowserContext, visit: Visit): Promise<Problem | null> {
  const { request, progress, ending } = visit;
  const persona = hands[request.persona.hands];

  context.setDefaultTimeout(request.stepTimeout);
  const page = await context.newPage();
  page.on('crash', () => ending.end('BROWSER_CRASHED', 'The page crashed.'));
  // A browser that ends closes its pages first: which of the two it was is known a turn later.
  page.on('close', () => setImmediate(() => ending.end('PAGE_CLOSED', 'The page closed itself.')));
  const cdp = await context.newCDPSession(page);
  await Promise.all([cdp.send('Page.enable'), cdp.send('Network.enable')]);
  if (request.onReceived !== undefined) progress.received = watchReceived(context, cdp, request.onReceived);
  const watch = await watchPage(context, page, cdp, request.now);
  await persona.prepare?.(cdp);
  await applyTextScale(cdp, request.persona.display.textScale);
  const endThrottling = await throttle(context, page, cdp, visit.conditions.throttling);
  const focusWatch = request.unit.pass === 'inspection' && request.persona.hands === 'keyboard' ? makeFocusWatch(cdp) : null;
  const stage: Stage = { request, context, page, cdp, watch, hands: persona, focusWatch, pointer: { x: 0, y: 0, resting: false }, reader: { document: '', at: null, focus: null, listening: [] }, wanted: null, typedSecrets: [], began: visit.began, isLeft: false, step: null, consent: { given: false, settled: new Set(), document: 0, alarms: 0 } };

  const login = await logIn(stage);
  if (login !== null) return login;
  if (request.onReady !== undefined) request.onReady(await context.storageState());

  const { collecting, broken } = await startCollectors(stage, visit.collectors);
  try {
    const touchpoints = Object.entries(request.journey.touchpoints).map(([id, declared]) => ({ id, ...touchpointOn(declared, request.site.id) }));
    for (const [index, touchpoint] of touchpoints.entries()) {
      if (ending.ended()) return null;
      const open: OpenTouchpoint = { id: touchpoint.id, steps: [] };
      progress.open = open;
      const ahead = touchpoints.slice(index + 1).flatMap(({ steps }) => steps);
      const next = touchpoints[index + 1];
      stage.isLeft = next === undefined || isAddress(next.steps[0]);
      const found = await replayTouchpoint(stage, touchpoint, ahead, request.unit.pass, collecting, open);
      if (ending.ended()) return null;
      found.notCollected.unshift(...broken);
      progress.touchpoints.push(found);
      progress.open = null;
      request.onTouchpoint?.(found, visit.conditions);
      if (request.onShown !== undefined && found.status === 'reached') await handOut(request.onShown, stage);
      if (found.status === 'reached') continue;
      return index === 0 && found.problem !== undefined ? unreachable(found.problem, page) : null;
    }
    return null;
  } finally {
    for (const { session } of collecting) await within(Promise.resolve(session.stop?.()), closeCap);
    await within(endThrottling(), closeCap);
  }
}

/** ms that reading a page may take. */
const shownCap = 5_000;

async function handOut(take: NonNullable<VisitRequest['onShown']>, { page, watch: { state } }: Stage): Promise<void> {
  const shown = await within(readShown(page), shownCap);
  if (shown !== undefined) take({ ...shown, settled: ![state.givenUp, state.restless].includes(state.documents) });
}

/** Why nothing of the site has ever been seen; null: something was. */
function unreachable({ code, message }: Problem, page: Page): Problem | null {
  if (code === 'CERTIFICATE_REFUSED' || code === 'SITE_UNREACHABLE') return { code, message };
  return code === 'NAVIGATION_TIMEOUT' && page.url() === 'about:blank' ? { code: 'SITE_UNREACHABLE', message } : null;
}

/** Applies the throttling to the page, and to the frames of other sites, and to service workers, which have targets of their own. Gives a function that ends it. What other workers ask for themselves is not throttled by Chrome. */
async function throttle(context: BrowserContext, page: Page, cdp: CDPSession, throttling: Throttling): Promise<() => Promise<void>> {
  if (throttling.method === 'none') return async () => undefined;
  await applyThrottling(cdp, throttling);
  const applyTo = async (frame: Frame): Promise<void> => {
    // A frame without a target of its own has been throttled with the page.
    const session = await context.newCDPSession(frame).catch(() => null);
    if (session !== null) await applyThrottling(session, throttling).catch(() => undefined);
  };
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame()) void applyTo(frame);
  });
  return throttleServiceWorkers(context, cdp, throttling);
}

/** What the plan got wrong stays what it is. */
function notLoggedIn({ code, message }: Problem): Problem {
  return { code: faultsOfThePlan.has(code) ? code : 'LOGIN_FAILED', message: `The customer could not be logged in: ${message}` };
}

/** The login of the site, which is not measured. Gives the reason why it failed, or null. */
async function logIn(stage: Stage): Promise<Problem | null> {
  const { login } = stage.request.site;
  if (login === undefined) return null;
  for (const [index, step] of login.steps.entries()) {
    const plan = { next: step, optional: login.steps.slice(index).filter(({ ifVisible }) => ifVisible === true) };
    const answering = consentAt(stage, [], async (own, how) => {
      const taken = await takeStep(stage, own, 0, 'experience', { own: how });
      return taken.evidence();
    });
    await answering.before(plan);
    const { failed } = await takeStep(stage, step, index, 'experience', answering.during(plan));
    if (failed === null) continue;
    return unreachable(failed.problem, stage.page) ?? notLoggedIn(failed.problem);
  }
  try {
    await awaitArrival(stage.page, login.arrived, stage.request.stepTimeout, 'LOGIN_FAILED');
    return null;
  } catch (error) {
    if (!isProblemError(error)) throw error;
    return notLoggedIn(error.problem);
  }
}

/** Collectors begin after the login, so that nothing of it is measured. */
async function startCollectors(stage: Stage, collectors: readonly Collector[]): Promise<{ collecting: Collecting[]; broken: TouchpointEvidence['notCollected'] }> {
  const { request, context, page, cdp } = stage;
  const { origin } = new URL(request.site.origin);
  const shared: CollectorContext = {
    context,
    page,
    cdp,
    pass: request.unit.pass,
    persona: request.persona,
    origin,
    now: () => request.now() - stage.began,
    currentStep: () => stage.step,
    isLeft: () => stage.isLeft,
    pointer: () => ({ x: stage.pointer.x, y: stage.pointer.y }),
    consented: () => stage.consent.given,
    scrub: request.scrub,
    veil: veilOf(stage),
    keep: request.keep,
  };
  const collecting: Collecting[] = [];
  const broken: TouchpointEvidence['notCollected'] = [];
  for (const collector of collectors) {
    if (!collector.passes.includes(request.unit.pass)) continue;
    try {
      collecting.push({ field: collector.field, states: collector.states === true, alone: collector.alone === true || collector.walk === true, openRoots: collector.openRoots === true, session: await collector.start(shared) });
    } catch (error) {
      broken.push({ collector: collector.field, reason: request.scrub(firstLine(error)) });
    }
  }
  return { collecting, broken };
}

/** Every touchpoint of the journey in order: the finished ones, the one that was cut off, and those behind it. */
function allTouchpoints(request: VisitRequest, { touchpoints, open }: Progress, outcome: VisitEvidence['outcome']): TouchpointEvidence[] {
  const all = [...touchpoints];
  for (const id of Object.keys(request.journey.touchpoints).slice(touchpoints.length)) {
    const cutOff = open?.id === id;
    const why = outcome.ok ? undefined : { code: outcome.code, message: outcome.message };
    all.push({
      id,
      status: cutOff ? 'failed' : 'not-reached',
      ...(cutOff && why !== undefined ? { problem: why } : {}),
      arrival: 'not-checked',
      url: '',
      title: '',
      reachedAt: null,
      steps: cutOff && open !== null ? stepsOf(open) : [],
      collected: {},
      notCollected: [],
    });
  }
  return all;
}
