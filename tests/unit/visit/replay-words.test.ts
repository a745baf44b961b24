import { describe, expect, test } from 'vitest';
import type { Step } from '../../../src/model/journey.ts';
import { matchesAddress } from '../../../src/visit/arrive.ts';
import { viewportOf, contextOptions } from '../../../src/visit/conditions.ts';
import { describeStep } from '../../../src/visit/describe.ts';
import { navigationProblem } from '../../../src/visit/navigate.ts';
import { makeScrubber } from '../../../src/visit/scrub.ts';
import { isOnSite } from '../../../src/visit/site.ts';
import { throttlingFor } from '../../../src/visit/throttle.ts';
import { persona } from '../../visit/replay-setup.ts';

describe('a step in the customer’s words', () => {
  test.each<[Step, string]>([
    [{ visit: '/' }, 'go to /'],
    [{ click: 'Add to basket' }, 'click "Add to basket"'],
    [{ click: { role: 'link', name: 'Tents' } }, 'click "Tents"'],
    [{ click: { role: 'button' } }, 'click the button'],
    [{ click: { text: 'Edit', within: { role: 'region', name: 'Billing' } } }, 'click "Edit" in "Billing"'],
    [{ fill: { field: { label: 'Email' }, with: '{persona.email}' } }, 'type their email into "Email"'],
    [{ fill: { field: 'Card', with: '{persona.cardNumber}' } }, 'type their card number into "Card"'],
    [{ fill: { field: 'City', with: 'Berlin' } }, 'type "Berlin" into "City"'],
    [{ fill: { field: 'Password', with: { secret: 'SHOP_PASSWORD' } } }, 'type a secret into "Password"'],
    [{ choose: { field: { label: 'Size' }, option: 'XL' } }, 'choose "XL" in "Size"'],
    [{ press: { key: 'Enter', on: 'Search' } }, 'press Enter on "Search"'],
    [{ scroll: { by: -200 } }, 'scroll up by 200 px'],
    [{ waitFor: { url: '/done', see: { heading: 'Thanks' } } }, 'wait for the address /done and the heading "Thanks"'],
    [{ click: { css: '.buy' }, as: 'buy it' }, 'buy it'],
  ])('%o', (step, words) => expect(describeStep(step)).toBe(words));
});

describe('what is kept', () => {
  const scrub = makeScrubber(['p@ss word/1', 'tiny']);
  test.each([
    ['p@ss word/1', '[removed]'],
    ['/login?user=kim&pw=p%40ss%20word%2F1', '/login?user=kim&pw=[removed]'],
    ['body pw=p%40ss+word%2F1', 'body pw=[removed]'],
    [`Basic ${Buffer.from('p@ss word/1').toString('base64')}`, 'Basic [removed]'],
    ['https://kim:hunter2@example.com/a', 'https://example.com/a'],
    ['/reset?token=abc123&page=2', '/reset?token=[removed]&page=2'],
    ['/cb#access_token=abc&state=1', '/cb#access_token=[removed]&state=1'],
    ['/x?sessionId=42&apiKey=7&keyboard=qwerty', '/x?sessionId=[removed]&apiKey=[removed]&keyboard=qwerty'],
    ['/tents?page=2&sort=price', '/tents?page=2&sort=price'],
    ['an email@example.com in text', 'an email@example.com in text'],
  ])('%s', (text, kept) => expect(scrub(text)).toBe(kept));

  test.each([
    ['in the middle of a longer base64 text', Buffer.from('kim:p@ss word/1').toString('base64')],
    ['percent-encoded in lower case', 'pw=p%40ss%20word%2f1'],
  ])('a secret %s', (_, text) => {
    const kept = scrub(text);
    expect(kept).toContain('[removed]');
    expect(Buffer.from(kept, 'base64').toString()).not.toContain('word');
  });

  test('a secret as the markup of a page has it', () => {
    expect(makeScrubber(['a&b<"c"'])('<input value="a&amp;b&lt;&quot;c&quot;">')).toBe('<input value="[removed]">');
  });

  test('a short secret is removed where it stands alone, and leaves ordinary text', () => {
    const short = makeScrubber(['kim', '7', '.*/']);
    expect(short('signed in as kim, kimono 17, pin=7, "kim" a.*/b .*/')).toBe('signed in as [removed], kimono 17, pin=[removed], "[removed]" a.*/b [removed]');
  });
});

const asked = (changes: Record<string, unknown>, hostIndex: number | null, pass: 'experience' | 'inspection' = 'experience') => throttlingFor(persona(changes), pass, hostIndex);

