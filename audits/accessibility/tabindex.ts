import { defineAudit } from '../../src/audit/define.ts';
import { counted, named, some } from '../wording.ts';
import { criterion } from './sources.ts';
import { overWalk, tooFewStops } from './walk.ts';

const why = 'A tabindex above 0 puts a control before everything else on the page, wherever it stands. The focus then jumps about, and people without a mouse lose their place.';

const source = criterion('2.4.3', 'Focus Order');

export const audit = defineAudit({
  id: 'accessibility/tabindex',
  area: 'accessibility',
  title: 'Controls that push to the front',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'accessibility.positive-tabindex',
      title: 'Controls with a tabindex above 0',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Stops of the Tab key whose tabindex attribute is above 0, outside of frames. Whether the order that comes of it makes sense a person has to judge.',
      source,
    },
  ],
  needs: ['tabWalk'],
  run({ tabWalk }) {
    if (tabWalk.stops.length === 0) return tooFewStops(tabWalk, 'the Tab key stops nowhere on this page');
    const first = tabWalk.stops.filter(({ tabindex }) => tabindex !== undefined);
    const [one] = first;
    if (one === undefined) return overWalk('accessibility.positive-tabindex', 0, [], tabWalk);
    return overWalk(
      'accessibility.positive-tabindex',
      first.length,
      [
        {
          kind: 'pain-point',
          severity: 'moderate',
          title: `${counted(first.length, 'control')} ${first.length === 1 ? 'comes' : 'come'} before everything else for the Tab key, wherever ${first.length === 1 ? 'it stands' : 'they stand'} on the page: ${some(first.map(named), 3)}.`,
          advice: 'Take the tabindex away, or set it to 0, and put the elements in the right order in the source.',
          direction: 'stop',
          key: 'positive',
          selector: one.selector,
          quote: some(first.map(({ selector, tabindex }) => `${selector} tabindex="${tabindex}"`)),
          judgement: 'needed',
          confidence: 'B',
          effort: 'small',
          wcag: ['2.4.3'],
        },
      ],
      tabWalk,
    );
  },
});
