import type { FrameLocator, Locator as Handle, Page } from 'playwright-core';
import type { Locator } from '../model/locator.ts';
import { describeMissing } from './describe.ts';
import { isRendered } from './in-page/operand.ts';
import { answerEngineSource, namedEngineSource, questionFor, secretsEngineSource } from './in-page/source.ts';
import { problemError } from './problems.ts';

const engine = 'mystery-shopper-named';
const answerEngine = 'mystery-shopper-answer';
/** Finds what shows one of the texts it is given. */
export const secretsEngine = 'mystery-shopper-secrets';

export const locatorEngines = { [engine]: namedEngineSource, [answerEngine]: answerEngineSource, [secretsEngine]: secretsEngineSource };

/**
 * Runs the sources of functions of an element on the target, apart from the page's scripts, and gives what each answers; null: nothing. The
 * target is looked for again: what has taken its place is asked. To find it takes a slow computer longer than to answer: what can be asked at
 * once is. Throws if there is none within `timeout` ms.
 */
export async function askAbout(target: Handle, questions: readonly string[], timeout: number): Promise<unknown[]> {
  return JSON.parse((await target.locator(`${answerEngine}=${questionFor(...questions)}`).textContent({ timeout })) ?? '[]');
}

type Scope = Page | Handle | FrameLocator;

/** Form controls and what is dressed up as one: what a label is the label of. */
const fields = 'input,select,textarea,button,[contenteditable],[role=textbox],[role=searchbox],[role=combobox],[role=listbox],[role=radiogroup],[role=checkbox],[role=radio],[role=switch],[role=slider],[role=spinbutton]';

/** What the locator may mean, best first: a whole match before a part, a field before anything else that has the label. */
function candidates(scope: Scope, locator: Exclude<Locator, string>): Handle[] {
  const both = (find: (exact: boolean) => Handle): Handle[] => (locator.exact === true ? [find(true)] : [find(true), find(false)]);
  if (locator.named !== undefined) return [scope.locator(`${engine}=${JSON.stringify({ name: locator.named, exact: locator.exact === true })}`)];
  if (locator.role !== undefined) {
    const role = locator.role as Parameters<Page['getByRole']>[0];
    const { name } = locator;
    return name === undefined ? [scope.getByRole(role)] : both((exact) => scope.getByRole(role, { name, exact }));
  }
  const { heading, label, text, placeholder, alt, title } = locator;
  if (heading !== undefined) return both((exact) => scope.getByRole('heading', { name: heading, exact }));
  if (label !== undefined) return [...both((exact) => scope.getByLabel(label, { exact }).and(scope.locator(fields))), ...both((exact) => scope.getByLabel(label, { exact }))];
  if (text !== undefined) return both((exact) => scope.getByText(text, { exact }));
  if (placeholder !== undefined) return both((exact) => scope.getByPlaceholder(placeholder, { exact }));
  if (alt !== undefined) return both((exact) => scope.getByAltText(alt, { exact }));
  if (title !== undefined) return both((exact) => scope.getByTitle(title, { exact }));
  if (locator.testId !== undefined) return [scope.getByTestId(locator.testId)];
  return [scope.locator(`css=${locator.css ?? ''}`)];
}

/** What was found, and whether it had to be waited for. */
export interface Found {
  target: Handle;
  waited: boolean;
  /** Everything that answers to the locator, or the one `nth` says. */
  all: Handle;
}

/**
 * Waits until what the locator means can be seen, and gives the first visible match, or the one `nth` says.
 * Throws TARGET_MISSING, or TARGET_HIDDEN when it is on the page but cannot be seen. `timeout` in ms. `unseen`: what is rendered without any size
 * counts as well, where nothing can be seen.
 */
export async function locate(page: Page, locator: Locator, timeout: number, unseen = false): Promise<Found> {
  const end = performance.now() + timeout;
  return locateIn(page, locator, () => Math.max(1, end - performance.now()), unseen);
}

async function locateIn(page: Page, locator: Locator, left: () => number, unseen = false): Promise<Found> {
  const plain = typeof locator === 'string' ? { named: locator } : locator;
  let scope: Scope = page;
  if (plain.frame !== undefined) scope = (await locateIn(page, plain.frame, left)).target.contentFrame();
  if (plain.within !== undefined) {
    const within: Locator = typeof plain.within === 'string' ? { named: plain.within } : plain.within;
    scope = (await locateIn(page, plain.frame === undefined || within.frame !== undefined ? within : { ...within, frame: plain.frame }, left)).target;
  }
  const all = candidates(scope, plain);
  const seen = all.map((found) => {
    const visible = found.filter({ visible: true });
    return { all: visible, target: plain.nth === undefined ? visible.first() : visible.nth(plain.nth) };
  });
  const best = async (): Promise<Omit<Found, 'waited'> | undefined> => {
    for (const { target, all: matches } of seen) {
      if ((await target.count()) > 0) return { target, all: plain.nth === undefined ? matches : target };
    }
    return unseen && plain.nth === undefined ? rendered(all) : undefined;
  };

  const now = await best();
  if (now !== undefined) return { ...now, waited: false };
  const any = all.reduce((one, other) => one.or(other));
  const visible = any.filter({ visible: true });
  try {
    const target = plain.nth === undefined ? visible.first() : visible.nth(plain.nth);
    await target.waitFor({ state: 'visible', timeout: left() });
    return { ...((await best()) ?? { target, all: target }), waited: true };
  } catch (error) {
    if (!isTimeout(error)) throw error;
    const hidden = (await any.count().catch(() => 0)) > 0;
    const missing = describeMissing(locator);
    throw hidden ? problemError('TARGET_HIDDEN', `${missing.slice(0, -1)} that can be seen, only a hidden one.`) : problemError('TARGET_MISSING', missing);
  }
}

/** The first match that is rendered, be it without any size. */
async function rendered(all: readonly Handle[]): Promise<Omit<Found, 'waited'> | undefined> {
  for (const found of all) {
    for (const [index, element] of (await found.elementHandles()).slice(0, 20).entries()) {
      if (await element.evaluate(isRendered as (node: Node) => boolean)) return { target: found.nth(index), all: found.nth(index) };
    }
  }
  return undefined;
}

export function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}
