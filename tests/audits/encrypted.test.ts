import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audits } from '../../audits/index.ts';
import { makeCertificate, type FixtureCertificate } from '../../fixtures/certificates.ts';
import { collate, judgePlanOf, runAudits } from '../../src/audit/index.ts';
import { withParties } from '../../src/audit/lighthouse/index.ts';
import { ledgerOf } from '../../src/compare/index.ts';
import type { VisitEvidence } from '../../src/model/evidence.ts';
import type { AuditOutcome, Finding } from '../../src/model/results.ts';
import { collectors, openLane, type VisitLane } from '../../src/visit/index.ts';
import { flawsOf } from '../../src/visit/certificate.ts';
import { requestOf, type Wanted } from '../visit/replay-setup.ts';
import { browserFor, page, serve, type NamedServer } from './encrypted-site.ts';

const trust = audits.filter(({ area }) => area === 'trust');
const told = [...trust, ...audits.filter(({ id }) => id === 'friction/completion')];
const needed = new Set<string>(told.flatMap(({ needs }) => needs.map(String)));

const trackers = ['www.google-analytics.com', 'securepubads.g.doubleclick.net', 'www.googletagmanager.com', 'connect.facebook.net'];
const headers = { 'strict-transport-security': 'max-age=63072000; includeSubDomains', 'content-security-policy': "default-src 'none'; img-src data:; frame-ancestors 'none'", 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };

let sound: FixtureCertificate;
let lane: VisitLane;
let shop: NamedServer;
let plain: NamedServer;
const refusing: Record<string, NamedServer> = {};
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const open = async (...how: Parameters<typeof serve>): Promise<NamedServer> => {
    const server = await serve(...how);
    closing.push(server.close);
    return server;
  };
  sound = await makeCertificate({ names: ['shop.test', ...trackers] });
  plain = await open('plain.test', { '/': page('Plain'), '/a.js': { headers: { 'content-type': 'text/javascript' }, body: '' } });
  const certificates = { expired: { names: ['shop.test'], days: [-60, -2] as const }, early: { names: ['shop.test'], days: [3, 60] as const }, other: { names: ['else.test'] }, own: { names: ['shop.test'] } };
  for (const [flaw, made] of Object.entries(certificates)) refusing[flaw] = await open('shop.test', { '/': page('Never seen') }, await makeCertificate(made));
  const tracker = await open('tracker.test', { '/t': { headers: { 'content-type': 'text/javascript' }, body: '' } }, sound);
  const tags = trackers.map((name) => `<script async src="https://${name}/t"></script>`).join('');
  shop = await open(
    'shop.test',
    {
      '/': page('Sound', '', { ...headers, 'set-cookie': '__Host-session=1; Path=/; Secure; HttpOnly; SameSite=Lax' }),
      '/careless': page('Careless', `${tags}<script src="${plain.origin}/a.js"></script><img alt="" src="${plain.origin}/i.png">`, { 'set-cookie': 'session=1; Path=/careless' }),
      '/door': page('Door', `<a href="${refusing['expired']?.origin}/">Pay</a>`),
    },
    sound,
  );
  const browser = await browserFor({ names: Object.fromEntries(trackers.map((name) => [name, tracker])), sound });
  closing.push(browser.remove);
  lane = await openLane({ browser, headed: false, collectors: collectors.filter(({ field }) => needed.has(field)) });
  closing.unshift(() => lane.close());
});
afterAll(async () => {
  for (const close of closing) await close();
});

interface Judged {
  visit: VisitEvidence;
  outcome(touchpoint: string, audit: string): AuditOutcome | undefined;
  findings: Finding[];
}

/** A visit of the inspection, judged by the audits of trust, as a run would. */
async function judged(wanted: Wanted): Promise<Judged> {
  const request = requestOf({ pass: 'inspection', ...wanted });
  const visit = withParties(await lane.visit(request));
  const plan = { personas: [request.persona], sites: { here: request.site }, journeys: { walk: request.journey } };
  const judgePlan = judgePlanOf(plan);
  const results = runAudits({ audits: told, visit, plan: judgePlan });
  const { findings } = collate({ plan: judgePlan, audits: told, visits: [visit], results: [results], ledger: ledgerOf({ plan, visits: [visit], units: [visit.unit] }) });
  return { visit, findings, outcome: (at, id) => results.outcomes.find(({ touchpoint, audit }) => touchpoint === at && audit === id)?.outcome };
}

/** Its values, and the keys of what it found. */
function short(outcome: AuditOutcome | undefined): unknown {
  if (outcome?.status !== 'measured') return outcome;
  return { ...outcome.values, findings: outcome.findings.map(({ kind, severity, key }) => (kind === 'delight' ? `+${key}` : `${severity} ${key}`)).sort() };
}

