import { expect, test } from 'vitest';
import { openCookieJar } from '../../../src/crawl/cookies.ts';

const cookie = { name: 'session', value: 'a', domain: 'shop.example', path: '/', secure: false };
const sent = (more: Partial<typeof cookie>, address: string): string | undefined => openCookieJar([{ ...cookie, ...more }]).header(new URL(address));

test.each<[Partial<typeof cookie>, string, string | undefined]>([
  [{}, 'http://shop.example/a', 'session=a'],
  [{}, 'http://www.shop.example/', undefined],
  [{ domain: '.shop.example' }, 'http://www.shop.example/', 'session=a'],
  [{ domain: '.shop.example' }, 'http://otherwshop.example/', undefined],
  [{ path: '/account' }, 'http://shop.example/account/orders', 'session=a'],
  [{ path: '/account' }, 'http://shop.example/accounts', undefined],
  [{ secure: true }, 'http://shop.example/', undefined],
  [{ secure: true }, 'https://shop.example/', 'session=a'],
  [{ secure: true, domain: 'localhost' }, 'http://localhost:3000/', 'session=a'],
])('%o at %s: %s', (more, address, expected) => {
  expect(sent(more, address)).toBe(expected);
});

test('a session that the site renews is kept up, one that it ends is not sent again, and nothing else is taken up', () => {
  const jar = openCookieJar([cookie]);
  const url = new URL('http://shop.example/');
  jar.take(url, ['session=b; Path=/; HttpOnly', 'tracker=1']);
  expect(jar.header(url)).toBe('session=b');
  jar.take(new URL('http://elsewhere.example/'), ['session=stolen']);
  expect(jar.header(url)).toBe('session=b');
  jar.take(url, ['session=; Max-Age=0']);
  expect(jar.header(url)).toBeUndefined();
});
