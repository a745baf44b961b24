import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { RecordingEvidence, StepEvidence } from '../../src/model/evidence.ts';
import { recordings } from '../../src/visit/collectors/recordings.ts';
import { browser, openBrowser, openFixtures, server, watch, type Watched } from './collecting.ts';

openBrowser();
openFixtures();

interface Trace {
  traceEvents: { name: string; ts: number; args: { data?: { url?: string }; sync_id?: string } }[];
}
interface Log extends Array<{ method: string; params: { request?: { url: string; postData?: string }; headers?: Record<string, string> }; targetType: string; sessionId: string }> {}

const unpack = ({ kept }: Watched, { trace, devtoolsLog }: RecordingEvidence): { trace: Trace; log: Log } => {
  const read = (path: string): unknown => JSON.parse(gunzipSync(kept.get(path) ?? new Uint8Array()).toString());
  return { trace: read(trace.path) as Trace, log: read(devtoolsLog.path) as Log };
};
function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('nothing was recorded');
  return value;
}

const seen: StepEvidence['effect'] = { mutations: 1, requests: 0, navigated: false, focusMoved: false, scrolled: false, opened: false, observed: 100 };

test('a step that loads a document and one that acts on it, in the form Lighthouse reads', async () => {
  await watch(browser, { collectors: [recordings], origin: server.origin }, async (watched) => {
    const { page, step, collect } = watched;
    await step(0, { action: 'visit', navigation: 'hard' }, async () => {
      await page.goto(`${server.origin}/vitals/inp.html?block=80`);
      await page.waitForFunction('window.__reading.lcp > 0 && window.__reading.fcp > 0');
    });
    await step(1, { action: 'click', effect: seen }, async () => {
      await page.click('#act');
      await page.waitForFunction('window.__reading.inp > 0');
    });
    const found = await collect(recordings);
    expect(found.map(({ step: index, mode, from, to }) => [index, mode, from, new URL(to).pathname])).toEqual([
      [0, 'navigation', 'about:blank', '/vitals/inp.html'],
      [1, 'timespan', expect.stringContaining('/vitals/inp.html'), '/vitals/inp.html'],
    ]);
    const [load, click] = found.map((recording) => unpack(watched, recording));
    const names = new Set(load?.trace.traceEvents.map(({ name }) => name));
    for (const name of ['TracingStartedInBrowser', 'navigationStart', 'firstContentfulPaint', 'largestContentfulPaint::Candidate', 'ResourceSendRequest', 'RunTask', 'Screenshot']) expect(names).toContain(name);
    expect(click?.trace.traceEvents.map(({ args }) => args.sync_id)).toContain('__lighthouseTimespanStart__');
    expect(click?.trace.traceEvents.map(({ name }) => name)).toContain('EventDispatch');

    const log = load?.log ?? [];
    expect(log.every(({ method, targetType, sessionId }) => /^(Page|Network|Target|Runtime)\./.test(method) && targetType === 'page' && sessionId === 'root')).toBe(true);
    const request = log.findIndex(({ method, params }) => method === 'Network.requestWillBeSent' && params.request?.url.includes('/vitals/inp.html'));
    const navigated = log.findIndex(({ method }) => method === 'Page.frameNavigated');
    expect([request >= 0, navigated > request]).toEqual([true, true]);
    expect(await collect(recordings)).toEqual([]);
  });
});

test('what keeps a page from answering that all was shown is in the recording', async () => {
  await watch(browser, { collectors: [recordings], origin: server.origin }, async (watched) => {
    const { page, step, collect } = watched;
    await page.goto(`${server.origin}/vitals/inp.html`);
    await step(0, { action: 'click', effect: seen }, async () => {
      // Longer than an answer is waited for.
      await page.evaluate(() => void setTimeout(() => { const end = performance.now() + 4_500; while (performance.now() < end); performance.mark('the work is done'); }));
    });
    const [recording] = await collect(recordings);
    expect(unpack(watched, present(recording)).trace.traceEvents.map(({ name }) => name)).toContain('the work is done');
  });
});

/** Share of the pixels that are not as light as paper, 0 to 1. */
async function inked({ page, kept }: Watched, path: string): Promise<number> {
  const picture = Buffer.from(kept.get(path) ?? new Uint8Array()).toString('base64');
  return await page.evaluate(async (webp) => {
    const image = await createImageBitmap(await (await fetch(`data:image/webp;base64,${webp}`)).blob());
    const drawing = new OffscreenCanvas(image.width, image.height).getContext('2d');
    drawing?.drawImage(image, 0, 0);
    const { data } = drawing?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
    return data.filter((value, index) => index % 4 === 1 && value < 200).length / (image.width * image.height);
  }, picture);
}

