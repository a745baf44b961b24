import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import type { StepEvidence } from '../../src/model/evidence.ts';
import { fillingActions } from '../../src/model/journey.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { named } from '../wording.ts';
import { criterion } from './sources.ts';

const why = 'Who fills in a field expects to go on to the next one. To be taken elsewhere by it loses people who cannot see what happened, and their place in the form.';

const source = criterion('3.2.2', 'On Input');

export const audit = defineAudit({
  id: 'accessibility/context-change',
  area: 'accessibility',
  title: 'Goes elsewhere on input',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'accessibility.context-changes',
      title: 'Fields that lead elsewhere when they are filled in',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: "Steps of the journey that typed, chose or ticked and had a document load or a window or dialog open. Whether the page told so before takes a person.",
      source,
    },
  ],
  needs: [],
  run(_evidence, { steps }) {
    const inputs = steps.filter(({ action, outcome }) => fillingActions.includes(action) && outcome === 'done');
    if (inputs.length === 0) return notApplicable('nothing was filled in or chosen on the way');
    const changes = inputs.filter(({ navigation, effect }) => navigation === 'hard' || effect?.opened === true);
    return measured({ 'accessibility.context-changes': changes.length }, changes.map(finding));
  },
});

function finding({ action, description, target, navigation }: StepEvidence): FindingDraft {
  const who = target === null ? 'the field' : named(target);
  return {
    kind: 'pain-point',
    severity: 'moderate',
    title: `${action === 'fill' ? 'Typing into' : action === 'choose' ? 'Choosing in' : 'Ticking'} ${who} ${navigation === 'hard' ? 'loads another page' : 'opens a window or dialog'} by itself; someone has to see whether the page says so before.`,
    advice: 'Let a button do it, or say before the field what will happen.',
    direction: 'stop',
    key: target === null ? description : `${target.role}.${target.name === '' ? 'nameless' : target.name}`,
    judgement: 'needed',
    ...(target && { selector: target.selector }),
    quote: description,
    confidence: 'B',
    effort: 'small',
    wcag: ['3.2.2'],
  };
}
