import { defineAudit, notAvailable } from '../../src/audit/define.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { counted, named, some } from '../wording.ts';
import { criterion } from './sources.ts';
import { isFramed, overWalk, tooFewStops } from './walk.ts';

const why = 'Someone who uses the keyboard has to see where they are, as others have to see their pointer.';

const source = criterion('2.4.7', 'Focus Visible');

export const audit = defineAudit({
  id: 'accessibility/focus-visible',
  area: 'accessibility',
  title: 'Focus that cannot be seen',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'accessibility.focus-invisible',
      title: 'Stops where the focus cannot be seen',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Stops of the Tab key, outside of frames, that look the same with the focus as without it.',
      source,
    },
  ],
  needs: ['tabWalk'],
  run({ tabWalk }) {
    const { stops } = tabWalk;
    if (stops.length === 0) return tooFewStops(tabWalk, 'the Tab key stops nowhere on this page');
    const own = stops.filter((stop) => stop.focusVisible !== null || !isFramed(stop));
    const checked = own.filter(({ focusVisible }) => focusVisible !== null);
    if (checked.length === 0) return notAvailable('at no stop could it be told whether the focus shows');
    const left = own.length - checked.length;
    const unknown = left === 0 ? null : `at ${left} of ${counted(stops.length, 'stop')} it could not be told whether the focus shows`;
    const invisible = checked.filter(({ focusVisible }) => focusVisible === false);
    const [first] = invisible;
    if (first === undefined) return overWalk('accessibility.focus-invisible', 0, [], tabWalk, unknown);
    const findings: FindingDraft[] = [
      {
        kind: 'pain-point',
        severity: 'serious',
        title: `At ${counted(invisible.length, 'stop')} of the Tab key nobody can see where they are: ${some(invisible.map(named), 3)}.`,
        advice: 'Do not remove outlines. Give :focus-visible an outline of two pixels or more that stands out from what is around it.',
        direction: 'stop',
        key: 'invisible',
        selector: first.selector,
        quote: some(invisible.map(({ selector }) => selector)),
        judgement: 'decided',
        confidence: 'B',
        effort: 'small',
        wcag: ['2.4.7'],
      },
    ];
    return overWalk('accessibility.focus-invisible', invisible.length, findings, tabWalk, unknown);
  },
});
