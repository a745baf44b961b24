import { defineAudit, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { counted } from '../wording.ts';

const why = 'When the certificate has run out, browsers show a warning in place of the site, and nobody gets past it.';

const source: Source = { title: 'Let’s Encrypt, expiration emails: the last reminder came seven days before the end', year: 2024, url: 'https://letsencrypt.org/docs/expiration-emails/' };

const day = 86_400;

/** Days; the last reminder. */
const soon = 7;

/** What browsers no longer speak by themselves (RFC 8996, 2021). */
const outdated = /^(ssl|tls 1(\.[01])?$)/i;

const metric = { kind: 'exact', pass: 'inspection', overJourney: 'none', why, source } as const;

export const audit = defineAudit({
  id: 'trust/certificate',
  area: 'trust',
  title: 'Certificate and protocol',
  why,
  source,
  pass: 'inspection',
  alsoUnreached: true,
  // A certificate that is refused at the door is why the whole visit counts for nothing.
  alsoInvalid: true,
  metrics: [
    { ...metric, id: 'trust.certificate-days', title: 'Days the certificate is still valid', unit: 'count', better: 'higher', how: 'Days from the date that the last document over HTTPS bears to the end of its certificate. A certificate that browsers refuse is told as a pain point, and has no days.' },
    { ...metric, id: 'trust.protocol-outdated', title: 'Connection with an outdated protocol', unit: 'count', better: 'lower', how: '1 where the last document over HTTPS came by SSL or TLS before 1.2.', source: { title: 'RFC 8996, Deprecating TLS 1.0 and TLS 1.1', year: 2021, url: 'https://www.rfc-editor.org/rfc/rfc8996.html' } },
  ],
  needs: ['documents'],
  run({ documents }, { visit: { status, problem } }) {
    if (problem?.code === 'CERTIFICATE_REFUSED') return { status: 'measured', values: {}, missing: { 'trust.certificate-days': problem.message, 'trust.protocol-outdated': problem.message }, findings: [refused(problem.message)] };
    if (status !== 'reached') return notAvailable(problem === undefined ? 'not reached' : `not reached: ${problem.message}`);
    const page = documents.findLast(({ url }) => url.startsWith('https:'));
    if (page === undefined) return notApplicable('no page was loaded over HTTPS here');
    const { certificate, headers } = page;
    if (certificate === undefined) return notAvailable('the browser told nothing of the certificate');
    const isOld = outdated.test(certificate.protocol);
    const values = { 'trust.protocol-outdated': isOld ? 1 : 0 };
    const old = isOld ? [oldProtocol(certificate.protocol)] : [];
    const now = Date.parse(headers['date'] ?? '') / 1_000;
    if (!Number.isFinite(now)) return { status: 'measured', values, missing: { 'trust.certificate-days': 'the answer bears no date to count from' }, findings: old };
    const days = Math.floor((certificate.until - now) / day);
    return { status: 'measured', values: { ...values, 'trust.certificate-days': days }, findings: [...old, ...(days < soon ? [ending(days, certificate.issuer)] : [])] };
  },
});

function refused(message: string): FindingDraft {
  return { kind: 'pain-point', severity: 'critical', title: 'The browser refuses the certificate of the site and shows a warning in place of the page: the customer does not get in.', advice: 'Renew the certificate for this name with an authority that browsers trust, and have it renewed by itself from then on. Where other machines do get in, look at the clock and the proxy of this one.', direction: 'do', key: 'refused', quote: message, confidence: 'B', effort: 'small' };
}

function ending(days: number, issuer: string): FindingDraft {
  const when = days < 0 ? 'has run out' : days === 0 ? 'runs out today' : `runs out in ${counted(days, 'day')}`;
  return { kind: 'pain-point', severity: days < 0 ? 'critical' : 'serious', title: `The certificate of the site ${when}.`, advice: 'Renew it now, and have it renewed by itself from then on.', direction: 'do', key: 'ending', ...(issuer !== '' && { quote: `issued by ${issuer}` }), confidence: 'B', effort: 'small' };
}

function oldProtocol(protocol: string): FindingDraft {
  return { kind: 'pain-point', severity: 'serious', title: 'The connection is secured with a protocol that counts as broken.', advice: 'Let the server speak TLS 1.2 and 1.3 only.', direction: 'do', key: 'protocol', quote: protocol, confidence: 'B', effort: 'small' };
}
