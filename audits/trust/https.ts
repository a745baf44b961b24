import { defineAudit, measured } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';
import { withoutPageLoad } from '../page-load.ts';
import { address } from '../wording.ts';

const why = 'Without encryption anyone on the way can read and change what the customer sees and types, and browsers warn of it.';

const source: Source = { title: 'HTTP Archive Web Almanac, Security: 97 % of home pages use HTTPS', year: 2025, url: 'https://almanac.httparchive.org/en/2025/security' };

export const audit = defineAudit({
  id: 'trust/https',
  area: 'trust',
  title: 'Pages without encryption',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'trust.insecure',
      title: 'Pages without encryption',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Main documents that came without HTTPS; the own machine (loopback) counts as safe.',
      source,
    },
  ],
  needs: ['documents'],
  run({ documents }, { steps, touchpoint: { stage } }) {
    if (documents.length === 0) return withoutPageLoad(steps);
    const insecure = documents.filter(({ secure }) => !secure);
    const distinct = new Map(insecure.map(({ url }) => [address(url), url]));
    return measured(
      { 'trust.insecure': insecure.length },
      [...distinct].map(([key, url]) => ({
        kind: 'pain-point',
        severity: stage === 'purchase' ? 'critical' : 'serious',
        title: 'The page comes without encryption; the browser calls it “not secure”.',
        advice: 'Serve it over HTTPS, send visitors from http:// there with a redirect, and add Strict-Transport-Security.',
        direction: 'do',
        key,
        quote: url,
        confidence: 'B',
        effort: 'medium',
      })),
    );
  },
});
