import { defineAudit, measured } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';

const why = 'Here the rules could not decide. Someone has to look, or real barriers stay hidden among the doubtful ones.';

const source: Source = { title: 'axe-core 4 API, incomplete results', year: 2026, url: 'https://github.com/dequelabs/axe-core/blob/develop/doc/API.md' };

export const audit = defineAudit({
  id: 'accessibility/axe-incomplete',
  area: 'accessibility',
  title: 'To be looked at by a person',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'accessibility.needs-review',
      title: 'Elements to be looked at by a person',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Elements for which axe-core could not tell whether they break a rule, for instance text over a picture.',
      source,
    },
  ],
  needs: ['axe'],
  run({ axe }) {
    return measured({ 'accessibility.needs-review': axe.incomplete.reduce((sum, { nodeCount }) => sum + nodeCount, 0) });
  },
});
