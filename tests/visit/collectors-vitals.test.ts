import { describe, expect, test } from 'vitest';
import { longFrames } from '../../src/visit/collectors/long-frames.ts';
import { longTasks } from '../../src/visit/collectors/long-tasks.ts';
import { vitals } from '../../src/visit/collectors/vitals.ts';
import { browser, openBrowser, openFixtures, origin, server, vitalOf, watch, watchMarkup, type Watched } from './collecting.ts';

openBrowser();
openFixtures();

type Reading = { ttfb: number; fcp: number; lcp: number; cls: number; inp: number; soft: { url: string; lcp: number } | null };
const reading = ({ page }: Watched): Promise<Reading> => page.evaluate('window.__reading');
const visit = <T>(path: string, use: (watched: Watched) => Promise<T>): Promise<T> =>
  watch(browser, { collectors: [vitals, longTasks], origin: server.origin, pass: 'experience' }, async (watched) => {
    await watched.page.goto(server.origin + path);
    return await use(watched);
  });

describe('planted values agree with the reading of the page itself', () => {
  // The page's image is there when the browser has painted it, which its own reading tells.
  test.each([100, 300, 600, 1_000, 1_800])('LCP, image after %d ms', async (after) => {
    await visit(`/vitals/lcp.html?after=${after}`, async (watched) => {
      await watched.page.waitForFunction(`window.__reading.lcp >= ${after}`);
      const found = vitalOf(await watched.collect(vitals), 'LCP');
      const { lcp } = await reading(watched);
      expect(lcp).toBeGreaterThanOrEqual(after);
      expect(Math.abs(found.value - lcp)).toBeLessThanOrEqual(16);
      expect(found.element).toContain('img');
      expect(Object.keys(found.parts)).toEqual(['timeToFirstByte', 'resourceLoadDelay', 'resourceLoadDuration', 'elementRenderDelay']);
    });
  });

  test.each([40, 100, 200, 350, 600])('INP, main thread busy for %d ms', async (block) => {
    await visit(`/vitals/inp.html?block=${block}`, async (watched) => {
      await watched.page.click('#act');
      const found = vitalOf(await watched.collect(vitals), 'INP');
      const { inp } = await reading(watched);
      expect(inp).toBeGreaterThanOrEqual(block);
      expect(Math.abs(found.value - inp)).toBeLessThanOrEqual(8);
      expect(found.parts['processingDuration']).toBeGreaterThanOrEqual(block - 1);
    });
  });

  // The browser tells of a frame only after it was shown, which is later than what it shows can be read.
  test.each([120, 250])('long frames of %d ms, each told as soon as what it shows is there', async (block) => {
    await watch(browser, { collectors: [longFrames], origin: server.origin, pass: 'experience' }, async ({ page, collect }) => {
      await page.goto(`${server.origin}/vitals/inp.html?block=${block}`);
      await collect(longFrames, 'the page');
      const told: boolean[] = [];
      for (let click = 1; click <= 8; click += 1) {
        await page.click('#act');
        const frames = await collect(longFrames, `click ${click}`);
        told.push(frames.some(({ duration }) => duration >= block));
      }
      expect(told).toEqual(Array.from({ length: 8 }, () => true));
    });
  });

  test('of a page that hangs nobody says that there were no long tasks and frames, and that its vitals are all', async () => {
    await watch(browser, { collectors: [longTasks, longFrames, vitals], origin: server.origin, pass: 'experience' }, async ({ page, collect, partial }) => {
      await page.goto(`${server.origin}/vitals/inp.html`);
      await Promise.all([collect(longFrames, 'the page'), collect(vitals, 'the page')]);
      expect([partial(longFrames), partial(vitals)]).toEqual([undefined, undefined]);
      // Longer than the page is waited for.
      await page.evaluate(() => void setTimeout(() => { const end = performance.now() + 4_500; while (performance.now() < end); }));
      expect(await Promise.all([collect(longTasks, 'a while'), collect(longFrames, 'a while'), collect(vitals, 'a while')])).toEqual([[], [], []]);
      expect([partial(longTasks), partial(longFrames), partial(vitals)]).toEqual(Array.from({ length: 3 }, () => expect.stringContaining('did not answer')));
    });
  });

  test.each([0.02, 0.1, 0.18, 0.3, 0.5])('CLS of %d', async (shift) => {
    await visit(`/vitals/cls.html?shift=${shift}`, async (watched) => {
      await watched.page.waitForFunction('window.__shifted');
      const found = vitalOf(await watched.collect(vitals), 'CLS');
      const { cls } = await reading(watched);
      expect(cls).toBeGreaterThan(0);
      expect(Math.abs(found.value - cls)).toBeLessThanOrEqual(0.001);
    });
  });

  test.each([0, 80, 200, 500, 900])('TTFB, server waits %d ms', async (delay) => {
    await visit(`/vitals/ttfb.html?delay=${delay}`, async (watched) => {
      const found = vitalOf(await watched.collect(vitals), 'TTFB');
      const { ttfb } = await reading(watched);
      expect(ttfb).toBeGreaterThanOrEqual(delay);
      expect(Math.abs(found.value - ttfb)).toBeLessThanOrEqual(16);
      expect(Object.values(found.parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(found.value, 3);
    });
  });

  test.each([50, 150, 300, 500, 800])('LCP of a route change, image after %d ms', async (after) => {
    await visit(`/vitals/soft.html?after=${after}`, async (watched) => {
      await watched.page.click('#go');
      // Text is painted before the image is there; only what came after it can be the image.
      await watched.page.waitForFunction(`window.__reading.soft?.lcp >= ${after}`);
      const found = vitalOf(await watched.collect(vitals), 'LCP', 'soft');
      const { soft } = await reading(watched);
      expect(Math.abs(found.value - (soft?.lcp ?? Number.NaN))).toBeLessThanOrEqual(16);
      expect(found.navigationIndex).toBe(1);
      expect(new URL(found.url).pathname).toBe('/vitals/soft/tent');
    });
  });
});

describe('which touchpoint a value belongs to', () => {
  test('a value is told once, and the page a touchpoint begins on is its navigation 0', async () => {
    await visit('/vitals/lcp.html?after=0', async (watched) => {
      await watched.page.waitForFunction('document.querySelector("#late img") !== null');
      const first = await watched.collect(vitals, 'first');
      expect(first.map(({ navigationIndex }) => navigationIndex)).toEqual(first.map(() => 0));
      await watched.page.goto(`${server.origin}/vitals/ttfb.html`);
      const second = await watched.collect(vitals, 'second');
      expect(new Set(second.map(({ url }) => new URL(url).pathname))).toEqual(new Set(['/vitals/ttfb.html']));
      expect(vitalOf(second, 'LCP').navigationIndex).toBe(1);
      expect(await watched.collect(vitals, 'third')).toEqual([]);
    });
  });

  test('what a page draws after the customer had arrived is none of the touchpoint after it', async () => {
    await visit('/vitals/lcp.html?after=1000000', async (watched) => {
      await watched.page.waitForFunction('window.__reading.lcp > 0');
      const early = vitalOf(await watched.collect(vitals, 'first'), 'LCP').value;
      await watched.page.evaluate('document.getElementById("late").append(image)');
      await watched.page.waitForFunction(`window.__reading.lcp > ${early}`);
      expect((await watched.collect(vitals, 'second')).filter(({ metric }) => metric === 'LCP')).toEqual([]);
    });
  });

  test('nor is the first that it draws, where nothing was to be seen when the customer had arrived', async () => {
    await watchMarkup('<!doctype html><html lang="en"><title>Late</title><body>', { collectors: [vitals] }, async ({ page, collect }) => {
      expect((await collect(vitals, 'first')).filter(({ metric }) => metric === 'FCP')).toEqual([]);
      await page.evaluate(`new Promise((resolve) => { new PerformanceObserver((list) => list.getEntriesByName('first-contentful-paint').forEach(resolve)).observe({ type: 'paint', buffered: true }); document.body.textContent = 'Here at last'; })`);
      expect((await collect(vitals, 'second')).filter(({ metric }) => metric === 'FCP' || metric === 'LCP')).toEqual([]);
    });
  });

  test('the slowest input of an earlier touchpoint does not come back when there have been many', async () => {
    await visit('/vitals/inp.html?block=200', async (watched) => {
      const { page } = watched;
      await page.click('#act');
      await page.waitForFunction('window.__reading.inp >= 200');
      const work = (ms: number): string => `for (const end = performance.now() + ${ms}; performance.now() < end; );`;
      await page.evaluate(`document.getElementById('act').addEventListener('click', () => { ${work(150)} })`);
      await page.click('#act');
      await page.waitForFunction('window.__reading.inp >= 350');
      expect(vitalOf(await watched.collect(vitals, 'first'), 'INP').value).toBeGreaterThanOrEqual(350);
      for (let count = 0; count < 55; count += 1) await page.keyboard.press('a');
      await page.evaluate(`addEventListener('keydown', () => { ${work(60)} })`);
      await page.keyboard.press('b');
      const { value } = vitalOf(await watched.collect(vitals, 'second'), 'INP');
      expect([value >= 60, value < 200]).toEqual([true, true]);
    });
  });

  test('the INP of the click that leads on belongs to the page it was made on, and to the touchpoint whose step it was', async () => {
    await visit('/vitals/inp.html?block=120', async (watched) => {
      await watched.collect(vitals, 'first');
      await watched.page.evaluate(`document.getElementById('act').addEventListener('click', () => { location.href = '/vitals/ttfb.html?delay=400'; })`);
      await watched.page.click('#act');
      await watched.page.waitForURL('**/ttfb.html*');
      const second = await watched.collect(vitals, 'second');
      const inp = vitalOf(second, 'INP');
      expect([new URL(inp.url).pathname, inp.navigationIndex]).toEqual(['/vitals/inp.html', 0]);
      expect(vitalOf(second, 'TTFB').navigationIndex).toBe(1);
      expect(second.filter(({ navigationIndex }) => navigationIndex === 0).map(({ metric }) => metric)).not.toContain('LCP');
    });
  });

  test('an input whose page is left before its frame was shown: no quicker one stands for it', async () => {
    await visit('/vitals/inp.html?block=60', async (watched) => {
      await watched.collect(vitals, 'first');
      await watched.page.click('#act');
      await watched.page.waitForFunction('window.__reading.inp > 0');
      // The answer to the click is drawn in a frame that the next page comes before.
      await watched.page.evaluate(`document.getElementById('act').addEventListener('click', () => requestAnimationFrame(() => {
        location.href = '/vitals/ttfb.html';
        for (const end = performance.now() + 400; performance.now() < end; );
      }))`);
      await watched.page.click('#act');
      await watched.page.waitForURL('**/ttfb.html*');
      const inp = vitalOf(await watched.collect(vitals, 'second'), 'INP');
      expect(inp.incomplete === true || inp.value >= 400).toBe(true);
    });
  });

  test('inputs that are answered at once leave nothing open', async () => {
    await visit('/vitals/inp.html?block=60', async (watched) => {
      await watched.page.click('#act');
      await watched.page.waitForFunction('window.__reading.inp > 0');
      await watched.page.mouse.click(5, 5);
      await watched.page.keyboard.press('Shift');
      expect(vitalOf(await watched.collect(vitals), 'INP').incomplete).toBeUndefined();
    });
  });

  test('what was not reported is absent: no interaction, no INP; a route change has no first byte', async () => {
    await visit('/vitals/soft.html?after=20', async (watched) => {
      expect((await watched.collect(vitals, 'first')).map(({ metric }) => metric)).not.toContain('INP');
      await watched.page.click('#go');
      await watched.page.waitForFunction('window.__reading.soft?.lcp > 0 && document.querySelector("#view img") !== null');
      const metrics = (await watched.collect(vitals, 'second')).filter(({ navigation }) => navigation === 'soft').map(({ metric }) => metric);
      expect(metrics).toContain('LCP');
      expect(metrics).not.toContain('TTFB');
    });
  });
});

describe('hostile pages', () => {
  test('see nothing of the instruments and cannot put them off by redefining what they stand on', async () => {
    await watch(browser, { collectors: [vitals], origin }, async (watched) => {
      await watched.context.route(`${origin}/`, (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: `<script>
            window.before = Object.getOwnPropertyNames(window).filter((name) => /vitals|mystery|shopper|focusWalk|timingPending/i.test(name));
            window.PerformanceObserver = class { observe() { throw 1; } };
            performance.getEntriesByType = () => [];
            JSON.stringify = () => '{}'; window.requestAnimationFrame = () => 0; window.requestIdleCallback = () => 0;
          </script><h1>A page that lies</h1>`,
        }),
      );
      await watched.page.goto(`${origin}/`);
      const found = await watched.collect(vitals);
      expect(await watched.page.evaluate('window.before')).toEqual([]);
      expect(found.map(({ metric }) => metric)).toEqual(expect.arrayContaining(['LCP', 'FCP', 'CLS', 'TTFB']));
    });
  });

  test('a page whose main thread hangs does not hang the collector', async () => {
    await visit('/vitals/ttfb.html', async (watched) => {
      const hung = watched.page.evaluate('new Promise((resolve) => setTimeout(() => { const end = performance.now() + 6000; while (performance.now() < end); resolve(true); }))');
      const first = await Promise.race([watched.collect(vitals).then(() => 'collected'), hung.then(() => 'page answered')]);
      expect(first).toBe('collected');
      await hung;
    });
  });
});

describe('long tasks', () => {
  test('have their length, their script and the number of their navigation', async () => {
    await visit('/vitals/inp.html?block=180', async (watched) => {
      await watched.collect(longTasks, 'first');
      await watched.page.click('#act');
      const tasks = await watched.collect(longTasks, 'second');
      const longest = tasks.reduce((a, b) => (b.duration > a.duration ? b : a));
      expect(longest.duration).toBeGreaterThanOrEqual(179);
      expect(longest.script).toContain('/vitals/inp.html');
      expect(longest.navigationIndex).toBe(0);
    });
  });
});
