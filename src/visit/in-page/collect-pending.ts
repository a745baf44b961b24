import type { TimingWorld } from './collect-timing.ts';

/**
 * Ends when what the browser had measured by now has been told: entries are handed out after a frame, in tasks of their
 * own. A first paint and an input of a moment ago are waited for, as their entries come only once their frame was shown.
 */
export async function collectPending(): Promise<void> {
  const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
  const task = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));
  const pending = (frames: number): boolean => (globalThis as unknown as TimingWorld).timingPending?.(frames) === true;
  // One that answers the last input, one after which that one is told, and one for what it leads to.
  let frames = 0;
  while (frames < 3 || pending(frames)) {
    await frame();
    frames += 1;
  }
  await task();
  await task();
}
