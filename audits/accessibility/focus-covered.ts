import { defineAudit, notAvailable } from '../../src/audit/define.ts';
import type { TabStop } from '../../src/model/keyboard-evidence.ts';
import { counted, named, some } from '../wording.ts';
import { criterion } from './sources.ts';
import { overWalk, tooFewStops } from './walk.ts';

const why = 'Bars that stick to the window and banners hide what lies under them. Someone who moves with the keyboard then types into something they cannot see.';

const source = criterion('2.4.11', 'Focus Not Obscured (Minimum)');

export const audit = defineAudit({
  id: 'accessibility/focus-covered',
  area: 'accessibility',
  title: 'Focus hidden under something else',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'accessibility.focus-covered',
      title: 'Stops hidden under something else',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Stops of the Tab key at which each of 25 points of the focused control lies under something opaque. WCAG excepts what the customer opened and can close by keyboard; whether that is so is not looked at.',
      source,
    },
  ],
  needs: ['tabWalk'],
  run({ tabWalk }) {
    const { stops } = tabWalk;
    if (stops.length === 0) return tooFewStops(tabWalk, 'the Tab key stops nowhere on this page');
    if (stops.every(({ covered }) => covered === undefined || covered === null)) return notAvailable('at no stop could it be told whether the control is covered');
    const hidden = stops.filter(({ covered }) => covered === 'entirely');
    const byCover = Map.groupBy(hidden, ({ coveredBy }) => coveredBy ?? '');
    return overWalk('accessibility.focus-covered', hidden.length, [...byCover].map(([cover, under]) => finding(cover, under)), tabWalk);
  },
});

function finding(cover: string, under: readonly TabStop[]) {
  return {
    kind: 'pain-point' as const,
    severity: 'serious' as const,
    title: `At ${counted(under.length, 'stop')} of the Tab key the control that has the focus is hidden under something else: ${some(under.map(named), 3)}.`,
    advice: 'Give the page a scroll-padding as high as the bars that stick to the window, and do not lay banners over controls: let a layer take the focus, or move it beside the content.',
    direction: 'do' as const,
    key: cover === '' ? 'covered' : cover,
    ...(under[0] && { selector: under[0].selector }),
    quote: `${cover} covers ${some(under.map(({ selector }) => selector))}`,
    judgement: 'decided' as const,
    confidence: 'B' as const,
    effort: 'small' as const,
    wcag: ['2.4.11'],
  };
}
