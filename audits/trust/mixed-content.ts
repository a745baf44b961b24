import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';
import { address } from '../wording.ts';

const why = 'One unencrypted file on an encrypted page is enough to change what the customer sees; browsers block it or take the lock away.';

const source: Source = { title: 'W3C Mixed Content', year: 2023, url: 'https://www.w3.org/TR/mixed-content/' };

/** What can do anything on the page, as opposed to what is only looked at. */
const active = new Set(['script', 'stylesheet', 'document', 'fetch', 'xhr', 'font']);

export const audit = defineAudit({
  id: 'trust/mixed-content',
  area: 'trust',
  title: 'Unencrypted parts of an encrypted page',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'trust.mixed-content',
      title: 'Unencrypted parts of an encrypted page',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Resources that a page loaded over HTTPS asked for over plain HTTP, whether or not the browser let them through.',
      source,
    },
  ],
  needs: ['mixedContent'],
  run({ mixedContent }, { visit }) {
    if (URL.parse(visit.url)?.protocol !== 'https:') return notApplicable('the page itself does not use HTTPS');
    const distinct = new Map(mixedContent.map((part) => [address(part.url), part]));
    return measured(
      { 'trust.mixed-content': mixedContent.length },
      [...distinct].map(([key, { url, type }]) => ({
        kind: 'pain-point',
        severity: active.has(type) ? 'serious' : 'moderate',
        title: `The page is encrypted, but a part of it (${type}) is asked for without encryption.`,
        advice: 'Write https:// in its address, or have the browser do it with the header Content-Security-Policy: upgrade-insecure-requests.',
        direction: 'do',
        key,
        quote: url,
        confidence: 'B',
        effort: 'small',
      })),
    );
  },
});
