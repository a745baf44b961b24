import type { CDPSession } from 'playwright-core';
import { expect, test } from 'vitest';
import { requests } from '../../src/visit/collectors/requests.ts';
import { browser, openBrowser, openFixtures, server, watch } from './collecting.ts';
import { startPages } from './replay-setup.ts';

openBrowser();
openFixtures();

/** Resolves when what is asked for at this path, from now on, has come to its end. */
function ended(cdp: CDPSession, path: string): Promise<void> {
  return new Promise((resolve) => {
    let id = '';
    cdp.on('Network.requestWillBeSent', ({ requestId, request }) => void (request.url.endsWith(path) && (id = requestId)));
    cdp.on('Network.loadingFinished', ({ requestId }) => void (requestId === id && resolve()));
  });
}

test('bytes, status, times, party and step of each, with redirects one by one', async () => {
  await watch(browser, { collectors: [requests], origin: server.origin }, async ({ page, step, collect }) => {
    await step(3, {}, () => page.goto(`${server.origin}/vitals/ttfb.html?delay=120&sid=12345678`));
    await page.evaluate(`Promise.all([
      fetch('/vitals/scene.svg?status=302&header=location:/vitals/scene.svg%3Ffinal'),
      fetch('/nowhere'),
      fetch('${server.otherOrigin}/vitals/scene.svg', { mode: 'no-cors' }),
      fetch('data:text/plain,hello'),
    ])`);
    const found = await collect(requests);
    const one = (path: string) => found.filter(({ url }) => url.includes(path));
    const [document] = found;
    expect(document).toMatchObject({ type: 'document', mainFrame: true, status: 200, step: 3, thirdParty: false, fromCache: false, mimeType: 'text/html', failure: null, redirectedFrom: null });
    expect(document?.url).not.toContain('12345678');
    expect(document?.firstByte).toBeGreaterThanOrEqual(120);
    expect(document?.duration).toBeGreaterThanOrEqual(document?.firstByte ?? Number.NaN);
    expect(document?.transferred).toBeGreaterThan(500);
    expect(one('status=302')).toMatchObject([{ status: 302, redirectedFrom: null, step: null }]);
    expect(one('scene.svg?final')).toMatchObject([{ status: 200, redirectedFrom: expect.stringContaining('status=302') }]);
    expect(one('/nowhere')).toMatchObject([{ status: 404 }]);
    expect(found.filter(({ thirdParty }) => thirdParty).map(({ url }) => new URL(url).origin)).toEqual([server.otherOrigin]);
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    expect(found.map(({ url }) => url).filter((url) => url.startsWith('data:'))).toEqual([]);
  });
});

test('what is still under way has no duration, what failed says why, and nothing is told twice', async () => {
  await watch(browser, { collectors: [requests], origin: server.origin }, async ({ page, collect, context }) => {
    await context.route('**/cut', (route) => route.abort('connectionreset'));
    await page.goto(`${server.origin}/vitals/ttfb.html`);
    await page.evaluate(`void fetch('/vitals/scene.svg?hang').catch(() => undefined), fetch('/cut').then(() => 1, () => 0)`);
    const found = await collect(requests, 'first');
    expect(found.find(({ url }) => url.endsWith('?hang'))).toMatchObject({ duration: null, status: null, transferred: null });
    expect(found.find(({ url }) => url.endsWith('/cut'))).toMatchObject({ failure: expect.stringContaining('ERR_CONNECTION_RESET'), status: null });
    expect(await collect(requests, 'second')).toEqual([]);
  });
});

test('a page that was fetched ahead costs its bytes then, and nothing when it is shown', async () => {
  const pages = await startPages({ '/': '<h1>Here</h1><script type=speculationrules>{"prefetch":[{"urls":["/next"],"eagerness":"immediate"}]}</script>', '/next': `<h1>Next</h1><!--${'x'.repeat(2_000)}-->` });
  await watch(browser, { collectors: [requests], origin: pages.origin }, async ({ page, cdp, collect }) => {
    const fetched = ended(cdp, '/next');
    await page.goto(`${pages.origin}/`);
    await fetched;
    const ahead = (await collect(requests, 'first')).filter(({ url }) => url.endsWith('/next'));
    expect(ahead).toMatchObject([{ type: 'prefetch', fromCache: false, status: 200 }]);
    expect(ahead[0]?.transferred).toBeGreaterThan(2_000);
    await page.evaluate(`location.href = '/next'`);
    await page.waitForURL('**/next');
    expect((await collect(requests, 'second')).filter(({ type }) => type === 'document')).toMatchObject([{ fromCache: true, transferred: 0 }]);
  }).finally(pages.close);
});