describe('a site over HTTPS', () => {
  let visited: Judged;
  beforeAll(async () => {
    const look = (path: string) => ({ stage: 'awareness', steps: [{ visit: path }] });
    visited = await judged({ origin: shop.origin, site: { allow: { origins: [plain.origin] } }, touchpoints: { sound: look('/'), careless: look('/careless'), plain: look(`${plain.origin}/`) } });
  });

  test('is walked to its end', () => {
    expect(visited.visit.touchpoints.map(({ status }) => status)).toEqual(['reached', 'reached', 'reached']);
  });

  test.each([
    ['sound', 'trust/certificate', { 'trust.protocol-outdated': 0, 'trust.certificate-days': 60, findings: [] }],
    ['sound', 'trust/https', { 'trust.insecure': 0, findings: [] }],
    ['sound', 'trust/security-headers', { 'trust.header-points': 125, findings: ['+grade-A+'] }],
    ['sound', 'trust/cookie-flags', { 'trust.weak-cookies': 0, findings: [] }],
    ['sound', 'trust/mixed-content', { 'trust.mixed-content': 0, findings: [] }],
    ['sound', 'trust/trackers-before-consent', { 'trust.trackers-before-consent': 0, 'trust.possible-trackers-before-consent': 0, findings: [] }],
    ['careless', 'trust/security-headers', { findings: expect.arrayContaining(['moderate hsts-missing']) }],
    ['careless', 'trust/cookie-flags', { 'trust.weak-cookies': 1, findings: ['serious session'] }],
    ['careless', 'trust/mixed-content', { 'trust.mixed-content': 2, findings: [expect.stringMatching(/^moderate plain\.test:\d+\/i\.png$/), expect.stringMatching(/^serious plain\.test:\d+\/a\.js$/)] }],
    ['careless', 'trust/trackers-before-consent', { 'trust.trackers-before-consent': 2, 'trust.possible-trackers-before-consent': 2, findings: ['minor Facebook', 'minor Google Tag Manager', 'serious Google Analytics', 'serious Google/Doubleclick Ads'] }],
    ['plain', 'trust/https', { 'trust.insecure': 1, findings: [expect.stringMatching(/^serious plain\.test:\d+\/$/)] }],
  ])('%s: %s', (touchpoint, audit, expected) => {
    expect(short(visited.outcome(touchpoint, audit))).toMatchObject(expected);
  });
});

describe('a certificate that browsers refuse', () => {
  const words: [string, RegExp][] = [
    ['expired', /^Browsers show a warning in place of https:\/\/shop\.test:\d+\. They refuse its certificate: it ran out on \d{4}-\d\d-\d\d, and its owner has signed it alone, and no authority \(ERR_CERT_AUTHORITY_INVALID\)\.$/],
    ['early', /certificate: it is valid from \d{4}-\d\d-\d\d on only, and its owner/],
    ['other', /certificate: it is made out for else\.test and not for shop\.test, and its owner/],
    ['own', /certificate: its owner has signed it alone, and no authority \(/],
  ];

  test.each(words)('at the door of the site ends the visit, in plain words: %s', async (flaw, message) => {
    const { visit, findings } = await judged({ origin: refusing[flaw]?.origin ?? '', touchpoints: { home: { stage: 'awareness', steps: [{ visit: '/' }] }, behind: { stage: 'purchase' } } });
    expect(visit.outcome).toEqual({ ok: false, code: 'CERTIFICATE_REFUSED', message: expect.stringMatching(message) });
    expect(visit.touchpoints.map(({ status }) => status)).toEqual(['failed', 'not-reached']);
    expect(findings.map(({ audit, severity, quote }) => [audit, severity, quote])).toEqual([['trust/certificate', 'critical', expect.stringMatching(message)]]);
  });

  test('behind a link is where the customer stops', async () => {
    const { visit, findings } = await judged({ origin: shop.origin, site: { allow: { origins: [refusing['expired']?.origin] } }, touchpoints: { home: { stage: 'awareness', steps: [{ visit: '/door' }] }, pay: { stage: 'purchase', steps: [{ click: 'Pay' }] } } });
    expect(visit.outcome).toEqual({ ok: true });
    expect(visit.touchpoints[1]).toMatchObject({ status: 'failed', problem: { code: 'CERTIFICATE_REFUSED', message: expect.stringContaining('it ran out on') } });
    expect(findings.filter(({ severity }) => severity === 'critical').map(({ audit, places }) => [audit, places.map(({ touchpoint }) => touchpoint)])).toEqual([['trust/certificate', ['pay']]]);
  });
});

test('what is wrong with a certificate is read from it alone', async () => {
  const made = new X509Certificate((await makeCertificate({ names: ['shop.test', '*.shop.test'] })).cert);
  const alone = 'its owner has signed it alone, and no authority';
  expect(flawsOf(made, 'shop.test', Date.now())).toEqual([alone]);
  expect(flawsOf(made, 'www.shop.test', Date.now())).toEqual([alone]);
  expect(flawsOf(made, 'shop.example', Date.now())).toEqual(['it is made out for shop.test, *.shop.test and not for shop.example', alone]);
  expect(flawsOf(made, '[::1]', Date.now())).toEqual(['it is made out for shop.test, *.shop.test and not for [::1]', alone]);
});
