import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { some } from '../wording.ts';

const why = 'Before the customer has agreed to anything, companies that live on following people learn of the visit.';

const source: Source = { title: 'third-party-web, categories of third parties, as it comes with Lighthouse 13', year: 2026, url: 'https://github.com/patrickhulce/third-party-web' };

/** Categories whose purpose is to measure or to advertise. */
const trackers: readonly string[] = ['ad', 'analytics', 'marketing'];

/** Categories that may follow people too: that depends on what they are used for. */
const perhaps: readonly string[] = ['social', 'tag-manager', 'customer-success'];

const words: Readonly<Record<string, string>> = { ad: 'advertising', analytics: 'measuring visitors', marketing: 'marketing', social: 'social media', 'tag-manager': 'loading further scripts', 'customer-success': 'customer care' };

const metric = { unit: 'count', better: 'lower', kind: 'exact', pass: 'inspection', overJourney: 'max', why, source } as const;
const how = 'Companies whose hosts answered a request of the page without the customer having agreed, as the list of third parties names them. Hosts it does not know are not counted.';

export const audit = defineAudit({
  id: 'trust/trackers-before-consent',
  area: 'trust',
  title: 'Trackers before consent',
  why,
  source,
  pass: 'inspection',
  metrics: [
    { ...metric, id: 'trust.trackers-before-consent', title: 'Trackers contacted before consent', how: `${how} Those listed for advertising, measuring and marketing.` },
    { ...metric, id: 'trust.possible-trackers-before-consent', title: 'Possible trackers contacted before consent', how: `${how} Those listed for social media, tag managers and customer care: a person has to look what they are used for.` },
  ],
  needs: ['cookies', 'requests', 'parties'],
  run({ cookies: { consented }, requests, parties }) {
    if (consented) return notApplicable('the customer had agreed before');
    const answered = new Set(requests.filter(({ thirdParty, status }) => thirdParty && status !== null).flatMap(({ url }) => URL.parse(url)?.hostname ?? []));
    const contacted = parties.filter(({ host }) => answered.has(host));
    const companies = (categories: readonly string[]): string[] => [...new Set(contacted.filter(({ category }) => categories.includes(category)).map(({ entity }) => entity))];
    const [sure, unsure] = [companies(trackers), companies(perhaps)];
    const hostsOf = (entity: string): string => some(contacted.filter((party) => party.entity === entity).map(({ host }) => host));
    const purpose = (entity: string): string => words[contacted.find((party) => party.entity === entity)?.category ?? ''] ?? '';
    const finding = (entity: string, decided: boolean): FindingDraft => ({
      kind: 'pain-point',
      severity: decided ? 'serious' : 'minor',
      title: decided
        ? `${entity}, known for ${purpose(entity)}, is told of the visit before the customer has agreed to anything.`
        : `${entity}, known for ${purpose(entity)}, is told of the visit before the customer has agreed. A person has to look whether it follows people.`,
      advice: `Contact ${entity} only after the customer has agreed.`,
      direction: 'stop',
      key: entity,
      quote: hostsOf(entity),
      confidence: decided ? 'B' : 'D',
      effort: 'medium',
    });
    return measured({ 'trust.trackers-before-consent': sure.length, 'trust.possible-trackers-before-consent': unsure.length }, [...sure.map((entity) => finding(entity, true)), ...unsure.map((entity) => finding(entity, false))]);
  },
});
