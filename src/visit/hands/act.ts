import type { ElementHandle, Locator } from 'playwright-core';
import { diagnose } from '../diagnose.ts';
import { isProblemError } from '../problems.ts';
import type { Act, Effort, HandsContext } from './hands.ts';

export function noEffort(): Effort {
  return { presses: 0, keys: 0, typed: 0, scrolls: 0, pointerDistance: null, targetSize: null };
}

/** Runs one act; what goes wrong becomes a reason in the customer's words. `effort` keeps what was done until then. */
export async function attempt(target: Locator | null, context: HandsContext, act: (effort: Effort, left: () => number) => Promise<Partial<Act> | void>): Promise<Act> {
  const end = performance.now() + context.timeout;
  const effort = noEffort();
  try {
    const more = await act(effort, () => Math.max(1, end - performance.now()));
    return { effort, ...more, done: true };
  } catch (error) {
    if (isProblemError(error)) return { done: false, blocked: error.blocked, ...error.problem, effort };
    const found = await diagnose(context.page, target, context.words, error);
    return { done: false, blocked: false, ...found, effort };
  }
}

/** Moves the aim to a target: how far, and how large it is. Scrolls it into view first where that is needed. */
export async function aim(target: Locator | ElementHandle, context: HandsContext, effort: Effort, left: () => number): Promise<void> {
  const viewport = context.page.viewportSize();
  let box = await target.boundingBox();
  const outside = box !== null && viewport !== null && (box.y + box.height / 2 < 0 || box.y + box.height / 2 > viewport.height || box.x + box.width / 2 < 0 || box.x + box.width / 2 > viewport.width);
  if (outside) {
    await target.scrollIntoViewIfNeeded({ timeout: left() });
    effort.scrolls += 1;
    box = await target.boundingBox();
  }
  if (box === null) return;
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  effort.pointerDistance = (effort.pointerDistance ?? 0) + Math.hypot(centre.x - context.pointer.x, centre.y - context.pointer.y);
  effort.targetSize = Math.min(box.width, box.height, effort.targetSize ?? Number.POSITIVE_INFINITY);
  Object.assign(context.pointer, centre);
}
