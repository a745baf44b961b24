import { defineAudit, measured, notAvailable } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';
import type { LighthouseEvidence } from '../../src/model/evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { address, counted, duration, size, some } from '../wording.ts';
import { judgedPage } from './judged-page.ts';
import { thresholds } from './vitals.ts';

const why = 'These are the places where a page wastes time, with an estimate of what a fix would give back to the customer.';

const source: Source = { title: 'Lighthouse 13 performance audits', year: 2026, url: 'https://developer.chrome.com/docs/lighthouse/performance/performance-scoring' };

/** ms; less than a tenth of a second nobody notices (Nielsen 1993, response-time limits). */
const noticeable = 100;
const flowLimit = 1000;
/** Score from which Lighthouse calls a page good: what little it could gain is not worth telling. */
const goodScore = 0.9;

/**
 * Times of the machine while it recorded, which is not when times are measured, and what other audits tell from what the customer
 * really met: speed/tbt, speed/inp, speed/ttfb, speed/redirects.
 */
const toldElsewhere = new Set(['mainthread-work-breakdown', 'bootup-time', 'long-tasks', 'forced-reflow-insight', 'inp-breakdown-insight', 'server-response-time', 'document-latency-insight', 'redirects']);

/** The one whose savings are for the next visit: nothing is in the cache on the first. */
const laterVisits = 'cache-insight';

const metric = 'speed.lighthouse-opportunities';

export const audit = defineAudit({
  id: 'speed/lighthouse-opportunities',
  area: 'speed',
  title: 'Time that could be saved',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: metric,
      title: 'Opportunities Lighthouse sees',
      unit: 'count',
      better: 'lower',
      kind: 'timing',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: "Lighthouse's audits of the last page loaded here that did not pass and are estimated to save 100 ms or more, without those about the speed of server and machine, which are measured by themselves. The savings are modelled; they are told where the page is not fast as a whole, or from one second on. What could spare a layout shift score above 0.1 is told too.",
      source,
    },
  ],
  needs: ['lighthouse'],
  run({ lighthouse }, { steps }) {
    const judged = judgedPage(lighthouse, steps);
    if ('status' in judged) return judged;
    const { page } = judged;
    // Without a first paint Lighthouse estimates nothing, which is not the same as nothing to gain.
    if (page.metrics['first-contentful-paint'] === undefined) return notAvailable('the recording holds no first paint for Lighthouse to judge');
    const worthwhile = page.opportunities.flatMap(({ savings, ...opportunity }) => (savings !== null && savings >= noticeable && !toldElsewhere.has(opportunity.id) ? [{ ...opportunity, savings }] : []));
    const jumping = page.opportunities.flatMap(({ shift, ...opportunity }) => (shift !== undefined && shift > thresholds.CLS.good ? [{ ...opportunity, shift }] : []));
    const slow = page.performance !== null && page.performance < goodScore;
    const told = worthwhile.filter(({ savings }) => slow || savings > flowLimit);
    const findings = [
      ...told.map(({ id, title, savings, ...opportunity }): FindingDraft => ({
        kind: 'pain-point',
        severity: savings > flowLimit ? 'serious' : 'moderate',
        title: id === laterVisits ? `Customers who come back could wait about ${duration(savings)} less: ${title}.` : `By Lighthouse’s estimate the page could be about ${duration(savings)} faster: ${title}.`,
        advice: `See what Lighthouse lists under “${title}” and begin with the first entry.`,
        direction: 'do',
        key: id,
        ...quoted(opportunity),
        cost: savings / 1000,
        confidence: 'C',
        effort: 'medium',
      })),
      ...jumping.filter(({ id }) => !told.some((other) => other.id === id)).map(({ id, title, shift, ...opportunity }): FindingDraft => ({
        kind: 'pain-point',
        severity: shift > thresholds.CLS.poor ? 'serious' : 'moderate',
        title: `By Lighthouse’s estimate the page could be steadier by a layout shift score of about ${shift.toFixed(2)}: ${title}.`,
        advice: `See what Lighthouse lists under “${title}” and begin with the first entry.`,
        direction: 'do',
        key: id,
        ...quoted(opportunity),
        confidence: 'C',
        effort: 'medium',
      })),
    ];
    const lost = (page.failed ?? []).filter((id) => !toldElsewhere.has(id));
    if (lost.length === 0) return measured({ [metric]: worthwhile.length }, findings);
    return { status: 'measured', values: {}, missing: { [metric]: `${counted(lost.length, 'audit')} of Lighthouse could not be made: ${some(lost, 3)}` }, findings };
  },
});

/** What Lighthouse says of it, how much less would be sent, and the files it names. */
function quoted({ displayValue, bytes, files = [] }: Omit<LighthouseEvidence['opportunities'][number], 'id' | 'title' | 'score' | 'savings'>): { quote?: string } {
  const parts = [displayValue, bytes === undefined || displayValue !== '' ? '' : `about ${size(bytes)} less`, some([...new Set(files.map(address))], 3)].filter((part) => part !== '');
  return parts.length === 0 ? {} : { quote: parts.join('; ') };
}
