import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { EscapeEvidence } from '../../src/model/layer-evidence.ts';
import type { Source } from '../../src/model/metric.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { clipped } from '../wording.ts';

const why = 'Escape is the way out that people with a keyboard try first. Where it does nothing they have to search the layer for a control that closes it, and where the focus gets lost they begin again at the top of the page.';

const source: Source = { title: 'W3C ARIA Authoring Practices Guide, patterns Dialog, Menu Button and Combobox: Escape closes, and the focus goes back', year: 2023, url: 'https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/' };

export const audit = defineAudit({
  id: 'accessibility/escape',
  area: 'accessibility',
  title: 'Leaving layers with Escape',
  why,
  source,
  pass: 'inspection',
  onlyWith: { hands: ['keyboard'] },
  metrics: [
    {
      id: 'accessibility.escape-ignored',
      title: 'Layers that Escape does not leave well',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Escape is pressed in the dialog, menu or list that is open on top when the journey ends there or goes on with an address; where the next step may be in it, it is not tried. Counted is what is still there a second later, or leaves the focus nowhere. Requests for consent are left alone. Whether a press beside it closes it is not tried.',
      source,
    },
  ],
  needs: ['escape'],
  run({ escape: { layer } }) {
    if (layer === null) return notApplicable('no dialog, menu or list is open that could be left');
    const { closed, focusKept } = layer;
    if (closed === null) return notAvailable(`the ${layer.kind} “${clipped(layer.name, 60)}” was not tried, because the next step may be in it`);
    if (!closed) return measured({ 'accessibility.escape-ignored': 1 }, [finding(layer, 'stays')]);
    return measured({ 'accessibility.escape-ignored': focusKept === false ? 1 : 0 }, focusKept === false ? [finding(layer, 'focus-lost')] : []);
  },
});

function finding({ kind, name, selector }: NonNullable<EscapeEvidence['layer']>, key: 'stays' | 'focus-lost'): FindingDraft {
  const it = `the ${kind} “${clipped(name, 60)}”`;
  return {
    kind: 'pain-point',
    severity: 'moderate',
    title: key === 'stays' ? `Escape does not close ${it}.` : `After Escape has closed ${it}, nothing has the focus.`,
    advice: key === 'stays' ? 'Close it on Escape wherever the focus is in it; a native dialog or popover does so by itself.' : 'When it closes, give the focus back to the control that opened it.',
    direction: 'do',
    key,
    selector,
    judgement: 'decided',
    confidence: 'B',
    effort: 'small',
    ...(key === 'focus-lost' && { wcag: ['2.4.3'] }),
  };
}
