import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { html } from '../../../fixtures/serving/exchange.ts';
import { listen, type Listener } from '../../../fixtures/serving/listener.ts';
import { crawl, type CrawlOptions } from '../../../src/crawl/index.ts';
import { crawlOptions } from './options.ts';

const products = Array.from({ length: 12 }, (_, number) => `/p/${number}`);
const home = `<title>Shop</title><h1>Shop</h1><ul>${products.map((path) => `<li><a href="${path}">${path}</a></li>`).join('')}</ul>`;
const product = (path: string): string => `<title>Tent ${path}</title><main><article><h2>Tent ${path}</h2><p>It is dry.</p></article></main>`;

let server: Listener;
let close: () => Promise<void>;
beforeAll(async () => {
  const opened = await listen('localhost', 0, () => ({ answer: ({ path }) => (path === '/' ? html(home) : products.includes(path) ? html(product(path)) : null) }));
  ({ listener: server, close } = opened);
});
beforeEach(() => server.reset());
afterAll(() => close());

/** How often each page was fetched, and which were loaded in the browser, in that order. */
async function loads(render: (path: string) => Promise<string | null>, more: Partial<CrawlOptions> = {}): Promise<{ fetched: Record<string, number>; rendered: string[] }> {
  const rendered: string[] = [];
  await crawl(
    new URL(server.origin),
    crawlOptions({
      render: async (url) => {
        const { pathname } = new URL(url);
        rendered.push(pathname);
        const shown = await render(pathname);
        return shown === null ? null : { url, html: shown, further: [] };
      },
      ...more,
    }),
  );
  const pages = server.requests.map(({ path }) => path).filter((path) => path === '/' || products.includes(path));
  return { fetched: Object.fromEntries([...Map.groupBy(pages, (path) => path)].map(([path, all]) => [path, all.length])), rendered };
}

const once = Object.fromEntries(['/', ...products].map((path) => [path, 1]));

test('each page is fetched once, and of pages that are built alike one is loaded in the browser, however many are read at once', async () => {
  const { fetched, rendered } = await loads(async (path) => {
    if (path === '/') return home;
    await expect.poll(() => server.requests.filter((request) => products.includes(request.path)).length).toBe(8);
    return product(path);
  }, { concurrency: 8 });
  expect(fetched).toEqual(once);
  expect(rendered).toEqual(['/', expect.stringMatching(/^\/p\//)]);
});

test('pages that show more in the browser are loaded once each', async () => {
  const { fetched, rendered } = await loads(async (path) => (path === '/' ? home : `${product(path)}<p>${'More words. '.repeat(40)}</p>`));
  expect(fetched).toEqual(once);
  expect(rendered.toSorted()).toEqual(['/', ...products].toSorted());
});

test('where the first of them cannot be shown, the others are tried', async () => {
  let failed = false;
  const { rendered } = await loads(async (path) => {
    if (path === '/') return home;
    const isFirst = !failed;
    failed = true;
    return isFirst ? null : product(path);
  }, { concurrency: 2 });
  expect(rendered).toHaveLength(3);
});

test('where every page is shown in the browser for its audits, it is loaded once, beside the others and not after them', async () => {
  const second = Promise.withResolvers<void>();
  let begun = 0;
  const { fetched, rendered } = await loads(async (path) => {
    if (path === '/') return home;
    begun += 1;
    if (begun === 2) second.resolve();
    await second.promise;
    return product(path);
  }, { showsAll: true, concurrency: 4 });
  expect(fetched).toEqual(once);
  expect(rendered.toSorted()).toEqual(['/', ...products].toSorted());
});
