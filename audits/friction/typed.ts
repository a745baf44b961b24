import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import { klm } from './sources.ts';

const why = 'Typing is the slowest thing people do on a page, above all on a phone, and the one they make most mistakes in.';

export const audit = defineAudit({
  id: 'friction/typed',
  area: 'friction',
  title: 'Characters typed',
  why,
  source: klm,
  pass: 'experience',
  metrics: [
    {
      id: 'friction.typed',
      title: 'Characters typed',
      unit: 'characters',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: 'Characters the customer typed into fields.',
      source: klm,
    },
  ],
  needs: [],
  run(_evidence, { steps }) {
    if (steps.length === 0) return notApplicable('no step of the plan leads here');
    return measured({ 'friction.typed': steps.reduce((sum, { effort }) => sum + effort.typed, 0) });
  },
});
