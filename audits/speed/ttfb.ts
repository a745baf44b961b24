import { defineAudit, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { duration } from '../wording.ts';
import { firstByteOf } from './transfers.ts';
import { lastOf, navigated, noPageLoaded, thresholds, vitalsSource, waitedTooLong } from './vitals.ts';

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
      id: 'speed.first-byte',
      title: 'First byte at the customer',
      unit: 'ms',
      better: 'lower',
      kind: 'timing',
      pass: 'experience',
      overJourney: 'max',
      why,
      how: 'From when the browser asked for the last page loaded on the way here until the headers of its answer were in, redirects included, from network events: the latency of the persona\'s line counts. Where Chrome plays a slow line it adds the same for each request, as much as a first visit with a new connection takes (Lighthouse\'s factor of 3.75 round trips); a real line is quicker on a connection that is open already.',
      source: vitalsSource,
      threshold: thresholds.TTFB,
      references: { mobile: 'crux.ttfb.mobile', desktop: 'crux.ttfb.desktop' },
    },
    {
      id: 'speed.ttfb',
      title: 'Wait for the server (TTFB)',
      unit: 'ms',
      better: 'lower',
      kind: 'timing',
      pass: 'experience',
      overJourney: 'max',
      why,
      how: 'Time to First Byte as the browser tells it of the last page loaded on the way here, redirects included, from web-vitals in the page. Where a slow line is played it leaves out the latency of that line: Chrome holds answers back only after it has noted their first byte. So it tells of the server, and is held against no threshold and no population: speed.first-byte is.',
      source: vitalsSource,
    },
  ],
  needs: ['vitals', 'requests'],
  run({ vitals, requests }, { steps }) {
    if (!navigated(steps, 'hard')) return notApplicable(noPageLoaded);
    const server = lastOf(vitals, 'TTFB', 'hard');
    const whole = firstByteOf(requests);
    if (server === undefined && whole === null) return notAvailable('the browser reported no first byte');
    const missing = {
      ...(server === undefined && { 'speed.ttfb': 'the browser reported no time to first byte' }),
      ...(whole === null && { 'speed.first-byte': 'the network events tell no first byte of the page' }),
    };
    const values = { ...(server !== undefined && { 'speed.ttfb': server.value }), ...(whole !== null && { 'speed.first-byte': whole }) };
    // What is mostly the line of the customer is not the site's doing.
    const findings = server === undefined || whole === null || server.value < whole / 2 ? [] : slow(whole, server.value);
    return { status: 'measured', values, ...(Object.keys(missing).length > 0 && { missing }), findings };
  },
});

function slow(whole: number, server: number): FindingDraft[] {
  return waitedTooLong(whole, thresholds.TTFB, {
    title: `The customer waits ${duration(whole)} for the page to begin.`,
    advice: `Let the first byte arrive within ${duration(thresholds.TTFB.good)}: find the slowest query or call behind this page, cache what is the same for everyone, and avoid redirects on the way.`,
    key: 'slow',
    quote: `${duration(server)} of it until the server began to answer`,
    effort: 'large',
  });
}
