import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { VisitEvidence } from '../../src/model/evidence.ts';
import { findBrowser } from '../../src/visit/index.ts';
import { requests } from '../../src/visit/collectors/requests.ts';
import { lane, openPagesAndLane, pages, persona, visitOf, type Routes } from './replay-setup.ts';

const bytes = 60_000;
let agent = '';
let saveData: string | undefined;
const routes: Routes = {
  '/': '<p id=p style="font-size:1rem">text</p>',
  '/frames': (request, response) => void response.setHeader('content-type', 'text/html').end(`<!doctype html><h1>Outer</h1><iframe src="http://localhost:${request.headers.host?.split(':')[1]}/"></iframe>`),
  '/headers': (request, response) => {
    agent = request.headers['user-agent'] ?? '';
    saveData = request.headers['save-data'] as string | undefined;
    response.setHeader('content-type', 'text/html').end('<h1>Headers</h1>');
  },
  '/bytes': (_request, response) => void response.setHeader('cache-control', 'no-store').setHeader('access-control-allow-origin', '*').end(Buffer.alloc(bytes, 65)),
  '/worked': '<h1>With a worker</h1>',
  '/worker.js': (_request, response) => void response.setHeader('content-type', 'text/javascript').end(`
    addEventListener('install', (event) => event.waitUntil(caches.open('kept').then((cache) => cache.put('/kept', new Response('x'.repeat(1000)))).then(() => skipWaiting())));
    addEventListener('activate', (event) => event.waitUntil(clients.claim()));
    addEventListener('fetch', (event) => event.respondWith(event.request.url.endsWith('/made') ? new Response('x'.repeat(1000)) : caches.match(event.request).then((kept) => kept ?? fetch(event.request))));`),
};

openPagesAndLane(routes, [requests]);

/** Visits a page as a persona and asks it something. */
async function ask<T>(path: string, changes: Record<string, unknown>, question: (page: Page) => Promise<T>): Promise<{ answer: T | undefined; evidence: VisitEvidence }> {
  let answer: T | undefined;
  const run = async ({ page }: { page: unknown }): Promise<void> => {
    answer = await question(page as Page);
  };
  const evidence = await visitOf(lane, { origin: pages.origin, persona: persona(changes), stepTimeout: 20_000, steps: [{ visit: path }, { run }] });
  expect(evidence.touchpoints[0]?.problem).toBeUndefined();
  return { answer, evidence };
}

const download = async (): Promise<{ first: number; all: number }> => {
  const start = performance.now();
  const response = await fetch('/bytes');
  const first = performance.now() - start;
  await response.arrayBuffer();
  return { first, all: performance.now() - start };
};

/** ms of a fixed piece of work, the best of five. */
const once = (): number => {
  const start = performance.now();
  for (let i = 0, sum = 0; i < 2e7; i += 1) sum += i % 7;
  return performance.now() - start;
};
const work = async (page: Page): Promise<number> => {
  const times: number[] = [];
  for (let i = 0; i < 5; i += 1) times.push(await page.evaluate(once));
  return Math.min(...times);
};

test('the line is as slow as the persona’s, in the page and in frames of other sites', async () => {
  const network = { name: 'slow', rtt: 100, down: 400, up: 400 };
  const { answer, evidence } = await ask('/frames', { network }, async (page) => [await page.evaluate(download), await page.frames()[1]?.evaluate(download)]);
  expect(evidence.conditions.throttling).toEqual({ method: 'cdp', network: { latency: 375, down: 360, up: 360 }, cpuRate: 1, cpuShortfall: false });
  const expected = 375 + (bytes * 8) / 360;
  for (const times of answer ?? []) {
    // Lower bounds only: a busy machine is slower, never faster.
    expect(times?.first).toBeGreaterThanOrEqual(374);
    expect(times?.all).toBeGreaterThanOrEqual(expected * 0.97);
  }
  expect(answer).toHaveLength(2);
});

test('the processor is as slow as the persona’s, relative to the same page unthrottled', async () => {
  const free = await ask('/', {}, work);
  const slow = await ask('/', { cpuSlowdown: 8 }, work);
  expect(slow.evidence.conditions.throttling.cpuRate).toBe(8);
  expect(slow.answer).toBeGreaterThan(3 * (free.answer ?? Number.POSITIVE_INFINITY));
});

