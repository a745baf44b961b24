import { expect, test } from 'vitest';
import { html } from '../../../fixtures/serving/exchange.ts';
import type { CrawlSummary } from '../../../src/model/crawl.ts';
import { serveEachTest, server, summaryOf } from './served.ts';

serveEachTest(() => {
  const page = (title: string, head: string, ...links: string[]): string => `<title>${title}</title>${head}<h1>${title}</h1>${links.map((link) => `<a href="${link}">x</a>`).join('')}`;
  server.setRoute('/', () => html(page('Home', '', '/p/one', '/p/two', '/p/three', '/news')));
  server.setRoute('/p/one', () => html(page('One', '<meta name="robots" content="noindex">', '/behind')));
  server.setRoute('/p/two', () => html(page('Two', '<meta name="googlebot" content="noindex">')));
  server.setRoute('/p/three', () => html(page('Three', '<link rel="canonical" href="/p/one">')));
  server.setRoute('/news', () => html(page('News', '<link rel="alternate" type="application/rss+xml" href="/feed">', '/news/deep'), { headers: { 'x-robots-tag': 'nofollow' } }));
  server.setRoute('/feed', () => ({ headers: { 'content-type': 'application/rss+xml' }, body: `<rss><channel><item><link>${server.origin}/from-feed</link></item></channel></rss>` }));
  for (const path of ['/behind', '/news/deep', '/from-feed']) server.setRoute(path, () => html(page(path, '')));
  server.setRoute('/sitemap.xml', () => ({ headers: { 'content-type': 'application/xml' }, body: `<urlset><url><loc>${server.origin}/p/one</loc></url></urlset>` }));
});

const pathsOf = ({ templates }: CrawlSummary): string[] => templates.flatMap(({ audited }) => Object.values(audited).map((url) => new URL(url).pathname)).sort();

test('on own sites what pages ask of search engines is told by kind of page, and they are audited', async () => {
  const summary = await summaryOf();
  expect(pathsOf(summary)).toEqual(['/', '/behind', '/from-feed', '/news', '/news/deep', '/p/one', '/p/two']);
  const kind = (path: string): string | undefined => summary.templates.find(({ audited }) => Object.values(audited).some((url) => new URL(url).pathname === path))?.id;
  expect(summary.wishes).toEqual([
    { what: 'noindex', template: kind('/p/one'), pages: 1, examples: [`${server.origin}/p/one`] },
    { what: 'nofollow', template: kind('/news'), pages: 1, examples: [`${server.origin}/news`] },
    { what: 'noindex', agent: 'googlebot', template: kind('/p/two'), pages: 1, examples: [`${server.origin}/p/two`] },
  ]);
});

test('a page that the sitemap or a copy names to search engines, and that asks them not to be listed, is told', async () => {
  const { findings } = await summaryOf();
  const detail = 'its HTML says noindex';
  expect(findings.filter(({ kind }) => kind.endsWith('noindex'))).toEqual([
    { kind: 'listed-noindex', url: `${server.origin}/p/one`, detail, places: [], inAll: 0 },
    { kind: 'canonical-noindex', url: `${server.origin}/p/one`, detail, places: [`${server.origin}/p/three`], inAll: 1 },
  ]);
});

test('on sites of others pages that ask not to be listed are left out and counted, and pages that ask so are not followed further', async () => {
  const shown: string[] = [];
  const placed: string[] = [];
  const summary = await summaryOf({
    obeyNofollow: true,
    showsAll: true,
    render: async (url) => {
      shown.push(new URL(url).pathname);
      return { url, html: await (await fetch(url)).text(), further: [] };
    },
    onPlaced: (url, template) => void (template !== null && placed.push(url.pathname)),
  });
  expect(pathsOf(summary)).toEqual(['/', '/behind', '/news', '/p/two']);
  expect(summary.skipped.find(({ reason }) => reason === 'noindex')).toEqual({ reason: 'noindex', count: 1, examples: [`${server.origin}/p/one`] });
  expect(summary.skipped.find(({ reason }) => reason === 'nofollow')).toMatchObject({ count: 2 });
  expect(server.requests.map(({ path }) => path)).not.toContain('/feed');
  expect([...shown].sort()).toEqual(['/', '/behind', '/news', '/p/two']);
  expect(placed.sort()).toEqual(['/', '/behind', '/news', '/p/two']);
  expect(JSON.stringify([summary.findings, summary.wishes])).not.toContain('/p/one');
  expect(summary.rules.join(' ')).toContain('neither audited nor counted');
});
