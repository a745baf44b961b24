import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { StepEvidence } from '../../src/model/evidence.ts';
import type { Source } from '../../src/model/metric.ts';
import type { Pace } from '../../src/model/persona.ts';
import type { TargetMove } from '../../src/model/pointing-evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { named, sentenceCase } from '../wording.ts';
import { pressesOf } from './presses.ts';

const why = 'When the page moves at the last moment, the press lands on something the customer did not mean: an advertisement, another product, or the button that deletes.';

const source: Source = { title: 'W3C, Layout Instability API; aiming time by Fitts’s law (ISO 9241-9)', year: 2024, url: 'https://wicg.github.io/layout-instability/' };

/** ms to react to something seen, ages 18 to 65 (Woods et al., Factors influencing the latency of simple reaction time, 2015, n = 1,469). */
const reaction = 231;

export const audit = defineAudit({
  id: 'friction/shift-under-pointer',
  area: 'friction',
  title: 'Page moves under the pointer',
  why,
  source,
  pass: 'inspection',
  onlyWith: { hands: ['mouse', 'touch'] },
  metrics: [
    {
      id: 'friction.shifts-under-pointer',
      title: 'Presses the page moved away from',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Presses of the journey before which, within the time this persona takes to react and to aim (231 ms and Fitts’s law), the page had shifted by itself so far that the place aimed at lay outside of the target. Shifts that follow an input are left out.',
      source,
    },
  ],
  needs: [],
  run(_evidence, { steps, persona: { pace } }) {
    const presses = pressesOf(steps);
    if (presses.length === 0) return notApplicable('nothing was pressed here');
    const unseen = presses.filter(({ pointing }) => pointing?.press === undefined).length;
    if (unseen > 0) return notAvailable(`what went before was not seen for ${unseen} of ${presses.length} presses`);
    const shifted = presses.flatMap((step) => {
      const move = moveWhileAiming(step, pace);
      return move === undefined ? [] : [{ step, move }];
    });
    return measured({ 'friction.shifts-under-pointer': shifted.length }, shifted.map(told));
  },
});

/** The earliest shift within the aiming time after which the aim was off; the latest comes first in the evidence. */
function moveWhileAiming({ pointing, effort }: StepEvidence, pace: Pace): TargetMove | undefined {
  const aiming = (reaction + ((effort.difficulty ?? 0) / pace.pointingBits) * 1000) * pace.factor;
  return pointing?.press?.moves.findLast(({ ago, missed }) => missed && ago <= aiming);
}

function told({ step: { target, description }, move }: { step: StepEvidence; move: TargetMove }): FindingDraft {
  const what = target === null ? `The target of this step (${description})` : sentenceCase(named(target));
  return {
    kind: 'pain-point',
    severity: move.hit === null ? 'moderate' : 'serious',
    title: `${what} moved while the customer was aiming at it${move.hit === null ? '' : `; who pressed where it had been would have hit ${named(move.hit)}`}.`,
    advice: 'Keep room for what comes late (pictures, banners, messages), or put it where it moves nothing that can be pressed.',
    direction: 'do',
    key: description,
    ...(target && { selector: target.selector }),
    quote: `It moved by ${Math.round(move.distance)} px.`,
    confidence: 'C',
    effort: 'small',
  };
}
