import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import type { StepEvidence } from '../../src/model/evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { counted } from '../wording.ts';
import { limits, klm } from './sources.ts';

const why = 'Without a mouse, each control on the way to the one that is wanted costs a key press. Long menus before the content cost the most.';

const shared = { unit: 'count', better: 'lower', kind: 'exact', pass: 'experience', overJourney: 'sum', source: klm } as const;

export const audit = defineAudit({
  id: 'friction/keyboard-effort',
  area: 'friction',
  title: 'Stops on the way by keyboard',
  why,
  source: klm,
  pass: 'experience',
  onlyWith: { hands: ['keyboard'] },
  metrics: [
    { ...shared, id: 'friction.tab-stops', title: 'Stops on the way by keyboard', why, how: 'Controls the Tab key stopped at until it was where the persona wanted to be; only for personas who use the keyboard.' },
    {
      ...shared,
      id: 'friction.layers-left',
      title: 'Layers closed with Escape',
      why: 'A layer that comes up between a person and what they came for has to be left first. By keyboard nothing behind it can be reached until then.',
      how: 'Presses of Escape, because a layer stood between the focus and what the persona wanted; also those that closed nothing.',
    },
  ],
  needs: [],
  run(_evidence, { steps, persona: { pace } }) {
    const walked = steps.flatMap((step) => (step.tabStops === undefined ? [] : [{ ...step, stops: step.tabStops.length, escapes: step.keyboard?.escapes ?? 0 }]));
    if (walked.length === 0) return notApplicable('no step here had to look for a control');
    const keyTime = pace.key * pace.factor;
    return measured(
      { 'friction.tab-stops': walked.reduce((sum, { stops }) => sum + stops, 0), 'friction.layers-left': walked.reduce((sum, { escapes }) => sum + escapes, 0) },
      [...walked.filter(({ stops }) => stops * keyTime * 1000 > limits.attention).map((step) => farAway(step, step.stops, keyTime)), ...walked.filter(({ escapes }) => escapes > 0).map((step) => inTheWay(step, step.escapes, keyTime))],
    );
  },
});

function farAway({ description, target }: StepEvidence, stops: number, keyTime: number): FindingDraft {
  return {
    kind: 'pain-point',
    severity: 'moderate',
    title: `By keyboard it takes ${counted(stops, 'stop')} to get to this step: ${description}.`,
    advice: 'Offer a link at the top that skips to the content, and put the most used controls first.',
    direction: 'do',
    key: description,
    ...(target && { selector: target.selector }),
    cost: stops * keyTime,
    confidence: 'C',
    effort: 'small',
    wcag: ['2.4.1'],
  };
}

function inTheWay({ description, target }: StepEvidence, escapes: number, keyTime: number): FindingDraft {
  return {
    kind: 'pain-point',
    severity: 'minor',
    title: `By keyboard a layer stood in the way and Escape had to be pressed before this step: ${description}.`,
    advice: 'Do not open layers the customer did not ask for over the way to what they came for.',
    direction: 'stop',
    key: `layer ${description}`,
    ...(target && { selector: target.selector }),
    cost: escapes * keyTime,
    confidence: 'C',
    effort: 'small',
  };
}
