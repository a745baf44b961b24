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
  const { pages, cut } = readList(entries(50_001), 'https://shop.example/sitemap.xml');
  expect([pages.length, cut]).toEqual([50_000, true]);
  expect(readList(entries(3), 'https://shop.example/sitemap.xml').cut).toBe(false);
});
