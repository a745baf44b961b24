import { selectors } from 'playwright-core';
import type { ElementHandle, FrameLocator, Locator as Handle, Page } from 'playwright-core';
import type { Locator } from '../model/locator.ts';
import { describeMissing } from './describe.ts';
import { namedEngineSource } from './in-page/source.ts';
import { problemError } from './problems.ts';

const engine = 'mystery-shopper-named';
let registered: Promise<void> | undefined;

/** Must have happened before the first page is opened; Playwright keeps selector engines per process. */
export function registerLocators(): Promise<void> {
  registered ??= selectors.register(engine, namedEngineSource, { contentScript: true }).catch((error: unknown) => {
    if (!String(error).includes('already registered')) throw error;
  });
  return registered;
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

/** What was found: the locator for acting on it, and the element itself for asking it things without searching the page again. */
export interface Found {
  target: Handle;
  element: ElementHandle;
}

/**
 * Waits until what the locator means can be seen, and gives the first visible match, or the one `nth` says.
 * Throws TARGET_MISSING, or TARGET_HIDDEN when it is on the page but cannot be seen. `timeout` in ms.
 */
export async function locate(page: Page, locator: Locator, timeout: number): Promise<Found> {
  const end = performance.now() + timeout;
  return locateIn(page, locator, () => Math.max(1, end - performance.now()));
}

async function locateIn(page: Page, locator: Locator, left: () => number): Promise<Found> {
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
    return plain.nth === undefined ? visible.first() : visible.nth(plain.nth);
  });
  // Searching a page by role takes milliseconds of its main thread, on a slow phone tens of them: one search where one will do.
  const best = async (): Promise<Found | undefined> => {
    for (const target of seen) {
      const [element] = await target.elementHandles();
      if (element !== undefined) return { target, element };
    }
    return undefined;
  };

  const now = await best();
  if (now !== undefined) return now;
  const any = all.reduce((one, other) => one.or(other));
  const visible = any.filter({ visible: true });
  try {
    const target = plain.nth === undefined ? visible.first() : visible.nth(plain.nth);
    await target.waitFor({ state: 'visible', timeout: left() });
    const found = await best();
    if (found !== undefined) return found;
    return { target, element: (await target.elementHandle({ timeout: left() })) as ElementHandle };
  } catch (error) {
    if (!isTimeout(error)) throw error;
    const hidden = (await any.count().catch(() => 0)) > 0;
    const missing = describeMissing(locator);
    throw hidden ? problemError('TARGET_HIDDEN', `${missing.slice(0, -1)} that can be seen, only a hidden one.`) : problemError('TARGET_MISSING', missing);
  }
}

export function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}
