import type { StepEvidence } from '../../src/model/evidence.ts';

/** What a customer gives to a page, however they do it. */
export const inputs: ReadonlySet<StepEvidence['action']> = new Set<StepEvidence['action']>(['click', 'press', 'fill', 'choose', 'check', 'uncheck', 'drag', 'upload']);

/**
 * Steps in which hands that point pressed something on the page. A list of the browser's own is not on the page, a tap in place of
 * pointing has no aim of its own, and what is dragged is held, not pressed.
 */
export function pressesOf(steps: readonly StepEvidence[]): StepEvidence[] {
  return steps.filter(({ outcome, effort, action, target }) => outcome === 'done' && effort.presses > 0 && action !== 'hover' && action !== 'drag' && target?.tag !== 'select');
}
