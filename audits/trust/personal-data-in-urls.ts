import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { counted, hostOf } from '../wording.ts';

const why = 'Addresses of pages end up in logs, in the browser history and with third parties. What stands in them about the customer is given away.';

const source: Source = { title: 'OWASP, CWE-598: use of GET request method with sensitive query strings', year: 2023, url: 'https://cwe.mitre.org/data/definitions/598.html' };

/** Data of the persona that tell who somebody is or let someone pay. Places and dates alone do not, and would be found by chance. */
const personal: Readonly<Record<string, string>> = {
  email: 'email address',
  phone: 'phone number',
  name: 'name',
  lastName: 'last name',
  cardNumber: 'card number',
  cardName: 'name on the card',
  iban: 'bank account',
  password: 'password',
};

/** Shorter values are found by chance. */
const shortest = 5;

export const audit = defineAudit({
  id: 'trust/personal-data-in-urls',
  area: 'trust',
  title: 'Personal data in addresses',
  why,
  source,
  pass: 'both',
  metrics: [
    {
      id: 'trust.personal-data-in-urls',
      title: 'Requests with personal data in their address',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: "Requests whose address contains the persona's email, phone, name, card number, bank account or password, as it is or URL-encoded. Values the plan takes from secrets are removed from evidence before and cannot be found.",
      source,
    },
    {
      id: 'trust.personal-data-in-referrers',
      title: 'Third parties told personal data by the referrer',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'max',
      why: 'With every request the browser may tell where the customer was. What stands in that address about them goes along.',
      how: 'Hosts of third parties that requests told an address with the same data in it as the page the customer came from (Referer header).',
      source,
    },
  ],
  needs: ['requests'],
  run({ requests }, { persona: { data } }) {
    const sought = Object.entries(personal).flatMap(([key, what]) => {
      const value = data[key];
      return value !== undefined && value.length >= shortest ? [{ key, what, value }] : [];
    });
    if (sought.length === 0) return notApplicable('this persona has no personal data to look for');
    const sightings = requests.flatMap(({ url, thirdParty }) => foundIn(url, sought).map((datum) => ({ ...datum, host: hostOf(url), url, thirdParty })));
    const distinct = new Map(sightings.map((sighting) => [`${sighting.key} ${sighting.host}`, sighting]));
    const findings = [...distinct].map(
      ([key, { what, host, url, thirdParty }]): FindingDraft => ({
        kind: 'pain-point',
        severity: thirdParty ? 'critical' : 'serious',
        title: thirdParty ? `The customer's ${what} is handed to ${host} in the address of a request.` : `The customer's ${what} stands in the address of a request.`,
        advice: thirdParty ? `Stop sending it to ${host}: clear the address of personal data before other scripts read it.` : 'Send it in the body of a POST request instead.',
        direction: 'stop',
        key,
        quote: `${counted(sightings.filter((sighting) => `${sighting.key} ${sighting.host}` === key).length, 'request')} to ${placeOf(url, sought)}`,
        confidence: 'B',
        effort: 'small',
      }),
    );
    const told = new Map(requests.flatMap(({ url, thirdParty, referrer }) => (thirdParty && referrer !== undefined ? foundIn(referrer, sought).map(({ key, what }) => [`${key} ${hostOf(url)} referrer`, { what, host: hostOf(url) }] as const) : [])));
    const passedOn = [...told].map(([key, { what, host }]) => inReferrer(key, what, host));
    const values = { 'trust.personal-data-in-urls': new Set(sightings.map(({ url }) => url)).size, 'trust.personal-data-in-referrers': new Set([...told.values()].map(({ host }) => host)).size };
    return measured(values, [...findings, ...passedOn]);
  },
});

function inReferrer(key: string, what: string, host: string): FindingDraft {
  return {
    kind: 'pain-point',
    severity: 'critical',
    title: `The customer's ${what} is handed to ${host} in the address of the page they came from.`,
    advice: 'Keep personal data out of addresses, and send Referrer-Policy: strict-origin-when-cross-origin.',
    direction: 'stop',
    key,
    confidence: 'B',
    effort: 'small',
  };
}

/** The host, and the path where none of the data stands in it. */
function placeOf(url: string, sought: readonly { value: string }[]): string {
  const path = URL.parse(url)?.pathname ?? '';
  return `${hostOf(url)}${foundIn(`https://host${path}`, sought).length === 0 ? path : ''}`;
}

/** As typed or without spaces, however forms and scripts encode it; the host is not looked at. What is part of a longer value found there is not told again. */
function foundIn<Datum extends { value: string }>(url: string, sought: readonly Datum[]): Datum[] {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return [];
  const text = decoded(`${parsed.pathname}${parsed.search}${parsed.hash}`).toLowerCase();
  const found = sought.filter(({ value }) => [value, value.replaceAll(/\s+/g, '')].some((form) => text.includes(form.toLowerCase())));
  return found.filter(({ value }) => !found.some((other) => other.value !== value && other.value.toLowerCase().includes(value.toLowerCase())));
}

/** Addresses stand in addresses: scripts that measure send that of the page along, encoded once more. */
const nesting = 3;

/** With + as it is and as space, and with %XX as characters, also where they are encoded again; what is not valid stays as it is. */
function decoded(text: string): string {
  const forms = [text];
  for (let depth = 0; depth < nesting; depth += 1) forms.push(decodedOnce(forms.at(-1) ?? text));
  return forms.flatMap((form) => [form, form.replaceAll('+', ' ')]).join(' ');
}

function decodedOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
