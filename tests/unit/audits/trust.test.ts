import { describe, expect, it } from 'vitest';
import { audit as consentChoice } from '../../../audits/trust/consent-choice.ts';
import { audit as cookieFlags } from '../../../audits/trust/cookie-flags.ts';
import { audit as beforeConsent } from '../../../audits/trust/cookies-before-consent.ts';
import { judgeCsp } from '../../../audits/trust/csp.ts';
import { audit as https } from '../../../audits/trust/https.ts';
import { audit as mixedContent } from '../../../audits/trust/mixed-content.ts';
import { audit as personalData } from '../../../audits/trust/personal-data-in-urls.ts';
import { audit as securityHeaders } from '../../../audits/trust/security-headers.ts';
import { context, cookie, document, overlay, pageSigns, persona, request } from './evidence.ts';
import { plain, short } from './outcome.ts';

const noScripts = { requests: [], pageSigns: pageSigns() };
const runHeaders = (headers: Record<string, string>, different: Parameters<typeof document>[0] = {}) => short(securityHeaders.run({ documents: [document({ headers, ...different })], ...noScripts }, context()));
const runBeforeConsent = (jar: ReturnType<typeof cookie>[], requests: ReturnType<typeof request>[] = [], consented = false) => short(beforeConsent.run({ cookies: { jar, consented }, requests }, context()));
const beforeConsentValues = (cookies: number, hosts: number) => ({ 'trust.cookies-before-consent': cookies, 'trust.third-parties-before-consent': hosts });
const runConsentChoice = (...overlays: ReturnType<typeof overlay>[]) => short(consentChoice.run({ overlays }, context()));
const runCookieFlags = (jar: ReturnType<typeof cookie>[], origin = 'https://shop.example') => short(cookieFlags.run({ cookies: { jar, consented: false } }, context({ site: { id: 'ours', origin } })));
const runPersonalData = (...urls: string[]) => short(personalData.run({ requests: urls.map((url) => request({ url, thirdParty: new URL(url).host !== 'shop.example' })) }, context()));

describe('HTTPS', () => {
  const plainDocument = document({ url: 'http://shop.example/pay?x=1', secure: false });

  it('counts documents, and is worse where people pay', () => {
    expect(short(https.run({ documents: [document(), plainDocument, plainDocument] }, context()))).toEqual({ values: { 'trust.insecure': 2 }, findings: ['serious shop.example/pay'] });
    expect(short(https.run({ documents: [plainDocument] }, context({ touchpoint: { stage: 'purchase' } })))).toMatchObject({ findings: ['critical shop.example/pay'] });
    expect(short(https.run({ documents: [document()] }, context()))).toEqual(plain({ 'trust.insecure': 0 }));
    expect(https.run({ documents: [] }, context({ steps: [] })).status).toBe('not-applicable');
    expect(https.run({ documents: [] }, context()).status).toBe('not-available');
  });
});

describe('the content security policy', () => {
  it.each([
    [undefined, 'missing'],
    ['', 'missing'],
    ["default-src 'none'; form-action 'self'", 'locked-down'],
    ["default-src 'self'", 'safe'],
    ["default-src 'self'; style-src 'self' 'unsafe-inline'", 'unsafe-style'],
    ["default-src 'self'; script-src 'self' 'unsafe-eval'", 'unsafe-eval'],
    ["default-src 'self'; script-src 'self' 'unsafe-inline'", 'unsafe-script'],
    ["default-src 'self'; script-src 'nonce-abc' 'unsafe-inline'", 'safe'],
    ["default-src 'self'; script-src 'nonce-abc' 'strict-dynamic' https: 'unsafe-inline'", 'safe'],
    ["default-src 'self'; script-src 'nonce-abc' https:", 'unsafe-script'],
    ["default-src 'self'; script-src data:", 'unsafe-script'],
    ["script-src 'self'", 'unsafe-script'],
    ["script-src 'self'; object-src 'none'; style-src 'self'", 'safe'],
    ['frame-ancestors *', 'unsafe-script'],
    ["default-src 'self'; img-src http://img.example", 'insecure-images'],
    ["default-src 'self'; connect-src http://api.example", 'insecure-scheme'],
    ["frame-ancestors 'self', default-src 'none'", 'locked-down'],
    ["default-src 'self'; default-src *", 'safe'],
  ])('%s', (header, verdict) => {
    expect(judgeCsp(header, true)).toBe(verdict);
  });
});

