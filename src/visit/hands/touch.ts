import { pointingHands } from './pointing.ts';
import { noEffort } from './act.ts';
import type { Hands } from './hands.ts';

const hands = pointingHands({
  press: (target, left) => target.tap({ timeout: left() }),
  hover: (target, left) => target.tap({ timeout: left(), trial: true }),
  scroll: (by, { page }) => page.mouse.wheel(0, by),
});

/** A finger: taps with touch events. It has no way to point at something without pressing it. */
export const touch: Hands = {
  ...hands,
  hover: async (_target, { words }) => ({ done: false, blocked: true, code: 'HANDS_CANNOT', message: `A finger cannot point at ${words} without pressing it.`, effort: noEffort() }),
};
