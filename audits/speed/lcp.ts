import { defineAudit, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { StepEvidence, Vital } from '../../src/model/evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { duration } from '../wording.ts';
import { firstByteOf } from './transfers.ts';
import { hasInput, largestPart, lastOf, navigated, noPageLoaded, partMetrics, partsMissing, partValues, thresholds, vitalsSource, waitedTooLong, worstOf, type Parts } from './vitals.ts';

const why = 'People judge a page as loaded when its main image or heading is there. Until then they wait, and some leave.';

const parts: Parts = [
  ['timeToFirstByte', 'first-byte', 'Main content: wait for the first byte'],
  ['resourceLoadDelay', 'load-delay', 'Main content: until its file was asked for'],
  ['resourceLoadDuration', 'load-time', 'Main content: download of its file'],
  ['elementRenderDelay', 'render-delay', 'Main content: held back after that'],
];

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
    ...partMetrics('speed.lcp', parts, {
      why: 'It shows where the wait for the main content comes from, and so where to begin.',
      how: 'One of the four parts that LCP is made of, one after the other, from web-vitals in the page. Where a slow line is played the wait for the first byte ends when the headers were let through, by the network events: web-vitals counts what Chrome holds them back to the part that follows.',
    }),
  ],
  needs: ['vitals', 'requests'],
  run({ vitals, requests }, { steps, touchpoint }) {
    if (!navigated(steps, 'hard')) return notApplicable(noPageLoaded);
    const lcp = lastOf(vitals, 'LCP', 'hard');
    if (lcp === undefined) return notAvailable('the browser reported no largest contentful paint');
    const made = withLine(lcp.parts, firstByteOf(requests));
    const delights = touchpoint.momentOfTruth && allGood(vitals, lcp, steps) ? [delight] : [];
    const missing = partsMissing('speed.lcp', parts, made);
    return {
      status: 'measured',
      values: { 'speed.lcp': lcp.value, ...partValues('speed.lcp', parts, made) },
      ...(Object.keys(missing).length > 0 && { missing }),
      findings: [...slow(lcp, made), ...delights],
    };
  },
});

/** The parts with the latency of the persona's line where it belongs: web-vitals counts it to whatever follows the first byte. */
function withLine(reading: Vital['parts'], firstByte: number | null): Vital['parts'] {
  const { timeToFirstByte, resourceLoadDelay, elementRenderDelay } = reading;
  if (firstByte === null || timeToFirstByte === undefined || resourceLoadDelay === undefined || elementRenderDelay === undefined) return reading;
  const line = Math.min(Math.max(0, firstByte - timeToFirstByte), resourceLoadDelay + elementRenderDelay);
  const ofDelay = Math.min(line, resourceLoadDelay);
  return { ...reading, timeToFirstByte: timeToFirstByte + line, resourceLoadDelay: resourceLoadDelay - ofDelay, elementRenderDelay: elementRenderDelay - (line - ofDelay) };
}

function slow({ value, element }: Vital, made: Vital['parts']): FindingDraft[] {
  const part = largestPart(made);
  return waitedTooLong(value, thresholds.LCP, {
    title: `The main content takes ${duration(value)} to appear.`,
    advice: `Show the main content within ${duration(thresholds.LCP.good)}. ${firstSteps[part ?? ''] ?? 'Start with what the browser has to fetch before it can show it.'}`,
    key: 'slow',
    selector: element,
    quote: parts.flatMap(([name, , title]) => (made[name] === undefined ? [] : [`${title.replace('Main content: ', '')} ${duration(made[name])}`])).join(', '),
    effort: part === 'timeToFirstByte' ? 'large' : 'medium',
  });
}

/** Not every touchpoint has an interaction; where there was one its INP has to be known. */
function allGood(vitals: readonly Vital[], lcp: Vital, steps: readonly StepEvidence[]): boolean {
  const inp = worstOf(vitals, 'INP');
  const cls = worstOf(vitals, 'CLS');
  const isQuick = inp === undefined ? !hasInput(steps) : inp.value <= thresholds.INP.good && inp.incomplete !== true;
  return lcp.value <= thresholds.LCP.good && cls !== undefined && cls.value <= thresholds.CLS.good && isQuick;
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
