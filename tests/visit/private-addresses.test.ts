import type { RequestListener } from 'node:http';
import type { LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve, type Served } from '../../fixtures/serving/loopback.ts';
import { privateAddressCode, publicHostsOnly } from '../../src/crawl/private-addresses.ts';
import { openPublicProxy, type PublicProxy } from '../../src/crawl/public-proxy.ts';
import { findBrowser, openLane, type VisitLane } from '../../src/visit/index.ts';

/** A server that counts who connects, whatever they ask. */
async function startServer(answer: RequestListener): Promise<Served & { connections(): number }> {
  let connections = 0;
  const served = await serve(answer);
  served.server.on('connection', () => (connections += 1));
  return { ...served, connections: () => connections };
}

/** Tries every way into the private network that a page has, and tells the server how each ended. */
const page = (inside: number): string => `<!doctype html><html lang="en"><title>Public</title><h1>Public</h1><script>
  const ended = (make) => new Promise((resolve) => { const element = make(); element.onload = () => resolve('loaded'); element.onerror = () => resolve('failed'); document.body.append(element); });
  const image = (src) => ended(() => Object.assign(new Image(), { src }));
  const fetched = (url, options) => fetch(url, options).then(() => 'answered', () => 'failed');
  const inWorker = (url) => new Promise((resolve) => { const worker = new Worker(URL.createObjectURL(new Blob(['fetch(' + JSON.stringify(url) + ', { mode: "no-cors" }).then(() => postMessage("answered"), () => postMessage("failed"))']))); worker.onmessage = ({ data }) => resolve(data); });
  const socket = (url) => new Promise((resolve) => { const opened = new WebSocket(url); opened.onopen = () => resolve('opened'); opened.onerror = () => resolve('failed'); });
  addEventListener('load', async () => {
    await ended(() => Object.assign(document.createElement('iframe'), { src: 'http://127.0.0.1:${inside}/frame' }));
    const outcomes = await Promise.all([
      image('http://127.0.0.1:${inside}/image'), image('http://inside.test:${inside}/image'), image('/hop'),
      fetched('http://localhost:${inside}/', { mode: 'no-cors' }), fetched('http://127.0.0.1:${inside}/', { method: 'POST', body: 'x', mode: 'no-cors' }),
      inWorker('http://127.0.0.1:${inside}/'), socket('ws://127.0.0.1:${inside}/'), socket('ws://inside.test:${inside}/'),
    ]);
    await fetch('/told?' + outcomes.join());
  });
</script>`;

describe('a browser that is kept from private addresses', () => {
  let inside: Awaited<ReturnType<typeof startServer>>;
  let outside: Awaited<ReturnType<typeof startServer>>;
  let told = Promise.withResolvers<string>();
  beforeAll(async () => {
    inside = await startServer((_, response) => response.end('secret'));
    outside = await startServer((request, response) => {
      const { pathname, search } = new URL(request.url ?? '/', 'http://x');
      if (pathname === '/told') told.resolve(search.slice(1));
      if (pathname === '/hop' || pathname === '/away') return response.writeHead(302, { location: `http://127.0.0.1:${inside.port}${pathname}` }).end();
      response.setHeader('content-type', 'text/html');
      response.end(page(inside.port));
    });
  });
  afterAll(async () => {
    await inside.close();
    await outside.close();
  });
  const open = async (flags: readonly string[]): Promise<VisitLane> => openLane({ browser: await findBrowser({ choice: null, environment: process.env }), headed: false, collectors: [], flags });

  it('reaches none through the proxy, by whatever way the page tries', async () => {
    // The one server there is plays the public one under a name, as DNS would have it; the other is private by its address and by what a name stands for.
    const lookup: LookupFunction = (hostname, { all }, callback) => {
      if (hostname !== 'public.test') return callback(Object.assign(new Error('not public'), { code: hostname === 'inside.test' ? privateAddressCode : 'ENOTFOUND' }), '');
      if (all === true) callback(null, [{ address: '127.0.0.1', family: 4 }]);
      else callback(null, '127.0.0.1', 4);
    };
    told = Promise.withResolvers<string>();
    const proxy: PublicProxy = await openPublicProxy({ isPrivate: (host) => host === '127.0.0.1' || host === 'localhost', lookup });
    const lane = await open(proxy.flags);
    try {
      const [shown, outcomes] = await Promise.all([lane.render(`http://public.test:${outside.port}/`), told.promise]);
      expect(shown?.html).toContain('<h1>Public</h1>');
      expect(outcomes.split(',')).toEqual(Array.from({ length: 8 }, () => 'failed'));
      expect(await lane.render(`http://public.test:${outside.port}/away`)).toBeNull();
      expect([...proxy.refused()].sort()).toEqual(['127.0.0.1', 'inside.test', 'localhost']);
      expect(inside.connections()).toBe(0);
    } finally {
      await lane.close();
      await proxy.close();
    }
  });

  it('reaches none by the rules for hosts either, where a proxy would be in the times', async () => {
    told = Promise.withResolvers<string>();
    const lane = await open([`${publicHostsOnly(['inside.test', 'x,MAP * 127.0.0.1'], ['shop.localhost'])},MAP public.test 127.0.0.1,MAP fdx.test 127.0.0.1,MAP inside.test 127.0.0.1`]);
    try {
      const [shown, outcomes] = await Promise.all([lane.render(`http://public.test:${outside.port}/`), told.promise]);
      expect(shown?.html).toContain('<h1>Public</h1>');
      expect(outcomes.split(',')).toEqual(Array.from({ length: 8 }, () => 'failed'));
      const hosts = [`public.test:${outside.port}/away`, `[::ffff:127.0.0.1]:${inside.port}`, `[fd00::1]:${inside.port}`, `2130706433:${inside.port}`, `elsewhere.test:${inside.port}`];
      expect(await Promise.all(hosts.map((host) => lane.render(`http://${host}`)))).toEqual(hosts.map(() => null));
      for (const host of ['fdx.test', 'shop.localhost']) expect((await lane.render(`http://${host}:${outside.port}/`))?.html).toContain('<h1>Public</h1>');
      expect(inside.connections()).toBe(0);
    } finally {
      await lane.close();
    }
  });
});
