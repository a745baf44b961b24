import { defineAudit, measured } from '../../src/audit/define.ts';
import type { Collected } from '../../src/model/evidence.ts';
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
      how: "Controls (buttons, links, fields and the like) in the browser's accessibility tree, frames included, whose name is empty. Frames are counted, and so is what only a screen reader gets to. As a pain point only those are told that no rule of axe-core tells already.",
      source,
    },
  ],
  needs: ['spoken', 'axe'],
  // The browser's tree goes through closed shadow roots, where axe-core finds nothing.
  countsFrom: ['spoken'],
  run({ spoken: { silent, silentCount }, axe }) {
    const left = untold(silent, axe);
    const [first] = left;
    if (first === undefined) return measured({ 'accessibility.silent-controls': silentCount });
    return measured({ 'accessibility.silent-controls': silentCount }, [
      {
        kind: 'pain-point',
        severity: 'serious',
        title: `A screen reader has no name for ${counted(left.length, 'control')} that automated rules pass over: ${some(left.map(({ role, selector }) => `${role} ${clipped(selector, 80)}`), 3)}.`,
        advice: `Give ${clipped(first.selector, 120)} a name: text inside it, a label, an alternative text for its picture, or aria-label.`,
        direction: 'do',
        key: 'silent',
        selector: first.selector,
        quote: some(left.map(({ selector }) => selector)),
        confidence: 'B',
        judgement: 'decided',
        effort: 'small',
        wcag: ['4.1.2'],
      },
    ]);
  },
});

/** Rules of axe-core about the names of controls; what they find is told by accessibility/axe, and of fields by accessibility/form-labels. */
const nameRules = new Set(['area-alt', 'aria-command-name', 'aria-input-field-name', 'aria-tab-name', 'aria-toggle-field-name', 'aria-treeitem-name', 'button-name', 'input-button-name', 'input-image-alt', 'label', 'link-name', 'select-name', 'summary-name']);

/** The same element has the same opening tag here and there: selectors are written differently, and in a frame begin elsewhere. */
function untold(silent: Collected['spoken']['silent'], { violations }: Collected['axe']): Collected['spoken']['silent'] {
  const told = new Set(violations.filter(({ id }) => nameRules.has(id)).flatMap(({ nodes }) => nodes.map(({ html }) => openingTag(html))));
  return silent.filter(({ html }) => html === undefined || !told.has(openingTag(html)));
}

function openingTag(html: string): string {
  return html.slice(0, html.indexOf('>') + 1);
}
