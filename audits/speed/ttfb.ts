import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import { duration } from '../wording.ts';
import { lastOf, navigated, noPageLoaded, severityOf, thresholds, vitalsSource } from './vitals.ts';

const why = 'Nothing of a page can appear before the server has begun to answer: all other waits come on top of this one.';

export const audit = defineAudit({
  id: 'speed/ttfb',
  area: 'speed',
  title: 'Wait for the server (TTFB)',
  why,
  source: vitalsSource,
  pass: 'experience',
  metrics: [
    {
      id: 'speed.ttfb',
      title: 'Wait for the server (TTFB)',
      unit: 'ms',
      better: 'lower',
      kind: 'timing',
      pass: 'experience',
      overJourney: 'max',
      why,
      how: 'Time to First Byte of the last page loaded on the way here, redirects included, from web-vitals in the page. Under throttling it leaves out the latency of the persona\'s line: Chrome holds answers back only after it has noted their first byte.',
      source: vitalsSource,
      threshold: thresholds.TTFB,
      references: { mobile: 'crux.ttfb.mobile', desktop: 'crux.ttfb.desktop' },
    },
  ],
  needs: ['vitals'],
  run({ vitals }, { steps }) {
    if (!navigated(steps, 'hard')) return notApplicable(noPageLoaded);
    const ttfb = lastOf(vitals, 'TTFB', 'hard');
    if (ttfb === undefined) return notAvailable('the browser reported no time to first byte');
    const severity = severityOf(ttfb.value, thresholds.TTFB);
    if (severity === null) return measured({ 'speed.ttfb': ttfb.value });
    return measured({ 'speed.ttfb': ttfb.value }, [
      {
        kind: 'pain-point',
        severity,
        title: `The server takes ${duration(ttfb.value)} to begin its answer.`,
        advice: `Answer within ${duration(thresholds.TTFB.good)}: find the slowest query or call behind this page, cache what is the same for everyone, and avoid redirects on the way.`,
        direction: 'do',
        key: 'slow',
        cost: (ttfb.value - thresholds.TTFB.good) / 1000,
        confidence: 'B',
        effort: 'large',
      },
    ]);
  },
});