describe('throttling', () => {
  const slow4g = { name: 'Slow 4G', rtt: 150, down: 1_638.4, up: 750 };

  test('corrects the line as Lighthouse does', () => {
    const { network } = asked({ network: slow4g }, null);
    expect(network?.latency).toBe(562.5);
    expect(network?.down).toBeCloseTo(1_474.56);
    expect(network?.up).toBeCloseTo(675);
  });
  test.each([
    [4, 1_750, 4, false],
    [4, 875, 2, false],
    [2, 3_500, 4, false],
    [4, null, 4, false],
    [2, 700, 1, true],
    [1, 3_500, 1, false],
  ])('a persona %i times slower on a host of index %s', (cpuSlowdown, hostIndex, cpuRate, cpuShortfall) => {
    expect(asked({ cpuSlowdown, network: slow4g }, hostIndex)).toMatchObject({ method: 'cdp', cpuRate, cpuShortfall });
  });
  test('never touches the control persona or an inspection', () => {
    const none = { method: 'none', network: null, cpuRate: 1, cpuShortfall: false };
    expect(asked({}, 3_500)).toEqual(none);
    expect(asked({ cpuSlowdown: 4, network: slow4g }, 1_750, 'inspection')).toEqual(none);
  });
});

describe('addresses', () => {
  test.each([
    ['https://a.example/tents', '/tents', true],
    ['https://a.example/tents/?page=2', '/tents', true],
    ['https://a.example/tents/ridge', '/tents', false],
    ['https://a.example/tents/ridge', '/tents/*', true],
    ['https://a.example/list?q=tent&page=2', '/list?q=tent*', true],
    ['https://a.example/list?q=boat', '/list?q=tent*', false],
    ['https://pay.example/x', 'https://pay.example/*', true],
    ['https://a.example/a+b', '/a+b', true],
  ])('%s against %s', (address, pattern, matches) => expect(matchesAddress(address, pattern)).toBe(matches));

  test.each([
    ['https://example.com/a', true],
    ['https://www.example.com/a', true],
    ['http://example.com/a', false],
    ['https://shop.example.com/', false],
    ['https://example.com.evil.example/', false],
    ['https://pay.example/x', true],
    ['about:blank', true],
  ])('%s is on the site: %s', (address, on) => expect(isOnSite(address, { origin: 'https://example.com', allow: { origins: ['https://pay.example'] } })).toBe(on));

  test.each([
    ['page.goto: net::ERR_CONNECTION_REFUSED at https://a.example/', 'SITE_UNREACHABLE', 'https://a.example cannot be reached: it refused the connection (ERR_CONNECTION_REFUSED).'],
    ['page.goto: net::ERR_CERT_DATE_INVALID at https://a.example/', 'CERTIFICATE_REFUSED', 'Browsers show a warning in place of https://a.example. They refuse its certificate: it has run out, or is not valid yet (ERR_CERT_DATE_INVALID).'],
    ['page.goto: net::ERR_CERT_COMMON_NAME_INVALID at https://a.example/', 'CERTIFICATE_REFUSED', 'Browsers show a warning in place of https://a.example. They refuse its certificate: it is made out for another name (ERR_CERT_COMMON_NAME_INVALID).'],
    ['page.goto: net::ERR_CERT_NEW_KIND at https://a.example/', 'CERTIFICATE_REFUSED', 'Browsers show a warning in place of https://a.example. They refuse its certificate: it is not valid (ERR_CERT_NEW_KIND).'],
    ['page.goto: net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH at https://a.example/', 'SITE_UNREACHABLE', 'https://a.example cannot be reached: it offers only encryption that browsers have given up (ERR_SSL_VERSION_OR_CIPHER_MISMATCH).'],
    ['page.goto: net::ERR_ABORTED', 'NAVIGATION_FAILED', 'https://a.example/ could not be opened (ERR_ABORTED).'],
  ])('%s', (message, code, words) => expect(navigationProblem(new Error(message), 'https://a.example/', 5_000).problem).toEqual({ code, message: words }));
});

describe('the browser of a persona', () => {
  const phone = persona({ device: { name: 'phone', width: 412, height: 824, pixelRatio: 1.75, mobile: true, touch: true }, saveData: true });
  test('has a smaller viewport of larger pixels when it is zoomed', () => {
    expect(viewportOf(persona({ display: { ...phone.display, zoom: 4 } }))).toEqual({ width: 250, height: 175, pixelRatio: 4 });
  });
  test('says what it is', () => {
    const options = contextOptions(phone, '156.0.8078.79');
    expect(options.userAgent).toMatch(/Android 10; K\).*Chrome\/156\.0\.0\.0 Mobile/);
    expect(options).toMatchObject({ isMobile: true, hasTouch: true, locale: 'en-GB', timezoneId: 'Europe/London', extraHTTPHeaders: { 'save-data': 'on' } });
    const desktop = contextOptions(persona(), '156.0.8078.79');
    expect(desktop.userAgent).toBeUndefined();
    expect(desktop.extraHTTPHeaders).toBeUndefined();
  });
});
