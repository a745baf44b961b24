import type { Locator } from 'playwright-core';
import type { ObstacleSeen } from '../model/probe-evidence.ts';
import { obstacleOf } from './in-page/obstacle.ts';
import { within } from './patience.ts';

/** ms after which a customer who sees a control wants to have used it (Nielsen 1993: the flow of thought is kept for a second). */
const wantedAfter = 1_000;
/** ms the page may take to say what is in the way. */
const answerCap = 500;

// Runs in the page: has it another place in the second frame from now?
function isMoving(element: Element): Promise<boolean> {
  const placeOf = (): string => JSON.stringify(element.getBoundingClientRect());
  const before = placeOf();
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(placeOf() !== before))));
}

/**
 * Looks once, a second after a target could be seen, whether something is in its way, unless it has been used by then. `isUsed` says so.
 * Ends by itself when `stop` is called.
 */
export function watchTarget(target: Locator, isUsed: () => boolean): { stop(): void; seen(): Omit<ObstacleSeen, 'waited'> | null } {
  let seen: Omit<ObstacleSeen, 'waited'> | null = null;
  const look = async (): Promise<void> => {
    if (isUsed()) return;
    const obstacle = await target.evaluate(obstacleOf, undefined, { timeout: answerCap }).catch(() => null);
    if (obstacle === null || isUsed()) return;
    if (obstacle.disabled) seen = { kind: 'disabled', by: '' };
    else if (obstacle.cover !== null) seen = { kind: 'covered', by: `${obstacle.cover.kind}${obstacle.cover.name === '' ? '' : ` (“${obstacle.cover.name}”)`}` };
    else if (obstacle.inert) seen = { kind: 'inert', by: '' };
    else if (!obstacle.outside && (await within(target.evaluate(isMoving, undefined, { timeout: answerCap }).catch(() => false), answerCap)) === true && !isUsed()) seen = { kind: 'moving', by: '' };
  };
  const timer = setTimeout(() => void look(), wantedAfter);
  return { stop: () => clearTimeout(timer), seen: () => seen };
}
