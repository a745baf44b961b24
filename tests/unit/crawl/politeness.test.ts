import { expect, test } from 'vitest';
import { html } from '../../../fixtures/serving/exchange.ts';
import { choose, crawl, summarize } from '../../../src/crawl/index.ts';
import { crawlOptions } from './options.ts';
import { serveEachTest, server, stopServing } from './served.ts';

serveEachTest();

const page = (...links: string[]) => () => html(`<title>Page</title>${links.map((link) => `<a href="${link}">x</a>`).join('')}`);
const asked = (): string[] => server.requests.map(({ path }) => path).filter((path) => !/^\/(?:robots\.txt|sitemap\.xml)$/.test(path));

test('what the browser receives counts towards the bytes that a crawl may cost', async () => {
  server.setRoute('/', page('/a', '/b'));
  for (const path of ['/a', '/b']) server.setRoute(path, page('/a', '/b'));
  const crawled = await crawl(
    new URL(server.origin),
    crawlOptions({ concurrency: 1, maxBytes: 1_000_000, showsAll: true, render: async (url, mayAsk, received) => ((await mayAsk()), received(600_000), { url, html: `<title>Page</title><a href="/a">a</a><a href="/b">b</a>`, further: [] }) }),
  );
  expect(crawled).toMatchObject({ ended: 'limit', endedBy: 'bytes', because: '1 MB had been received', received: { browser: 1_200_000 } });
  expect(crawled.opened).toHaveLength(2);
  const { rules } = summarize(new URL(server.origin), crawled, choose(crawled.templates, { perTemplate: 1, seed: 1 }), crawlOptions({ maxBytes: 1_000_000 }), 1);
  expect(rules.join(' ')).toMatch(/No page is begun after 1 MB have been received to find pages: 0 MB were read as servers sent them, unpacked, and 1\.2 MB came over the network to the browser/);
});

test('what servers send counts towards the bytes that a crawl may cost: pages, and lists of them', async () => {
  const filler = `<!-- ${'x'.repeat(600_000)} -->`;
  server.setRoute('/', () => html(`<title>Home</title><a href="/a">a</a><a href="/b">b</a>${filler}`));
  for (const path of ['/a', '/b']) server.setRoute(path, () => html(`<title>${path}</title>${filler}`));
  const options = { concurrency: 1, maxBytes: 1_000_000 };
  const pages = await crawl(new URL(server.origin), crawlOptions(options));
  expect([pages.endedBy, pages.opened.length, pages.received.read >= 1_200_000, pages.received.browser]).toEqual(['bytes', 2, true, 0]);
  server.setRoute('/sitemap.xml', () => html(`<urlset>${filler}</urlset>`));
  const lists = await crawl(new URL(server.origin), crawlOptions(options));
  expect([lists.endedBy, lists.opened.length]).toEqual(['bytes', 1]);
});

test('a delay that robots.txt asks for is told, and waiting for it ends with the time of the crawl', async () => {
  server.setRoute('/robots.txt', () => ({ headers: { 'content-type': 'text/plain' }, body: 'User-agent: *\nCrawl-delay: 3600\n' }));
  server.setRoute('/', page('/a'));
  const { ended, because, notes } = await crawl(new URL(server.origin), crawlOptions({ maxTime: 300, followLinks: false }));
  expect([ended, because]).toEqual(['limit', '0 s had passed']);
  expect(notes.join()).toContain('asks for 3600 s between two pages');
});

test('the browser waits for its turn, too, before it asks for a page once more', async () => {
  server.setRoute('/robots.txt', () => ({ headers: { 'content-type': 'text/plain' }, body: 'User-agent: *\nCrawl-delay: 0.2\n' }));
  server.setRoute('/', page());
  const turns: { may: boolean; at: number }[] = [];
  await crawl(new URL(server.origin), crawlOptions({ render: async (url, mayAsk) => (turns.push({ may: await mayAsk(), at: Date.now() }), { url, html: '<title>Home</title>', further: [] }) }));
  expect(turns.map(({ may }) => may)).toEqual([true]);
  expect((turns[0]?.at ?? 0) - (server.requests.find(({ path }) => path === '/')?.at ?? 0)).toBeGreaterThanOrEqual(180);
});

