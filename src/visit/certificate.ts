import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { CDPSession, Page } from 'playwright-core';
import type { Problem } from '../model/evidence.ts';
import { within } from './patience.ts';
import { problem } from './problems.ts';

/** ms the browser may take to show the certificate it has just refused. */
const patience = 5_000;

/** What Chromium's net errors say of a certificate (net/base/net_error_list.h, 2025). */
const said: Readonly<Record<string, string>> = {
  ERR_CERT_AUTHORITY_INVALID: 'no authority that browsers trust vouches for it',
  ERR_CERT_DATE_INVALID: 'it has run out, or is not valid yet',
  ERR_CERT_COMMON_NAME_INVALID: 'it is made out for another name',
  ERR_CERT_REVOKED: 'it has been revoked',
  ERR_CERT_WEAK_SIGNATURE_ALGORITHM: 'it is signed in a way that counts as broken',
  ERR_CERT_WEAK_KEY: 'its key is too weak',
  ERR_CERT_VALIDITY_TOO_LONG: 'it is valid for longer than browsers accept',
  ERR_CERTIFICATE_TRANSPARENCY_REQUIRED: 'it is in no public log',
};

/** `code`: as in ERR_CERT_DATE_INVALID. null: the error is not about a certificate. `reasons`: what is wrong with it, where that is known better. */
export function certificateProblem(code: string, origin: string, reasons: readonly string[] = []): Problem | null {
  if (!code.startsWith('ERR_CERT')) return null;
  const why = reasons.length > 0 ? reasons.join(', and ') : (said[code] ?? 'it is not valid');
  return problem('CERTIFICATE_REFUSED', `Browsers show a warning in place of ${origin}. They refuse its certificate: ${why} (${code}).`);
}

/**
 * What is wrong with a certificate, as it says itself; none: nothing that can be seen in it alone. Of several flaws browsers name one.
 * @param at ms since 1970
 */
export function flawsOf(certificate: X509Certificate, host: string, at: number): string[] {
  const [from, until] = [certificate.validFromDate, certificate.validToDate];
  const bare = host.replace(/^\[|\]$/g, '');
  const names = [...(certificate.subjectAltName ?? '').matchAll(/(?:DNS|IP Address):([^,\s]+)/g)].flatMap(([, name]) => name ?? []);
  const isFor = (isIP(bare) === 0 ? certificate.checkHost(bare) : certificate.checkIP(bare)) !== undefined;
  return [
    ...(until.getTime() < at ? [`it ran out on ${day(until)}`] : []),
    ...(from.getTime() > at ? [`it is valid from ${day(from)} on only`] : []),
    ...(isFor ? [] : [names.length === 0 ? `it is not made out for ${host}` : `it is made out for ${names.slice(0, 3).join(', ')} and not for ${host}`]),
    ...(certificate.checkIssued(certificate) ? ['its owner has signed it alone, and no authority'] : []),
  ];
}

/** As in 2026-05-03, UTC. */
function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** The certificate that the browser's warning is about; throws where none is told in time. */
async function shownCertificate(page: Page, cdp: CDPSession): Promise<X509Certificate | null> {
  // Until the warning has taken the place of the page, the browser says nothing of it.
  await page.waitForURL(/^chrome-error:/, { waitUntil: 'load', timeout: patience });
  const { promise, resolve } = Promise.withResolvers<X509Certificate | null>();
  const look = ({ visibleSecurityState: { certificateSecurityState } }: { visibleSecurityState: { certificateSecurityState?: { certificate: string[] } } }): void => {
    const [leaf] = certificateSecurityState?.certificate ?? [];
    if (leaf !== undefined) resolve(new X509Certificate(Buffer.from(leaf, 'base64')));
  };
  cdp.on('Security.visibleSecurityStateChanged', look);
  try {
    await cdp.send('Security.enable');
    return (await within(promise, patience)) ?? null;
  } finally {
    cdp.off('Security.visibleSecurityStateChanged', look);
    await cdp.send('Security.disable').catch(() => undefined);
  }
}

/** The same refusal with all that is wrong with the certificate, read from the certificate itself. Any other problem stays as it is. */
export async function withCertificate(found: Problem, address: string, { page, cdp }: { page: Page; cdp: CDPSession }, now: number): Promise<Problem> {
  const code = /\((ERR_CERT\w+)\)\.$/.exec(found.message)?.[1];
  if (found.code !== 'CERTIFICATE_REFUSED' || code === undefined) return found;
  const certificate = await shownCertificate(page, cdp).catch(() => null);
  const { origin, hostname } = new URL(address);
  return certificate === null ? found : (certificateProblem(code, origin, flawsOf(certificate, hostname, now)) ?? found);
}
