import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import type { StepEvidence } from '../../src/model/evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import type { Stillness } from '../../src/model/stillness-evidence.ts';
import { duration } from '../wording.ts';
import { unsettled } from './klm.ts';
import { limits, nielsen, waitThreshold } from './sources.ts';

const why = 'A wait in which something moves is a wait; one in which nothing does looks as if the page had stopped working.';

export const audit = defineAudit({
  id: 'friction/idle-gap',
  area: 'friction',
  title: 'Longest time with nothing moving',
  why,
  source: nielsen,
  pass: 'experience',
  metrics: [
    {
      id: 'friction.idle-gap',
      title: 'Longest time with nothing moving',
      unit: 'ms',
      better: 'lower',
      kind: 'timing',
      pass: 'experience',
      overJourney: 'max',
      why,
      how: 'The longest time without any visible change while the customer waited after an action: between the input, each change of a rendered part of the document, pictures that come in, scrolling, the first paint of a new document, animations of its styles as long as they run, and the moment the page had settled (where that was not seen, the first sign of reaction) and the customer had arrived. What had been changing by itself before the input is not counted. Up to 200 ms changes are not told apart. Not available where frames, canvases, films or animations by script are shown, whose movement is not seen, or where the page never settled.',
      source: nielsen,
      threshold: waitThreshold,
    },
  ],
  needs: [],
  run(_evidence, { steps }) {
    const [endless] = unsettled(steps);
    const waited = steps.filter(({ outcome, stillness, action }) => outcome === 'done' && stillness !== undefined && action !== 'run');
    const known = waited.flatMap(({ stillness, ...step }) => (stillness == null ? [] : [{ step, stillness }]));
    if (waited.length === 0 && endless === undefined) return notApplicable('nothing was waited for here');
    const findings = known.flatMap(({ step, stillness }) => finding(step, stillness));
    const unknown = waited.find(({ stillness }) => stillness === null);
    const because = endless === undefined ? (unknown === undefined ? null : `what moves could not be seen after: ${unknown.description}`) : `the page never settled after: ${endless.description}`;
    if (because !== null) return { status: 'measured', values: {}, missing: { 'friction.idle-gap': because }, findings };
    return measured({ 'friction.idle-gap': Math.max(...known.map(({ stillness }) => stillness.longest)) }, findings);
  },
});

/** A time that begins with the input is told by friction/feedback and by the paints of a page load; here is told what comes after a first sign. */
function finding({ description, target }: Pick<StepEvidence, 'description' | 'target'>, { longest, from }: Stillness): FindingDraft[] {
  if (longest <= limits.flow || from === 0) return [];
  return [
    {
      kind: 'pain-point',
      severity: longest > limits.attention ? 'serious' : 'moderate',
      title: `In the middle of the wait nothing moves for ${duration(longest)}: ${description}.`,
      advice: 'Keep something moving as long as the customer has to wait: a progress sign, or parts of the result as they come in.',
      direction: 'do',
      key: description,
      ...(target && { selector: target.selector }),
      cost: (longest - limits.flow) / 1000,
      confidence: 'B',
      effort: 'small',
    },
  ];
}
