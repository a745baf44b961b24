import { describe, expect, test } from 'vitest';
import type { StepEvidence } from '../../src/model/evidence.ts';
import { consoleMessages } from '../../src/visit/collectors/console.ts';
import { cookies } from '../../src/visit/collectors/cookies.ts';
import { dialogs } from '../../src/visit/collectors/dialogs.ts';
import { documents } from '../../src/visit/collectors/documents.ts';
import { mixedContent } from '../../src/visit/collectors/mixed-content.ts';
import { screenshot } from '../../src/visit/collectors/screenshot.ts';
import { browser, openBrowser, openFixtures, server, watch } from './collecting.ts';
import { startPages } from './replay-setup.ts';

openBrowser();
openFixtures();

const html = (body: string): { contentType: string; body: string } => ({ contentType: 'text/html', body });

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