test('what ends after the customer has arrived is told where it began, and what is cut off stays open', async () => {
  const [late, last] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const pages = await startPages({ '/': '<h1>Here</h1>', '/next': '<h1>Next</h1>', '/never': () => undefined, '/late': (_request, response) => void late.promise.then(() => response.writeHead(500).end('x'.repeat(1_000))), '/last': (_request, response) => void last.promise.then(() => response.end('x')) });
  const second = await watch(browser, { collectors: [requests], origin: pages.origin }, async ({ page, cdp, step, collect }) => {
    await step(1, {}, () => page.goto(`${pages.origin}/`));
    await page.evaluate(`void fetch('/late').then((answer) => answer.text()).then(() => { window.came = true }), void fetch('/never').catch(() => undefined), window.cutting = new AbortController(), void fetch('/never?cut', { signal: window.cutting.signal }).catch(() => undefined)`);
    const first = await collect(requests, 'first');
    const of = (path: string) => first.find(({ url }) => url.endsWith(path));
    expect([of('/late'), of('/never')]).toMatchObject([{ status: null, duration: null }, { status: null, duration: null }]);
    await Promise.all([new Promise((resolve) => void cdp.once('Network.loadingFailed', resolve)), page.evaluate('window.cutting.abort()')]);
    late.resolve();
    await page.waitForFunction('window.came');
    await step(0, {}, () => page.goto(`${pages.origin}/next`));
    const lastEnded = ended(cdp, '/last');
    await page.evaluate(`void fetch('/last')`);
    const told = await collect(requests, 'second');
    expect(told.filter(({ url }) => /late|never/.test(url))).toEqual([]);
    const open = { status: null, duration: null, failure: null };
    expect([of('/late'), of('/never'), of('/never?cut')]).toMatchObject([{ status: 500, failure: null, duration: expect.any(Number), transferred: expect.any(Number) }, open, open]);
    last.resolve();
    await lastEnded;
    return told;
  }).finally(pages.close);
  // No touchpoint came after it: that it has ended is told when the visit ends.
  expect(second.find(({ url }) => url.endsWith('/last'))).toMatchObject({ status: 200, duration: expect.any(Number) });
});

test('more than can be kept: that there were more is told, and of the next touchpoint no longer', async () => {
  await watch(browser, { collectors: [requests], origin: server.origin }, async ({ page, collect, partial }) => {
    await page.goto(`${server.origin}/vitals/ttfb.html`);
    await collect(requests, 'first');
    expect(partial(requests)).toBeUndefined();
    // Chrome refuses this port before it asks anyone (WHATWG Fetch, port blocking, 2024).
    await page.evaluate(`Promise.all(Array.from({ length: 2001 }, (_, index) => fetch('http://127.0.0.1:1/' + index).catch(() => undefined))).then(() => undefined)`);
    expect(await collect(requests, 'second')).toHaveLength(2000);
    expect(partial(requests)).toBe('more than 2,000 requests were made');
    expect(await collect(requests, 'third')).toEqual([]);
    expect(partial(requests)).toBeUndefined();
  });
});

test('what a worker asks for is not left out, and what the page asks for beside it is told once', async () => {
  const answer = (type: string, body: string) => (_request: unknown, response: { writeHead(status: number, headers: Record<string, string>): { end(text: string): void } }): void => response.writeHead(200, { 'content-type': type }).end(body);
  const pages = await startPages({
    '/': `<h1>Here</h1><script>const worker = new Worker('/worker.js'); worker.onmessage = () => fetch('/by-page').then((one) => one.text()).then(() => { window.came = true; });</script>`,
    '/worker.js': answer('text/javascript', `fetch('/by-worker').then((one) => one.text()).then(() => postMessage('done'));`),
    '/by-worker': answer('text/plain', 'x'.repeat(3_000)),
    '/by-page': answer('text/plain', 'y'),
  });
  await watch(browser, { collectors: [requests], origin: pages.origin }, async ({ page, step, collect }) => {
    await step(0, {}, () => page.goto(`${pages.origin}/`));
    await page.waitForFunction('window.came');
    const found = await collect(requests, 'first');
    const count = (path: string) => found.filter(({ url }) => url.endsWith(path)).length;
    expect(['/', '/worker.js', '/by-worker', '/by-page'].map(count)).toEqual([1, 1, 1, 1]);
    expect(found.find(({ url }) => url.endsWith('/by-worker'))?.transferred).toBeGreaterThan(3_000);
    expect(await collect(requests, 'second')).toEqual([]);
  }).finally(pages.close);
});

test('frames of other sites are not left out', async () => {
  await watch(browser, { collectors: [requests], origin: server.origin }, async ({ page, collect }) => {
    await page.goto(`${server.origin}/vitals/ttfb.html`);
    // A process of its own tells of its requests at another time than the page does of its load.
    const ended: string[] = [];
    page.on('requestfinished', (request) => void (request.url().startsWith(server.otherOrigin) && ended.push(request.url())));
    await page.evaluate(`new Promise((resolve) => { const frame = document.createElement('iframe'); frame.src = '${server.otherOrigin}/vitals/ttfb.html'; frame.onload = resolve; document.body.append(frame); })`);
    await expect.poll(() => ended).toHaveLength(3);
    const found = (await collect(requests)).filter(({ url }) => url.startsWith(server.otherOrigin));
    expect(found.map(({ url }) => new URL(url).pathname).sort()).toEqual(['/vitals/page.css', '/vitals/reading.js', '/vitals/ttfb.html']);
    expect(found.filter(({ thirdParty, mainFrame, status, transferred }) => !thirdParty || mainFrame || status !== 200 || !transferred)).toEqual([]);
  });
});

test('a slow line is in the times', async () => {
  await watch(browser, { collectors: [requests], origin: server.origin }, async ({ page, cdp, collect }) => {
    await cdp.send('Network.emulateNetworkConditions', { offline: false, latency: 300, downloadThroughput: 200_000, uploadThroughput: 100_000 });
    await page.goto(`${server.origin}/vitals/ttfb.html`);
    const [document] = await collect(requests);
    expect(document?.firstByte).toBeGreaterThanOrEqual(290);
    expect(document?.duration).toBeGreaterThanOrEqual(290);
  });
});
