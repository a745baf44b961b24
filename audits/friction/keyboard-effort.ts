import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import { counted } from '../wording.ts';
import { limits, klm } from './sources.ts';

const why = 'Without a mouse, each control on the way to the one that is wanted costs a key press. Long menus before the content cost the most.';

export const audit = defineAudit({
  id: 'friction/keyboard-effort',
  area: 'friction',
  title: 'Stops on the way by keyboard',
  why,
  source: klm,
  pass: 'experience',
  metrics: [
    {
      id: 'friction.tab-stops',
      title: 'Stops on the way by keyboard',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: 'Controls the Tab key stopped at until it was where the persona wanted to be; only for personas who use the keyboard.',
      source: klm,
    },
  ],
  needs: [],
  run(_evidence, { steps, persona: { hands, pace } }) {
    if (hands !== 'keyboard') return notApplicable('this persona does not use the Tab key to get around');
    const walked = steps.flatMap((step) => (step.tabStops === undefined ? [] : [{ ...step, stops: step.tabStops.length }]));
    if (walked.length === 0) return notApplicable('no step here had to look for a control');
    return measured(
      { 'friction.tab-stops': walked.reduce((sum, { stops }) => sum + stops, 0) },
      walked
        .map((step) => ({ ...step, seconds: step.stops * pace.key * pace.factor }))
        .filter(({ seconds }) => seconds * 1000 > limits.attention)
        .map(({ stops, seconds, description, target }) => ({
          kind: 'pain-point',
          severity: 'moderate',
          title: `By keyboard it takes ${counted(stops, 'stop')} to get to this step: ${description}.`,
          advice: 'Offer a link at the top that skips to the content, and put the most used controls first.',
          direction: 'do',
          key: description,
          ...(target && { selector: target.selector }),
          cost: seconds,
          confidence: 'C',
          effort: 'small',
          wcag: ['2.4.1'],
        })),
    );
  },
});
