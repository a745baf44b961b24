import type { CDPSession } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { StepEvidence } from '../../src/model/evidence.ts';
import { consoleMessages } from '../../src/visit/collectors/console.ts';
import { cookies } from '../../src/visit/collectors/cookies.ts';
import { dialogs } from '../../src/visit/collectors/dialogs.ts';
import { documents } from '../../src/visit/collectors/documents.ts';
import { mixedContent } from '../../src/visit/collectors/mixed-content.ts';
import { requests } from '../../src/visit/collectors/requests.ts';
import { screenshot } from '../../src/visit/collectors/screenshot.ts';
import { browser, openBrowser, openFixtures, server, watch } from './collecting.ts';
import { startPages } from './replay-setup.ts';

openBrowser();
openFixtures();

const html = (body: string): { contentType: string; body: string } => ({ contentType: 'text/html', body });

/** Resolves when what is asked for at this path, from now on, has come to its end. */
function ended(cdp: CDPSession, path: string): Promise<void> {
  return new Promise((resolve) => {
    let id = '';
    cdp.on('Network.requestWillBeSent', ({ requestId, request }) => void (request.url.endsWith(path) && (id = requestId)));
    cdp.on('Network.loadingFinished', ({ requestId }) => void (requestId === id && resolve()));
  });
}

describe('requests', () => {
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
});

test('console: errors, warnings, exceptions and rejections, shortened and scrubbed', async () => {
  await watch(browser, { collectors: [consoleMessages], origin: server.origin, secrets: ['hunter2hunter2'] }, async ({ page, step, collect }) => {
    await page.goto(`${server.origin}/vitals/ttfb.html`);
    await step(1, {}, async () => {
      await page.evaluate(`console.log('quiet'); console.error('password is hunter2hunter2'); console.warn('x'.repeat(5000)); setTimeout(() => { throw new TypeError('it broke'); }); Promise.reject(new Error('nobody caught this'))`).catch(() => undefined);
      await page.evaluate('void Promise.reject(new Error("left alone")), new Promise((resolve) => setTimeout(resolve, 20))');
    });
    const found = await collect(consoleMessages);
    expect(found.map(({ level, text }) => [level, text.slice(0, 60)])).toEqual(
      expect.arrayContaining([
        ['error', 'password is [removed]'],
        ['warning', 'x'.repeat(60)],
        ['exception', 'TypeError: it broke'],
        ['rejection', 'Error: left alone'],
      ]),
    );
    expect(found.every(({ text, step: index }) => text.length <= 2_000 && index === 1)).toBe(true);
    expect(JSON.stringify(found)).not.toContain('quiet');
  });
});

test('console: a page full of warnings hides no error', async () => {
  await watch(browser, { collectors: [consoleMessages], origin: server.origin }, async ({ page, step, collect }) => {
    await page.goto(`${server.origin}/vitals/ttfb.html`);
    await step(1, {}, async () => {
      await page.evaluate(`for (let i = 0; i < 1000; i += 1) console.warn(i); console.error('the one that matters')`);
    });
    const found = await collect(consoleMessages);
    expect(found.filter(({ level }) => level === 'error').map(({ text }) => text)).toEqual(['the one that matters']);
    expect(found.length).toBeLessThan(1_000);
  });
});

test('dialogs are recorded beside whoever answers them', async () => {
  for (const answered of ['by nobody', 'by a listener'] as const) {
    await watch(browser, { collectors: [dialogs], origin: server.origin }, async ({ page, step, collect }) => {
      if (answered === 'by a listener') page.on('dialog', (dialog) => void dialog.dismiss());
      await page.goto(`${server.origin}/vitals/ttfb.html`);
      await step(0, {}, () => page.evaluate('alert("Buy now"), confirm("Really?")'));
      expect(await collect(dialogs)).toEqual([
        { kind: 'alert', message: 'Buy now', step: 0 },
        { kind: 'confirm', message: 'Really?', step: 0 },
      ]);
    });
  }
});

