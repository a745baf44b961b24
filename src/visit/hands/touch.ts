import type { CDPSession, ElementHandle, Locator } from 'playwright-core';
import { locate } from '../locate.ts';
import { isProblemError, problemError } from '../problems.ts';
import { aim } from './act.ts';
import type { HandsContext } from './hands.ts';
import { pointingHands } from './pointing.ts';

/** ms in which what a tap opens has to show; a customer who sees nothing by then takes the tap for lost (PostHog, dead clicks, 2024). */
const openingCap = 2_500;

/** Places a finger is seen at on its way. */
const strides = 6;
/** As often again at its end: a finger that is lifted on the move makes the page fly on. */
const rests = 3;

/** Share of the screen that a finger swipes over at once. */
const reach = 0.6;

/** A page that goes on for ever is not followed for ever. */
const mostSwipes = 100;

interface Place {
  x: number;
  y: number;
}

/** Puts the finger on a place, moves it to another and lifts it. */
async function slide(cdp: CDPSession, from: Place, to: Place): Promise<void> {
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Place[]): Promise<unknown> => cdp.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', [from]);
  for (let count = 1; count <= strides + rests; count += 1) {
    const share = Math.min(1, count / strides);
    await touch('touchMove', [{ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }]);
  }
  await touch('touchEnd', []);
}

async function withTouch<T>({ page }: HandsContext, use: (cdp: CDPSession) => Promise<T>): Promise<T> {
  const cdp = await page.context().newCDPSession(page);
  try {
    return await use(cdp);
  } finally {
    await cdp.detach().catch(() => undefined);
  }
}

/** How far down the page is, once it has stood still for a frame. Runs in the page. */
function restingPlace(): Promise<number> {
  const place = (): number => (document.scrollingElement ?? document.documentElement).scrollTop;
  const { promise, resolve } = Promise.withResolvers<number>();
  const end = performance.now() + 1_000;
  let at = place();
  const look = (): void => {
    const now = place();
    if (now === at || performance.now() > end) resolve(now);
    else requestAnimationFrame(look);
    at = now;
  };
  requestAnimationFrame(() => requestAnimationFrame(look));
  return promise;
}

/** Swipes up or down the middle of the screen until the page has moved as far, or moves no further. */
async function swipe(by: number, context: HandsContext): Promise<void> {
  const { page } = context;
  const { width, height } = page.viewportSize() ?? { width: 400, height: 600 };
  let left = Math.abs(by);
  let at = await page.evaluate(restingPlace);
  await withTouch(context, async (cdp) => {
    for (let count = 0; count < mostSwipes && left >= 1; count += 1) {
      const distance = Math.min(left, height * reach) * Math.sign(by);
      await slide(cdp, { x: width / 2, y: height / 2 + distance / 2 }, { x: width / 2, y: height / 2 - distance / 2 });
      const now = await page.evaluate(restingPlace);
      if (now === at) return;
      left -= Math.abs(now - at);
      at = now;
    }
  });
}

async function middleOf(target: Locator, left: () => number): Promise<{ x: number; y: number }> {
  await target.scrollIntoViewIfNeeded({ timeout: left() });
  const box = await target.boundingBox({ timeout: left() });
  if (box === null) throw problemError('TARGET_GONE', 'It went away before it could be dragged.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Puts the finger on one thing, moves it to another and lifts it. */
async function dragWithFinger(from: Locator, to: Locator, left: () => number, context: HandsContext): Promise<void> {
  if (await from.evaluate((element) => (element as HTMLElement).draggable === true, undefined, { timeout: left() })) {
    throw problemError('HANDS_NOT_AVAILABLE', `${context.words} is dragged after a long press, which this tool cannot do with a finger yet.`);
  }
  const start = await middleOf(from, left);
  const end = await middleOf(to, left);
  await withTouch(context, (cdp) => slide(cdp, start, end));
}

/** Can what this is done for be seen, now or within `patience` ms? */
async function isShown({ page, wanted }: HandsContext, patience: number): Promise<boolean> {
  if (wanted === null) return false;
  const end = performance.now() + patience;
  for (;;) {
    const left = Math.max(1, end - performance.now());
    try {
      await locate(page, wanted, left);
      return true;
    } catch (error) {
      // A page that is just being replaced does not answer.
      if (isProblemError(error) || left === 1) return false;
      await page.waitForLoadState('domcontentloaded', { timeout: left }).catch(() => undefined);
    }
  }
}

/**
 * A finger cannot point at something without pressing it. What a mouse gets to see by pointing has to be there without that, or a tap has
 * to bring it; else this persona is blocked.
 */
async function hoverWithFinger(target: Locator | ElementHandle, left: () => number, context: HandsContext): Promise<'shown' | 'tapped'> {
  const { page, words } = context;
  if (context.wanted === null) throw problemError('HANDS_CANNOT', `A finger cannot point at ${words} without pressing it.`, true);
  if (await isShown(context, 1)) return 'shown';
  const before = page.url();
  await target.tap({ timeout: left() });
  if (await isShown(context, Math.min(left(), openingCap))) return 'tapped';
  const instead = page.url() === before ? 'and a tap on it does not bring it' : 'and a tap on it leads to another page';
  throw problemError('HANDS_CANNOT', `What shows when a mouse points at ${words} is not there for a finger, ${instead}.`, true);
}

/** A finger: taps, swipes and drags with touch events. */
export const touch = pointingHands({
  press: (target, left) => target.tap({ timeout: left() }),
  hover: async (target, left, context, effort) => {
    const aimed = aim(target.boundingBox(), context, effort);
    if ((await hoverWithFinger(target, left, context)) === 'shown') return;
    effort.presses += 1;
    await aimed();
  },
  scroll: swipe,
  drag: dragWithFinger,
});
