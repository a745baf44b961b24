import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { StepEvidence } from '../../src/model/evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { duration } from '../wording.ts';
import { limits, nielsen } from './sources.ts';

const why = 'When nothing changes for a second after a press, people press again: orders are placed twice and things come out wrong.';

/** Requests a new page needs before it can draw: the page and its styles. What they take on the customer's line is not the site's doing. */
const requestsToDraw = 2;
/** Round trips a request is made to take when a line is throttled (Lighthouse, throttling documentation: latency × 3.75). */
const tripsPerRequest = 3.75;

const inputs = new Set<StepEvidence['action']>(['click', 'press', 'choose', 'check', 'uncheck', 'drag']);

/** A pointer chooses in a list of the browser's own by script: the page hears of no input, so that nothing can be seen to answer it. */
function isSeen({ action, target, untilFeedback }: StepEvidence): boolean {
  return inputs.has(action) && !(action === 'choose' && target?.tag === 'select' && untilFeedback === null);
}

export const audit = defineAudit({
  id: 'friction/feedback',
  area: 'friction',
  title: 'Slowest sign of reaction',
  why,
  source: nielsen,
  pass: 'experience',
  metrics: [
    {
      id: 'friction.feedback',
      title: 'Slowest sign of reaction',
      unit: 'ms',
      better: 'lower',
      kind: 'timing',
      pass: 'experience',
      overJourney: 'max',
      why,
      how: 'The longest time from an input until something visible changed because of it. What is chosen with a pointer in a list of the browser\'s own is left out, and files: the page hears of no input then. Not available where one of the inputs had no visible change: how long that took, or would have taken, is not known. Told from one second on; where a page is loaded, what two requests take on the line of the persona is added to that.',
      source: nielsen,
      threshold: { good: limits.instant, poor: limits.flow, source: nielsen },
    },
    {
      id: 'friction.rage-risks',
      title: 'Inputs people would repeat',
      unit: 'count',
      better: 'lower',
      kind: 'timing',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: 'Inputs after which nothing visible changed for more than a second, with what two requests take on the line of the persona added where a page is loaded. A script does not lose its temper: this is where a person would press again. Not available where one of the inputs had no visible change.',
      source: nielsen,
    },
  ],
  needs: [],
  run(_evidence, { steps, persona: { network } }) {
    const onTheLine = (network?.rtt ?? 0) * tripsPerRequest * requestsToDraw;
    const pressed = steps.filter((step) => step.outcome === 'done' && isSeen(step));
    if (pressed.length === 0) return notApplicable('nothing was pressed or chosen here whose answer could be seen');
    const seen = pressed.flatMap((step) => (step.untilFeedback === null ? [] : [{ ...step, untilFeedback: step.untilFeedback }]));
    if (seen.length === 0) return notAvailable('no visible change was seen after any input');
    const findings = seen
      .filter(({ untilFeedback, navigation }) => untilFeedback > limits.flow + (navigation === 'hard' ? onTheLine : 0))
      .map(({ untilFeedback, description, target }): FindingDraft => ({
        kind: 'pain-point',
        severity: 'serious',
        title: `For ${duration(untilFeedback)} nothing shows that the input was received: ${description}.`,
        advice: 'Change the state of the control at once, before the answer of the server is there, and keep it from being pressed twice.',
        direction: 'do',
        key: description,
        ...(target && { selector: target.selector }),
        cost: (untilFeedback - limits.flow) / 1000,
        confidence: 'B',
        effort: 'small',
      }));
    const [silent] = pressed.filter(({ untilFeedback }) => untilFeedback === null);
    if (silent !== undefined) {
      const unseen = `no visible change was seen after ${pressed.length - seen.length} of ${pressed.length} inputs: ${silent.description}`;
      return { status: 'measured', values: {}, missing: { 'friction.feedback': unseen, 'friction.rage-risks': unseen }, findings };
    }
    return measured({ 'friction.feedback': Math.max(...seen.map(({ untilFeedback }) => untilFeedback)), 'friction.rage-risks': findings.length }, findings);
  },
});
