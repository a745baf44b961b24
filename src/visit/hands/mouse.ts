import { pointingHands } from './pointing.ts';
import type { Hands } from './hands.ts';

/** A mouse: moves to the target, presses the left button, turns the wheel. */
export const mouse: Hands = pointingHands({
  press: (target, left) => target.click({ timeout: left() }),
  hover: (target, left) => target.hover({ timeout: left() }),
  scroll: (by, { page }) => page.mouse.wheel(0, by),
});
