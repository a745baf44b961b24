import type { BrowserContext, JSHandle, Page, Route } from 'playwright-core';
import { collectLinks, mostLinks } from './in-page/collect-links.ts';
import { findPressable } from './in-page/find-pressable.ts';
import { within } from './patience.ts';

/** What may be pressed to see where it leads, and what a press may ask for. */
export interface Pressing {
  /** By the name of the control: not what logs out, deletes, orders. */
  mayPress(name: string): boolean;
  mayAsk(url: string): boolean;
}

export interface PressedLink {
  href: string;
  text: string;
  rel: string;
}

/** Controls of a page that are pressed; elements that are looked at; and ms for all of them together. Design choices: a page has seldom more that lead elsewhere. */
const bounds = { most: 40, looked: 5_000, time: 25_000 };
/** ms beyond which nothing of it is waited for. */
export const pressTime = bounds.time + 10_000;
/** ms in which a press shows where it leads: what takes longer than a second feels broken to people, too (Nielsen, Usability Engineering, 1993). */
const reactionCap = 1_000;
const answerCap = 5_000;

/**
 * Presses what looks as if it led elsewhere by script, and tells where that is. Nothing is left: pages are named and not opened, only GET is let through,
 * pop-ups are closed and the page is put back after each press that changed it. `cut`: not everything that may be pressed was.
 */
export async function pressForLinks(context: BrowserContext, page: Page, { mayPress, mayAsk }: Pressing): Promise<{ links: PressedLink[]; cut: boolean }> {
  const home = page.url();
  const links = new Map<string, PressedLink>();
  const until = performance.now() + bounds.time;
  let pressed = '';
  let puttingBack = false;
  let led: () => void = () => undefined;
  const leads = (href: string): void => {
    if (!links.has(href) && /^https?:/.test(href)) links.set(href, { href, text: pressed, rel: '' });
    led();
  };
  const decide = async (route: Route): Promise<void> => {
    const request = route.request();
    if (puttingBack) return route.continue();
    const isPage = request.isNavigationRequest() && ofWholePage(request);
    if (isPage && request.method() === 'GET') leads(request.url());
    const refused = isPage || !/^(?:GET|HEAD|OPTIONS)$/.test(request.method()) || !mayAsk(request.url());
    await (refused ? route.abort('aborted') : route.continue());
  };
  const popUp = (other: Page): void => void (other !== page && other.close().catch(() => undefined));
  const moved = (): void => void (page.url() !== home && !puttingBack && leads(page.url()));
  await context.route('**/*', (route) => decide(route).catch(() => undefined));
  context.on('page', popUp);
  page.on('framenavigated', moved);
  const putBack = async (): Promise<void> => {
    puttingBack = true;
    try {
      await page.goto('about:blank');
      await page.goto(home, { waitUntil: 'load', timeout: Math.max(1, until - performance.now()) });
      await page.waitForLoadState('networkidle', { timeout: reactionCap }).catch(() => undefined);
    } finally {
      puttingBack = false;
    }
  };
  let cut = false;
  try {
    const before = await page.evaluate(stateOf);
    let handle = await page.evaluateHandle(findPressable, bounds);
    const names = await handle.evaluate(({ names: found }) => found);
    cut = await handle.evaluate(({ cut: more }) => more);
    for (const [at, name] of names.entries()) {
      if (!mayPress(name)) continue;
      if (performance.now() > until) return { links: [...links.values()], cut: true };
      pressed = name;
      const elsewhere = new Promise<void>((resolve) => void (led = resolve));
      if (!(await press(handle, at, name))) {
        cut = true;
        continue;
      }
      await within(elsewhere, reactionCap);
      for (const link of (await within(page.evaluate(collectLinks, mostLinks), answerCap)) ?? []) if (!links.has(link.href)) links.set(link.href, link);
      if ((await within(page.evaluate(stateOf), answerCap)) === before) continue;
      await putBack();
      handle = await page.evaluateHandle(findPressable, bounds);
    }
    return { links: [...links.values()], cut };
  } catch {
    // The page did not come back, or a script of its own went wrong: what was found by then counts.
    return { links: [...links.values()], cut: true };
  } finally {
    context.off('page', popUp);
    page.off('framenavigated', moved);
  }
}

/** Presses as a person would; what lies under something else is told of the press without it. false: it is not there any more, or is called otherwise. */
async function press(handle: JSHandle<ReturnType<typeof findPressable>>, at: number, name: string): Promise<boolean> {
  const same = await handle.evaluate(({ elements, names }, wanted) => names[wanted.at] === wanted.name && elements[wanted.at]?.isConnected === true, { at, name });
  if (!same) return false;
  const element = (await handle.evaluateHandle(({ elements }, index) => elements[index], at)).asElement();
  if (element === null) return false;
  await element.click({ timeout: reactionCap, noWaitAfter: true }).catch(() => within(element.evaluate((target) => (target as HTMLElement).click()), answerCap));
  return true;
}

/** A page of its own has no frame yet when it is asked for. */
function ofWholePage(request: ReturnType<Route['request']>): boolean {
  try {
    return request.frame().parentFrame() === null;
  } catch {
    return true;
  }
}

/** Two of these are the same if nothing changed that can be seen from outside. */
function stateOf(): string {
  const html = document.documentElement.outerHTML;
  let hash = 0;
  for (let at = 0; at < html.length; at += 1) hash = (Math.imul(hash, 31) + html.charCodeAt(at)) | 0;
  return `${location.href} ${html.length} ${hash}`;
}