test('a page that paints in two stages: pictures of both, in order, with the times of the trace', async () => {
  await watch(browser, { collectors: [recordings], origin: server.origin }, async (watched) => {
    const { page, step, collect, partial } = watched;
    await step(0, { action: 'visit', navigation: 'hard' }, async () => {
      await page.goto(`${server.origin}/vitals/lcp.html?after=1000000`);
      await page.waitForFunction('window.__reading.fcp > 0');
      await page.evaluate('document.getElementById("late").append(image)');
      await page.waitForFunction('window.__reading.lcp > window.__reading.fcp');
    });
    const recording = present((await collect(recordings))[0]);
    const film = present(recording.film);
    if (!('frames' in film)) throw new Error(film.absent);
    const { frames } = film;
    const text = present(frames.find(({ paints }) => paints?.includes('first-contentful')));
    const image = present(frames.find(({ paints }) => paints?.includes('largest-contentful')));
    expect([partial(recordings), frames.length <= film.drawn, frames.map(({ at }) => at)]).toEqual([undefined, true, frames.map(({ at }) => at).toSorted((a, b) => a - b)]);
    expect([await inked(watched, text.picture.path) > 0, await inked(watched, image.picture.path) > 2 * (await inked(watched, text.picture.path))]).toEqual([true, true]);
    expect(text.picture).toMatchObject({ path: expect.stringMatching(/^here-film-\d\.webp$/), mediaType: 'image/webp' });
    expect(frames.every(({ picture: { bytes } }) => bytes > 0 && bytes < 10_000)).toBe(true);

    const { traceEvents } = unpack(watched, recording).trace;
    const drawn = traceEvents.filter(({ name }) => name === 'Screenshot').map(({ ts }) => ts);
    const begin = present(drawn.find((ts) => drawn.some((other) => Math.abs((other - ts) / 1_000 - (image.at - text.at)) < 0.001)));
    for (const { at } of frames.filter(({ at: ms }) => ms > 0)) expect(drawn.some((ts) => Math.abs((ts - begin) / 1_000 - (at - text.at)) < 0.001)).toBe(true);
    const paint = present(traceEvents.find(({ name }) => name === 'firstContentfulPaint'));
    expect(begin).toBeGreaterThanOrEqual(paint.ts - 4_000);
  });
});

test('fields filled in one after the other are one recording, which ends with them', async () => {
  await watch(browser, { collectors: [recordings], origin: server.origin }, async (watched) => {
    const { page, step, collect } = watched;
    await page.goto(`${server.origin}/vitals/ttfb.html`);
    await page.setContent('<input id=a><input id=b><button>Go</button>');
    await step(0, { action: 'fill', effect: seen }, () => page.fill('#a', 'one'));
    await step(1, { action: 'fill' }, () => page.fill('#b', 'two'));
    await step(2, { action: 'click', effect: seen }, () => page.click('button'));
    await step(3, { action: 'fill', effect: seen }, () => page.fill('#a', 'three'));
    await step(4, { action: 'check', navigation: 'soft', effect: seen }, () => page.evaluate(`history.pushState({}, '', '/next')`));
    await step(5, { action: 'fill', effect: seen }, () => page.fill('#b', 'four'));
    const found = await collect(recordings);
    expect(found.map(({ step: index, mode, to }) => [index, mode, new URL(to).pathname])).toEqual([
      [0, 'timespan', '/vitals/ttfb.html'],
      [2, 'timespan', '/vitals/ttfb.html'],
      [3, 'timespan', '/next'],
      [5, 'timespan', '/next'],
    ]);
    expect(unpack(watched, present(found[0])).trace.traceEvents.filter(({ args }) => args.sync_id === '__lighthouseTimespanStart__').length).toBeGreaterThan(0);
  });
});

test('steps that did nothing, were skipped or only looked are not kept', async () => {
  await watch(browser, { collectors: [recordings], origin: server.origin }, async ({ page, step, collect, kept }) => {
    await step(0, { action: 'scroll' }, () => page.goto(`${server.origin}/vitals/ttfb.html`));
    await step(1, { action: 'click', effect: { ...seen, mutations: 0 } }, () => page.click('h1'));
    await step(2, { action: 'click', outcome: 'skipped' }, async () => undefined);
    expect([await collect(recordings), kept.size]).toEqual([[], 0]);
  });
});

test('secrets are in neither file', async () => {
  const secret = 'hunter2"hunter2';
  await watch(browser, { collectors: [recordings], origin: server.origin, secrets: [secret] }, async (watched) => {
    const { page, step, collect, context } = watched;
    await context.addCookies([{ name: 'sid', value: 'cookievalue1', url: server.origin }]);
    await page.goto(`${server.origin}/vitals/ttfb.html`);
    await step(0, { action: 'visit', navigation: 'hard' }, async () => {
      await page.goto(`${server.origin}/vitals/lcp.html?pass=${encodeURIComponent(secret)}&token=tokenvalue1`);
      await page.evaluate(`fetch('/x', { method: 'POST', body: 'postedvalue1', headers: { authorization: 'Bearer bearervalue1' } })`);
    });
    const recording = present((await collect(recordings))[0]);
    const { trace, log } = unpack(watched, recording);
    const text = JSON.stringify({ recording, trace, log });
    expect(text.includes('/vitals/lcp.html?pass=[removed]')).toBe(true);
    for (const value of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), 'tokenvalue1', 'cookievalue1', 'postedvalue1', 'bearervalue1']) expect([value, text.includes(value)]).toEqual([value, false]);
  });
});

test('a browser that is being traced already: the reason, not a recording', async () => {
  await watch(browser, { collectors: [recordings], origin: server.origin }, async ({ page, step, collect }) => {
    await browser.startTracing(page);
    await step(0, { action: 'visit', navigation: 'hard' }, () => page.goto(`${server.origin}/vitals/ttfb.html`));
    await browser.stopTracing();
    await expect(collect(recordings)).rejects.toThrow(/[Tt]racing/);
    await step(1, { action: 'reload', navigation: 'hard' }, () => page.reload());
    expect(await collect(recordings, 'next')).toHaveLength(1);
  });
});
