import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { Collected } from '../../src/model/evidence.ts';
import type { Source } from '../../src/model/metric.ts';
import { duration, some } from '../wording.ts';
import { lastOf, navigated, noPageLoaded, severityOf } from './vitals.ts';

const why = 'While a long script runs the page looks ready but does not answer: taps and keys wait until it ends.';

const lighthouse: Source = { title: 'Lighthouse 13 scoring, Total Blocking Time, mobile control points', year: 2026, url: 'https://developer.chrome.com/docs/lighthouse/performance/lighthouse-total-blocking-time' };

/** Where Lighthouse's mobile curve scores 0.9 and 0.5. */
const threshold = { good: 200, poor: 600, source: lighthouse };

/** ms of a task that do not count as blocking: RAIL's limit for an answer that feels immediate, as Lighthouse uses it. */
const allowance = 50;

export const audit = defineAudit({
  id: 'speed/tbt',
  area: 'speed',
  title: 'Time the page cannot answer (TBT)',
  why,
  source: lighthouse,
  pass: 'experience',
  metrics: [
    {
      id: 'speed.tbt',
      title: 'Time the page cannot answer (TBT)',
      unit: 'ms',
      better: 'lower',
      kind: 'timing',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: 'Sum of what main-thread tasks take beyond 50 ms, from the first paint of the last page loaded until the customer had arrived. Lighthouse stops at Time to Interactive instead. It varies a lot between samples: judge it on several.',
      source: lighthouse,
      threshold,
      references: { mobile: 'ha.tbt.mobile', desktop: 'ha.tbt.desktop' },
    },
  ],
  needs: ['longTasks', 'vitals'],
  run({ longTasks, vitals }, { steps }) {
    if (!navigated(steps, 'hard')) return notApplicable(noPageLoaded);
    const fcp = lastOf(vitals, 'FCP', 'hard');
    if (fcp === undefined || vitals.some(({ navigation, navigationIndex }) => navigation === 'hard' && navigationIndex > fcp.navigationIndex)) return notAvailable('the browser reported no first paint to count from');
    // With those of views that came within the page: which of the two a task belongs to the browser tells only once the view is drawn.
    const tasks = longTasks.filter(({ navigationIndex }) => navigationIndex >= fcp.navigationIndex);
    const value = tasks.reduce((sum, task) => sum + blocking(task, task.navigationIndex === fcp.navigationIndex ? fcp.value : 0), 0);
    const severity = severityOf(value, threshold);
    if (severity === null) return measured({ 'speed.tbt': value });
    const scripts = [...new Set([...tasks].sort((a, b) => b.duration - a.duration).flatMap(({ script }) => (script === null ? [] : [script])))];
    return measured({ 'speed.tbt': value }, [
      {
        kind: 'pain-point',
        severity,
        title: `For ${duration(value)} the page looks ready but does not answer.`,
        advice: 'Run less script while the page loads: split the longest task, load what is not needed yet later, and remove what is not used.',
        direction: 'do',
        key: 'blocked',
        ...(scripts.length > 0 && { quote: some(scripts, 3) }),
        confidence: 'B',
        effort: 'large',
      },
    ]);
  },
});

/** ms by which a task exceeds the allowance, counting only what lies after the first paint. */
function blocking(task: Collected['longTasks'][number], firstPaint: number): number {
  return Math.max(0, Math.min(task.duration, task.start + task.duration - firstPaint) - allowance);
}
