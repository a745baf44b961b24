import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Locator as Handle } from 'playwright-core';
import { actionOf } from '../model/journey.ts';
import type { Step, StepAction } from '../model/journey.ts';
import type { Locator } from '../model/locator.ts';
import { awaitArrival } from './arrive.ts';
import { noEffort } from './hands/act.ts';
import type { Act, HandsContext } from './hands/hands.ts';
import { locate } from './locate.ts';
import { navigationProblem } from './navigate.ts';
import { firstLine, isProblemError, problemError, seconds } from './problems.ts';
import { isOnSite } from './site.ts';
import type { Stage } from './stage.ts';
import { valueOf } from './values.ts';

/** What a step is taken on; null: on the page as a whole. */
export function targetOf(step: Step): Locator | null {
  const taken = actionOf(step);
  switch (taken.action) {
    case 'click':
    case 'check':
    case 'uncheck':
    case 'hover': return taken.on;
    case 'fill':
    case 'choose':
    case 'upload': return taken.on.field;
    case 'press': return typeof taken.on === 'string' ? null : taken.on.on;
    case 'scroll': return typeof taken.on === 'object' && 'to' in taken.on ? taken.on.to : null;
    case 'drag': return taken.on.from;
    default: return null;
  }
}

export type Context = HandsContext & { left(): number };

/** Takes a step on its target with the persona's hands. Never throws for what can go wrong on a page. */
export async function act(stage: Stage, step: Step, target: Handle | null, context: Context): Promise<Act> {
  const taken = actionOf(step);
  try {
    if (target !== null) return await actOn(stage, taken, target, context);
    return { done: true, effort: (await actOnPage(stage, taken, context)) ?? noEffort() };
  } catch (error) {
    if (isProblemError(error)) return { done: false, blocked: error.blocked, ...error.problem, effort: noEffort() };
    return { done: false, blocked: false, code: 'STEP_FAILED', message: `It did not work: ${firstLine(error)}`, effort: noEffort() };
  }
}

async function actOn(stage: Stage, taken: StepAction, target: Handle, context: Context): Promise<Act> {
  const { hands, request } = stage;
  switch (taken.action) {
    case 'click': return hands.click(target, context);
    case 'fill': {
      if (typeof taken.on.with !== 'string') stage.typedSecrets.push({ field: target, document: stage.watch.state.documents });
      return hands.fill(target, valueOf(taken.on.with, request.persona.data, request.secrets), context);
    }
    case 'choose': return hands.choose(target, valueOf(taken.on.option, request.persona.data, {}), context);
    case 'check': return hands.check(target, true, context);
    case 'uncheck': return hands.check(target, false, context);
    case 'press': return hands.press(typeof taken.on === 'string' ? taken.on : taken.on.key, target, context);
    case 'hover': return hands.hover(target, context);
    case 'scroll': return hands.scroll({ to: target }, context);
    case 'drag': return hands.drag(target, (await locate(stage.page, taken.on.to, context.left())).target, context);
    case 'upload': return upload(stage, [taken.on.files].flat(), target, context);
    default: throw new TypeError(`${taken.action} has no target`);
  }
}

function handed(done: Act): Act['effort'] {
  if (!done.done) throw Object.assign(new Error(done.message), { problem: { code: done.code, message: done.message }, blocked: done.blocked });
  return done.effort;
}

async function actOnPage(stage: Stage, taken: StepAction, context: Context): Promise<Act['effort'] | void> {
  const { hands, page, request } = stage;
  switch (taken.action) {
    case 'visit': return visit(stage, taken.on, context);
    case 'press': return handed(await hands.press(typeof taken.on === 'string' ? taken.on : taken.on.key, null, context));
    case 'scroll': return handed(await hands.scroll(typeof taken.on === 'object' && 'to' in taken.on ? 'top' : taken.on, context));
    case 'waitFor': {
      await awaitArrival(page, taken.on, context.left(), 'STEP_TIMEOUT');
      return;
    }
    case 'back': return goBack(stage, context);
    case 'reload': {
      context.onInput();
      await page.reload({ waitUntil: 'commit', timeout: context.left() }).catch((error: unknown) => {
        throw navigationProblem(error, page.url(), context.timeout);
      });
      return;
    }
    case 'run': return run(taken.on, stage, context, request.signal);
    default: throw new TypeError(`${taken.action} needs a target`);
  }
}

async function visit(stage: Stage, to: string, context: Context): Promise<void> {
  const { page, request } = stage;
  if (!URL.canParse(to, request.site.origin)) throw problemError('NAVIGATION_FAILED', `"${to}" is not an address.`);
  const address = new URL(to, request.site.origin).href;
  if (!isOnSite(address, request.site)) throw problemError('LEFT_SITE', `${address} is not on ${request.site.origin}, nor on an origin that the plan allows.`);
  context.onInput();
  try {
    await page.goto(address, { waitUntil: 'commit', timeout: context.left() });
  } catch (error) {
    throw navigationProblem(error, address, context.timeout);
  }
}

async function goBack({ page, cdp }: Stage, context: Context): Promise<void> {
  const { currentIndex, entries } = await cdp.send('Page.getNavigationHistory');
  const before = entries[currentIndex - 1];
  if (before === undefined || before.url === 'about:blank') throw problemError('NO_HISTORY', 'There is no page to go back to.');
  context.onInput();
  try {
    await page.goBack({ waitUntil: 'commit', timeout: context.left() });
  } catch (error) {
    throw navigationProblem(error, before.url, context.timeout);
  }
}

async function upload({ page, request, hands }: Stage, files: string[], target: Handle, context: Context): Promise<Act> {
  const paths = files.map((file) => resolve(request.directory, file));
  for (const [index, path] of paths.entries()) {
    await access(path).catch(() => {
      throw problemError('FILE_MISSING', `There is no file ${files[index]} to upload.`);
    });
  }
  const timeout = context.left();
  const points = request.persona.hands === 'mouse' || request.persona.hands === 'touch';
  const isInput = await target.evaluate((element) => element instanceof HTMLInputElement && element.type === 'file', undefined, { timeout });
  // One press opens the system's file dialog; what happens in there is not the site's doing.
  if (isInput && points) {
    context.onInput();
    await target.setInputFiles(paths, { timeout });
    return { done: true, effort: { ...noEffort(), presses: 1 } };
  }
  const asked = page.waitForEvent('filechooser', { timeout }).catch(() => null);
  const opened = await hands.click(target, context);
  if (!opened.done) return opened;
  const chooser = await asked;
  if (chooser === null) throw problemError('TARGET_UNSUITABLE', `${context.words} did not ask for a file.`);
  await chooser.setFiles(paths, { timeout });
  return opened;
}

async function run(step: NonNullable<Step['run']>, { page, request }: Stage, context: Context, visitSignal: AbortSignal): Promise<void> {
  const timeout = AbortSignal.timeout(Math.ceil(context.left()));
  const signal = AbortSignal.any([visitSignal, timeout]);
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(problemError('STEP_TIMEOUT', `The function of the step did not end within ${seconds(context.timeout)}.`)), { once: true });
  });
  context.onInput();
  try {
    await Promise.race([step({ page, persona: { ...request.persona.data }, signal }), stopped]);
  } catch (error) {
    if (isProblemError(error)) throw error;
    throw problemError('FUNCTION_FAILED', `The function of the step failed: ${firstLine(error)}`);
  }
}
