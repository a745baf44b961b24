import { defineAudit, measured } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';

const why = 'Everything that can be pressed has to be looked past on the way to the one thing that is wanted.';

const source: Source = { title: 'Hick, On the rate of gain of information', year: 1952 };

export const audit = defineAudit({
  id: 'friction/choices',
  area: 'friction',
  title: 'Choices in sight',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'friction.choices',
      title: 'Choices in sight',
      unit: 'count',
      better: 'neither',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'max',
      why,
      how: 'Links, buttons and fields in the first screen of the page on arrival that differ in role or name. An observation: Hick’s law holds for lists people know by heart, and no published number says how many are too many on a page.',
      source,
    },
  ],
  needs: ['reading'],
  run: ({ reading: { choices } }) => measured({ 'friction.choices': choices }),
});
