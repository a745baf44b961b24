import type { Page } from 'playwright-core';
import type { PageWatch } from './watch.ts';

/** ms that requests may go on after the load event before the page counts as settled anyhow: pages that never stop asking are common. */
export const quietCap = 5_000;

/** ms the page may take to draw one frame. */
const frameCap = 1_000;

// Runs in the page: the next frame has been drawn, and what the last response led to has had its turn.
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, 0));
  });
}

/** Resolves to undefined when `work` takes longer than `ms` or fails. */
export async function within<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([work.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Waits until the page has settled: its load event has fired, no request that someone waits for is under way, and one more frame
 * began none. `loadTimeout` ms for the load event, `quietCap` for the rest.
 * `settledAt`: the moment of the last sign of activity; null: it did not settle in time.
 */
export async function settle(page: Page, watch: PageWatch, loadTimeout: number): Promise<{ loaded: boolean; settledAt: number | null }> {
  const { state } = watch;
  const loaded = await watch.until(() => state.loadedAt !== null, loadTimeout);
  const end = performance.now() + quietCap;
  while (performance.now() < end) {
    if (!(await watch.until(() => watch.waiting() === 0, end - performance.now()))) break;
    const before = [state.requests, state.documents];
    await within(page.evaluate(nextFrame), frameCap);
    if (watch.waiting() === 0 && before[0] === state.requests && before[1] === state.documents) return { loaded: loaded || state.loadedAt !== null, settledAt: loaded ? state.activeAt : null };
  }
  return { loaded, settledAt: null };
}
