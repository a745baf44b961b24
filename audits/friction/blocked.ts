import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { Collected, StepEvidence } from '../../src/model/evidence.ts';
import type { Source } from '../../src/model/metric.ts';
import { settlingOf } from './klm.ts';
import { inputs } from './presses.ts';

const why = 'While the page computes it answers nothing: no press, no key, no scrolling. People press again, and all of it comes at once.';

const source: Source = { title: 'W3C Long Tasks API; the part over 50 ms counts, as in Total Blocking Time (Lighthouse)', year: 2017, url: 'https://www.w3.org/TR/longtasks-1/' };

/** ms of a task during which the page still counts as responsive (W3C 2017; RAIL). */
const harmless = 50;
/** ms an action is looked at where the page settled sooner, or it is not known when: the flow of thought is kept for as long (Nielsen 1993). */
const leastWindow = 1_000;

export const audit = defineAudit({
  id: 'friction/blocked',
  area: 'friction',
  title: 'Page blocked after an input',
  why,
  source,
  pass: 'experience',
  metrics: [
    {
      id: 'friction.blocked',
      title: 'Page blocked after an input',
      unit: 'ms',
      better: 'lower',
      kind: 'timing',
      pass: 'experience',
      overJourney: 'max',
      why,
      how: 'The longest time that tasks of the main thread kept the page from answering because of one input: what each long task takes beyond 50 ms, from the input until the page had settled, at least for a second. Inputs that load another page are left out: that is told by Total Blocking Time.',
      source,
    },
  ],
  needs: ['longTasks'],
  run({ longTasks }, { steps }) {
    const given = steps.filter(({ action, outcome, navigation, effect }) => inputs.has(action) && outcome === 'done' && navigation !== 'hard' && effect !== null);
    if (given.length === 0) return notApplicable('no input stayed on a page here');
    if (longTasks.some(({ at }) => at === undefined)) return notAvailable('when the tasks of the page ran was not recorded');
    return measured({ 'friction.blocked': Math.max(...given.map((step) => blockedDuring(step, longTasks))) });
  },
});

/** ms of long tasks beyond what is harmless, as far as they lie within the action. */
function blockedDuring(step: StepEvidence, tasks: Collected['longTasks']): number {
  const from = step.inputAt ?? step.start + step.untilActionable;
  const to = from + Math.max(settlingOf(step), leastWindow);
  return tasks.reduce((sum, { at = 0, duration }) => sum + Math.max(0, Math.min(at + duration, to) - Math.max(at + harmless, from)), 0);
}
