import { defineAudit, measured } from '../../src/audit/define.ts';
import { criterion } from './sources.ts';

const why = 'Who zooms in or has a narrow screen would have to scroll sideways for every line of text.';

const source = criterion('1.4.10', 'Reflow');

/** CSS px at which WCAG 1.4.10 asks for it; 1280 px at 400 %. */
const width = 320;

/** CSS px; layout rounds. */
const tolerance = 1;

export const audit = defineAudit({
  id: 'accessibility/reflow',
  area: 'accessibility',
  title: 'Scrolling sideways',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'accessibility.horizontal-scroll',
      title: 'Pages that scroll sideways',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: "1 if the page is wider than the persona's viewport, else 0. WCAG 1.4.10 is about 320 CSS px; the criterion is named only where the viewport is that narrow.",
      source,
    },
  ],
  needs: ['census'],
  run({ census: { scrollWidth, clientWidth } }) {
    if (scrollWidth <= clientWidth + tolerance) return measured({ 'accessibility.horizontal-scroll': 0 });
    return measured({ 'accessibility.horizontal-scroll': 1 }, [
      {
        kind: 'pain-point',
        severity: 'serious',
        title: 'The page is wider than the screen: the customer has to scroll sideways to read it.',
        advice: 'Find the element that is too wide (often an image, a table or a fixed width) and let it shrink with max-width: 100% or wrap.',
        direction: 'do',
        key: 'sideways',
        quote: `${Math.round(scrollWidth)} px of content in ${Math.round(clientWidth)} px`,
        confidence: 'B',
        effort: 'medium',
        ...(clientWidth <= width && { wcag: ['1.4.10'] }),
      },
    ]);
  },
});
