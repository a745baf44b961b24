import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import { duration } from '../wording.ts';
import { lastOf, navigated, thresholds, vitalsSource, waitedTooLong } from './vitals.ts';

const why = 'When a web app changes the view without loading a page, the browser shows no sign of loading: only the content tells that something happened.';

export const audit = defineAudit({
  id: 'speed/soft-lcp',
  area: 'speed',
  title: 'Main content of a view within the page',
  why,
  source: vitalsSource,
  pass: 'experience',
  metrics: [
    {
      id: 'speed.soft-lcp',
      title: 'Main content of a view within the page',
      unit: 'ms',
      better: 'lower',
      kind: 'timing',
      pass: 'experience',
      overJourney: 'max',
      why,
      how: 'Largest Contentful Paint of the last soft navigation (the address changed within the page), from web-vitals in the page, counted from the input.',
      source: vitalsSource,
      threshold: thresholds.LCP,
    },
  ],
  needs: ['vitals'],
  run({ vitals }, { steps }) {
    const lcp = lastOf(vitals, 'LCP', 'soft');
    if (lcp === undefined) return navigated(steps, 'soft') ? notAvailable('the browser reported no paint for the new view') : notApplicable('no view changed within the page here');
    return measured(
      { 'speed.soft-lcp': lcp.value },
      waitedTooLong(lcp.value, thresholds.LCP, {
        title: `The next view takes ${duration(lcp.value)} to show its main content.`,
        advice: 'Draw the new view at once with what is known already, and fill in the rest when it arrives. Fetch its data when the customer points at the link.',
        key: 'slow',
        selector: lcp.element,
        effort: 'medium',
      }),
    );
  },
});