test('the page is shown as the persona has set it', async () => {
  const display = { zoom: 2, textScale: 1.5, colorScheme: 'dark', reducedMotion: true, forcedColors: true, contrast: 'more' };
  const { answer } = await ask('/', { display }, (page) =>
    page.evaluate(() => ({
      width: innerWidth,
      ratio: devicePixelRatio,
      font: getComputedStyle(document.querySelector('#p') as Element).fontSize,
      media: ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)', '(forced-colors: active)', '(prefers-contrast: more)'].map((query) => matchMedia(query).matches),
      language: navigator.language,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    })),
  );
  expect(answer).toEqual({ width: 500, ratio: 2, font: '24px', media: [true, true, true, true], language: 'en-GB', zone: 'Europe/London' });
});

test('a phone says so, and asks for less data when it is set to', async () => {
  const device = { name: 'phone', width: 412, height: 823, pixelRatio: 1.75, mobile: true, touch: true };
  const { answer } = await ask('/headers', { device, saveData: true }, (page) => page.evaluate(() => [navigator.maxTouchPoints > 0, navigator.userAgent]));
  expect(answer).toEqual([true, agent]);
  expect(agent).toContain(`Chrome/${lane.browserVersion.split('.')[0]}.0.0.0 Mobile`);
  expect(saveData).toBe('on');
  await ask('/headers', {}, async () => undefined);
  expect(saveData).toBeUndefined();
});

test('nothing is left over from one visit to the next', async () => {
  const leave = await ask('/', {}, (page) => page.evaluate(() => { document.cookie = 'left=1'; localStorage.setItem('left', '1'); }));
  expect(leave.evidence.outcome.ok).toBe(true);
  const { answer } = await ask('/', {}, (page) => page.evaluate(() => [document.cookie, localStorage.length]));
  expect(answer).toEqual(['', 0]);
});

test('a question can be put to an empty page', async () => {
  expect(await lane.evaluate('() => 21 * 2')).toBe(42);
  await expect(lane.evaluate('() => { throw new Error("no") }')).rejects.toThrow('no');
});

test('a browser that was chosen and is not there is an error that says where', async () => {
  await expect(findBrowser({ choice: '/nowhere/chrome', environment: {} })).rejects.toMatchObject({ code: 'BROWSER_MISSING', message: 'There is no browser at /nowhere/chrome, which --browser or the plan names.' });
  await expect(findBrowser({ choice: null, environment: { MYSTERY_SHOPPER_BROWSER: '/nowhere/2' } })).rejects.toThrow(/MYSTERY_SHOPPER_BROWSER/);
  const found = await findBrowser({ choice: null, environment: process.env });
  expect(found.looked.at(-1)).toBe(found.executablePath);
});

test('a service worker fetches on the line of the persona too, and how much it fetched is not told as nothing', async () => {
  const ready = async (): Promise<void> => {
    const controlled = new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
    await navigator.serviceWorker.register('/worker.js');
    await controlled;
  };
  const { answer, evidence } = await ask('/worked', { network: { name: 'slow', rtt: 40, down: 2_000, up: 2_000 } }, async (page) => {
    await page.evaluate(ready);
    await page.evaluate(() => Promise.all(['/kept', '/made'].map(async (path) => (await fetch(path)).text())));
    return page.evaluate(download);
  });
  // 3.75 × 40 ms, and 60 kB at 0.9 × 2 Mbit/s.
  expect(answer?.first).toBeGreaterThanOrEqual(140);
  expect(answer?.all).toBeGreaterThanOrEqual(350);
  const asked = (path: string) => evidence.touchpoints[0]?.collected.requests?.findLast(({ url }) => url.endsWith(path));
  expect(asked('/bytes')).toMatchObject({ status: 200, fromCache: false, byWorker: true, transferred: null });
  // What the worker had kept, or makes itself, costs nothing.
  for (const path of ['/kept', '/made']) {
    expect([path, asked(path)]).toMatchObject([path, { status: 200, fromCache: true, transferred: 0 }]);
    expect(asked(path)).not.toHaveProperty('byWorker');
  }
});
