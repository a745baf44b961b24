import { defineAudit, measured } from '../../src/audit/define.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { counted, named, some } from '../wording.ts';
import { criterion } from './sources.ts';

const why = 'Holding something while moving it is more than many hands can do. Whoever cannot needs another way: a menu, arrows, two taps.';

const source = criterion('2.5.7', 'Dragging Movements');

export const audit = defineAudit({
  id: 'accessibility/dragging',
  area: 'accessibility',
  title: 'Things to drag',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'accessibility.dragging',
      title: 'Things to drag',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Steps of the journey that drag something, and elements on the page that are marked as draggable. Whether each can also be moved with single clicks or taps is for a person to find out.',
      source,
    },
  ],
  needs: ['census'],
  run({ census: { draggables } }, { steps }) {
    const dragged = steps.filter(({ action, outcome }) => action === 'drag' && outcome === 'done');
    const things = draggables?.first ?? [];
    const known = new Set(dragged.map(({ target }) => target?.selector));
    const more = (draggables?.count ?? 0) - things.filter(({ selector }) => known.has(selector)).length;
    const values = { 'accessibility.dragging': dragged.length + more };
    const findings = dragged.length + more === 0 ? [] : [told(dragged.map(({ description }) => description), things, more)];
    if (draggables !== undefined) return measured(values, findings);
    return { status: 'measured', values: {}, missing: { 'accessibility.dragging': 'what can be dragged on the page was not recorded' }, findings };
  },
});

function told(steps: readonly string[], things: readonly { role: string; name: string; selector: string }[], count: number): FindingDraft {
  const [first] = things;
  const what = steps.length > 0 ? `The journey needs dragging: ${some(steps, 2)}.` : `${counted(count, 'thing', 'things')} on the page can be dragged: ${some(things.map(named), 3)}.`;
  return {
    kind: 'pain-point',
    severity: steps.length > 0 ? 'serious' : 'moderate',
    title: `${what} A person has to check whether single clicks or taps do the same.`,
    advice: 'Offer the same without dragging: buttons to move it, a menu that says where to, or select it and then select the place.',
    direction: 'do',
    key: steps.length > 0 ? 'journey' : 'page',
    ...(first && { selector: first.selector }),
    confidence: 'B',
    judgement: 'needed',
    effort: 'medium',
    wcag: ['2.5.7'],
  };
}
