import { defineAudit } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';

const why = 'Each cookie is something that is remembered about the customer, here or by others.';

const source: Source = { title: 'HTTP Archive Web Almanac, Cookies', year: 2025, url: 'https://almanac.httparchive.org/en/2025/cookies' };

const day = 86_400;

const metric = { better: 'lower', kind: 'exact', pass: 'inspection', overJourney: 'max', why, source } as const;

export const audit = defineAudit({
  id: 'trust/cookies',
  area: 'trust',
  title: 'Cookies',
  why,
  source,
  pass: 'inspection',
  metrics: [
    { ...metric, id: 'trust.cookies', title: 'Cookies in the browser', unit: 'count', how: 'All cookies in the browser on arrival, whoever set them.', references: { mobile: 'cookies.count.mobile', desktop: 'cookies.count.desktop' } },
    { ...metric, id: 'trust.cookies.own', title: 'Cookies of the site', unit: 'count', how: "Those of the site's own domain.", references: { mobile: 'cookies.count_first.mobile' } },
    { ...metric, id: 'trust.cookies.third-party', title: 'Cookies of third parties', unit: 'count', how: 'Those of other domains.' },
    { ...metric, id: 'trust.cookies.lasting', title: 'Cookies that outlive the visit', unit: 'count', how: 'Those that do not end with the session.' },
    { ...metric, id: 'trust.cookies.longest', title: 'Days until the last cookie ends', unit: 'count', how: 'Days from the date that the last document bears to the end of the cookie that lasts longest; 0 where all end with the session. Chrome keeps none for longer than 400 days.' },
  ],
  needs: ['cookies', 'documents'],
  run({ cookies: { jar }, documents }) {
    const lasting = jar.flatMap(({ expires }) => (expires === null ? [] : [expires]));
    const values = {
      'trust.cookies': jar.length,
      'trust.cookies.own': jar.filter(({ thirdParty }) => !thirdParty).length,
      'trust.cookies.third-party': jar.filter(({ thirdParty }) => thirdParty).length,
      'trust.cookies.lasting': lasting.length,
    };
    const now = Date.parse(documents.at(-1)?.headers['date'] ?? '') / 1_000;
    if (lasting.length > 0 && !Number.isFinite(now)) return { status: 'measured', values, missing: { 'trust.cookies.longest': 'no document with a date was loaded here to count from' }, findings: [] };
    const longest = lasting.length === 0 ? 0 : Math.max(0, Math.round((Math.max(...lasting) - now) / day));
    return { status: 'measured', values: { ...values, 'trust.cookies.longest': longest }, findings: [] };
  },
});
