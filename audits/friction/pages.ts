import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';

const why = 'Every new page has to be waited for and understood anew.';

const source: Source = { title: 'Tullis & Albert, Measuring the User Experience: efficiency by pages per task', year: 2013 };

export const audit = defineAudit({
  id: 'friction/pages',
  area: 'friction',
  title: 'Pages passed through',
  why,
  source,
  pass: 'experience',
  metrics: [
    {
      id: 'friction.pages',
      title: 'Pages passed through',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: 'Steps that loaded a page or changed the address within one.',
      source,
    },
  ],
  needs: [],
  run(_evidence, { steps }) {
    if (steps.length === 0) return notApplicable('no step of the plan leads here');
    return measured({ 'friction.pages': steps.filter(({ outcome, navigation }) => outcome === 'done' && navigation !== 'none').length });
  },
});
