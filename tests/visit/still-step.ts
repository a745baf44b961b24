import type { StepEvidence } from '../../src/model/evidence.ts';

/** A click that does nothing. */
export const stillStep: StepEvidence = {
  index: 0,
  action: 'click',
  description: 'a step',
  outcome: 'done',
  interruption: false,
  commits: false,
  target: null,
  url: '',
  navigation: 'none',
  start: 0,
  untilActionable: 0,
  untilSettled: null,
  untilFeedback: null,
  effort: { presses: 1, keys: 0, typed: 0, scrolls: 0, pointerDistance: null, targetSize: null },
  effect: null,
};
