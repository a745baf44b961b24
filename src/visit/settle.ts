import type { CDPSession } from 'playwright-core';
import { frameThenHint, nextFrameDrawn } from './consent/read.ts';
import { within } from './patience.ts';
import type { PageWatch } from './watch.ts';

/** ms that requests may go on after the load event before the page counts as settled anyhow: pages that never stop asking are common. */
const quietCap = 5_000;

/** The same for a document that has used up `quietCap` once. */
const restlessCap = 1_000;

/** ms the page may take to draw one frame. */
const frameCap = 1_000;

const signature = ({ state }: PageWatch): string => `${state.documents} ${state.requests}`;

/** Has nothing been asked for since the page last settled? */
export function isSettled(watch: PageWatch): boolean {
  return watch.waiting() === 0 && watch.state.settledWith === signature(watch);
}

/** Waits until the page, or a frame within it, has drawn once more: what it tells of an input into it is told after that, and each document draws in a turn of its own. */
export async function frameDrawn(cdp: CDPSession, contextId: number | null = null): Promise<void> {
  await within(cdp.send('Runtime.evaluate', { expression: nextFrameDrawn, ...(contextId !== null && { contextId }), awaitPromise: true }), frameCap);
}

interface Settled {
  loaded: boolean;
  settledAt: number | null;
}

/**
 * Waits until the page has settled: its load event has fired, no request that someone waits for is under way, and one more frame
 * began none. `loadTimeout` ms for the load event, `quietCap` for the rest, and for what is still coming in then `loadTimeout` once
 * more; a page that has gone on for that long is not waited for again. A document that takes the place of the one waited for is waited
 * for in turn, unless pages have followed one another for twice `loadTimeout`.
 * `settledAt`: the moment of the last sign of activity; null: it did not settle in time.
 */
export async function settle(cdp: CDPSession, watch: PageWatch, loadTimeout: number): Promise<Settled> {
  const end = performance.now() + 2 * loadTimeout;
  for (;;) {
    const settled = await settleDocument(cdp, watch, loadTimeout);
    if (settled !== 'replaced') return settled;
    if (performance.now() > end) return { loaded: false, settledAt: null };
  }
}

async function settleDocument(cdp: CDPSession, watch: PageWatch, loadTimeout: number): Promise<Settled | 'replaced'> {
  const { state } = watch;
  const document = state.documents;
  const isReplaced = (): boolean => state.documents !== document;
  const isLoaded = (): boolean => state.loadedAt !== null || state.givenUp === document;

  await watch.until(() => isLoaded() || isReplaced(), loadTimeout);
  if (isReplaced()) return 'replaced';
  if (!isLoaded()) state.givenUp = document;
  const end = performance.now() + (state.restless === document ? restlessCap : quietCap);
  while (performance.now() < end) {
    const quiet = await watch.until(() => watch.waiting() === 0 || isReplaced(), end - performance.now());
    if (isReplaced()) return 'replaced';
    if (!quiet) break;
    const asked = state.requests;
    const hint = await within(cdp.send('Runtime.evaluate', { expression: frameThenHint, awaitPromise: true, returnByValue: true }), frameCap);
    if (isReplaced()) return 'replaced';
    if (typeof hint?.result.value === 'boolean') state.asksForConsent = hint.result.value;
    if (watch.waiting() > 0 || state.requests !== asked) continue;
    const loaded = state.loadedAt !== null;
    state.settledWith = signature(watch);
    return { loaded, settledAt: loaded ? state.activeAt : null };
  }
  // What is still coming in, as a large picture on a slow line, is worth waiting for: the customer sees it arrive.
  const asked = state.requests;
  await watch.until(() => watch.receiving(asked) === 0 || isReplaced(), loadTimeout);
  if (isReplaced()) return 'replaced';
  const settledAt = watch.waiting() === 0 && state.loadedAt !== null ? state.activeAt : null;
  state.restless = document;
  watch.giveUp();
  return { loaded: state.loadedAt !== null, settledAt };
}