test('robots.txt holds by whatever type it is sent, for lists as well, and for a name behind which a contact stands', async () => {
  server.setRoute('/robots.txt', () => ({ headers: { 'content-type': 'application/octet-stream' }, body: `User-agent: *\nAllow: /\n\nUser-agent: MysteryShopper\nDisallow: /secret\nDisallow: /feed\nDisallow: /private.xml\nSitemap: ${server.origin}/private.xml\n` }));
  server.setRoute('/', () => html('<title>Home</title><link rel="alternate" type="application/atom+xml" href="/feed"><a href="/secret">x</a>'));
  const { skipped } = await crawl(new URL(server.origin), crawlOptions({ userAgent: 'MysteryShopper (audits@example.com)' }));
  expect(asked()).toEqual(['/']);
  expect(skipped.list()).toMatchObject([{ reason: 'robots', count: 3 }]);
});

test('where robots.txt cannot be read nothing is opened, and the reason is told', async () => {
  server.setRoute('/robots.txt', () => ({ status: 500, body: '' }));
  server.setRoute('/', page());
  const { opened: pages, notes, skipped } = await crawl(new URL(server.origin), crawlOptions());
  expect(pages).toEqual([]);
  expect(notes.join()).toContain('could not be read (500)');
  expect(skipped.list()).toMatchObject([{ reason: 'robots', count: 1 }]);
  expect(asked()).toEqual([]);
});

test('robots.txt is obeyed by the name of the crawl, and not where it is told not to be', async () => {
  server.setRoute('/robots.txt', () => ({ headers: { 'content-type': 'text/plain' }, body: 'User-agent: *\nDisallow:\n\nUser-agent: MysteryShopper\nDisallow: /secret\n' }));
  server.setRoute('/', page('/secret/one', '/open'));
  server.setRoute('/open', page());
  server.setRoute('/secret/one', page());
  await crawl(new URL(server.origin), crawlOptions());
  expect(asked()).toEqual(['/', '/open']);
  await crawl(new URL(server.origin), crawlOptions({ obeyRobots: false }));
  expect(asked()).toContain('/secret/one');
});

test('the crawl says who it is', async () => {
  server.setRoute('/', page());
  await crawl(new URL(server.origin), crawlOptions());
  expect(new Set(server.requests.map(({ headers }) => headers['user-agent']))).toEqual(new Set(['MysteryShopper/1.0 (audits@example.com)']));
});

test('links marked nofollow are left out on sites of others', async () => {
  server.setRoute('/', () => html('<title>Home</title><a rel="nofollow" href="/paid">x</a><a href="/open">y</a>'));
  server.setRoute('/open', () => html('<title>Open</title><meta name="robots" content="nofollow"><a href="/deeper">x</a>'));
  await crawl(new URL(server.origin), crawlOptions({ obeyNofollow: true }));
  expect(asked()).toEqual(['/', '/open']);
});

test('what a link in a shadow root says counts as much as anywhere: to log out is not followed, nor what is marked so on sites of others', async () => {
  const shown = { html: '<title>Home</title><a href="/session/end">Log out</a>', further: [{ href: '/session/end', text: 'Log out', rel: '' }, { href: '/paid', text: 'Paid', rel: 'sponsored nofollow' }, { href: '/shown', text: 'More', rel: '' }] };
  server.setRoute('/', page('/session/end'));
  server.setRoute('/shown', page());
  await crawl(new URL(server.origin), crawlOptions({ obeyNofollow: true, render: async (url) => ({ url, html: shown.html, further: shown.further.map((link) => ({ ...link, href: new URL(link.href, url).href })) }) }));
  expect(asked()).toEqual(['/', '/shown']);
});

test('an address that acts by one of its links is not followed by another', async () => {
  server.setRoute('/', () => html('<title>Home</title><a href="/session/end">Log out</a><a href="/session/end">Account</a>'));
  await crawl(new URL(server.origin), crawlOptions());
  expect(asked()).toEqual(['/']);
});

test('an address waits in vain if another link says that it logs out, deletes, or is sent by a script; one that something can be added from is a page', async () => {
  server.setRoute('/', () =>
    html('<title>Home</title><a href="/session/end">Account</a><a href="/p/1">Add to basket</a><a href="/p/1">Tent</a><a href="/item/7">Item</a><a href="/u/3"><img src="/x.png" alt="Unsubscribe"></a><a href="/item/7" data-method="delete">x</a><a href="/session/end">Log out</a>'),
  );
  server.setRoute('/p/1', page());
  const { skipped } = await crawl(new URL(server.origin), crawlOptions());
  expect(asked()).toEqual(['/', '/p/1']);
  expect(skipped.list()).toMatchObject([{ reason: 'acts', count: 3 }]);
});

