import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listen, type Listener } from '../../../fixtures/serving/listener.ts';
import { html } from '../../../fixtures/serving/exchange.ts';
import { crawl } from '../../../src/crawl/index.ts';
import { crawlOptions } from './options.ts';
import { serveEachTest, server } from './served.ts';

serveEachTest();

const page = (...links: string[]) => () => html(`<title>Page</title>${links.map((link) => `<a href="${link}">x</a>`).join('')}`);
const asked = (): string[] => server.requests.map(({ path }) => path).filter((path) => !/^\/(?:robots\.txt|sitemap\.xml)$/.test(path));

test('a server that is busy is left alone for as long as it asks, and asked again', async () => {
  let answers = 0;
  server.setRoute('/', () => (++answers === 1 ? { status: 503, headers: { 'retry-after': '1' }, body: '' } : html('<title>Home</title>')));
  const { opened: pages } = await crawl(new URL(server.origin), crawlOptions());
  expect(pages).toMatchObject([{ status: 200, isPage: true }]);
  const [first, second] = server.requests.filter(({ path }) => path === '/');
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
});

test('a server that is busy is asked more slowly from then on, and the report says so', async () => {
  let answers = 0;
  server.setRoute('/', () => (++answers <= 2 ? { status: 429, headers: { 'retry-after': '0' }, body: '' } : html('<title>Home</title><a href="/a">x</a>')));
  server.setRoute('/a', page());
  const { notes } = await crawl(new URL(server.origin), crawlOptions());
  expect(notes).toEqual([`${server.origin} said 2 times that it is busy (status 429 or 503): it was left alone for as long as it asked, and from then on asked at most every 0.5 s.`]);
  const [, , home, next] = server.requests.filter(({ path }) => /^\/a?$/.test(path));
  expect([home?.path, next?.path]).toEqual(['/', '/a']);
  expect((next?.at ?? 0) - (home?.at ?? 0)).toBeGreaterThanOrEqual(490);
});

test('a server that stays busy is not asked for ever: after five more times its page is one that failed', async () => {
  let time = 0;
  server.setRoute('/', () => ((time += 60_000), { status: 503, headers: { 'retry-after': '0' }, body: '' }));
  const { opened: pages } = await crawl(new URL(server.origin), crawlOptions({ now: () => performance.now() + time }));
  expect(asked()).toHaveLength(6);
  expect(pages).toMatchObject([{ status: 503, isPage: false }]);
});

test('a server that asks to be left alone for longer than a crawl waits is not asked again', async () => {
  server.setRoute('/', page('/a', '/b'));
  server.setRoute('/a', () => ({ status: 503, headers: { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() }, body: '' }));
  const told: string[] = [];
  const { ended, because, endedBy, notes } = await crawl(new URL(server.origin), crawlOptions({ concurrency: 1, onNote: (text) => void told.push(text) }));
  expect([ended, endedBy, because]).toEqual(['limit', 'busy', `${server.origin} asked to be left alone for 60 minutes`]);
  expect(asked()).toEqual(['/', '/a']);
  expect(told).toEqual([`${server.origin} asked to be left alone for 60 minutes: it is not asked any more.`]);
  expect(notes).toEqual([`${server.origin} asked to be left alone for 60 minutes: the crawl did not ask it any more, and 2 addresses of it were left.`]);
});

describe('where several origins belong to the site', () => {
  let other: { listener: Listener; close(): Promise<void> };
  beforeEach(async () => {
    other = await listen('localhost', 0, () => ({ answer: () => null }));
  });
  afterEach(() => other.close());
  const options = (): Parameters<typeof crawlOptions>[0] => ({ concurrency: 1, origins: [other.listener.origin] });
  const askedThere = (): string[] => other.listener.requests.map(({ path }) => path).filter((path) => path.startsWith('/p/'));

  test('one that asks to be left alone for longer than a crawl waits is not asked again, and the others are', async () => {
    server.setRoute('/', page('/c', ...['/p/1', '/p/2', '/p/3'].map((path) => `${other.listener.origin}${path}`)));
    server.setRoute('/c', page('/d'));
    server.setRoute('/d', page());
    for (const path of ['/p/1', '/p/2', '/p/3']) other.listener.setRoute(path, () => ({ status: 429, headers: { 'retry-after': '7200' }, body: '' }));
    const { ended, because, endedBy, notes, skipped } = await crawl(new URL(server.origin), crawlOptions(options()));
    expect(asked()).toEqual(['/', '/c', '/d']);
    expect(askedThere()).toHaveLength(1);
    expect([ended, endedBy, because]).toEqual(['limit', 'busy', `${other.listener.origin} asked to be left alone for 2 hours`]);
    expect(notes).toEqual([`${other.listener.origin} asked to be left alone for 2 hours: the crawl did not ask it any more, and 3 addresses of it were left.`]);
    expect(skipped.list()).toEqual([]);
  });

  test('the pages of one that is busy wait, and those of the others do not', async () => {
    const order: string[] = [];
    const told: string[] = [];
    let time = 0;
    let busy = true;
    server.setRoute('/', page(`${other.listener.origin}/p/1`, `${other.listener.origin}/p/2`, '/c'));
    server.setRoute('/c', () => (order.push('/c'), html('<title>C</title><a href="/d">x</a>')));
    server.setRoute('/d', () => {
      order.push('/d');
      time += 20_000;
      return html('<title>D</title>');
    });
    for (const path of ['/p/1', '/p/2']) {
      other.listener.setRoute(path, () => {
        order.push(path);
        const isBusy = busy;
        busy = false;
        return isBusy ? { status: 503, headers: { 'retry-after': '20' }, body: '' } : html(`<title>${path}</title>`);
      });
    }
    const { ended, opened: pages } = await crawl(new URL(server.origin), crawlOptions({ ...options(), now: () => performance.now() + time, onNote: (text) => void told.push(text) }));
    expect([ended, pages.length, pages.filter(({ status }) => status !== 200)]).toEqual(['complete', 5, []]);
    const waiting = order.indexOf('/p/1') + 1;
    expect(order.slice(waiting).filter((path) => path === '/p/1' || path === '/p/2').sort()).toEqual(['/p/1', '/p/2']);
    expect(order.indexOf('/d')).toBeLessThan(order.lastIndexOf('/p/1'));
    expect(told).toEqual([`${other.listener.origin} is busy and asks to be left alone for 20 s: its pages wait until then.`]);
  });
});

test('where robots.txt is not to be had since the server asks to be left alone, that is the reason that is told', async () => {
  server.setRoute('/robots.txt', () => ({ status: 429, headers: { 'retry-after': '3600' }, body: '' }));
  const { opened: pages, ended, endedBy, notes } = await crawl(new URL(server.origin), crawlOptions());
  expect([pages, ended, endedBy]).toEqual([[], 'limit', 'busy']);
  expect(notes[0]).toBe(`${server.origin}/robots.txt was not read, since ${server.origin} asked to be left alone for 60 minutes: without it nothing of this site may be opened.`);
});
