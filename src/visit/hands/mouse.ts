import { setTimeout as pause } from 'node:timers/promises';
import type { ElementHandle, Locator } from 'playwright-core';
import { problemError } from '../problems.ts';
import { aim, difficultyOf, move } from './act.ts';
import type { Effort, HandsContext } from './hands.ts';
import { pointingHands } from './pointing.ts';

/** px between two places the pointer is seen at on its way: a hand that takes half a second for half a screen is seen about 30 times. */
const stride = 20;
const mostStrides = 40;

/** ms that what is opened by pointing may take to open once more. */
const openingCap = 1_000;

interface Place {
  x: number;
  y: number;
}

/** Moves in a straight line, in as many seconds. */
async function glide(from: Place, to: Place, seconds: number, { page }: HandsContext): Promise<void> {
  const strides = Math.min(mostStrides, Math.max(2, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / stride)));
  const began = performance.now();
  for (let count = 1; count <= strides; count += 1) {
    const share = count / strides;
    await page.mouse.move(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share);
    const early = began + seconds * 1000 * share - performance.now();
    if (early > 1) await pause(early);
  }
}

/**
 * From something that was pointed at to what that has opened, the pointer goes the way a hand takes: straight, at the persona's pace. If
 * what was open closes on the way, it goes back and tries again carefully, along one side and then the other, as people do.
 */
async function goTo(found: Locator | ElementHandle, context: HandsContext, effort: Effort): Promise<void> {
  const { pointer, pointing, persona, words, spent } = context;
  if (!pointer.resting) return;
  // The element itself: a locator would wait for what has just closed.
  const target = 'elementHandles' in found ? await found.elementHandle({ timeout: openingCap }).catch(() => null) : found;
  const box = (await target?.boundingBox()) ?? null;
  if (target === null || box === null) return;
  const began = performance.now();
  const from = { x: pointer.x, y: pointer.y };
  const to = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const bits = difficultyOf(box, { x: to.x - from.x, y: to.y - from.y });
  const seconds = (bits / persona.pace.pointingBits) * persona.pace.factor;
  const there = (): Promise<boolean> => target.isVisible();
  try {
    await glide(from, to, seconds, context);
    pointing.closedOnTheWay = !(await there());
    if (!pointing.closedOnTheWay) return;
    for (const corner of [{ x: from.x, y: to.y }, { x: to.x, y: from.y }]) {
      await context.page.mouse.move(from.x, from.y);
      if (!(await opensAgain(target))) break;
      move(context, from, box, effort);
      await glide(from, corner, seconds / 2, context);
      await glide(corner, to, seconds / 2, context);
      if (await there()) return;
    }
    throw problemError('TARGET_CLOSED', `${words} closed while the pointer was on its way to it.`);
  } finally {
    spent.moving += performance.now() - began;
  }
}

async function opensAgain(target: ElementHandle): Promise<boolean> {
  return target.waitForElementState('visible', { timeout: openingCap }).then(
    () => true,
    () => false,
  );
}

/** A mouse: moves to the target, presses the left button, turns the wheel. */
export const mouse = pointingHands({
  press: async (target, left, context, effort) => {
    await goTo(target, context, effort);
    await target.click({ timeout: left() });
    context.pointer.resting = false;
  },
  hover: async (target, left, context, effort) => {
    await goTo(target, context, effort);
    const aimed = aim(target.boundingBox(), context, effort);
    await target.hover({ timeout: left() });
    await aimed();
    context.pointer.resting = true;
  },
  scroll: (by, { page }) => page.mouse.wheel(0, by),
  drag: (from, to, left) => from.dragTo(to, { timeout: left() }),
});
