import { afterEach, beforeEach, expect, test } from 'vitest';
import { html, redirect } from '../../../fixtures/serving/exchange.ts';
import { listen, type Listener } from '../../../fixtures/serving/listener.ts';
import { crawl, whyNothing, type CrawlOptions } from '../../../src/crawl/index.ts';
import { crawlOptions } from './options.ts';

let opened: { listener: Listener; close(): Promise<void> };
let server: Listener;
beforeEach(async () => {
  opened = await listen('localhost', 0, () => ({ answer: () => null }));
  server = opened.listener;
});
afterEach(() => opened.close());

async function why(more: Partial<CrawlOptions> = {}): Promise<string> {
  return whyNothing(await crawl(new URL(server.origin), crawlOptions(more)), 'Begin there.');
}

test('another site is named', async () => {
  server.setRoute('/', () => redirect('https://www.example.com/shop'));
  expect(await why()).toBe('it leads to https://www.example.com/shop, which is another site. Begin there.');
});

test('the status is that of the page in the end, not of the redirect to it', async () => {
  server.setRoute('/', () => redirect('/shop'));
  expect(await why()).toBe('it was answered with the status 404.');
});

test('robots.txt, with the way round it', async () => {
  server.setRoute('/robots.txt', () => html('User-agent: *\nDisallow: /\nCrawl-delay: 1', { headers: { 'content-type': 'text/plain' } }));
  expect(await why()).toBe('robots.txt asks for it to be left alone. `--ignore-robots` opens it all the same: for a site of your own only.');
});

test('a site that is down is not said to be closed by its robots.txt', async () => {
  await opened.close();
  expect(await why()).toBe(`${server.origin}/robots.txt could not be read (nothing listens at this address), so nothing of this site may be opened (RFC 9309). If the rest of it answers, --ignore-robots goes on without it.`);
  expect(await why({ obeyRobots: false })).toBe('nothing listens at this address.');
});

test('an interruption', async () => {
  server.setRoute('/', () => html('<title>Shop</title>'));
  expect(await why({ signal: AbortSignal.abort() })).toBe('it was interrupted.');
});
