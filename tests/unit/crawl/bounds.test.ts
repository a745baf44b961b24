import { expect, test } from 'vitest';
import { acts } from '../../../src/crawl/acts.ts';
import { groupOf, openFrontier, repeats } from '../../../src/crawl/frontier.ts';
import { isPrivateAddress, isPrivateHost } from '../../../src/crawl/private-addresses.ts';
import { sampleOf } from '../../../src/crawl/sample.ts';

const at = (path: string): URL => new URL(path, 'https://shop.example');
const seed = { depth: 0, hops: 0, from: null };

test.each([
  ['/p/ridge-2', '/p/moor', true],
  ['/calendar/2026/11', '/calendar/2031/2', true],
  ['/list?page=2', '/list?page=3', true],
  ['/list?page=2', '/list?sort=price', false],
  ['/tents/ridge', '/boots/ridge', false],
])('%s and %s are of one group: %s', (one, other, same) => {
  expect(groupOf(at(one)) === groupOf(at(other))).toBe(same);
});

test('a path that repeats itself is seen', () => {
  expect([['a', 'b', 'c'], ['a', 'a', 'a', 'a'], ['x', 'a', 'b', 'a', 'b', 'a', 'b'], []].map(repeats)).toEqual([1, 4, 3, 1]);
});

test('groups take turns, so that a large one does not keep the others waiting', () => {
  const frontier = openFrontier({ perGroup: 10, perPath: 10, depth: 10 });
  for (let number = 0; number < 100; number += 1) frontier.add(at(`/p/${number}`), seed);
  frontier.add(at('/about/us'), { ...seed, depth: 3 });
  expect([frontier.next(), frontier.next()].map((entry) => entry?.url.pathname)).toEqual(['/p/0', '/about/us']);
});

test('a million combinations of parameters cost what their bound says, and are told', () => {
  const frontier = openFrontier({ perGroup: 50, perPath: 10, depth: 10 });
  for (let number = 0; number < 1_000; number += 1) frontier.add(at(`/list?a=${number}&b=${number % 7}`), seed);
  let opened = 0;
  while (frontier.next() !== null) opened += 1;
  expect(opened).toBe(10);
  expect(frontier.traps()).toMatchObject([{ kind: 'parameters', opened: 10, left: 990, bound: 10 }]);
});

test.each([
  ['/account/logout', '', true],
  ['/wp-login.php?action=logout', '', true],
  ['/cart/add/17', '', true],
  ['/items/3/delete', '', true],
  ['/konto', 'Abmelden', true],
  ['/u?id=3', 'Unsubscribe from this list', true],
  ['/how-to-delete-an-account-guide', 'How to delete an account', true],
  ['/logging-out-of-forests', 'Forests', false],
  ['/products/delicious', 'Delicious', false],
])('following %s (%s) acts: %s', (path, text, expected) => {
  expect(acts(at(path), text)).toBe(expected);
});

test.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['169.254.169.254', true],
  ['[::1]', true],
  ['::ffff:192.168.0.1', true],
  ['fd00::1', true],
  ['93.184.215.14', false],
  ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', false],
])('%s is private: %s', (address, expected) => {
  expect(isPrivateAddress(address)).toBe(expected);
});

test('a host may be named as private', () => {
  expect(['localhost', 'printer.local', 'metadata.google.internal', 'shop.example'].map(isPrivateHost)).toEqual([true, true, true, false]);
});

test('the same seed draws the same pages, in whatever order they were found', () => {
  const pages = Array.from({ length: 50 }, (_, number) => at(`/p/${number}`));
  const [first = at('/'), ...others] = pages;
  const drawn = (seedOfDraw: number, all: URL[]): string[] => sampleOf({ pages: all }, 4, seedOfDraw).map(({ pathname }) => pathname);
  expect(drawn(1, [first, ...others.toReversed()])).toEqual(drawn(1, pages));
  expect(drawn(2, pages)).not.toEqual(drawn(1, pages));
  expect(drawn(1, pages)).toHaveLength(4);
});
