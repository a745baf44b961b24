import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import { decidesAt } from './klm.ts';
import { klm } from './sources.ts';

const why = 'Each decision takes a moment of thought, and each can be the wrong one.';

export const audit = defineAudit({
  id: 'friction/decisions',
  area: 'friction',
  title: 'Decisions to make',
  why,
  source: klm,
  pass: 'experience',
  metrics: [
    {
      id: 'friction.decisions',
      title: 'Decisions to make',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: 'Steps that begin a new unit of thought (M of the Keystroke-Level Model): what to press, choose, type, drag or go back from. Arriving by address, scrolling and waiting need none.',
      source: klm,
    },
  ],
  needs: [],
  run(_evidence, { steps }) {
    if (steps.length === 0) return notApplicable('no step of the plan leads here');
    return measured({ 'friction.decisions': steps.filter(decidesAt).length });
  },
});
