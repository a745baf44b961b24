import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countdowns } from '../../src/visit/collectors/countdowns.ts';
import { hoverContent } from '../../src/visit/collectors/hover-content.ts';
import { motion } from '../../src/visit/collectors/motion.ts';
import { launch, watch, type Watched } from './collecting.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
});

const origin = 'http://shop.test';
const phone: BrowserContextOptions = { viewport: { width: 390, height: 700 }, isMobile: true, hasTouch: true };

async function open<T>(markup: string, use: (watched: Watched) => Promise<T>, page: BrowserContextOptions = {}): Promise<T> {
  return await watch(browser, { collectors: [hoverContent, countdowns, motion], origin, page }, async (watched) => {
    await watched.context.route(/\.test\//, (route) => route.fulfill({ contentType: 'text/html', body: markup }));
    await watched.page.goto(`${origin}/`);
    return await use(watched);
  });
}

const shows = (rule: string): string => `<style>.tip { display: none } ${rule} { display: block }</style>`;

describe('content on hover or focus', () => {
  test.each([
    ['a sibling', shows('.help:hover + .tip'), '<button class="help">Help</button><p class="tip">Told</p>', 'pointer'],
    ['a child', shows('li:hover > .tip'), '<ul><li>Tents<p class="tip">Told</p></li></ul>', 'pointer'],
    ['a rule for large windows', `<style>.tip { display: none } @media (min-width: 1px) { .help:hover ~ .tip { display: block } }</style>`, '<b class="help">Help</b><p class="tip">Told</p>', 'pointer'],
    ['the focus alone', shows('.help:focus + .tip'), '<button class="help">Help</button><p class="tip">Told</p>', 'focus'],
    ['an attribute', '', `<button data-tooltip="x" onmouseenter="this.insertAdjacentHTML('afterend', '<p>Told</p>')">Help</button>`, 'pointer'],
  ])('is found: %s', async (_, style, markup, by) => {
    await open(`${style}${markup}`, async ({ collect }) => {
      expect((await collect(hoverContent)).contents).toMatchObject([{ by, text: 'Told', vanished: false }]);
    });
  });

  test.each([
    ['a change of looks', '<style>a:hover { color: red } a:hover b { display: inline }</style><a href="/">See <b>all</b></a>'],
    ['a title', '<a href="/" title="Read more">More</a>'],
    ['a picture only', `${shows('p:hover .tip')}<p>Tent <img class="tip" alt=""></p>`],
    ['broken rules', '<style>:hover { } :is(:hover) ~ { display: block } ::part(x):hover y { display: block }</style><p>Text</p>'],
  ])('is not: %s', async (_, markup) => {
    await open(markup, async ({ collect }) => {
      expect((await collect(hoverContent)).contents).toEqual([]);
    });
  });

  test('pointer, focus and scroll position are put back', async () => {
    await open(`${shows('.help:hover + .tip')}<input id="i" type="search" aria-label="I"><div style="height:2000px"></div><button class="help">Help</button><p class="tip">Told</p><div style="height:2000px"></div>`, async ({ page, collect }) => {
      await page.fill('#i', 'tent');
      const { contents } = await collect(hoverContent);
      expect(contents).toHaveLength(1);
      expect(await page.evaluate('[document.activeElement.id, document.activeElement.value, scrollY, document.querySelector(".help:hover") === null]')).toEqual(['i', 'tent', 0, true]);
    });
  });

  test('a dialog that Escape would close is left alone', async () => {
    await open(`${shows('.help:hover + .tip')}<div role="dialog"><button class="help">Help</button><p class="tip">Told</p></div>`, async ({ collect }) => {
      await expect(collect(hoverContent)).rejects.toThrow('Escape would close');
    });
  });

  test('a phone does not hover', async () => {
    await open(`${shows('.help:hover + .tip')}<b class="help">Help</b><p class="tip">Told</p>`, async ({ collect }) => {
      expect(await collect(hoverContent)).toEqual({ pointer: false, kinds: 1, tried: 1, contents: [] });
    }, phone);
  });

  test('what is not tried is told', async () => {
    const kinds = [1, 2, 3, 4, 5].map((kind) => `<p class="k${kind}">Kind ${kind}<b class="tip">Told ${kind}</b></p>`).join('');
    await open(`${shows('p:hover .tip')}${kinds}`, async ({ collect, partial }) => {
      expect(await collect(hoverContent)).toMatchObject({ kinds: 5, tried: 3, contents: [{ text: 'Told 1' }, { text: 'Told 2' }, { text: 'Told 3' }] });
      expect(partial(hoverContent)).toBe('2 more kinds of triggers were not tried');
    });
  });
});

describe('clocks', () => {
  test.each([
    ['runs down', '0:59', '0:58', 1],
    ['runs up', '0:58', '0:59', 0],
    ['jumps', '9:59', '0:58', 0],
    ['stands', '0:59', '0:59', 0],
    ['is a time of day', 'Open until 0:59 Uhr', 'Open until 0:58 Uhr', 0],
  ])('one that %s', async (_, from, to, count) => {
    await open(`<p>${from}</p><script>setTimeout(() => { document.querySelector('p').textContent = '${to}'; }, 600)</script>`, async ({ collect }) => {
      expect(await collect(countdowns)).toHaveLength(count);
    });
  });
});

describe('motion', () => {
  const moving = (rule: string): string => `<style>@keyframes slide { to { margin-left: 40px } } .box { width: 100px; animation: slide 2s infinite } ${rule}</style><p class="box">Sale</p>`;

  test.each([
    ['goes on', moving(''), { movingCount: 1, whenAsked: 1, pause: null }],
    ['stops when asked', moving('@media (prefers-reduced-motion: reduce) { .box { animation: none } }'), { movingCount: 1, whenAsked: 0, pause: null }],
    ['has a control', `${moving('')}<button aria-label="Pause the banner"></button>`, { movingCount: 1, whenAsked: 1, pause: 'Pause the banner' }],
  ])('that %s', async (_, markup, found) => {
    await open(markup, async ({ page, collect }) => {
      expect(await collect(motion)).toMatchObject(found);
      expect(await page.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches")).toBe(false);
    });
  });
});
