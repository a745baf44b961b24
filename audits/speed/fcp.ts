import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import { duration } from '../wording.ts';
import { lastOf, navigated, noPageLoaded, thresholds, vitalsSource, waitedTooLong } from './vitals.ts';

const why = 'The first thing to appear tells people that the page is coming. Before it they look at nothing.';

export const audit = defineAudit({
  id: 'speed/fcp',
  area: 'speed',
  title: 'First content shown (FCP)',
  why,
  source: vitalsSource,
  pass: 'experience',
  metrics: [
    {
      id: 'speed.fcp',
      title: 'First content shown (FCP)',
      unit: 'ms',
      better: 'lower',
      kind: 'timing',
      pass: 'experience',
      overJourney: 'max',
      why,
      how: 'First Contentful Paint of the last page loaded on the way here, from web-vitals in the page.',
      source: vitalsSource,
      threshold: thresholds.FCP,
      references: { mobile: 'crux.fcp.mobile', desktop: 'crux.fcp.desktop' },
    },
  ],
  needs: ['vitals'],
  // Once told, it does not change: what a page that hangs has not told is another vital.
  countsFrom: [],
  run({ vitals }, { steps }) {
    if (!navigated(steps, 'hard')) return notApplicable(noPageLoaded);
    const fcp = lastOf(vitals, 'FCP', 'hard');
    if (fcp === undefined) return notAvailable('the browser reported no first contentful paint');
    return measured(
      { 'speed.fcp': fcp.value },
      waitedTooLong(fcp.value, thresholds.FCP, {
        title: `The page stays blank for ${duration(fcp.value)}.`,
        advice: `Show something within ${duration(thresholds.FCP.good)}: load styles that the first screen needs with the page, and defer scripts.`,
        key: 'blank',
        effort: 'medium',
      }),
    );
  },
});
