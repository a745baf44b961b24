import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findBrowser, openLane, type VisitLane } from '../../src/visit/index.ts';
import { persona, requestOf, startLane, startPages, type Route } from './replay-setup.ts';

const name = 'MysteryShopper/9 (audits@example.com)';
const phone = { name: 'phone', width: 412, height: 823, pixelRatio: 1.75, mobile: true, touch: true };

/** Asks for something in every way that a page has, and says so when all is answered. */
const script = `
  const notAtRest = setInterval(() => { document.body.dataset.waited = performance.now(); }, 50);
  const inWorker = (worker) => new Promise((resolve) => { (worker.port ?? worker).onmessage = resolve; });
  const loaded = (element) => new Promise((resolve) => { element.onload = element.onerror = resolve; document.body.append(element); });
  const socket = new Promise((resolve) => { new WebSocket(location.origin.replace('http', 'ws') + '/socket').onerror = resolve; });
  const events = new Promise((resolve) => { const source = new EventSource('/events'); source.onerror = () => (source.close(), resolve()); });
  const served = async () => {
    if (!navigator.serviceWorker) return;
    await Promise.race([navigator.serviceWorker.register('/service.js').then(() => navigator.serviceWorker.ready), new Promise((resolve) => setTimeout(resolve, 2000))]).catch(() => 0);
  };
  Promise.all([
    fetch('/fetched'), fetch('//localhost:' + location.port + '/elsewhere', { mode: 'no-cors' }), navigator.sendBeacon('/beacon'),
    loaded(Object.assign(new Image(), { src: '/image' })), loaded(Object.assign(document.createElement('iframe'), { src: 'http://localhost:' + location.port + '/framed' })),
    inWorker(new Worker('/worker.js')), socket, events, served(),
  ]).then(() => { clearInterval(notAtRest); document.querySelector('h1').textContent = 'Done'; });`;

const sent = new Map<string, IncomingHttpHeaders>();
const kept = (type: string, body: string): Route => (request: IncomingMessage, response: ServerResponse) => {
  sent.set(request.url ?? '', request.headers);
  response.setHeader('content-type', type).end(body);
};
const page = (body: string): string => `<!doctype html><html lang="en"><title>Page</title><body>${body}`;
const routes = {
  '/': kept('text/html', page(`<h1>Waiting</h1><link rel="prefetch" href="/prefetched"><script>${script}</script>`)),
  '/framed': kept('text/html', page('<img src="/in-frame" alt="">')),
  '/worker.js': kept('text/javascript', 'fetch("/by-worker").then(() => postMessage(1))'),
  '/service.js': kept('text/javascript', 'self.addEventListener("install", (event) => event.waitUntil(fetch("/by-service").then(() => self.skipWaiting())));'),
  ...Object.fromEntries(['/fetched', '/elsewhere', '/beacon', '/image', '/in-frame', '/by-worker', '/by-service', '/socket', '/events', '/favicon.ico', '/prefetched'].map((path) => [path, kept('text/plain', 'x')])),
};

describe('a name that is given', () => {
  let pages: Awaited<ReturnType<typeof startPages>>;
  let lane: VisitLane;
  let namedLane: VisitLane;
  beforeAll(async () => {
    pages = await startPages(routes);
    lane = await startLane();
    namedLane = await openLane({ browser: await findBrowser({ choice: null, environment: process.env }), headed: false, collectors: [], userAgent: name });
  });
  beforeEach(() => sent.clear());
  afterAll(async () => {
    await lane.close();
    await namedLane.close();
    await pages.close();
  });
  const everyWay = ['/', '/fetched', '/elsewhere', '/beacon', '/image', '/framed', '/in-frame', '/worker.js', '/by-worker', '/socket', '/events'];
  const agents = (): string[] => [...new Set([...sent.values()].map((headers) => headers['user-agent'] ?? ''))];
  const visit = async (device: Record<string, unknown>, userAgent?: string) =>
    (userAgent === undefined ? lane : namedLane).visit({ ...requestOf({ origin: pages.origin, persona: persona(device), steps: [{ visit: '/' }], arrived: { heading: 'Done' }, stepTimeout: 20_000, pass: 'inspection' }), ...(userAgent !== undefined && { userAgent }) });

  it.each([
    ['on a desk', {}],
    ['on a phone', { device: phone }],
  ])('stands behind the own user agent of the browser in every request of a visit %s, and nothing else is sent otherwise', async (_, device) => {
    const { touchpoints, conditions } = await visit(device);
    expect([touchpoints[0]?.status, conditions.userAgent]).toEqual(['reached', undefined]);
    const own = sent.get('/')?.['user-agent'] ?? '';
    const before = { ...sent.get('/') };
    sent.clear();
    const named = await visit(device, name);
    expect(named.touchpoints[0]?.status).toBe('reached');
    expect([...sent.keys()]).toEqual(expect.arrayContaining([...everyWay, '/service.js', '/by-service']));
    // What belongs to no page is asked for by the browser itself, whoever the persona is.
    const byNoPage = ['/service.js'];
    expect(byNoPage.map((path) => sent.get(path)?.['user-agent'])).toEqual(byNoPage.map(() => expect.stringMatching(/^Mozilla\/5\.0 .* MysteryShopper\/9 \(audits@example\.com\)$/)));
    for (const path of byNoPage) sent.delete(path);
    expect(agents()).toEqual([`${own} ${name}`]);
    expect(named.conditions.userAgent).toBe(`${own} ${name}`);
    expect({ ...sent.get('/'), 'user-agent': own }).toEqual(before);
  });

  it('stands there as well in every request of a page that is shown for its links', async () => {
    expect((await namedLane.render(`${pages.origin}/`, { userAgent: name }))?.html).toContain('Done');
    expect([...sent.keys()]).toEqual(expect.arrayContaining(everyWay));
    expect(agents()).toEqual([expect.stringMatching(/^Mozilla\/5\.0 .* MysteryShopper\/9 \(audits@example\.com\)$/)]);
  });
});
