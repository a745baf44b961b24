import { expect, test } from 'vitest';
import { html, redirect } from '../../../fixtures/serving/exchange.ts';
import type { CrawlOptions } from '../../../src/crawl/index.ts';
import { serveEachTest, server, summaryOf } from './served.ts';

serveEachTest(() => {
  const pages: Record<string, string> = {
    '/': '<a href="/linked">x</a><a href="/old">y</a>',
    '/linked': '<link rel="canonical" href="/linked">',
    '/new': '',
    '/alone': '<link rel="canonical" href="/alone"><a href="/alone#top">top</a>',
  };
  for (const [path, body] of Object.entries(pages)) server.setRoute(path, () => html(`<title>${path}</title>${body}`));
  server.setRoute('/old', () => redirect('/new', 301));
  server.setRoute('/sitemap.xml', () => ({ headers: { 'content-type': 'application/xml' }, body: `<urlset>${Object.keys(pages).map((path) => `<url><loc>${server.origin}${path}</loc></url>`).join('')}</urlset>` }));
});

async function orphans(more: Partial<CrawlOptions> = {}): Promise<string[]> {
  return (await summaryOf(more)).findings.flatMap(({ kind, url }) => (kind === 'orphan' ? [new URL(url).pathname] : []));
}

test('a page that only links to itself is one, one that is reached by a redirect is none', async () => {
  expect(await orphans()).toEqual(['/alone']);
});

test('nothing is called so where links were not followed, or not all pages opened: what leads there is not known', async () => {
  expect(await orphans({ followLinks: false })).toEqual([]);
  expect(await orphans({ maxPages: 2 })).toEqual([]);
});
