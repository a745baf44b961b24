import type { ElementHandle, Locator } from 'playwright-core';
import { diagnose } from '../diagnose.ts';
import { within } from '../patience.ts';
import { isProblemError } from '../problems.ts';
import type { Act, Effort, HandsContext } from './hands.ts';

export function noEffort(): Effort {
  return { presses: 0, keys: 0, typed: 0, scrolls: 0, pointerDistance: null, targetSize: null };
}

/** ms a page may take to say where a target is. */
const aimCap = 1_000;

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

/**
 * Notes how far the pointer travels to a target and how large that is; to one that is not on the screen it travels after a scroll. Asked
 * for before the press and awaited after it, so that it delays nothing.
 */
export function aim(target: Locator | ElementHandle, context: HandsContext, effort: Effort): () => Promise<void> {
  const asked = within(target.boundingBox(), aimCap);
  return async () => {
    const box = await asked;
    if (box == null) return;
    const viewport = context.page.viewportSize() ?? { width: Number.POSITIVE_INFINITY, height: Number.POSITIVE_INFINITY };
    const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const shown = { x: Math.min(Math.max(centre.x, 0), viewport.width), y: Math.min(Math.max(centre.y, 0), viewport.height) };
    if (shown.x !== centre.x || shown.y !== centre.y) effort.scrolls += 1;
    effort.pointerDistance = (effort.pointerDistance ?? 0) + Math.hypot(shown.x - context.pointer.x, shown.y - context.pointer.y);
    effort.targetSize = Math.min(box.width, box.height, effort.targetSize ?? Number.POSITIVE_INFINITY);
    Object.assign(context.pointer, shown);
  };
}
