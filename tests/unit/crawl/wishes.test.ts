import { expect, test } from 'vitest';
import { readPage } from '../../../src/crawl/read-page.ts';
import { isAsked, productOf, wishesOfHeader } from '../../../src/crawl/wishes.ts';

const said = (html: string, header: string | null = null): string[] => readPage(html, 'https://shop.example/', header, 'mysteryshopper').wishes.map(({ what, agent, by }) => `${what} ${agent ?? 'all'} ${by}`);

test.each([
  ['<meta name="robots" content="noindex, follow">', ['noindex all html']],
  ['<meta name="ROBOTS" content="NONE">', ['noindex all html', 'nofollow all html']],
  ['<meta name="robots" content="max-image-preview:none, index">', []],
  ['<meta name="robots" content="noindexed">', []],
  ['<meta name="googlebot" content="noindex"><meta name="robots" content="index,nofollow">', ['noindex googlebot html', 'nofollow all html']],
  ['<meta name="MysteryShopper" content="noindex">', ['noindex mysteryshopper html']],
  ['<meta name="description" content="noindex">', []],
])('%s asks %j', (html, expected) => {
  expect(said(html)).toEqual(expected);
});

test.each([
  ['noindex', ['noindex all']],
  ['googlebot: noindex, nofollow', ['noindex googlebot', 'nofollow googlebot']],
  ['max-snippet:-1, max-image-preview:none, unavailable_after: Fri, 25 Jun 2027 15:00:00 GMT', []],
  ['nofollow, bingbot: noindex', ['nofollow all', 'noindex bingbot']],
  ['googlebot: nofollow, *: noindex', ['nofollow googlebot', 'noindex all']],
])('a header of %s asks %j', (header, expected) => {
  expect(wishesOfHeader(header).map(({ what, agent }) => `${what} ${agent ?? 'all'}`)).toEqual(expected);
});

test('what is asked of another is not asked of the crawl', () => {
  const wishes = wishesOfHeader('googlebot: noindex, mysteryshopper: nofollow');
  expect([isAsked(wishes, 'noindex', 'mysteryshopper'), isAsked(wishes, 'nofollow', 'mysteryshopper')]).toEqual([false, true]);
});

test.each([
  ['MysteryShopper/1.0', 'mysteryshopper'],
  ['MysteryShopper (audits@example.com)', 'mysteryshopper'],
  ['Mozilla/5.0 (compatible; Acme-Audit/2.0; +https://acme.example/bot)', 'acme-audit'],
])('%s is spoken to as %s', (agent, product) => {
  expect(productOf(agent)).toBe(product);
});
