import { defineAudit, notAvailable } from '../../src/audit/define.ts';
import type { LighthouseEvidence } from '../../src/model/evidence.ts';
import type { Source } from '../../src/model/metric.ts';
import { judgedPage } from './judged-page.ts';

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
      how: "Lighthouse's performance score, 0 to 100, for the last page loaded here, judged on the recorded trace. Where the throttling is simulated the score is modelled, not experienced. For personas without any it is made from observed figures, their blocking time counted until the page had settled. Compare it only with scores made the same way.",
      source,
      threshold: { good: 90, poor: 50, source },
    },
    {
      id: 'speed.speed-index',
      title: 'How fast the first screen fills (Speed Index)',
      unit: 'ms',
      better: 'lower',
      kind: 'timing',
      pass: 'inspection',
      overJourney: 'max',
      why: 'It tells how long the customer looks at a screen that is not complete.',
      how: "Lighthouse's Speed Index of the last page loaded here, from the pictures in the recorded trace. Where the throttling is simulated it is modelled, not experienced. Views within a page have none.",
      source,
      threshold: { good: 3387, poor: 5800, source: { title: 'Lighthouse 13 scoring, Speed Index, mobile control points', year: 2026, url: 'https://developer.chrome.com/docs/lighthouse/performance/speed-index' } },
    },
  ],
  needs: ['lighthouse'],
  run({ lighthouse }, { steps }) {
    const judged = judgedPage(lighthouse, steps);
    if ('status' in judged) return judged;
    const { page } = judged;
    const index = page.metrics['speed-index'];
    const noScore = page.performance === null ? withoutScore(page) : null;
    if (page.performance === null && index === undefined) return notAvailable(noScore ?? '');
    const missing = {
      ...(noScore !== null && { 'speed.lighthouse-performance': noScore }),
      ...(index === undefined && { 'speed.speed-index': `Lighthouse could not tell it from what was recorded${reasonGiven(page)}` }),
    };
    const values = { ...(page.performance !== null && { 'speed.lighthouse-performance': page.performance * 100 }), ...(index !== undefined && { 'speed.speed-index': index }) };
    return { status: 'measured', values, ...(Object.keys(missing).length > 0 && { missing }), findings: [] };
  },
});

function withoutScore({ metrics, warnings }: LighthouseEvidence): string {
  const lacking = scored.filter((id) => metrics[id] === undefined);
  return `Lighthouse gave no score${lacking.length === 0 ? '' : `, as it could not tell ${lacking.join(', ')} from what was recorded`}${reasonGiven({ warnings })}`;
}

function reasonGiven({ warnings: [first] }: Pick<LighthouseEvidence, 'warnings'>): string {
  return first === undefined ? '' : `: ${first}`;
}
