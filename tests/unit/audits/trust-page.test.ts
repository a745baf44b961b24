import { describe, expect, it } from 'vitest';
import { audit as beforeCommitment } from '../../../audits/trust/before-commitment.ts';
import { audit as certificate } from '../../../audits/trust/certificate.ts';
import { audit as cookies } from '../../../audits/trust/cookies.ts';
import { audit as forms } from '../../../audits/trust/forms.ts';
import { letterOf } from '../../../audits/trust/observatory.ts';
import { cookiesGrade, integrityGrade, redirectionGrade } from '../../../audits/trust/observatory-content.ts';
import { audit as personalData } from '../../../audits/trust/personal-data-in-urls.ts';
import { audit as trackers } from '../../../audits/trust/trackers-before-consent.ts';
import { withParties } from '../../../src/audit/lighthouse/index.ts';
import type { VisitEvidence } from '../../../src/model/evidence.ts';
import type { FormFacts } from '../../../src/model/trust-evidence.ts';
import { census, context, cookie, document, field, pageSigns, persona, request } from './evidence.ts';
import { plain, short } from './outcome.ts';

describe('cookies as Observatory grades them', () => {
  const secure = document();
  const grade = (header: string, hsts = false, page = secure) => {
    const { result, points } = cookiesGrade({ ...page, headers: header === '' ? {} : { 'set-cookie': header } }, hsts);
    return [result, points];
  };

  it.each([
    ['', 'cookies-none', 0],
    ['sid=(removed); Secure; HttpOnly; SameSite=Lax', 'cookies-safe', 5],
    ['sid=(removed); Secure; HttpOnly', 'cookies-without-samesite', 0],
    ['size=(removed); SameSite=Lax', 'cookies-insecure', -20],
    ['phpsessid=(removed); HttpOnly', 'cookies-session-insecure', -40],
    ['phpsessid=(removed); Secure', 'cookies-session-readable', -30],
    ['csrf=(removed); Secure', 'cookies-guard-without-samesite', -20],
    ['size=(removed); Secure; SameSite=maybe', 'cookies-samesite-invalid', -20],
    ['a=(removed); Secure; SameSite=Lax\nsession=(removed); SameSite=Lax; HttpOnly', 'cookies-session-insecure', -40],
  ])('%s', (header, result, points) => {
    expect(grade(header)).toEqual([result, points]);
  });

  it('cost less where the browser is told to use encryption only', () => {
    expect(grade('size=(removed)', true)).toEqual(['cookies-insecure-hsts', -5]);
    expect(grade('session=(removed); HttpOnly', true)).toEqual(['cookies-session-insecure-hsts', -10]);
  });

  it('need not be Secure on the own machine', () => {
    const local = document({ url: 'http://localhost:3000/', secure: true });
    expect(grade('session=(removed); HttpOnly; SameSite=Lax', false, local)).toEqual(['cookies-safe', 0]);
    expect(grade('session=(removed); SameSite=Lax', false, local)).toEqual(['cookies-session-readable', -30]);
    expect(grade('size=(removed)', false, document({ url: 'http://shop.example/', secure: false }))).toEqual(['cookies-insecure', -20]);
  });
});

