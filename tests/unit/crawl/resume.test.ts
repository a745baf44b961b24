import { readdir, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { generateSite } from '../../../fixtures/crawl/generated-site.ts';
import { html } from '../../../fixtures/serving/exchange.ts';
import { listen, type Listener } from '../../../fixtures/serving/listener.ts';
import { choose, crawl, openReplay, summarize, type CrawlOptions, type Crawled } from '../../../src/crawl/index.ts';
import { openRun } from '../../../src/store/index.ts';
import { temporaryDirectory } from '../store/temporary-directory.ts';
import { crawlOptions } from './options.ts';

let opened: { listener: Listener; close(): Promise<void> };
let server: Listener;
beforeEach(async () => {
  let origin = '';
  opened = await listen('localhost', 0, () => generateSite({ seed: 5, categories: 2, productsPerCategory: 12, articles: 10, calm: true }, () => origin));
  server = opened.listener;
  origin = server.origin;
});
afterEach(() => opened.close());

interface Session {
  /** Aborted as soon as so many pages were opened. */
  stopAfter?: number;
  secrets?: Record<string, string>;
  options?: Partial<CrawlOptions>;
}

/** A session of a crawl whose journal is in a directory. */
async function session(directory: string, { stopAfter = Infinity, secrets = {}, options = {} }: Session = {}): Promise<Crawled & { told: number }> {
  const stop = new AbortController();
  const journal = await (await openRun(directory)).unfinished.journal(secrets);
  const replay = openReplay(journal, { now: () => performance.now(), date: () => new Date(), signal: stop.signal });
  const crawled = await crawl(new URL(server.origin), crawlOptions({ concurrency: 1, ...options, replay, signal: stop.signal, onProgress: ({ opened: pages }) => (pages >= stopAfter ? stop.abort() : undefined) }));
  return { ...crawled, told: replay.told() };
}

const outcome = (crawled: Crawled): unknown => ({
  opened: crawled.opened,
  summary: summarize(new URL(server.origin), crawled, choose(crawled.templates, { perTemplate: 3, seed: 1 }), crawlOptions(), 1),
});

const pathsOf = (requests: readonly { path: string; query: URLSearchParams }[]): string[] => requests.map(({ path, query }) => `${path}${query.size === 0 ? '' : `?${query}`}`);

/** What was opened and has an answer that stays the same. */
function answered({ opened: pages }: Crawled): Set<string> {
  return new Set(pages.filter(({ status }) => status !== null && status < 500).map(({ url }) => `${new URL(url).pathname}${new URL(url).search}`));
}

/** How often each address was asked for, but those whose answer may be another the next time. */
function asked(): Map<string, number> {
  const paths = pathsOf(server.requests).filter((path) => path !== '/robots.txt' && path !== '/error');
  return new Map([...Map.groupBy(paths, (path) => path)].map(([path, times]) => [path, times.length]));
}

test.each([1, 4])('an interrupted crawl goes on where it was, with %i at once: no page is asked for twice, and it ends as one that was not interrupted', async (concurrency) => {
  const options = { concurrency, exclude: ['/error'] };
  const whole = outcome(await session(await temporaryDirectory(), { options }));
  server.reset();
  const directory = await temporaryDirectory();
  const first = await session(directory, { stopAfter: 15, options });
  const askedFirst = server.requests.length;
  const second = await session(directory, { stopAfter: 30, options });
  const askedSecond = server.requests.length;
  const last = await session(directory, { options });
  expect([first.ended, second.ended, last.ended]).toEqual(['interrupted', 'interrupted', 'complete']);
  expect([first.told, last.told >= 30]).toEqual([0, true]);
  expect(pathsOf(server.requests.slice(askedFirst)).filter((path) => answered(first).has(path))).toEqual([]);
  expect(pathsOf(server.requests.slice(askedSecond)).filter((path) => answered(second).has(path))).toEqual([]);
  if (concurrency === 1) expect(outcome(last)).toEqual(whole);
  const identities = (crawled: Crawled): string[] => crawled.opened.map(({ identity }) => identity);
  expect(identities(last).slice(0, second.opened.length)).toEqual(identities(second));
});

test('a crawl that ended at its limit goes on with a higher one', async () => {
  const directory = await temporaryDirectory();
  const limited = await session(directory, { options: { maxPages: 10 } });
  expect([limited.ended, limited.opened.length]).toEqual(['limit', 10]);
  const further = await session(directory, { options: { maxPages: 25 } });
  expect([further.ended, further.opened.length]).toEqual(['limit', 25]);
  expect([...asked()].filter(([, times]) => times > 1)).toEqual([]);
});

test('time in which pages are looked for counts on, and what stood still does not', async () => {
  const directory = await temporaryDirectory();
  let clock = 0;
  const now = (): number => (clock += 10);
  const sessionAt = async (maxTime: number): Promise<Crawled> => {
    const journal = await (await openRun(directory)).unfinished.journal({});
    const signal = new AbortController().signal;
    return crawl(new URL(server.origin), crawlOptions({ concurrency: 1, maxTime, now, replay: openReplay(journal, { now, date: () => new Date(), signal }) }));
  };
  const first = await sessionAt(600);
  clock += 1e9;
  const again = await sessionAt(600);
  expect([again.ended, again.opened.length]).toEqual(['limit', first.opened.length]);
  const further = await sessionAt(1_200);
  expect(further.opened.length).toBeGreaterThan(first.opened.length);
});

test('what failed in a way that may pass is asked for again', async () => {
  let broken = true;
  server.setRoute('/', () => html('<title>Home</title><a href="/busy">x</a><a href="/down">x</a><a href="/gone">x</a>'));
  server.setRoute('/busy', () => (broken ? { status: 503, headers: { 'retry-after': '0' }, body: '' } : html('<title>Busy</title>')));
  server.setRoute('/down', (_, response) => (broken ? void response.destroy() : html('<title>Down</title>')));
  server.setRoute('/gone', () => ({ status: 404, body: '' }));
  const directory = await temporaryDirectory();
  const options = { include: ['/busy', '/down', '/gone'], followLinks: true };
  const statuses = (crawled: Crawled): Record<string, number | null> => Object.fromEntries(crawled.opened.map(({ url, status }) => [new URL(url).pathname, status]));
  const first = await session(directory, { options });
  expect(statuses(first)).toEqual({ '/': 200, '/busy': 503, '/down': null, '/gone': 404 });
  broken = false;
  const second = await session(directory, { options });
  expect(statuses(second)).toEqual({ '/': 200, '/busy': 200, '/down': 200, '/gone': 404 });
  expect([asked().get('/'), asked().get('/gone')]).toEqual([1, 1]);
});

test('robots.txt is asked for again, and holds', async () => {
  server.setRoute('/robots.txt', () => ({ headers: { 'content-type': 'text/plain' }, body: 'User-agent: *\nDisallow: /nothing\n' }));
  const directory = await temporaryDirectory();
  await session(directory, { stopAfter: 5 });
  server.setRoute('/robots.txt', () => ({ headers: { 'content-type': 'text/plain' }, body: 'User-agent: *\nDisallow: /p/\n' }));
  const before = server.requests.length;
  const { skipped } = await session(directory);
  expect(server.requests.slice(before).filter(({ path }) => path.startsWith('/p/'))).toEqual([]);
  expect(skipped.list().find(({ reason }) => reason === 'robots')?.count).toBeGreaterThan(10);
});

test('what is damaged in the journal is asked for again, and nothing else is', async () => {
  const directory = await temporaryDirectory();
  const first = await session(directory, { stopAfter: 12 });
  const files = (await readdir(join(directory, 'unfinished'))).sort((a, b) => Number.parseInt(a) - Number.parseInt(b));
  await truncate(join(directory, 'unfinished', files.at(-1) ?? ''), 25);
  const last = await session(directory);
  const twice = [...asked()].filter(([, times]) => times > 1).map(([path]) => path);
  expect([last.ended, twice]).toEqual(['complete', [...answered({ ...first, opened: first.opened.slice(-1) })]]);
});

test('no secret of the plan is in the journal, and pages that show one are read as they are', async () => {
  const password = 'tr&il "mix" 47';
  server.setRoute('/', () => html(`<title>Hello ${password.replace('&', '&amp;')}</title><a href="/for?who=${encodeURIComponent(password)}">x</a>`));
  server.setRoute('/for', () => html('<title>For you</title>'));
  const directory = await temporaryDirectory();
  const options = { include: ['/for*'] };
  const first = await session(directory, { secrets: { PASSWORD: password }, options });
  const folder = join(directory, 'unfinished');
  const kept = await Promise.all((await readdir(folder)).map(async (name) => gunzipSync(await readFile(join(folder, name))).toString('utf8')));
  expect(kept.filter((text) => /mix|tr&amp;il/.test(text))).toEqual([]);
  expect(kept.some((text) => text.includes('Hello'))).toBe(true);
  const second = await session(directory, { secrets: { PASSWORD: password }, options });
  expect(second.opened).toEqual(first.opened);
  expect(second.opened.map(({ title }) => title)).toEqual([`Hello ${password}`, 'For you']);
  expect([...asked().values()].filter((times) => times > 1)).toEqual([]);
});
