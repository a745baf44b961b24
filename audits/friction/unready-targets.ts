import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import type { StepEvidence } from '../../src/model/evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { duration, named, sentenceCase } from '../wording.ts';
import { nielsen } from './sources.ts';

const why = 'A control that can be seen but not used makes people press into nothing, or hit what lies on top of it.';

const pressed = new Set<StepEvidence['action']>(['click', 'check', 'uncheck']);

/** Problems of a step that never found its target usable; friction/completion tells those. */
const neverReady = new Set(['TARGET_COVERED', 'TARGET_DISABLED', 'TARGET_INERT', 'TARGET_MOVING']);

export const audit = defineAudit({
  id: 'friction/unready-targets',
  area: 'friction',
  title: 'Controls in sight that cannot be used yet',
  why,
  source: nielsen,
  pass: 'inspection',
  alsoUnreached: true,
  onlyWith: { hands: ['mouse', 'touch'] },
  metrics: [
    {
      id: 'friction.unready-targets',
      title: 'Controls in sight that cannot be used yet',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Steps whose control was covered, disabled or moving one second after it could be seen, when a customer would use it; also those where it stayed so. Looked at once for each step that presses something, on a line that is not throttled.',
      source: nielsen,
    },
  ],
  needs: [],
  run(_evidence, { steps }) {
    const wanted = steps.filter(({ action, outcome }) => pressed.has(action) && outcome !== 'skipped');
    if (wanted.length === 0) return notApplicable('nothing was pressed here');
    const unready = wanted.filter(({ obstacle, problem }) => obstacle !== undefined || (problem !== undefined && neverReady.has(problem.code)));
    return measured({ 'friction.unready-targets': unready.length }, unready.flatMap(finding));
  },
});

function finding({ obstacle, target, description }: StepEvidence): FindingDraft[] {
  if (obstacle === undefined || obstacle.waited === null) return [];
  const { kind, by, waited } = obstacle;
  const states = { covered: `is covered by ${by}`, disabled: 'is disabled', inert: 'is in a part of the page that cannot be used', moving: 'does not stand still' };
  return [
    {
      kind: 'pain-point',
      severity: 'moderate',
      title: `${target === null ? `The control of this step (${description})` : sentenceCase(named(target))} can be seen, but ${states[kind]}: it took ${duration(waited)} until it could be used.`,
      advice: kind === 'moving' ? 'Let controls stand where they are as soon as they are shown.' : 'Show a control when it can be used. While it cannot, say beside it what it waits for.',
      direction: 'do',
      key: `${kind} ${description}`,
      ...(target && { selector: target.selector }),
      cost: waited / 1000,
      timed: true,
      confidence: 'B',
      effort: 'medium',
    },
  ];
}