test('documents: status, headers, redirects and errors of the main frame only', async () => {
  await watch(browser, { collectors: [documents], origin: server.origin }, async ({ page, collect }) => {
    await page.goto(`${server.origin}/x?status=301&header=location:/vitals/ttfb.html%3Fheader%3Dset-cookie:sid%253Dsecretvalue;Path%253D/`);
    await page.evaluate(`new Promise((resolve) => { const frame = document.createElement('iframe'); frame.src = '/vitals/lcp.html'; frame.onload = resolve; document.body.append(frame); })`);
    await page.goto(`${server.origin}/nowhere`);
    const found = await collect(documents);
    expect(found.map(({ url, status }) => [new URL(url).pathname, status])).toEqual([
      ['/vitals/ttfb.html', 200],
      ['/nowhere', 404],
    ]);
    expect(found[0]?.redirects.map(({ url, status }) => [new URL(url).pathname, status])).toEqual([['/x', 301]]);
    expect(found[0]?.headers['content-type']).toContain('text/html');
    expect(found[0]?.headers['set-cookie']).toBe('sid=(removed);Path=/');
    expect(found[0]?.secure).toBe(true);
  });
});

test('documents: not what leaves the page that is there', async () => {
  await watch(browser, { collectors: [documents], origin: server.origin, page: { acceptDownloads: true } }, async ({ page, collect, context }) => {
    await context.route('**/manual.pdf', (route) => route.fulfill({ headers: { 'content-disposition': 'attachment' }, body: 'x' }));
    await context.route('**/saved', (route) => route.fulfill({ status: 204 }));
    await page.goto(`${server.origin}/vitals/ttfb.html`);
    // That it is a file the browser says later than what its answer was.
    const [, first] = await Promise.all([page.waitForEvent('download'), page.waitForEvent('response').then(() => collect(documents)), page.evaluate(`location.href = '/manual.pdf'`)]);
    await Promise.all([page.waitForEvent('requestfailed'), page.evaluate(`location.href = '/saved'`)]);
    expect([...first, ...(await collect(documents))].map(({ url }) => new URL(url).pathname)).toEqual(['/vitals/ttfb.html']);
  });
});

test('documents: an error without a word of its own is one, and an address with a mark in it', async () => {
  const pages = await startPages({ '/gone': (_request, response) => void response.writeHead(410).end(), '/': '<h1 id=here>Here</h1>' });
  await watch(browser, { collectors: [documents], origin: pages.origin }, async ({ page, collect }) => {
    await page.goto(`${pages.origin}/gone`).catch(() => undefined);
    await expect.poll(() => page.url()).toMatch(/^chrome-error:/);
    await page.goto(`${pages.origin}/#here`);
    await page.goto(`${pages.origin}/#there`);
    expect((await collect(documents)).map(({ url, status }) => [new URL(url).pathname, status])).toEqual([['/gone', 410], ['/', 200]]);
  }).finally(pages.close);
});

const answer = (name: string): Partial<StepEvidence> => ({ interruption: true, target: { role: 'button', name, tag: 'button', selector: 'button', box: null } });

