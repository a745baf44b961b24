import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { StepEvidence } from '../../src/model/evidence.ts';
import type { Source } from '../../src/model/metric.ts';
import type { NearControl } from '../../src/model/pointing-evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { named, sentenceCase } from '../wording.ts';
import { pressesOf } from './presses.ts';

const why = 'A finger is not a needle. Where two controls lie under it at once, some presses open the wrong thing, and the customer has to find the way back.';

const source: Source = { title: '4ourth Mobile, General Touch Interaction Guidelines: a touch needs a circle of 10 mm', year: 2012, url: 'http://www.4ourth.com/wiki/General%20Touch%20Interaction%20Guidelines' };

/** CSS px from the middle of a target to the nearest other one: the circle of WCAG 2.2, 2.5.8 Target Size (Minimum), and half a target of 2.5.5 Target Size (Enhanced), 2023. */
const close = { minimum: 12, enhanced: 22 } as const;

export const audit = defineAudit({
  id: 'friction/mistap',
  area: 'friction',
  title: 'Taps that can hit something else',
  why,
  source,
  pass: 'inspection',
  onlyWith: { hands: ['touch'] },
  metrics: [
    {
      id: 'friction.mistap-risk',
      title: 'Taps that can hit something else',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: "Taps of the journey in the middle of their target at which the persona's finger (10 mm across unless the plan says otherwise, at 160 px to the inch) also lay on another control. Links to the same place and parts of one another are one control. Told from 22 CSS px between the middle and the other control on, seriously from 12.",
      source,
    },
  ],
  needs: [],
  run(_evidence, { steps }) {
    const taps = pressesOf(steps);
    if (taps.length === 0) return notApplicable('nothing was tapped here');
    const unseen = taps.filter(({ pointing }) => pointing?.press?.contact === undefined).length;
    if (unseen > 0) return notAvailable(`what lay under the finger was not seen for ${unseen} of ${taps.length} taps`);
    const risky = taps.flatMap((step) => {
      const [nearest] = step.pointing?.press?.contact?.others ?? [];
      return nearest === undefined ? [] : [{ step, nearest }];
    });
    return measured({ 'friction.mistap-risk': risky.length }, risky.filter(({ nearest }) => nearest.distance < close.enhanced).map(told));
  },
});

function told({ step, nearest }: { step: StepEvidence; nearest: NearControl }): FindingDraft {
  const { target, description } = step;
  const what = target === null ? `the target of this step: ${description}` : named(target);
  return {
    kind: 'pain-point',
    severity: nearest.distance < close.minimum ? 'serious' : 'moderate',
    title: `A finger that presses ${what} also lies on ${named(nearest)}.`,
    advice: 'Give the control more room: at least 24 CSS px around its middle to the next one on every side, better 44; or put what does harm elsewhere.',
    direction: 'do',
    key: description,
    ...(target && { selector: target.selector }),
    quote: `${sentenceCase(named(nearest))} (${nearest.selector}) begins ${Math.round(nearest.distance)} px from the middle of the tap and takes ${Math.max(1, Math.round(nearest.share * 100))} % of the area of the finger.`,
    confidence: 'C',
    effort: 'small',
  };
}
