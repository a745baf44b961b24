import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { StepEvidence } from '../../src/model/evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { duration } from '../wording.ts';
import { settlingOf, unsettled } from './klm.ts';
import { limits, nielsen, waitThreshold } from './sources.ts';

const why = 'After a second people notice that they are waiting; after ten they turn to something else.';

export const audit = defineAudit({
  id: 'friction/waits',
  area: 'friction',
  title: 'Longest wait',
  why,
  source: nielsen,
  pass: 'experience',
  metrics: [
    {
      id: 'friction.longest-wait',
      title: 'Longest wait',
      unit: 'ms',
      better: 'lower',
      kind: 'timing',
      pass: 'experience',
      overJourney: 'max',
      why,
      how: 'The longest time a step kept the customer waiting: until its control could be used, or from the input until the page had settled (where that was not seen, until something showed) and, of the last step, until what shows that the customer has arrived was there.',
      source: nielsen,
      threshold: waitThreshold,
    },
  ],
  needs: [],
  run(_evidence, { steps }) {
    const done = steps.filter(({ outcome, action }) => outcome === 'done' && action !== 'run');
    if (done.length === 0) return notApplicable('no step of the plan leads here');
    const [endless] = unsettled(done);
    if (endless !== undefined) return notAvailable(`the page never settled after: ${endless.description}`);
    return measured({ 'friction.longest-wait': Math.max(...done.map(waitOf)) }, done.flatMap(finding));
  },
});

function waitOf(step: StepEvidence): number {
  return Math.max(step.untilActionable, settlingOf(step));
}

/** A page load shows itself in the browser; a wait within the page without any sign does not. Later signs are told by friction/feedback. Where a sign could not have been seen nothing is said. */
function finding(step: StepEvidence): FindingDraft[] {
  const longest = waitOf(step);
  const long = longest > limits.attention;
  const silent = step.navigation !== 'hard' && step.action !== 'waitFor' && step.untilFeedback === null && step.stillness !== null && settlingOf(step) > limits.flow;
  if (!long && !silent) return [];
  // What was waited for before the input says nothing of how long there was no sign after it.
  const wait = long ? longest : settlingOf(step);
  const when = step.untilActionable > settlingOf(step) ? 'until this step can be done' : 'after this step';
  return [
    {
      kind: 'pain-point',
      severity: long ? 'serious' : 'moderate',
      title: long ? `The customer waits ${duration(wait)} ${when}: ${step.description}.` : `The customer waits ${duration(wait)} without any sign that something happens: ${step.description}.`,
      advice: long ? 'Find what takes so long and do it before or afterwards; until then show how far it is and let people cancel.' : 'Show at once that the input was received, with a state of the button or a progress sign.',
      direction: 'do',
      key: step.description,
      ...(step.target && { selector: step.target.selector }),
      cost: (wait - limits.flow) / 1000,
      confidence: 'B',
      effort: long ? 'large' : 'small',
    },
  ];
}