test('a page that a script leads away from is none of the site where the rules forbid what it leads to', async () => {
  server.setRoute('/', page('/away', '/moved'));
  for (const path of ['/away', '/moved', '/there']) server.setRoute(path, page());
  const shownAt: Record<string, string> = { '/away': 'https://elsewhere.example/welcome', '/moved': `${server.origin}/there` };
  const render = async (url: string): Promise<{ url: string; html: string; further: [] }> => ({ url: shownAt[new URL(url).pathname] ?? url, html: `<title>${url}</title><a href="/away">a</a><a href="/moved">b</a>`, further: [] });
  const { opened: pages, templates, skipped } = await crawl(new URL(server.origin), crawlOptions({ render }));
  expect(pages.find(({ url }) => url.endsWith('/away'))).toMatchObject({ location: 'https://elsewhere.example/welcome', isPage: false });
  expect(templates.flatMap((template) => template.pages.map(({ pathname }) => pathname)).sort()).toEqual(['/', '/moved', '/there']);
  expect(skipped.list()).toEqual([{ reason: 'outside', count: 1, examples: ['https://elsewhere.example/welcome'] }]);
});

test('pages that the browser could not show are told of', async () => {
  server.setRoute('/', page());
  const { notes } = await crawl(new URL(server.origin), crawlOptions({ render: async () => null }));
  expect(notes).toEqual(['1 page could not be shown in the browser and was read as the server sent it: links that a script draws may be missing.']);
});

test('pages that were read while they were loading do not count as saying the same, and are told of', async () => {
  server.setRoute('/', page('/a', '/b'));
  for (const path of ['/a', '/b']) server.setRoute(path, page());
  const seen = async (settled: boolean): Promise<{ notes: string[]; same: number }> => {
    const crawled = await crawl(new URL(server.origin), crawlOptions({ render: async (url) => ({ url, html: `<title>App</title><div>${'wait '.repeat(30)}</div><a href="/a">a</a><a href="/b">b</a>`, further: [], settled }) }));
    return { notes: crawled.notes, same: new Set(crawled.opened.map(({ digest }) => digest).filter((digest) => digest !== '')).size };
  };
  expect(await seen(true)).toMatchObject({ notes: [], same: 1 });
  const { notes, same } = await seen(false);
  expect(same).toBe(0);
  expect(notes.join()).toContain('3 pages were read while still loading');
});

test('pages of which not everything was seen are told of together', async () => {
  server.setRoute('/', page('/a', '/b'));
  for (const path of ['/a', '/b']) server.setRoute(path, page());
  const { notes } = await crawl(new URL(server.origin), crawlOptions({ render: async (url) => ({ url, html: `<title>App</title><a href="/a">a</a><a href="/b">b</a><a href="/${url.length}">c</a>`, further: [], cut: true }), concurrency: 1, maxPages: 3 }));
  expect(notes).toEqual([`Not all that 3 pages lead to may have been seen, as of ${server.origin}/: more links or controls than are read or pressed of one page, or they took too long.`]);
});

test('that there are more lists than are read is told once', async () => {
  const address = (at: number): string => `${server.origin}/list/${at}`;
  server.setRoute('/sitemap.xml', () => html(`<sitemapindex>${Array.from({ length: 499 }, (_, at) => `<sitemap><loc>${address(at)}</loc></sitemap>`).join('')}</sitemapindex>`));
  for (let at = 0; at < 499; at += 1) server.setRoute(`/list/${at}`, () => html('<urlset></urlset>'));
  for (const path of ['/', '/a']) server.setRoute(path, () => html(`<title>${path}</title><a href="/a">a</a><link rel="alternate" type="application/rss+xml" href="/feed${path}">`));
  const { notes } = await crawl(new URL(server.origin), crawlOptions());
  expect(notes).toEqual(['More than 500 sitemaps and feeds: the others were not read.']);
});

test('only what fits is opened, and never more pages than allowed', async () => {
  server.setRoute('/', page('/shop/a', '/shop/b', '/blog/c'));
  for (const path of ['/shop/a', '/shop/b', '/blog/c']) server.setRoute(path, page());
  const { skipped } = await crawl(new URL(server.origin), crawlOptions({ include: ['/', '/shop/**'], exclude: ['**/b'] }));
  expect(asked()).toEqual(['/', '/shop/a']);
  expect(skipped.list()).toMatchObject([{ reason: 'excluded', count: 2 }]);
  const { templates } = await crawl(new URL(server.origin), crawlOptions({ include: ['/shop/**'] }));
  // It begins where it is told to, and that is not among what was asked for.
  expect(templates.flatMap(({ pages }) => pages.map(({ pathname }) => pathname)).sort()).toEqual(['/shop/a', '/shop/b']);
  const limited = await crawl(new URL(server.origin), crawlOptions({ maxPages: 2 }));
  expect(limited).toMatchObject({ ended: 'limit', because: '2 pages were opened' });
  expect(limited.opened).toHaveLength(2);
});

