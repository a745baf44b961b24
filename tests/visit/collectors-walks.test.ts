import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { layouts } from '../../src/visit/collectors/layouts.ts';
import { openBrowser, watchMarkup, type Watched } from './collecting.ts';

openBrowser();

const collectors = [layouts];
const desk: BrowserContextOptions = { viewport: { width: 1200, height: 700 } };
const phone: BrowserContextOptions = { viewport: { width: 390, height: 700 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

const open = <T>(markup: string, use: (watched: Watched) => Promise<T>, page: BrowserContextOptions = desk): Promise<T> => watchMarkup(markup, { collectors, page }, use);

const words = 'There is a lot to read on this page. ';

/** All that a walk could leave behind. */
const stateOf = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    const { fontSize, lineHeight } = getComputedStyle(document.querySelector('p') ?? document.body);
    return { window: [innerWidth, innerHeight, devicePixelRatio, screen.width, screen.height, screen.orientation.type], media: matchMedia('(orientation: portrait)').matches, scroll: [scrollX, scrollY], focus: document.activeElement?.id, fontSize, lineHeight, sheets: document.adoptedStyleSheets.length, markup: document.documentElement.outerHTML };
  });

describe('layouts', () => {
  const page = (meta: string): string => `<html lang="en">${meta}<title>Long</title><body><p>${words.repeat(200)}</p><input id="mail" aria-label="Mail"><p>${words.repeat(200)}</p>`;

  test.each([
    ['a desktop', desk, '<meta name="viewport" content="width=device-width">'],
    ['a phone', phone, '<meta name="viewport" content="width=device-width">'],
    ['a phone on a page that was not made for one', phone, ''],
  ])('window, text, scroll position and focus are put back on %s', async (_, options, meta) => {
    await open(
      page(meta),
      async ({ page: tab, collect }) => {
        await tab.locator('#mail').focus();
        await tab.evaluate(() => window.scrollTo(0, 150));
        const before = await stateOf(tab);
        const { narrow, zoomed } = await collect(layouts);
        expect([narrow.width, zoomed?.width]).toEqual([320, options.isMobile === true ? undefined : 640]);
        expect(await stateOf(tab)).toEqual(before);
      },
      options,
    );
  });

  test('what goes back has gone back: nothing moves in the step that follows', async () => {
    const slowFrames = '<script>requestAnimationFrame(function draw() { for (const end = performance.now() + 80; performance.now() < end; ); setTimeout(() => requestAnimationFrame(draw), 80); });</script>';
    await open(`<meta name="viewport" content="width=device-width">${slowFrames}${`<p>${words}</p>`.repeat(8)}`, async ({ page: tab, collect }) => {
      await collect(layouts);
      const moves = await tab.evaluate(async () => {
        const since = performance.now();
        const seen: PerformanceEntry[] = [];
        new PerformanceObserver((list) => void seen.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
        for (let frames = 0; frames < 4; frames += 1) await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        return { all: seen.length > 0, later: seen.filter(({ startTime }) => startTime > since).length };
      });
      expect(moves).toEqual({ all: true, later: 0 });
    }, phone);
  });

  test('texts are followed where a script puts other elements in their place', async () => {
    const swapping = `<main></main><script>const draw = () => { document.querySelector('main').innerHTML = innerWidth < 600 ? '<p style="height: 20px; line-height: 20px; overflow: hidden">${words.repeat(4)}</p>' : '<p>${words.repeat(4)}</p>'; }; draw(); addEventListener('resize', draw);</script>`;
    await open(`<meta name="viewport" content="width=device-width">${swapping}`, async ({ collect }) => {
      const { narrow, zoomed } = await collect(layouts);
      expect([narrow.lost.map(({ how }) => how), zoomed?.lostCount]).toEqual([['cut'], 0]);
    });
  });

  test('an open menu is left alone', async () => {
    await open('<button aria-haspopup="menu" aria-expanded="true">Sort</button>', async ({ page: tab, collect }) => {
      await tab.evaluate(() => window.addEventListener('resize', () => document.body.append('moved')));
      await expect(collect(layouts)).rejects.toThrow('A menu or list is open');
      expect(await tab.textContent('body')).toBe('Sort');
    });
  });

  test('a page that redefines what is used is measured all the same', async () => {
    await open(`<p style="width:900px">${words.repeat(3)}</p><script>window.scrollTo = () => { throw 1 }; window.getComputedStyle = () => null; Element.prototype.getBoundingClientRect = () => ({});</script>`, async ({ collect }) => {
      expect((await collect(layouts)).narrow).toMatchObject({ sideways: true, beyond: [{ kind: 'text', excepted: false }] });
    });
  });

  test('of a very long page the first texts are followed, and that is told', async () => {
    await open(`<body><script>document.body.innerHTML = '<p>one line</p>'.repeat(5_000)</script>`, async ({ collect, partial }) => {
      expect((await collect(layouts)).texts).toBe(1_500);
      expect(partial(layouts)).toBe('only the first 1500 texts were followed');
    });
  });

  test.each([
    ['code that scrolls in its own box', '<pre style="overflow-x:auto">const boats = ["canoe", "kayak", "rowing boat", "raft", "pedal boat", "punt"];</pre>'],
    ['a menu beside the page', `<div style="overflow-x:hidden"><nav style="position:absolute;left:-500px;width:300px">${words}</nav></div><p>${words}</p>`],
    ['a box that is folded', `<p>${words}</p><style>@media (max-width: 700px) { .more { height: 0; overflow: hidden } }</style><div class="more">${words}</div>`],
    ['tight lines of two paragraphs', '<p style="margin:0;line-height:1">Canoe for two</p><p style="margin:0;line-height:1">22.50 a day</p>'],
    ['text under a layer with a background', '<div style="position:relative;height:60px"><p style="margin:0">Under the layer lies this text</p><div style="position:absolute;inset:0;background:#fff"><p style="margin:0">Over it lies that</p></div></div>'],
    ['a layer that floats over the page', `<p>${words.repeat(9)}</p><div style="position:fixed;bottom:0;background:#fff">We use cookies</div>`],
  ])('nothing is found on a page with %s', async (_, markup) => {
    await open(`<meta name="viewport" content="width=device-width">${markup}`, async ({ collect }) => {
      const { narrow, zoomed, large, spaced } = await collect(layouts);
      for (const one of [narrow, zoomed, large, spaced]) expect(one).toMatchObject({ sideways: false, beyond: [], lost: [], overlaps: [] });
    });
  });
});
