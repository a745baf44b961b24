import type { Locator } from 'playwright-core';
import type { Box } from '../../model/evidence.ts';
import type { Locator as Wanted } from '../../model/locator.ts';
import { diagnose } from '../diagnose.ts';
import { within } from '../patience.ts';
import { isProblemError } from '../problems.ts';
import type { Act, Effort, HandsContext } from './hands.ts';

export function noEffort(): Effort {
  return { presses: 0, keys: 0, typed: 0, scrolls: 0, pointerDistance: null, targetSize: null };
}

/** ms a page may take, once the press was made, to say where the target had been: it was asked before, and an answer much later is about the next page. */
const aimCap = 250;

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

/** CSS px of a target along the way the pointer comes from (MacKenzie & Buxton, Extending Fitts' law to two-dimensional tasks, 1992). */
export function extentAlong({ width, height }: { width: number; height: number }, way: { x: number; y: number }): number {
  const distance = Math.hypot(way.x, way.y);
  if (distance === 0) return Math.min(width, height);
  return Math.min((width * distance) / Math.abs(way.x), (height * distance) / Math.abs(way.y));
}

/** Bits of one pointing, by Fitts's law in Shannon's form (ISO 9241-9, 2000). */
export function difficultyOf(box: { width: number; height: number }, way: { x: number; y: number }): number {
  return Math.log2(Math.hypot(way.x, way.y) / Math.max(1, extentAlong(box, way)) + 1);
}

/** Is it looked for in a frame, whose window is not the page's? */
function isFramed(wanted: Wanted | null): boolean {
  return wanted !== null && typeof wanted === 'object' && (wanted.frame !== undefined || isFramed(wanted.within ?? null));
}

/** Where the target of the step is: where it was found, if that was in the page's own window. */
export function foundAt(target: Locator, context: HandsContext): Promise<Box | null> {
  return isFramed(context.sought) ? target.boundingBox() : context.placed();
}

/**
 * Notes how far the pointer travels to a target and how hard that is to hit. The target's size is asked for before the press and awaited
 * after it, so that it delays nothing; where the pointer went to is known from the press itself. Where the page told of none (a frame,
 * pointing without pressing) it is the middle of the target, or the edge of the screen nearest to it.
 */
export function aim(target: Promise<Box | null>, context: HandsContext, effort: Effort, pressedAt: HandsContext['pressedAt'] = context.pressedAt): () => Promise<void> {
  const asked = target.catch(() => null);
  return async () => {
    const box = await within(asked, aimCap);
    if (box == null) return;
    const viewport = context.page.viewportSize() ?? { width: Number.POSITIVE_INFINITY, height: Number.POSITIVE_INFINITY };
    const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const shown = { x: Math.min(Math.max(centre.x, 0), viewport.width), y: Math.min(Math.max(centre.y, 0), viewport.height) };
    const pressed = pressedAt();
    const scrolled = pressed === null ? shown.x !== centre.x || shown.y !== centre.y : pressed.x < box.x || pressed.y < box.y || pressed.x > box.x + box.width || pressed.y > box.y + box.height;
    if (scrolled) effort.scrolls += 1;
    move(context, pressed ?? shown, box, effort);
  };
}

/** Notes that the pointer was moved to a place in a target. */
export function move(context: HandsContext, to: { x: number; y: number }, box: { width: number; height: number }, effort: Effort): void {
  const way = { x: to.x - context.pointer.x, y: to.y - context.pointer.y };
  effort.pointerDistance = (effort.pointerDistance ?? 0) + Math.hypot(way.x, way.y);
  effort.targetSize = Math.min(box.width, box.height, effort.targetSize ?? Number.POSITIVE_INFINITY);
  effort.difficulty = (effort.difficulty ?? 0) + difficultyOf(box, way);
  Object.assign(context.pointer, { x: to.x, y: to.y });
}
