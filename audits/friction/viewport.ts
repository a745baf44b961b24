import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';

const why = 'A page laid out for a computer is shrunk to fit a phone: nothing can be read or pressed without zooming in and moving about.';

const source: Source = { title: 'Lighthouse, viewport; MDN, <meta name="viewport">', year: 2025, url: 'https://developer.chrome.com/docs/lighthouse/pwa/viewport' };

export const audit = defineAudit({
  id: 'friction/viewport',
  area: 'friction',
  title: 'Laid out for a wider screen',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'friction.layout-width',
      title: 'Width of the layout, in screens',
      unit: 'ratio',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'max',
      why,
      how: 'Width that the browser of a phone or tablet lays the page out for, over the width of its screen: 1 where the viewport meta tag says width=device-width. Without one browsers take some 980 px.',
      source,
    },
  ],
  needs: ['census'],
  run({ census: { viewport, clientWidth } }, { persona: { device, display } }) {
    if (!device.mobile) return notApplicable('this browser lays every page out for its window');
    const width = Math.round(device.width / display.zoom);
    const value = Math.max(1, clientWidth / width);
    if (value === 1) return measured({ 'friction.layout-width': 1 });
    return measured({ 'friction.layout-width': value }, [
      {
        kind: 'pain-point',
        severity: 'serious',
        title: `The page is laid out ${Math.round(clientWidth)} px wide for a screen of ${width} px: a whole line fits only at ${Math.round(100 / value)} % of its size.`,
        advice: `Put <meta name="viewport" content="width=device-width, initial-scale=1"> into the head${viewport === '' ? '' : ' in place of the one there is'}, and let the layout follow the width of the screen.`,
        direction: 'do',
        key: viewport === '' ? 'none' : 'wide',
        quote: viewport === '' ? 'no viewport meta tag' : viewport,
        confidence: 'B',
        effort: 'medium',
      },
    ]);
  },
});
