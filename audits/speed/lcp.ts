import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { Vital } from '../../src/model/evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { duration } from '../wording.ts';
import { largestPart, lastOf, navigated, noPageLoaded, severityOf, thresholds, vitalsSource, worstOf } from './vitals.ts';

const why = 'People judge a page as loaded when its main image or heading is there. Until then they wait, and some leave.';

/** What to look at first, by the part of LCP that takes the most time. */
const firstSteps: Readonly<Record<string, string>> = {
  timeToFirstByte: 'Most of it is the wait for the server: cache the page or answer from nearer to the customer.',
  resourceLoadDelay: 'The browser learns of its file late: put it in the HTML itself and mark it fetchpriority="high", not lazy.',
  resourceLoadDuration: 'Its file takes long to arrive: compress and resize it, and serve it from a cache.',
  elementRenderDelay: 'It is there but held back: remove scripts and styles that block rendering before it.',
};

export const audit = defineAudit({
  id: 'speed/lcp',
  area: 'speed',
  title: 'Main content shown (LCP)',
  why,
  source: vitalsSource,
  pass: 'experience',
  metrics: [
    {
      id: 'speed.lcp',
      title: 'Main content shown (LCP)',
      unit: 'ms',
      better: 'lower',
      kind: 'timing',
      pass: 'experience',
      overJourney: 'max',
      why,
      how: 'Largest Contentful Paint of the last page loaded on the way here, from web-vitals in the page.',
      source: vitalsSource,
      threshold: thresholds.LCP,
      references: { mobile: 'crux.lcp.mobile', desktop: 'crux.lcp.desktop' },
    },
  ],
  needs: ['vitals'],
  run({ vitals }, { steps, touchpoint }) {
    if (!navigated(steps, 'hard')) return notApplicable(noPageLoaded);
    const lcp = lastOf(vitals, 'LCP', 'hard');
    if (lcp === undefined) return notAvailable('the browser reported no largest contentful paint');
    const severity = severityOf(lcp.value, thresholds.LCP);
    const findings = severity === null ? [] : [slow(lcp, severity)];
    const delights = touchpoint.momentOfTruth && allGood(vitals, lcp) ? [delight] : [];
    return measured({ 'speed.lcp': lcp.value }, [...findings, ...delights]);
  },
});

function slow({ value, element, parts }: Vital, severity: 'serious' | 'moderate'): FindingDraft {
  const part = largestPart(parts);
  return {
    kind: 'pain-point',
    severity,
    title: `The main content takes ${duration(value)} to appear.`,
    advice: `Show the main content within ${duration(thresholds.LCP.good)}. ${firstSteps[part ?? ''] ?? 'Start with what the browser has to fetch before it can show it.'}`,
    direction: 'do',
    key: 'slow',
    ...(element !== null && { selector: element }),
    cost: (value - thresholds.LCP.good) / 1000,
    confidence: 'B',
    effort: part === 'timeToFirstByte' ? 'large' : 'medium',
  };
}

/** INP and CLS only count where they were reported: not every touchpoint has an interaction. */
function allGood(vitals: readonly Vital[], lcp: Vital): boolean {
  const inp = worstOf(vitals, 'INP');
  const cls = worstOf(vitals, 'CLS');
  return lcp.value <= thresholds.LCP.good && cls !== undefined && cls.value <= thresholds.CLS.good && (inp === undefined || inp.value <= thresholds.INP.good);
}

const delight: FindingDraft = {
  kind: 'delight',
  severity: 'minor',
  title: 'At this moment of truth the page is quick, steady and responsive.',
  advice: 'Keep it so: put a gate on speed.lcp, speed.inp and speed.cls here.',
  direction: 'do',
  key: 'vitals-good',
  confidence: 'B',
  effort: 'small',
};