describe('scripts of others', () => {
  const asked = (url: string, different = {}) => request({ url, initiator: 'parser', thirdParty: !url.includes('shop.example'), ...different });
  const grade = (scripts: [url: string, integrity: boolean][], requests = scripts.map(([url]) => asked(url))) => {
    const { result, points } = integrityGrade(scripts.map(([url, integrity]) => ({ url, integrity })), requests);
    return [result, points];
  };

  it.each<[string, [string, boolean][], [string, number]]>([
    ['none', [], ['integrity-not-needed', 0]],
    ['own ones', [['https://shop.example/a.js', false]], ['integrity-not-needed', 0]],
    ['own ones that are checked', [['https://shop.example/a.js', true]], ['integrity', 5]],
    ['checked', [['https://cdn.example/a.js', true]], ['integrity', 5]],
    ['one not checked', [['https://cdn.example/a.js', true], ['https://cdn.example/b.js', false]], ['integrity-missing', -5]],
    ['not encrypted', [['http://cdn.example/a.js', true]], ['integrity-insecure-source', -20]],
    ['neither', [['http://cdn.example/a.js', false]], ['integrity-insecure', -50]],
  ])('%s', (_name, scripts, expected) => {
    expect(grade(scripts)).toEqual(expected);
  });

  it('that scripts put in are not seen by Observatory', () => {
    expect(grade([['https://cdn.example/a.js', false]], [asked('https://cdn.example/a.js', { initiator: 'script' })])).toEqual(['integrity-not-needed', 0]);
  });
});

describe('the way from http', () => {
  const by = (...hops: string[]) => redirectionGrade(document({ redirects: hops.map((url) => ({ url, status: 301 })) })).map(({ result, points }) => [result, points]);
  it.each([
    [[], []],
    [['https://shop.example/a'], []],
    [['http://shop.example/'], [['redirection', 0]]],
    [['http://www.shop.example/'], [['redirection-other-host', -5]]],
    [['http://shop.example/', 'http://shop.example/b'], [['redirection-late', -10]]],
  ])('%s', (hops, grades) => {
    expect(by(...hops)).toEqual(grades);
  });

  it('letters stand for points', () => {
    expect([150, 100, 99, 90, 89, 85, 80, 79, 70, 65, 60, 59, 50, 45, 40, 39, 30, 25, 24, 0].map(letterOf)).toEqual(['A+', 'A+', 'A', 'A', 'A-', 'A-', 'B+', 'B', 'B', 'B-', 'C+', 'C', 'C', 'C-', 'D+', 'D', 'D', 'D-', 'F', 'F']);
  });
});

describe('before commitment', () => {
  const asking = (...labels: string[]) => census({ fields: labels.map((label) => field({ label })) });
  const form = pageSigns({ fields: 5, totals: ['Total £249'], returns: ['Returns'] });
  const at = (different: Partial<typeof form>, momentOfTruth = false) => short(beforeCommitment.run({ pageSigns: { ...form, ...different }, census: asking('Full name', 'Email', 'Street') }, context({ touchpoint: { stage: 'purchase', momentOfTruth } })));
  const values = (total: number, account: number, returns: number) => ({ 'trust.total-hidden': total, 'trust.account-forced': account, 'trust.returns-unmentioned': returns });
  const password = (required: boolean) => ({ passwords: [{ selector: '#pw', required }] });

  it.each([
    ['all said', {}, values(0, 0, 0), []],
    ['no total', { totals: [] }, values(1, 0, 0), ['serious total-hidden']],
    ['a password', password(true), values(0, 1, 0), ['serious account-forced']],
    ['a password that may stay empty', password(false), values(0, 0, 0), []],
    ['a password, or as a guest', { ...password(true), guest: ['Continue as a guest'] }, values(0, 0, 0), []],
    ['no returns', { returns: [] }, values(0, 0, 1), ['minor returns-unmentioned']],
  ])('%s', (_name, different, expected, findings) => {
    expect(at(different)).toEqual({ values: expected, findings });
  });

  it('is glad at a moment of truth, and only without a password', () => {
    expect(at({}, true)).toEqual({ values: values(0, 0, 0), findings: ['+ clear-terms'] });
    expect(at(password(false), true)).toEqual(plain(values(0, 0, 0)));
  });

  it('asks only where data are given in a purchase, in a language it knows', () => {
    expect(at({ fields: 2 })).toMatchObject({ status: 'not-applicable' });
    expect(beforeCommitment.run({ pageSigns: form, census: asking('Full name', 'Email', 'Street') }, context()).status).toBe('not-applicable');
    const purchase = context({ touchpoint: { stage: 'purchase' } });
    expect(beforeCommitment.run({ pageSigns: form, census: asking('id', 'Server', 'Media type', 'Request', 'Filter') }, purchase)).toMatchObject({ status: 'not-applicable' });
    expect(beforeCommitment.run({ pageSigns: form, census: { ...asking('id'), fieldCount: 400 } }, purchase)).toMatchObject({ status: 'not-available' });
    expect(at({ language: 'pl-PL' })).toMatchObject({ status: 'not-available' });
    expect(at({ language: '' })).toMatchObject({ findings: [] });
  });
});

