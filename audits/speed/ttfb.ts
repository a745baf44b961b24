import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { Vital } from '../../src/model/evidence.ts';
import type { Persona } from '../../src/model/persona.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { duration } from '../wording.ts';
import { lacksLine } from './transfers.ts';
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
      title: 'First byte on the customer\'s line',
      unit: 'ms',
      better: 'lower',
      kind: 'timing',
      pass: 'experience',
      overJourney: 'max',
      why,
      how: 'Time to First Byte of the last page loaded on the way here, redirects included, with the persona\'s line in it. Chrome plays the latency of a slow line after it has noted the first byte, and only where the server was quicker than that; so the line is added here: one round trip on a connection that was open, 3.75 on a new one in place of what this machine took to connect (Lighthouse\'s factor). Without a slow line, and of a page from the cache or a service worker, it is as the browser tells it.',
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
      how: 'Time to First Byte as the browser tells it of the last page loaded on the way here, redirects included, from web-vitals in the page. Where a slow line is played it leaves out the latency of that line. So it tells of the server, and is held against no threshold and no population: speed.first-byte is.',
      source: vitalsSource,
    },
  ],
  needs: ['vitals', 'requests'],
  // Once told, it does not change: what a page that hangs has not told is another vital.
  countsFrom: [],
  run({ vitals, requests }, { steps, persona }) {
    if (!navigated(steps, 'hard')) return notApplicable(noPageLoaded);
    const ttfb = lastOf(vitals, 'TTFB', 'hard');
    if (ttfb === undefined) return notAvailable('the browser reported no time to first byte');
    const whole = onLine(ttfb, lacksLine(requests) ? persona.network : null);
    return measured({ 'speed.first-byte': whole, 'speed.ttfb': ttfb.value }, slow(whole, ttfb.value));
  },
});

/** Round trips until the first byte on a new connection, as the persona's latency is played for each request (Lighthouse, docs/throttling.md, 2024). */
const roundTrips = 3.75;

function onLine({ value, parts: { dnsDuration = 0, connectionDuration = 0 } }: Vital, network: Persona['network']): number {
  if (network === null) return value;
  const connecting = dnsDuration + connectionDuration;
  return value - connecting + network.rtt * (connecting > 0 ? roundTrips : 1);
}

/** What is mostly the line of the customer is not the site's doing. */
function slow(whole: number, server: number): FindingDraft[] {
  if (server < whole / 2) return [];
  const told = waitedTooLong(whole, thresholds.TTFB, {
    title: `The customer waits ${duration(whole)} for the page to begin.`,
    advice: `Let the first byte arrive within ${duration(thresholds.TTFB.good)}: find the slowest query or call behind this page, cache what is the same for everyone, and avoid redirects on the way.`,
    key: 'slow',
    quote: `${duration(server)} of it until the server began to answer`,
    effort: 'large',
  });
  // The line was added, not measured.
  return told.map((finding) => (whole === server ? finding : { ...finding, confidence: 'C' }));
}
