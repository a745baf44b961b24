import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import type { Collected } from '../../src/model/evidence.ts';
import type { Source } from '../../src/model/metric.ts';
import { hostOf, some } from '../wording.ts';

type Cookie = Collected['cookies']['jar'][number];

const why = 'The customer has not agreed to anything yet and is followed already. In the EU that is against the law, and people notice.';

const source: Source = { title: 'Directive 2002/58/EC (ePrivacy), article 5(3)', year: 2009, url: 'https://eur-lex.europa.eu/eli/dir/2002/58/2009-12-19' };

/** Cookies of the site's own domain that are known to serve measuring and advertising, as the makers document them: name, whose. */
const tracking: readonly (readonly [RegExp, string])[] = [
  [/^_ga(_|$)|^_gid$|^_gat(_|$)/, 'Google Analytics'],
  [/^_gcl_|^__gads$|^__gpi$/, 'Google Ads'],
  [/^_fbp$|^_fbc$/, 'Meta'],
  [/^_clck$|^_clsk$/, 'Microsoft Clarity'],
  [/^_uet(sid|vid)$/, 'Microsoft Advertising'],
  [/^_hj/, 'Hotjar'],
  [/^_ttp$/, 'TikTok'],
  [/^_pin_unauth$/, 'Pinterest'],
  [/^_scid$/, 'Snapchat'],
  [/^li_fat_id$/, 'LinkedIn'],
  [/^_pk_(id|ses|ref)/, 'Matomo'],
  [/^ajs_/, 'Segment'],
  [/^mp_.*_mixpanel$/, 'Mixpanel'],
  [/^amplitude_id|^AMP_/, 'Amplitude'],
  [/^s_vi$|^AMCV_/, 'Adobe Analytics'],
  [/^__hstc$|^hubspotutk$/, 'HubSpot'],
];

export const audit = defineAudit({
  id: 'trust/cookies-before-consent',
  area: 'trust',
  title: 'Followed without consent',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'trust.cookies-before-consent',
      title: 'Cookies before consent',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'max',
      why,
      how: 'Cookies in the browser on arrival, without the customer having agreed, that belong to third parties or bear the name of a known measuring or advertising service. Whether a cookie is needed cannot be seen from outside: others are not counted.',
      source,
    },
    {
      id: 'trust.third-parties-before-consent',
      title: 'Third parties contacted before consent',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'max',
      why: 'Every company contacted learns the address of the customer and what page they look at.',
      how: 'Different hosts of third parties that the page sent requests to, without the customer having agreed.',
      source,
    },
  ],
  needs: ['cookies', 'requests'],
  run({ cookies: { jar, consented }, requests }) {
    if (consented) return notApplicable('the customer had agreed before');
    const followed = jar.flatMap((cookie) => {
      const whose = ownerOf(cookie);
      return whose === null ? [] : [{ cookie, whose }];
    });
    const hosts = new Set(requests.filter(({ thirdParty }) => thirdParty).map(({ url }) => hostOf(url)));
    const owners = [...new Set(followed.map(({ whose }) => whose))];
    return measured(
      { 'trust.cookies-before-consent': followed.length, 'trust.third-parties-before-consent': hosts.size },
      owners.map((owner) => ({
        kind: 'pain-point',
        severity: 'serious',
        title: `${owner} follows the customer with cookies before they have agreed to anything.`,
        advice: `Load what sets the cookies of ${owner} only after the customer has agreed.`,
        direction: 'stop',
        key: owner,
        quote: some(followed.filter(({ whose }) => whose === owner).map(({ cookie: { name, domain } }) => `${name} (${domain})`)),
        confidence: 'B',
        effort: 'medium',
      })),
    );
  },
});

/** Who is behind a cookie that needs consent; null: nothing says that it does. */
function ownerOf({ name, domain, thirdParty }: Cookie): string | null {
  if (thirdParty) return domain.replace(/^\./, '');
  return tracking.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