describe('trackers before consent', () => {
  const asked = (host: string, status: number | null = 200) => request({ url: `https://${host}/x`, thirdParty: true, status });
  const judge = (requests: ReturnType<typeof request>[], consented = false) => {
    const visit = { touchpoints: [{ collected: { requests } }] } as unknown as VisitEvidence;
    const parties = withParties(visit).touchpoints[0]?.collected.parties ?? [];
    return short(trackers.run({ cookies: { jar: [], consented }, requests, parties }, context()));
  };
  const values = (sure: number, unsure: number) => ({ 'trust.trackers-before-consent': sure, 'trust.possible-trackers-before-consent': unsure });

  it('are known by their hosts; each company counts once', () => {
    expect(judge([asked('www.google-analytics.com'), asked('ssl.google-analytics.com'), asked('www.googletagmanager.com'), asked('unknown.example')])).toEqual({ values: values(1, 1), findings: ['serious Google Analytics', 'minor Google Tag Manager'] });
  });

  it('were not contacted where nothing answered, and may be after consent', () => {
    expect(judge([asked('www.google-analytics.com', null)])).toEqual(plain(values(0, 0)));
    expect(judge([asked('www.google-analytics.com')], true)).toMatchObject({ status: 'not-applicable' });
  });
});

describe('certificates', () => {
  const until = (days: number, different = {}, date = 'Sun, 22 Nov 2026 12:00:00 GMT') => {
    const now = Date.parse('2026-11-22T12:00:00Z') / 1_000;
    return short(certificate.run({ documents: [document({ headers: { date }, certificate: { protocol: 'TLS 1.3', issuer: 'R3', subject: 'shop.example', from: 0, until: now + days * 86_400, ...different } })] }, context()));
  };
  const values = (days: number, old = 0) => ({ 'trust.protocol-outdated': old, 'trust.certificate-days': days });

  it.each([
    [60, []],
    [7, []],
    [6, ['serious ending']],
    [0, ['serious ending']],
    [-1, ['critical ending']],
  ])('%i days', (days, findings) => {
    expect(until(days)).toEqual({ values: values(days), findings });
  });

  it('tell old protocols, and no days without a date', () => {
    expect(until(60, { protocol: 'TLS 1.1' })).toEqual({ values: values(60, 1), findings: ['serious protocol'] });
    expect(until(60, { protocol: 'TLS 1.2' })).toEqual(plain(values(60)));
    expect(until(60, {}, '')).toEqual({ values: { 'trust.protocol-outdated': 0 }, findings: [], missing: ['trust.certificate-days'] });
    expect(certificate.run({ documents: [document()] }, context()).status).toBe('not-available');
    expect(certificate.run({ documents: [] }, context()).status).toBe('not-applicable');
  });

  it('that browsers refuse are a pain point without figures; where the page was not reached for another reason nothing is said', () => {
    const problem = { code: 'CERTIFICATE_REFUSED', message: 'Browsers show a warning in place of https://shop.example.' };
    expect(short(certificate.run({ documents: [] }, context({ visit: { status: 'failed', problem } })))).toEqual({ values: {}, findings: ['critical refused'], missing: ['trust.certificate-days', 'trust.protocol-outdated'] });
    expect(certificate.run({ documents: [document()] }, context({ visit: { status: 'failed', problem: { code: 'TARGET_MISSING', message: 'There is no button "Pay".' } } }))).toEqual({ status: 'not-available', because: 'not reached: There is no button "Pay".' });
  });
});

