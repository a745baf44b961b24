import { afterEach, beforeEach, expect, test } from 'vitest';
import { html } from '../../fixtures/serving/exchange.ts';
import { listen, type Listener } from '../../fixtures/serving/listener.ts';
import { planFromCrawl } from '../../src/config/index.ts';
import { crawlSite, type FoundSite } from '../../src/crawling.ts';
import { CrawlPlan } from '../../src/model/crawl-plan.ts';
import type { RunStore } from '../../src/store/index.ts';

let opened: { listener: Listener; close(): Promise<void> };
let server: Listener;
beforeEach(async () => {
  opened = await listen('localhost', 0, () => ({ answer: ({ path }) => (path === '/' ? html('<title>Home</title><a href="/a">x</a>') : path === '/a' ? html('<title>A</title>') : null) }));
  server = opened.listener;
});
afterEach(() => opened.close());

/** Without a browser. */
function found(asked: Partial<CrawlPlan> = {}, openStore?: () => Promise<RunStore>): Promise<FoundSite> {
  const run = { environment: {}, headed: false, now: () => new Date(), signal: new AbortController().signal, tell: () => undefined };
  return crawlSite(planFromCrawl(server.origin, { render: false, ...asked }, '/nowhere'), run, openStore);
}

test('a site that asks to be left alone before anything was opened is told as that', async () => {
  for (const path of ['/', '/robots.txt']) {
    server.reset();
    server.setRoute(path, () => ({ status: 503, headers: { 'retry-after': '3600' }, body: '' }));
    await expect(found()).rejects.toMatchObject({ code: 'CRAWL_EMPTY', message: `No page of ${server.origin}/ could be opened: ${server.origin} asked to be left alone for 60 minutes.` });
  }
});

test('pages of a site that asks to be left alone are visited where it is one\'s own, and not where the crawl is polite', async () => {
  server.setRoute('/a', () => ({ status: 503, headers: { 'retry-after': '3600' }, body: '' }));
  const { summary } = await found();
  expect([summary.endedBy, summary.templates.flatMap(({ audited }) => Object.values(audited))]).toEqual(['busy', [`${server.origin}/`]]);
  await expect(found({ polite: true, rate: 1_000 })).rejects.toMatchObject({ code: 'CRAWL_EMPTY', message: `No page of ${server.origin}/ is to be audited: ${server.origin} asked to be left alone for 60 minutes, which is obeyed where a crawl is polite.` });
});

test('of a polite crawl only pages of the origin that asks to be left alone are not visited', async () => {
  const other = await listen('localhost', 0, () => ({ answer: ({ path }) => (path === '/p/0' ? html(`<title>P</title><a href="/p/1">x</a>`) : null) }));
  try {
    server.setRoute('/a', () => html(`<title>A</title><a href="${other.listener.origin}/p/0">x</a>`));
    other.listener.setRoute('/p/1', () => ({ status: 503, headers: { 'retry-after': '3600' }, body: '' }));
    const { summary } = await found({ polite: true, rate: 1_000, origins: [other.listener.origin] });
    expect(summary.templates.flatMap(({ audited }) => Object.values(audited)).sort()).toEqual([`${server.origin}/`, `${server.origin}/a`]);
    expect([summary.opened, summary.endedBy]).toEqual([3, 'busy']);
  } finally {
    await other.close();
  }
});

test('every request carries the name that is given, and the report tells where it stands', async () => {
  const given = await found({ userAgent: 'Shopper (a@example.com)' });
  expect(new Set(server.requests.map(({ headers }) => headers['user-agent']))).toEqual(new Set(['Shopper (a@example.com)']));
  expect(given.summary.rules).toContain('The crawl names itself "Shopper (a@example.com)", and in the browser, when it shows a page and in the visits to the site, behind the browser\'s own user agent.');
  const usual = await found();
  expect(usual.summary.rules.join(' ')).toMatch(/The crawl names itself "MysteryShopper\/[\d.]+"; in the browser nothing stands behind the browser's own user agent\./);
});

test.each(['', ' Shopper', 'Shopper ', 'Shopper\nX: y', 'Käufer'])('a name that no header can hold is refused: %j', (userAgent) => {
  expect(CrawlPlan.safeParse({ userAgent }).success).toBe(false);
});

test('where every page is audited in full, none is audited lightly before, and that is told', async () => {
  const never = async (): Promise<RunStore> => {
    throw new Error('nothing is to be kept');
  };
  const { summary } = await found({ all: true, light: true }, never);
  expect([summary.light, summary.templates.flatMap(({ audited }) => Object.keys(audited)).length]).toEqual([undefined, 2]);
  expect(summary.rules).toContain('Every page is audited in full, so none was audited lightly before.');
  await expect(found({ light: true }, never)).rejects.toMatchObject({ code: 'USAGE' });
});
