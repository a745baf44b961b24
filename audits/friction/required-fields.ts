import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import { fieldsLeftOut } from '../wording.ts';
import { formFields as source } from './sources.ts';

const why = 'What cannot be left empty is what a form really costs: each of these has to be known, typed and got right.';

const notAsked = new Set(['search', 'submit', 'reset', 'button', 'image', 'hidden']);

export const audit = defineAudit({
  id: 'friction/required-fields',
  area: 'friction',
  title: 'Fields that must be filled in',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'friction.fields-required',
      title: 'Fields that must be filled in',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'none',
      why,
      how: 'Visible fields on the page on arrival that say in their markup that they are required (`required` or aria-required); of radio buttons with one name in one form one counts. Fields that are only checked by the server cannot be told.',
      source,
    },
  ],
  needs: ['census'],
  run({ census }) {
    const leftOut = fieldsLeftOut(census);
    if (leftOut !== null) return notAvailable(leftOut);
    const fields = census.fields.filter(({ visible, type }) => visible && !notAsked.has(type));
    if (fields.length === 0) return notApplicable('there are no fields here');
    const required = fields.filter((field) => field.required);
    const groups = new Set(required.map(({ type, name, selector, form }) => (type === 'radio' && name !== '' ? `radio ${form ?? ''} ${name}` : selector)));
    return measured({ 'friction.fields-required': groups.size });
  },
});
