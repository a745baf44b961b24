import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import { clipped, counted, some } from '../wording.ts';
import { entriesOf } from './entries.ts';
import { inlineValidation as source } from './sources.ts';

const why = 'Whoever is told off in the middle of a word looks for a mistake there is none of, and learns to overlook the messages that matter.';

const metric = 'friction.early-errors';

export const audit = defineAudit({
  id: 'friction/validation-timing',
  area: 'friction',
  title: 'Errors shown too early',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: metric,
      title: 'Errors shown too early',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Fields that said they were wrong while the customer was still typing into them, and took it back as soon as the text was complete or the field was left.',
      source,
    },
  ],
  needs: ['forms'],
  run({ forms }, { steps }) {
    const { entries, unseen, none } = entriesOf(forms, steps);
    if (none) return notApplicable('no data of the persona is typed here');
    const early = entries.filter(({ premature, errors, last }) => premature || (last === 'fine' && errors.some(({ when }) => when === 'typing')));
    const [first] = early;
    const findings =
      first === undefined
        ? []
        : [
            {
              kind: 'pain-point',
              severity: 'moderate',
              title: `${counted(early.length, 'field shows', 'fields show')} an error while the customer is still typing: ${some(early.map(({ label, selector }) => (label === '' ? selector : `“${clipped(label, 60)}”`)))}.`,
              advice: 'Check a field when the customer leaves it. Once an error shows, take it away at the key that mends it.',
              direction: 'stop',
              key: 'while-typing',
              selector: first.selector,
              confidence: 'B',
              effort: 'small',
            } as const,
          ];
    if (unseen !== null) return { status: 'measured', values: {}, missing: { [metric]: unseen }, findings };
    return measured({ [metric]: early.length }, findings);
  },
});
