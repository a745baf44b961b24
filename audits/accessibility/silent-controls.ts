import { defineAudit, measured } from '../../src/audit/define.ts';
import { clipped, counted, some } from '../wording.ts';
import { criterion } from './sources.ts';

const why = 'A screen reader says “button” and nothing else. Nobody can tell what it does without trying, and few try.';

const source = criterion('4.1.2', 'Name, Role, Value');

export const audit = defineAudit({
  id: 'accessibility/silent-controls',
  area: 'accessibility',
  title: 'Controls a screen reader has no name for',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'accessibility.silent-controls',
      title: 'Controls without a name',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: "Controls (buttons, links, fields and the like) in the browser's accessibility tree, frames included, whose name is empty. Frames are counted, and so is what only a screen reader gets to.",
      source,
    },
  ],
  needs: ['spoken'],
  run({ spoken: { silent, silentCount } }) {
    const [first] = silent;
    if (first === undefined) return measured({ 'accessibility.silent-controls': silentCount });
    return measured({ 'accessibility.silent-controls': silentCount }, [
      {
        kind: 'pain-point',
        severity: 'serious',
        title: `A screen reader has no name for ${counted(silentCount, 'control')}: ${some(silent.map(({ role, selector }) => `${role} ${clipped(selector, 80)}`), 3)}.`,
        advice: `Give ${clipped(first.selector, 120)} a name: text inside it, a label, an alternative text for its picture, or aria-label.`,
        direction: 'do',
        key: 'silent',
        selector: first.selector,
        quote: some(silent.map(({ selector }) => selector)),
        confidence: 'B',
        judgement: 'decided',
        effort: 'small',
        wcag: ['4.1.2'],
      },
    ]);
  },
});