test('an interrupted crawl ends with what it has found', async () => {
  const stop = new AbortController();
  server.setRoute('/', page('/a', '/b'));
  server.setRoute('/a', () => {
    stop.abort();
  });
  const { ended, opened: pages, frontier } = await crawl(new URL(server.origin), crawlOptions({ signal: stop.signal, concurrency: 1 }));
  expect(ended).toBe('interrupted');
  expect(pages.map(({ url }) => new URL(url).pathname)).toEqual(['/']);
  expect(frontier.waiting()).toBe(2);
});

test('a site that is down is no page', async () => {
  const origin = server.origin;
  await stopServing();
  const { opened: pages, notes } = await crawl(new URL(origin), crawlOptions());
  expect(pages).toEqual([]);
  expect(notes.join()).toContain('nothing listens at this address');
});

test('an address that turns out to be a file when it is opened is told as one, like those whose name says so', async () => {
  server.setRoute('/', page('/guide.pdf', '/guide'));
  server.setRoute('/guide', () => ({ headers: { 'content-type': 'text/markdown' }, body: '# Guide' }));
  const { skipped, templates } = await crawl(new URL(server.origin), crawlOptions());
  expect(skipped.list()).toEqual([{ reason: 'no-page', count: 2, examples: [`${server.origin}/guide.pdf`, `${server.origin}/guide`] }]);
  expect(templates).toHaveLength(1);
});

test('a link that takes a filter off acts on nothing: the list without it is opened', async () => {
  server.setRoute('/', page('/tents?colour=red&size=2'));
  server.setRoute('/tents', ({ query }) => html(query.size === 2 ? '<title>Tents</title><a href="/tents?size=2">Remove this item</a><a href="/tents">Remove</a><a href="/tents?size=2">Of two</a><a href="/tents">Tents</a>' : '<title>Tents</title>'));
  const { opened: pages } = await crawl(new URL(server.origin), crawlOptions());
  expect(pages.map(({ identity }) => identity.slice(server.origin.length)).sort()).toEqual(['/', '/tents', '/tents?colour=red&size=2', '/tents?size=2']);
});

test('a crawl whose time was over before the last list or page was looked at is not complete', async () => {
  let time = 0;
  server.setRoute('/', () => ((time = 1_000), html('<title>Home</title><link rel="alternate" type="application/atom+xml" href="/feed"><p>Hello')));
  const options = { maxTime: 500, now: () => time };
  expect(await crawl(new URL(server.origin), crawlOptions(options))).toMatchObject({ ended: 'limit', because: '1 s had passed' });
  time = 0;
  server.setRoute('/', () => ((time = 1_000), html('<title>Home</title><p>Hello')));
  expect(await crawl(new URL(server.origin), crawlOptions({ ...options, render: async (url, mayAsk) => ((await mayAsk()) ? { url, html: '<a href="/a">x</a>', further: [] } : null) }))).toMatchObject({ ended: 'limit' });
});

test('a sitemap that robots.txt names is told where it is not there or is a web page, and one that nobody names is not', async () => {
  server.setRoute('/', page());
  const sitemapNotes = async (named: boolean, answer: Parameters<typeof server.setRoute>[1]): Promise<string[]> => {
    server.setRoute('/robots.txt', () => ({ headers: { 'content-type': 'text/plain' }, body: named ? `Sitemap: ${server.origin}/sitemap.xml\n` : '' }));
    server.setRoute('/sitemap.xml', answer);
    return (await crawl(new URL(server.origin), crawlOptions())).notes.map((note) => note.replace(server.origin, ''));
  };
  const missing = () => ({ status: 404, body: '' });
  const webPage = () => html('<!doctype html><html lang="en"><title>Log in</title>');
  expect(await sitemapNotes(true, missing)).toEqual(['The list of pages /sitemap.xml could not be read: status 404.']);
  expect(await sitemapNotes(true, webPage)).toEqual(['The list of pages /sitemap.xml could not be read: it is a web page.']);
  expect(await sitemapNotes(false, missing)).toEqual([]);
  expect(await sitemapNotes(false, webPage)).toEqual([]);
});
