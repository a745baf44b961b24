import { defineAudit, measured } from '../../src/audit/define.ts';
import type { RequestEvidence } from '../../src/model/evidence.ts';
import type { Source } from '../../src/model/metric.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { hostOf } from '../wording.ts';

const why = 'What comes from other companies is beyond your control: when they are slow, your page is slow.';

const source: Source = { title: 'HTTP Archive Web Almanac, Third Parties', year: 2025, url: 'https://almanac.httparchive.org/en/2025/third-parties' };

/** ms; beyond this people lose their flow of thought (Nielsen 1993, response-time limits). */
const flowLimit = 1000;

export const audit = defineAudit({
  id: 'speed/third-parties',
  area: 'speed',
  title: 'Third parties',
  why,
  source,
  pass: 'experience',
  metrics: [
    {
      id: 'speed.third-party-requests',
      title: 'Requests to third parties',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: 'Requests since the touchpoint before that went to another site than the one visited.',
      source,
    },
    {
      id: 'speed.third-party-hosts',
      title: 'Third parties involved',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'max',
      why,
      how: 'Different hosts among those requests.',
      source,
    },
  ],
  needs: ['requests'],
  run({ requests }) {
    const foreign = requests.filter(({ thirdParty, fromCache }) => thirdParty && !fromCache);
    const hosts = new Set(foreign.map(({ url }) => hostOf(url)));
    const findings = [...hosts].flatMap((host) => blocking(host, foreign.filter(({ url }) => hostOf(url) === host)));
    return measured({ 'speed.third-party-requests': foreign.length, 'speed.third-party-hosts': hosts.size }, findings);
  },
});

/** Scripts and styles can hold back what the customer sees; images and beacons cannot. */
function blocking(host: string, requests: readonly RequestEvidence[]): FindingDraft[] {
  const slowest = requests
    .filter(({ type, duration }) => (type === 'script' || type === 'stylesheet') && duration !== null && duration > flowLimit)
    .sort((a, b) => (b.duration ?? 0) - (a.duration ?? 0))[0];
  if (slowest === undefined) return [];
  return [
    {
      kind: 'pain-point',
      severity: 'moderate',
      title: `The page loads a ${slowest.type} from ${host}, which takes longer than a second to arrive.`,
      advice: `Load it after your own content (async or defer), serve it from your own site, or do without ${host}.`,
      direction: 'stop',
      key: host,
      quote: slowest.url,
      timed: true,
      confidence: 'B',
      effort: 'small',
    },
  ];
}