describe('cookies', () => {
  test('their attributes, never their values', async () => {
    await watch(browser, { collectors: [cookies], origin: 'http://www.shop.test' }, async ({ page, context, collect }) => {
      await context.route('http://www.shop.test/', (route) => route.fulfill({ headers: { 'content-type': 'text/html', 'set-cookie': 'sid=topsecret; Path=/; HttpOnly; SameSite=Lax' }, body: 'x' }));
      await context.addCookies([
        { name: 'all', value: 'topsecret', domain: '.shop.test', path: '/' },
        { name: 'ad', value: 'topsecret', domain: '.ads.test', path: '/', secure: true, sameSite: 'None' },
      ]);
      await page.goto('http://www.shop.test/');
      const { jar, consented } = await collect(cookies);
      expect(consented).toBe(false);
      expect(JSON.stringify(jar)).not.toContain('topsecret');
      expect(jar.find(({ name }) => name === 'sid')).toEqual({ name: 'sid', domain: 'www.shop.test', path: '/', expires: null, secure: false, httpOnly: true, sameSite: 'Lax', thirdParty: false });
      expect(jar.filter(({ thirdParty }) => thirdParty).map(({ name }) => name)).toEqual(['ad']);
    });
  });

  test('that come with the answer to a message nobody waits for are there too', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const pages = await startPages({ '/': `<h1>Here</h1><script>navigator.sendBeacon('/told')</script>`, '/told': (_request, response) => void released.then(() => response.writeHead(204, { 'set-cookie': 'told=1; Path=/' }).end()) });
    await watch(browser, { collectors: [cookies], origin: pages.origin }, async ({ page, collect }) => {
      await Promise.all([page.waitForRequest('**/told'), page.goto(pages.origin)]);
      const collecting = collect(cookies);
      // Whoever does not wait has asked before this is answered.
      await page.context().cookies();
      release();
      expect((await collecting).jar.map(({ name }) => name)).toEqual(['told']);
    }).finally(pages.close);
  });

  test.each([
    ['Accept all', true],
    ['Alle akzeptieren', true],
    ['Reject all', false],
    ['Nur notwendige', false],
  ])('the banner answered with "%s": consent %s', async (name, consented) => {
    await watch(browser, { collectors: [cookies], origin: server.origin }, async ({ step, collect }) => {
      await step(0, answer(name), async () => undefined);
      expect((await collect(cookies)).consented).toBe(consented);
    });
  });
});

test('mixed content: what an https page asks for in the open, loaded, raised or blocked', async () => {
  await watch(browser, { collectors: [mixedContent], origin: 'https://shop.test', page: { ignoreHTTPSErrors: true } }, async ({ page, context, collect }) => {
    await context.route(/shop\.test/, (route) => (route.request().resourceType() === 'document' ? route.fulfill(html('<img src="http://img.shop.test/a.png"><script src="http://cdn.shop.test/a.js"></script><img src="https://shop.test/fine.png">')) : route.fulfill({ body: '' })));
    await page.goto('https://shop.test/');
    const found = await collect(mixedContent);
    expect(found.map(({ url }) => url).sort()).toEqual(['http://cdn.shop.test/a.js', 'http://img.shop.test/a.png']);
  });
});

test('cookies, dialogs and messages beyond what is kept are told of', async () => {
  await watch(browser, { collectors: [cookies, dialogs, consoleMessages], origin: server.origin }, async ({ page, context, collect, partial }) => {
    await page.goto(`${server.origin}/vitals/ttfb.html`);
    await collect(cookies);
    expect([partial(cookies), partial(dialogs), partial(consoleMessages)]).toEqual([undefined, undefined, undefined]);
    await context.addCookies(Array.from({ length: 501 }, (_, index) => ({ name: `c${index}`, value: '1', domain: `host${index}.test`, path: '/' })));
    await page.evaluate(`for (let each = 0; each < 201; each += 1) { console.error('e' + each); console.warn('w' + each); if (each < 101) alert(each); }`);
    expect([(await collect(cookies)).jar.length, (await collect(dialogs)).length, (await collect(consoleMessages)).length]).toEqual([500, 100, 400]);
    expect([partial(cookies), partial(dialogs), partial(consoleMessages)]).toEqual(['there were more than 500 cookies', 'there were more than 100 dialogs', 'there were more than 200 errors']);
  });
});

test('screenshot: a WebP in CSS px, whatever the density of the screen', async () => {
  await watch(browser, { collectors: [screenshot], origin: server.origin, page: { viewport: { width: 390, height: 800 }, deviceScaleFactor: 3 } }, async ({ page, collect, kept }) => {
    await page.goto(`${server.origin}/vitals/lcp.html?after=0`);
    const { path, mediaType, bytes } = await collect(screenshot, 'home');
    const image = Buffer.from(kept.get(path) ?? []);
    expect([path, mediaType, bytes]).toEqual(['home-arrival.webp', 'image/webp', image.length]);
    // Key frame of VP8 (RFC 6386, 9.1): start code, then width and height in 14 bits each.
    const frame = image.indexOf(Buffer.from([0x9d, 0x01, 0x2a]));
    expect([image.readUInt16LE(frame + 3) & 0x3fff, image.readUInt16LE(frame + 5) & 0x3fff]).toEqual([390, 800]);
  });
});
