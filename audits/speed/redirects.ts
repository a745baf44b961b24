import { defineAudit, measured } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';
import { withoutPageLoad } from '../page-load.ts';
import { address, counted } from '../wording.ts';

const why = 'Each redirect sends the customer round once more before anything can appear.';

const source: Source = { title: 'Lighthouse, avoid multiple page redirects', year: 2026, url: 'https://developer.chrome.com/docs/lighthouse/performance/redirects' };

export const audit = defineAudit({
  id: 'speed/redirects',
  area: 'speed',
  title: 'Redirects',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'speed.redirects',
      title: 'Redirects on the way',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Redirects before the main documents loaded on the way here.',
      source,
    },
  ],
  needs: ['documents'],
  run({ documents }, { steps }) {
    if (documents.length === 0) return withoutPageLoad(steps);
    const count = documents.reduce((sum, { redirects }) => sum + redirects.length, 0);
    // One redirect after a form is good practice, and Lighthouse too allows one.
    const chains = documents.filter(({ redirects }) => redirects.length > 1);
    return measured(
      { 'speed.redirects': count },
      chains.map(({ url, redirects }) => ({
        kind: 'pain-point',
        severity: redirects.length > 2 ? 'serious' : 'moderate',
        title: `The customer is sent through ${counted(redirects.length, 'redirect')} before the page begins to load.`,
        advice: 'Link to the final address, and let the server redirect there in one go.',
        direction: 'stop',
        key: address(redirects[0]?.url ?? url),
        quote: [...redirects.map((redirect) => `${redirect.status} ${redirect.url}`), url].join(' → '),
        confidence: 'B',
        effort: 'small',
      })),
    );
  },
});
