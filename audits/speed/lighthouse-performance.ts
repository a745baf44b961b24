import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';

const why = 'One figure that many teams know, made from five speed metrics. It tells how the page would do on a slow phone.';

const source: Source = { title: 'Lighthouse 13 performance scoring', year: 2026, url: 'https://developer.chrome.com/docs/lighthouse/performance/performance-scoring' };

/** The metrics that the score is made from (Lighthouse 10 to 13, performance scoring, 2025). */
const scored = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index'];

export const audit = defineAudit({
  id: 'speed/lighthouse-performance',
  area: 'speed',
  title: 'Lighthouse performance score',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'speed.lighthouse-performance',
      title: 'Lighthouse performance score',
      unit: 'points',
      better: 'higher',
      kind: 'timing',
      pass: 'inspection',
      overJourney: 'none',
      why,
      how: "Lighthouse's performance score, 0 to 100, for the last page loaded here, judged on the recorded trace. Where the throttling is simulated the score is modelled, not experienced. Compare it only with scores made the same way.",
      source,
      threshold: { good: 90, poor: 50, source },
    },
  ],
  needs: ['lighthouse'],
  run({ lighthouse }) {
    const page = lighthouse.findLast(({ mode }) => mode === 'navigation');
    if (page === undefined) return notApplicable('no page load was recorded here');
    if (page.performance === null) {
      const lacking = scored.filter((id) => page.metrics[id] === undefined);
      return notAvailable(`Lighthouse gave no score${lacking.length === 0 ? '' : `, as it could not tell ${lacking.join(', ')} from what was recorded`}${page.warnings[0] === undefined ? '' : `: ${page.warnings[0]}`}`);
    }
    return measured({ 'speed.lighthouse-performance': page.performance * 100 });
  },
});
