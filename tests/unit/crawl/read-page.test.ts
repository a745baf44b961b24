import { expect, test } from 'vitest';
import { readList } from '../../../src/crawl/read-list.ts';
import { readPage } from '../../../src/crawl/read-page.ts';

const links = (count: number): string => Array.from({ length: count }, (_, at) => `<a href="/p/${at}">x</a>`).join('');
const entries = (count: number): string => `<urlset>${Array.from({ length: count }, (_, at) => `<url><loc>https://shop.example/p/${at}</loc></url>`).join('')}</urlset>`;

test('a page with more links than are read says so', () => {
  const { links: read, cut } = readPage(links(10_001), 'https://shop.example/');
  expect([read.length, cut]).toEqual([10_000, true]);
  expect(readPage(links(3), 'https://shop.example/').cut).toBe(false);
});

test.each([
  ['a sitemap of pictures and languages', '<urlset><url><loc> https://shop.example/a </loc><image:image><image:loc>https://shop.example/a.jpg</image:loc></image:image><xhtml:link rel="alternate" hreflang="de" href="https://shop.example/de/a"/></url></urlset>', ['/a', '/de/a'], []],
  ['a sitemap with a prefix', '<?xml version="1.0"?><s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9"><s:url><s:loc><![CDATA[https://shop.example/a?b=1&c=2]]></s:loc></s:url></s:urlset>', ['/a?b=1&c=2'], []],
  ['a list of sitemaps', '<sitemapindex><sitemap><loc>https://shop.example/1.xml.gz</loc></sitemap></sitemapindex>', [], ['/1.xml.gz']],
  ['a sitemap of news', '<urlset><url><loc>https://shop.example/n</loc><news:news><news:title>N</news:title></news:news></url></urlset>', ['/n'], []],
  ['a text', 'https://shop.example/a\r\nhttps://shop.example/b\n\nno address\n', ['/a', '/b'], []],
  ['RSS', '<rss><channel><link>https://shop.example/</link><item><atom:link href="x"/><link>https://shop.example/i</link></item></channel></rss>', ['/i'], []],
  ['Atom', '<feed><link rel="self" href="/feed"/><entry><link href="/e"/><link rel="edit" href="/edit"/></entry></feed>', ['/e'], []],
])('the pages of %s are read', (_, content, pages, lists) => {
  const read = readList(content, 'https://shop.example/sitemap.xml');
  const paths = (urls: readonly URL[]): string[] => urls.map(({ pathname, search }) => `${pathname}${search}`);
  expect([paths(read.pages), paths(read.lists)]).toEqual([pages, lists]);
});

test('a list with more pages than are read says so', () => {
  const read = (count: number) => readList(entries(count), 'https://shop.example/sitemap.xml', 3);
  expect([read(4).pages.length, read(4).cut]).toEqual([3, true]);
  expect([read(3).pages.length, read(3).cut]).toEqual([3, false]);
});
