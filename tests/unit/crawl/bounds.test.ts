import { expect, test } from 'vitest';
import { acts, actsWhenPressed } from '../../../src/crawl/acts.ts';
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
  ['/s/9f86d081884c7d65/tents', '/s/60303ae22b998861/tents', true],
  ['/550e8400-e29b-41d4-a716-446655440000/tents', '/6ba7b810-9dad-11d1-80b4-00c04fd430c8/tents', true],
  ['/k3j9x2m7q1/tents', '/p0d8s6a4f2/tents', true],
  ['/iphone15pro/reviews', '/galaxy24ultra/reviews', false],
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

test('pages are opened although combinations of parameters have no end', () => {
  const frontier = openFrontier({ perGroup: 50, perPath: 10, depth: 10 });
  for (let number = 1; number < 4_096; number += 1) frontier.add(at(`/c/tents?${[...'abcdefghijkl'].filter((_, bit) => (number >> bit) % 2 === 1).map((name) => `${name}=1`).join('&')}`), seed);
  for (let number = 0; number < 30; number += 1) frontier.add(at(`/p/${number}`), { ...seed, depth: 2 });
  const opened = Array.from({ length: 60 }, () => frontier.next()?.url.pathname);
  expect(opened.filter((path) => path?.startsWith('/p/'))).toHaveLength(30);
  expect(opened.filter((path) => path === '/c/tents')).toHaveLength(10);
  expect(frontier.traps()).toEqual([expect.objectContaining({ kind: 'parameter-sets', where: 'https://shop.example/c/tents?*', opened: 10, left: 4_085, bound: 10 })]);
});

test.each([
  ['calendar', (number: number) => `/calendar/${2026 + Math.floor(number / 12)}/${(number % 12) + 1}`],
  ['calendar', (number: number) => `/events?month=2026-${number}`],
  ['pagination', (number: number) => `/list?page=${number}`],
  ['pagination', (number: number) => `/blog/page/${number}`],
  ['ids-in-path', (number: number) => `/9f86d081884c7d${number + 10}/home`],
  ['parameters', (number: number) => `/list?colour=${number}`],
  ['pages-of-one-kind', (number: number) => `/p/${number}`],
])('%s is named as what goes on and on', (kind, path) => {
  const frontier = openFrontier({ perGroup: 20, perPath: 10, depth: 10 });
  for (let number = 0; number < 80; number += 1) frontier.add(at(path(number)), seed);
  while (frontier.next() !== null);
  expect(frontier.traps().map((trap) => trap.kind)).toEqual([kind]);
});

test.each([
  ['/account/logout', '', true],
  ['/wp-login.php?action=logout', '', true],
  ['/cart/add/17', '', true],
  ['/items/3/delete', '', true],
  ['/konto', 'Abmelden', true],
  ['/u?id=3', 'Unsubscribe from this list', true],
  ['/account/logoff', '', true],
  ['/konto/löschen', '', true],
  ['/compte/supprimer?id=3', '', true],
  ['/conta/sair', '', true],
  ['/konto/wyloguj', '', true],
  ['/checkout/cart/add/uenc/x/product/7', '', true],
  ['/wishlist/index/add/product/7', '', true],
  ['/?add-to-cart=17', '', true],
  ['/x', 'ログアウト', true],
  ['/x', 'Usuń konto', true],
  ['/blog/como-apagar-o-telefone', 'Como apagar', false],
  ['/slettevoll', 'Slettevoll', false],
  ['/how-to-delete-an-account-guide', 'How to delete an account', false],
  ['/help/how-to-delete-your-account/', '', false],
  ['/help/how-to-delete-your-account/delete', '', true],
  ['/logout-guide', 'Logging out', false],
  ['/logout-guide.html', '', false],
  ['/logout-guide/3', '', true],
  ['/logout-guide?from=menu', '', true],
  ['/articles/rust/delete-guide', '', true],
  ['/unsubscribe-2-help', '', true],
  ['/legal/delete-policy', '', true],
  ['/policies/7', 'Delete policy', true],
  ['/x/optout', 'Unsubscribe from help', true],
  ['/guides/rust', 'Delete this guide', true],
  ['/x', 'Delete', true],
  ['/x', 'Delete account', true],
  ['/delete-account', '', true],
  ['/remove-item', '', true],
  ['/x', 'Remove Trail Runner Pro shoes', true],
  ['/account/logout-help', '', false],
  ['/how-to/logout', '', true],
  ['/why-unsubscribe', '', true],
  ['/logout.php', '', true],
  ['/logout', '', true],
  ['/?action=delete', '', true],
  ['/item/3/delete', '', true],
  ['/do?next=logout-guide&action=logout', '', true],
  ['/kuendigen', 'Kündigen', false],
  ['/vertrag/kündigen', 'Verträge hier kündigen', false],
  ['/vertrag', 'Jetzt kündigen', true],
  ['/vertrag?aktion=kuendigen', '', true],
  ['/logging-out-of-forests', 'Forests', false],
  ['/products/delicious', 'Delicious', false],
])('following %s (%s) acts: %s', (path, text, expected) => {
  expect(acts(at(path), text)).toBe(expected);
});

test.each(['Delete policy', 'Kündigen', 'Jetzt kündigen', 'Log out'])('a button that says "%s" is not pressed', (name) => {
  expect(actsWhenPressed(name)).toBe(true);
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
