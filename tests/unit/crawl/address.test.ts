import { expect, test } from 'vitest';
import { addressOf, identityOf } from '../../../src/crawl/address.ts';

const base = 'https://shop.example/tents/ridge';
const identity = (reference: string): string | null => {
  const url = addressOf(reference, base);
  return url === null ? null : identityOf(url);
};

test.each([
  ['HTTPS://Shop.Example:443/tents', '/tents'],
  ['/tents/#reviews', '/tents'],
  ['/tents?b=2&a=1', '/tents?a=1&b=2'],
  ['/tents?a=1&utm_source=mail&gclid=x', '/tents?a=1'],
  ['/tents?UTM_Campaign=x', '/tents'],
  ['/tents;jsessionid=0A1B?a=1', '/tents?a=1'],
  ['/(S(abc))/tents', '/tents'],
  ['//shop.example//tents///', '/tents'],
  ['/%74ents/%c3%a9', '/tents/%C3%A9'],
  ['  /tents\n', '/tents'],
  ['?page=2', '/tents/ridge?page=2'],
])('%s is the page %s', (one, other) => {
  expect(identity(one)).toBe(identity(other));
});

test.each([
  ['/tents', '/Tents'],
  ['/tents?page=2', '/tents?page=3'],
  ['/tents?tag=a&tag=b', '/tents?tag=a'],
  ['#/basket', '#/home'],
  ['http://shop.example/tents', 'https://shop.example/tents'],
])('%s is another page than %s', (one, other) => {
  expect(identity(one)).not.toBe(identity(other));
});

test.each(['mailto:a@b.example', 'javascript:void(0)', 'data:text/html,x', 'ftp://shop.example/', 'https://', `/${'x'.repeat(9_000)}`])('%s is no address of a page', (reference) => {
  expect(identity(reference)).toBeNull();
});

test('a name and a password are not kept', () => {
  expect(addressOf('https://ann:secret@shop.example/', base)?.href).toBe('https://shop.example/');
});
