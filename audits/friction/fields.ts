import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import { formFields as source } from './sources.ts';

const why = 'People leave forms that ask for more than they expected to give.';

const entries = new Set(['fill', 'choose', 'check', 'uncheck', 'upload']);

export const audit = defineAudit({
  id: 'friction/fields',
  area: 'friction',
  title: 'Fields filled in',
  why,
  source,
  pass: 'experience',
  metrics: [
    {
      id: 'friction.fields',
      title: 'Fields filled in',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: 'Steps in which the customer typed into a field, chose from a list, ticked a box or added a file; what requests for consent ask for is left out.',
      source,
    },
  ],
  needs: [],
  run(_evidence, { steps }) {
    if (steps.length === 0) return notApplicable('no step of the plan leads here');
    return measured({ 'friction.fields': steps.filter(({ outcome, action, consent }) => outcome === 'done' && entries.has(action) && consent === undefined).length });
  },
});
