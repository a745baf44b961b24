import { expect, test } from 'vitest';
import { html, redirect } from '../../../fixtures/serving/exchange.ts';
import type { CrawlSummary } from '../../../src/model/crawl.ts';
import { serveEachTest, server, summaryOf } from './served.ts';

serveEachTest();

const page = (title: string, ...links: string[]) => () => html(`<title>${title}</title>${links.map((link) => `<a href="${link}">x</a>`).join('')}`);
const asked = (): string[] => server.requests.map(({ path, query }) => (query.size === 0 ? path : `${path}?${query}`)).filter((path) => !/^\/(?:robots\.txt|sitemap\.xml)$/.test(path));

const pathsOf = ({ templates }: CrawlSummary): string[] => templates.flatMap(({ audited }) => Object.values(audited).map((url) => url.slice(server.origin.length))).sort();

test('a redirect to the same page by another spelling is followed: nothing is a loop that ends, and the page is known by where it is', async () => {
  server.setRoute('/', page('Home', '/about', '/Start?b=2&a=1'));
  server.setRoute('/about', () => redirect('/about/', 301));
  server.setRoute('/about/', page('About', '/deep'));
  server.setRoute('/deep', page('Deep'));
  server.setRoute('/Start', ({ query }) => (query.toString() === 'a=1&b=2' ? html('<title>Start</title>') : redirect('/Start?a=1&b=2')));
  const summary = await summaryOf();
  expect(pathsOf(summary)).toEqual(['/', '/Start?a=1&b=2', '/about/', '/deep']);
  expect(summary.findings).toEqual([]);
});

test('a session that is left out of addresses is sent where a server sends everybody to one', async () => {
  server.setRoute('/', ({ query }) => (query.has('PHPSESSID') ? html('<title>Home</title>') : redirect(`/?PHPSESSID=${server.requests.length}`)));
  const summary = await summaryOf();
  expect(pathsOf(summary)).toEqual(['/']);
  expect(summary.findings).toEqual([]);
});

test('a page that leads to itself is a loop, and so is one that goes to and fro between two spellings', async () => {
  server.setRoute('/', page('Home', '/self', '/to'));
  server.setRoute('/self', () => redirect('/self'));
  server.setRoute('/to', () => redirect('/to/'));
  server.setRoute('/to/', () => redirect('/to'));
  const summary = await summaryOf();
  expect(summary.findings.map(({ kind, url }) => [kind, new URL(url).pathname])).toEqual([['redirect-loop', '/self'], ['redirect-loop', '/to/']]);
  expect(asked()).toEqual(['/', '/self', '/to', '/to/']);
});

test('rules hold for where a redirect leads, too', async () => {
  server.setRoute('/robots.txt', () => ({ headers: { 'content-type': 'text/plain' }, body: 'User-agent: *\nDisallow: /secret\nDisallow: /slash/\n' }));
  server.setRoute('/', page('Home', '/a', '/b', '/c', '/d', '/slash'));
  server.setRoute('/a', () => redirect('/secret'));
  server.setRoute('/b', () => redirect('/left/out'));
  server.setRoute('/c', () => redirect('https://elsewhere.example/'));
  server.setRoute('/d', () => redirect('/account/logout'));
  server.setRoute('/slash', () => redirect('/slash/'));
  const summary = await summaryOf({ exclude: ['/left/**'] });
  expect(asked()).toEqual(['/', '/a', '/b', '/c', '/d', '/slash']);
  expect(Object.fromEntries(summary.skipped.map(({ reason, count }) => [reason, count]))).toEqual({ robots: 2, excluded: 1, outside: 1, acts: 1 });
});
