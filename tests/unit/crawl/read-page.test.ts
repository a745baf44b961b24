import { expect, test } from 'vitest';
import { readList, readPage } from '../../../src/crawl/read-page.ts';

const links = (count: number): string => Array.from({ length: count }, (_, at) => `<a href="/p/${at}">x</a>`).join('');
const entries = (count: number): string => `<urlset>${Array.from({ length: count }, (_, at) => `<url><loc>https://shop.example/p/${at}</loc></url>`).join('')}</urlset>`;

test('a page with more links than are read says so', () => {
  const { links: read, cut } = readPage(links(10_001), 'https://shop.example/');
  expect([read.length, cut]).toEqual([10_000, true]);
  expect(readPage(links(3), 'https://shop.example/').cut).toBe(false);
});

test('a list with more pages than are read says so', () => {
  const read = (count: number) => readList(entries(count), 'https://shop.example/sitemap.xml', 3);
  expect([read(4).pages.length, read(4).cut]).toEqual([3, true]);
  expect([read(3).pages.length, read(3).cut]).toEqual([3, false]);
});