describe('security headers', () => {
  const good = { 'content-security-policy': "default-src 'none'; frame-ancestors 'none'", 'strict-transport-security': 'max-age=63072000; includeSubDomains', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };
  it.each([
    ['nothing at all: 100 − 25 − 20 − 20 − 5', {}, 30, ['moderate csp-missing', 'moderate hsts-missing', 'moderate framing-missing', 'minor nosniff-missing']],
    ['everything: 100 + 10 + 5 + 5', good, 120, []],
    ['and isolated', { ...good, 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-site', 'cross-origin-embedder-policy': 'require-corp' }, 150, []],
    ['extra points not below 90: 100 − 20', { ...good, 'strict-transport-security': 'includeSubDomains' }, 80, ['moderate hsts-invalid']],
    ['extra points from 90 on: 100 − 10 + 20', { ...good, 'strict-transport-security': 'max-age=15551999' }, 110, ['minor hsts-short']],
    ['180 days are six months', { ...good, 'strict-transport-security': 'max-age=15552000' }, 120, []],
    ['the old way against frames: 100 + 10 + 5', { ...good, 'content-security-policy': "default-src 'none'", 'x-frame-options': 'SAMEORIGIN' }, 115, []],
    ['a policy that lets everyone frame it is none: 100 − 20', { ...good, 'content-security-policy': "default-src 'none'; frame-ancestors *" }, 80, ['moderate framing-missing']],
    ['a framing header nobody understands: 100 − 20', { ...good, 'content-security-policy': "default-src 'none'", 'x-frame-options': 'maybe' }, 80, ['moderate framing-invalid']],
    ['a leaking referrer: 100 − 5 + 15', { ...good, 'referrer-policy': 'unsafe-url' }, 110, ['minor referrer-unsafe']],
    ['the last referrer policy counts', { ...good, 'referrer-policy': 'unsafe-url, no-referrer' }, 120, []],
  ])('%s', (_name, headers, points, findings) => {
    expect(runHeaders(headers)).toEqual({ values: { 'trust.header-points': points }, findings: points < 90 ? findings : [...findings, '+ grade-A+'] });
  });

  it('does not ask a loopback address for what needs HTTPS, but a public one', () => {
    const { 'strict-transport-security': _, ...rest } = good;
    expect(runHeaders(rest, { url: 'http://localhost:3000/', secure: true })).toEqual(plain({ 'trust.header-points': 120 }));
    expect(runHeaders(rest, { url: 'http://shop.example/', secure: false })).toEqual(plain({ 'trust.header-points': 60 }));
    expect(runHeaders({}, { url: 'http://shop.example/', secure: false })).toMatchObject({ values: { 'trust.header-points': 10 } });
  });

  it('grades the last document, and none where there is none', () => {
    expect(short(securityHeaders.run({ documents: [document(), document({ headers: good })], ...noScripts }, context()))).toEqual({ values: { 'trust.header-points': 120 }, findings: ['+ grade-A+'] });
    expect(securityHeaders.run({ documents: [], ...noScripts }, context({ steps: [] })).status).toBe('not-applicable');
  });
});

describe('mixed content', () => {
  const parts = [{ url: 'http://img.example/a.png?1', type: 'image' }, { url: 'http://img.example/a.png?2', type: 'image' }, { url: 'http://js.example/a.js', type: 'script' }];

  it('counts parts of encrypted pages', () => {
    expect(short(mixedContent.run({ mixedContent: parts }, context()))).toEqual({ values: { 'trust.mixed-content': 3 }, findings: ['moderate img.example/a.png', 'serious js.example/a.js'] });
    expect(short(mixedContent.run({ mixedContent: [] }, context()))).toEqual(plain({ 'trust.mixed-content': 0 }));
    expect(mixedContent.run({ mixedContent: parts }, context({ visit: { url: 'http://shop.example/' } })).status).toBe('not-applicable');
  });
});

describe('before consent', () => {
  it.each([
    ["the site's own", [cookie()], beforeConsentValues(0, 0), []],
    ['a third party', [cookie({ domain: '.ads.example', thirdParty: true }), cookie({ name: 'b', domain: 'ads.example', thirdParty: true })], beforeConsentValues(2, 0), ['serious ads.example']],
    ['a known service', [cookie({ name: '_ga' }), cookie({ name: '_ga_AB12' }), cookie({ name: '_fbp' })], beforeConsentValues(3, 0), ['serious Google Analytics', 'serious Meta']],
    ['names that only look alike', [cookie({ name: '_gallery' }), cookie({ name: 'my_ga' })], beforeConsentValues(0, 0), []],
  ])('%s', (_name, jar, expected, findings) => {
    expect(runBeforeConsent(jar)).toEqual({ values: expected, findings });
  });

  it('counts the hosts contacted, without calling them followers', () => {
    expect(runBeforeConsent([], [request(), request({ url: 'https://cdn.example/a', thirdParty: true }), request({ url: 'https://cdn.example/b', thirdParty: true })])).toEqual(plain(beforeConsentValues(0, 1)));
  });

  it('does not apply after consent', () => {
    expect(runBeforeConsent([cookie({ name: '_ga' })], [], true)).toEqual({ status: 'not-applicable', because: 'the customer had agreed before' });
  });
});

describe('consent banners', () => {
  it.each([
    [['Accept all', 'Settings'], 1],
    [['Accept all', 'Reject all'], 0],
    [['Alle akzeptieren', 'Nur notwendige Cookies'], 0],
    [['OK'], 1],
    [['Tout accepter', 'Continuer sans accepter'], 0],
  ])('%s', (ways, count) => {
    expect(runConsentChoice(overlay({ ways }))).toEqual({ values: { 'trust.consent-without-refusal': count }, findings: count === 1 ? ['serious no-refusal'] : [] });
  });

  it('says when it does not understand, or there is none', () => {
    expect(runConsentChoice(overlay({ ways: ['同意する'] }))).toMatchObject({ status: 'not-available' });
    expect(runConsentChoice(overlay({ kind: 'newsletter' }))).toMatchObject({ status: 'not-applicable' });
  });
});

describe('login cookies', () => {
  it.each([
    ['protected', cookie({ name: 'sessionid' }), 0, []],
    ['readable by scripts', cookie({ name: 'PHPSESSID', httpOnly: false }), 1, ['serious PHPSESSID']],
    ['without encryption', cookie({ name: 'auth_token', secure: false }), 1, ['serious auth_token']],
    ['without SameSite', cookie({ name: 'connect.sid', sameSite: 'unset' }), 1, ['minor connect.sid']],
    ['a guard against forgery has to be readable', cookie({ name: 'csrftoken', httpOnly: false }), 0, []],
    ['but sent to the own site only', cookie({ name: 'XSRF-TOKEN', httpOnly: false, sameSite: 'unset' }), 1, ['minor XSRF-TOKEN']],
  ])('%s', (_name, one, count, findings) => {
    expect(runCookieFlags([one])).toEqual({ values: { 'trust.weak-cookies': count }, findings });
  });

  it('does not ask for Secure on a loopback address without HTTPS', () => {
    expect(runCookieFlags([cookie({ name: 'sid', secure: false })], 'http://localhost:3000')).toEqual(plain({ 'trust.weak-cookies': 0 }));
    expect(runCookieFlags([cookie({ name: 'sid', secure: false })], 'http://shop.example')).toMatchObject({ values: { 'trust.weak-cookies': 1 } });
  });

  it('looks only at what speaks of a session', () => {
    expect(runCookieFlags([cookie({ httpOnly: false }), cookie({ name: 'residence', httpOnly: false }), cookie({ name: 'sid', thirdParty: true, httpOnly: false })])).toMatchObject({ status: 'not-applicable' });
  });
});

describe('personal data in addresses', () => {
  it.each([
    ['as it is', 'https://shop.example/hi?m=kim.lee@example.com', ['serious email shop.example']],
    ['encoded', 'https://shop.example/hi?m=Kim.Lee%40example.com', ['serious email shop.example']],
    ['in the path', 'https://shop.example/u/kim.lee%40example.com/', ['serious email shop.example']],
    ['with + for spaces', 'https://shop.example/hi?n=Kim+Lee', ['serious name shop.example']],
    ['without spaces', 'https://shop.example/hi?c=4242424242424242', ['serious cardNumber shop.example']],
    ['a phone number with its plus', 'https://shop.example/hi?p=%2B447700900123', ['serious phone shop.example']],
    ['to a third party', 'https://ads.example/c?dl=https%3A%2F%2Fshop.example%2F%3Fm%3Dkim.lee%2540example.com', ['critical email ads.example']],
  ])('%s', (_name, url, findings) => {
    expect(runPersonalData(url, 'https://shop.example/')).toEqual({ values: { 'trust.personal-data-in-urls': 1, 'trust.personal-data-in-referrers': 0 }, findings });
  });

  it.each([['https://shop.example/kim'], ['https://kim.lee@example.com/'], ['https://shop.example/?m=someone@example.com'], ['data:text/plain,kim.lee@example.com'], ['https://shop.example/%E0%A4%A?x=1']])('nothing in %s', (url) => {
    expect(runPersonalData(url)).toEqual(plain({ 'trust.personal-data-in-urls': 0, 'trust.personal-data-in-referrers': 0 }));
  });

  it.each([
    ['https://shop.example/?m=ann.taylor%40example.com', ['serious email shop.example']],
    ['https://shop.example/?l=Taylor', ['serious lastName shop.example']],
  ])('does not tell a part of a longer value: %s', (url, findings) => {
    const ann = { ...persona, data: { email: 'ann.taylor@example.com', lastName: 'Taylor' } };
    expect(short(personalData.run({ requests: [request({ url })] }, context({ persona: ann })))).toMatchObject({ findings });
  });

  it('does not apply to a persona without data', () => {
    expect(personalData.run({ requests: [] }, context({ persona: { ...persona, data: { name: 'Li' } } })).status).toBe('not-applicable');
  });
});