describe('forms, cookies and referrers', () => {
  const form: FormFacts = { selector: 'form', action: 'https://shop.example/order', method: 'post', thirdParty: false, fields: 3, password: false, personal: true };
  const judge = (different: Partial<FormFacts>) => short(forms.run({ pageSigns: pageSigns({ forms: [{ ...form, ...different }] }) }, context()));

  it.each([
    ['safe', {}, []],
    ['without encryption', { action: 'http://shop.example/order' }, ['critical insecure shop.example/order']],
    ['without encryption, a question', { action: 'http://shop.example/order', personal: false }, ['serious insecure shop.example/order']],
    ['to the own machine', { action: 'http://localhost:3000/order' }, []],
    ['to another party', { thirdParty: true, action: 'https://pay.example/x' }, ['minor elsewhere pay.example']],
    ['a search at another party', { thirdParty: true, action: 'https://find.example/x', personal: false, method: 'get' as const }, []],
    ['by address', { method: 'get' as const, password: true }, ['moderate address shop.example/order']],
    ['by address, without a password', { method: 'get' as const }, ['minor address shop.example/order']],
  ])('a form: %s', (_name, different, findings) => {
    expect(judge(different)).toMatchObject({ findings });
  });

  it('a form by address may be sent by a script all the same, which a person has to look at', () => {
    const outcome = forms.run({ pageSigns: pageSigns({ forms: [{ ...form, method: 'get', password: true }] }) }, context());
    expect(outcome).toMatchObject({ status: 'measured', values: { 'trust.forms-in-address': 1 }, findings: [{ title: expect.stringMatching(/^Unless a script sends this form, .*A person has to look/), confidence: 'D', judgement: 'needed' }] });
  });

  it('forms whose script keeps them from being sent put nothing into an address', () => {
    expect(judge({ action: 'javascript:void(0)', method: 'get', personal: true, fields: 1 })).toMatchObject({ status: 'not-applicable' });
    expect(judge({ action: '', method: 'get', personal: true, fields: 1 })).toMatchObject({ status: 'not-applicable' });
  });

  it('forms that are not to be seen do not count', () => {
    expect(judge({ fields: 0 })).toMatchObject({ status: 'not-applicable' });
    expect(judge({ method: 'dialog' })).toMatchObject({ status: 'not-applicable' });
  });

  it('cookies are counted by party, and their time from the date of the page', () => {
    const dated = document({ headers: { date: 'Sun, 22 Nov 2026 12:00:00 GMT' } });
    const expires = Date.parse('2026-12-22T12:00:00Z') / 1_000;
    const jar = [cookie(), cookie({ expires }), cookie({ thirdParty: true, expires: expires - 86_400 })];
    const counts = { 'trust.cookies': 3, 'trust.cookies.own': 2, 'trust.cookies.third-party': 1, 'trust.cookies.lasting': 2 };
    expect(short(cookies.run({ cookies: { jar, consented: false }, documents: [dated] }, context()))).toEqual(plain({ ...counts, 'trust.cookies.longest': 30 }));
    expect(short(cookies.run({ cookies: { jar, consented: false }, documents: [] }, context()))).toEqual({ values: counts, findings: [], missing: ['trust.cookies.longest'] });
  });

  it('a referrer gives away what stands in it, to third parties', () => {
    const email = persona.data['email'] ?? '';
    const passed = request({ url: 'https://ads.example/p.gif', thirdParty: true, referrer: `https://shop.example/pay?email=${encodeURIComponent(email)}` });
    const outcome = personalData.run({ requests: [passed, { ...passed, thirdParty: false }] }, context());
    expect(short(outcome)).toEqual({ values: { 'trust.personal-data-in-urls': 0, 'trust.personal-data-in-referrers': 1 }, findings: ['critical email ads.example referrer'] });
    expect(JSON.stringify(outcome)).not.toContain(email);
  });
});
