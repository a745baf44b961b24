import type { CDPSession } from 'playwright-core';
import { watchReactions } from './in-page/reactions.ts';
import type { Reaction } from './in-page/reactions.ts';
import type { Motion } from './stillness.ts';

/** A click on which nothing follows for this long is dead: PostHog's bound for DOM mutations (posthog-js, dead clicks autocapture, 2024). */
export const observationWindow = 2_500;

/** ms from an input, or the beginning of a document, for which it is told when something moves. */
const patience = 30_000;

/** Movements of one wait that are kept. */
const mostMotions = 1_000;

/** What followed one input, as far as it is known. Filled in while messages come. */
export interface Reactions {
  /** ms since 1970, from the event itself; null: the page reported none (input into a frame of another site, or no event at all). */
  inputAt: number | null;
  feedbackAt: number | null;
  /** Where the last press was made, CSS px in the viewport; null: in a frame, or none. */
  pressedAt: { x: number; y: number } | null;
  mutations: number;
  scrolled: boolean;
  focusMoved: boolean;
  /** What has moved since the input, in ms since 1970. */
  motions: Motion[];
  /** Something is shown that moves, or may, without being seen to, or more has moved than could be kept. */
  unseen: boolean;
  /** Execution context of the frame within the page that the last input went into; null: the page itself, or none is known. */
  frame: number | null;
}

export interface ReactionWatch {
  /** From now on, inputs at or after `from` (ms since 1970) belong to this; those before it are dropped. */
  begin(from: number): Reactions;
  /** The earliest trusted pointer input since `from`; null: none. */
  firstPointer(from: number): number | null;
}

/**
 * Waits until something has followed an input, or nothing has for the whole window. `inputAt`, in ms since 1970 on the clock of `now`, is asked
 * again after each wait: the page may tell it late, and a timer may fire within the last ms before its time.
 */
export async function watchOut(watch: { until(condition: () => boolean, timeout: number): Promise<boolean> }, followed: () => boolean, inputAt: () => number, now: () => number): Promise<void> {
  const left = (): number => inputAt() + observationWindow - now();
  while (left() > 0) if (await watch.until(followed, Math.ceil(left()))) return;
}

const binding = '__mysteryShopperReaction';
const none = (): Reactions => ({ inputAt: null, feedbackAt: null, pressedAt: null, mutations: 0, scrolled: false, focusMoved: false, motions: [], unseen: false, frame: null });

// The page could send anything: only what has the right shape is taken.
function parse(payload: string): Reaction | null {
  if (payload.length > 500) return null;
  try {
    const message = JSON.parse(payload) as Partial<Record<string, unknown>>;
    const numbers = ['at', 'input', 'count', 'x', 'y'].every((key) => message[key] === undefined || Number.isFinite(message[key]));
    return typeof message['kind'] === 'string' && numbers ? (message as Reaction) : null;
  } catch {
    return null;
  }
}

/** Installs the watch in every document of the page to come. `onChange` is called whenever something new is known. */
export async function watchPageReactions(cdp: CDPSession, onChange: () => void): Promise<ReactionWatch> {
  let current = none();
  let from = Number.POSITIVE_INFINITY;
  const pointers: number[] = [];
  const move = (at: number, to: number | null): void => {
    if (current.motions.length < mostMotions) current.motions.push({ from: at, to });
    else current.unseen = true;
  };

  cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    const message = name === binding ? parse(payload) : null;
    if (message === null) return;
    if (message.kind === 'input') {
      if (message.type === 'pointerdown' && pointers.push(message.at) > 100) pointers.shift();
      if (message.at >= from - 1 && current.inputAt === null) current.inputAt = message.at;
      if (message.at >= from - 1) current.frame = message.inner === true ? executionContextId : null;
      if (message.at >= from - 1 && message.x !== undefined && message.y !== undefined) current.pressedAt = { x: message.x, y: message.y };
    } else if (message.kind === 'painted') {
      if (message.at >= (current.inputAt ?? from)) {
        current.feedbackAt ??= message.at;
        // What moved in the document before is gone with it.
        for (const motion of current.motions) motion.to ??= message.at;
        move(message.at, message.at);
        current.unseen = false;
      }
    } else if (message.kind === 'moved') {
      if (message.at >= from) move(message.at, message.at);
    } else if (message.kind === 'motion') {
      if (message.at >= from && message.on) move(message.at, null);
      else for (const motion of current.motions) motion.to ??= message.at;
    } else if (message.kind === 'unseen') {
      if (message.at >= from) current.unseen = true;
    } else if (current.inputAt === null) {
      return;
    } else if (message.input >= current.inputAt) {
      if (message.kind === 'feedback') current.feedbackAt ??= Math.max(message.at, current.inputAt);
      else if (message.kind === 'mutations') current.mutations = Math.max(current.mutations, message.count);
      else if (message.kind === 'scrolled') current.scrolled = true;
      else if (message.kind === 'focused') current.focusMoved = true;
    }
    onChange();
  });
  await Promise.all([
    cdp.send('Runtime.enable'),
    cdp.send('Runtime.addBinding', { name: binding }),
    cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${watchReactions.toString()})(${JSON.stringify(binding)}, ${JSON.stringify({ window: observationWindow, patience })})` }),
  ]);

  return {
    begin: (start) => {
      from = start;
      current = none();
      return current;
    },
    firstPointer: (start) => pointers.find((at) => at >= start - 1) ?? null,
  };
}
