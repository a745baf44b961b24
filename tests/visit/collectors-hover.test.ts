import type { BrowserContextOptions } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { serve } from '../../fixtures/serving/loopback.ts';
import { countdowns } from '../../src/visit/collectors/countdowns.ts';
import { hoverContent } from '../../src/visit/collectors/hover-content.ts';
import { motion } from '../../src/visit/collectors/motion.ts';
import { openBrowser, origin, watchMarkup, type Watched } from './collecting.ts';

openBrowser();

const phone: BrowserContextOptions = { viewport: { width: 390, height: 700 }, isMobile: true, hasTouch: true };

const open = <T>(markup: string, use: (watched: Watched) => Promise<T>, page: BrowserContextOptions = {}): Promise<T> => watchMarkup(markup, { collectors: [hoverContent, countdowns, motion], page }, use);

const shows = (rule: string): string => `<style>.tip { display: none } ${rule} { display: block }</style>`;

describe('content on hover or focus', () => {
  test('is found: by a rule in a rule, by a rule for the focus, by a listener', async () => {
    const markup = `<style>.tip { display: none } @media (min-width: 1px) { .help { &:hover ~ .tip { display: block } } } .more:focus + .tip { display: block }</style>
      <div><b class="help">Help</b><p class="tip">One</p></div><div><button class="more">More</button><p class="tip">Two</p></div>
      <div><button id="b">Weight</button></div><script>b.addEventListener('pointerover', () => b.insertAdjacentHTML('afterend', '<p id="heavy">Three</p>')); b.addEventListener('mouseleave', () => heavy.remove());</script>`;
    await open(markup, async ({ collect, partial }) => {
      expect((await collect(hoverContent)).contents).toMatchObject([
        { by: 'pointer', text: 'One', vanished: false, dismissed: false },
        { by: 'focus', text: 'Two', vanished: false, dismissed: false, hoverable: null },
        { by: 'pointer', text: 'Three', vanished: false, dismissed: false, hoverable: false },
      ]);
      expect(partial(hoverContent)).toBeUndefined();
    });
  });

  test('is found: a rule of another origin; a sheet that cannot be read is told', async () => {
    const { port, close } = await serve(({ url, headers }, response) => {
      const [type, body] = url === '/page' ? ['html', `<link rel="stylesheet" href="http://${headers.host?.replace('localhost', '127.0.0.1')}/"><ul><li>Tents<p class="tip">Told</p></li></ul>`] : ['css', '.tip { display: none } li:hover > .tip { display: block }'];
      response.writeHead(200, { 'content-type': `text/${type}` }).end(body);
    });
    try {
      await open('', async ({ page, collect, partial }) => {
        await page.goto(`http://localhost:${port}/page`);
        expect((await collect(hoverContent)).contents).toMatchObject([{ text: 'Told' }]);
        expect(partial(hoverContent)).toBeUndefined();
      });
      await open('<link rel="stylesheet" href="http://other.test/">', async ({ collect, partial }) => {
        expect((await collect(hoverContent)).contents).toEqual([]);
        expect(partial(hoverContent)).toBe('not all style sheets were read');
      });
    } finally {
      await close();
    }
  });

  test('is not: a change of looks, a title, a picture only, broken rules', async () => {
    const markup = `<style>a:hover { color: red } a:hover b { display: inline } .tip { display: none } p:hover .tip { display: block } :hover { } :is(:hover) ~ { display: block } ::part(x):hover y { display: block }</style>
      <a href="/">See <b>all</b></a><a href="/" title="Read more">More</a><p>Tent <img class="tip" alt=""></p>`;
    await open(markup, async ({ collect }) => {
      expect(await collect(hoverContent)).toEqual({ pointer: true, kinds: 0, tried: 0, contents: [] });
    });
  });

  test('what comes and goes by itself beside a trigger is not taken for what the trigger shows', async () => {
    const markup = `<button id="b">Help</button><p id="news"></p><script>b.onmouseenter = () => {}; b.addEventListener('mouseenter', () => {}); let turn = 0; setInterval(() => { turn += 1; news.textContent = turn % 2 ? '' : 'News ' + turn; }, 50);</script>`;
    await open(markup, async ({ collect }) => {
      expect(await collect(hoverContent)).toMatchObject({ kinds: 1, contents: [] });
    });
  });

  test('what fades in late is found, and what fades out is gone, though it takes a while', async () => {
    const markup = `<style>.tip { visibility: hidden; opacity: 0; transition: all .4s; position: absolute } .help:hover + .tip, .tip:hover { visibility: visible; opacity: 1; transition-delay: .3s } .left .tip { visibility: hidden !important; opacity: 0 !important; transition-delay: 0s !important }</style>
      <button class="help">Help</button><div class="tip">Told</div><script>document.onkeydown = ({ key }) => { if (key === 'Escape') document.body.classList.add('left'); };</script>`;
    await open(markup, async ({ collect }) => {
      expect((await collect(hoverContent)).contents).toMatchObject([{ vanished: false, dismissed: true, hoverable: true }]);
    });
  });

  test('a kind is tried once in a visit; the page is held where it is; pointer, focus and scroll positions are put back', async () => {
    const markup = `${shows('.help:hover + .tip')}<input id="i" type="search" aria-label="I"><div id="list" style="height: 200px; overflow: auto"><div style="height:2000px"></div><button class="help" onfocus="location.href = '/elsewhere'" onmouseenter="tries += 1; location.href = '/elsewhere'">Help</button><p class="tip">Told</p></div><div style="height:2000px"></div><script>let tries = 0</script>`;
    await open(markup, async ({ page, collect }) => {
      await page.fill('#i', 'tent');
      const first = await collect(hoverContent, 'one');
      expect(first.contents).toHaveLength(1);
      const tries = await page.evaluate('tries');
      expect(tries).toBeGreaterThan(0);
      expect(await page.evaluate('[document.activeElement.id, document.activeElement.value, scrollY, list.scrollTop, document.querySelector(".help:hover") === null]')).toEqual(['i', 'tent', 0, 0, true]);
      expect(page.url()).toBe(`${origin}/`);
      expect(await collect(hoverContent, 'two')).toEqual({ ...first, contents: first.contents.map((one) => ({ ...one, triedAt: 'one' })) });
      expect(await page.evaluate('tries')).toBe(tries);
    });
  });

  test('what a step has opened, and a dialog that Escape would close, is left alone', async () => {
    await open(`${shows('.help:hover + .tip')}<button class="help">Help</button><p class="tip">Told</p>`, async ({ collect, step }) => {
      await step(0, { navigation: 'none', effect: { opened: true, closed: false } as never }, async () => undefined);
      await expect(collect(hoverContent)).rejects.toThrow('A step has opened something');
    });
    await open(`${shows('.help:hover + .tip')}<div role="dialog"><button class="help">Help</button><p class="tip">Told</p></div>`, async ({ collect }) => {
      await expect(collect(hoverContent)).rejects.toThrow('Escape would close');
    });
  });

  test('what is covered is tried at the next touchpoint', async () => {
    await open(`${shows('.help:hover + .tip')}<button class="help">Help</button><p class="tip">Told</p><div id="cover" style="position: fixed; inset: 0; background: #fff">Cookies</div>`, async ({ page, collect, partial }) => {
      expect(await collect(hoverContent, 'one')).toMatchObject({ kinds: 1, tried: 0, contents: [] });
      expect(partial(hoverContent)).toBe('1 of 1 kind of triggers could not be tried');
      await page.evaluate('cover.remove()');
      expect((await collect(hoverContent, 'two')).contents).toMatchObject([{ text: 'Told' }]);
      expect(partial(hoverContent)).toBeUndefined();
    });
  });

  test('what listens behind many others of its kind is not passed over, and where there are too many that is told', async () => {
    const rows = (count: number): string => `<div>${'<i class="row">x</i>'.repeat(count)}<b class="help">Help</b></div><script>document.querySelectorAll('.row, .help').forEach((one) => one.addEventListener('mouseenter', () => undefined))</script>`;
    await open(rows(60), async ({ collect, partial }) => {
      expect(await collect(hoverContent)).toEqual({ pointer: true, kinds: 2, tried: 2, contents: [] });
      expect(partial(hoverContent)).toBeUndefined();
    });
    await open(rows(600), async ({ collect, partial }) => {
      await collect(hoverContent);
      expect(partial(hoverContent)).toContain('there were more than 500 elements that listen for a pointer');
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
      expect(partial(hoverContent)).toBe('2 of 5 kinds of triggers could not be tried');
    });
  });
});

test('clocks: those that run down by seconds are told, with their days and hours', async () => {
  const clocks: readonly [string, string][] = [
    ['0:59', '0:58'],
    ['<b>1 <i>day</i></b> <b>2 <i>hours</i></b> <b>3 <i>min</i></b> <b>4 <i>sec</i></b>', '<b>1 <i>day</i></b> <b>2 <i>hours</i></b> <b>3 <i>min</i></b> <b>3 <i>sec</i></b>'],
    ['0:58', '0:59'],
    ['9:59', '0:58'],
    ['0:59', '0:59'],
    ['Open until 0:59 Uhr', 'Open until 0:58 Uhr'],
    ['<video></video> -0:59', '<video></video> -0:58'],
    ['<button disabled>Send it again in 0:59</button>', '<button disabled>Send it again in 0:58</button>'],
  ];
  const markup = `${clocks.map(([from]) => `<section><div>${from}</div></section>`).join('')}<script>const later = ${JSON.stringify(clocks.map(([, to]) => to))}; function run() { document.querySelectorAll('div').forEach((one, place) => { one.innerHTML = later[place]; }); }</script>`;
  await open(markup, async ({ page, settle, collect }) => {
    await settle(countdowns);
    await page.evaluate('run()');
    expect(await collect(countdowns)).toMatchObject([
      { from: 59, to: 58 },
      { from: 93_784, to: 93_783 },
    ]);
  });
});

describe('motion', () => {
  const moving = (rule: string): string => `<style>@keyframes slide { to { margin-left: 40px } } .box { width: 100px; animation: slide 2s infinite } ${rule}</style><p class="box">Sale</p>`;

  test.each([
    ['goes on', moving(''), { movingCount: 1, whenAsked: 1, pause: null }],
    ['stops when asked', moving('@media (prefers-reduced-motion: reduce) { .box { animation: none } }'), { movingCount: 1, whenAsked: 0, pause: null }],
    ['lies in a web component', `${moving('')}<x-box></x-box><script>document.querySelector('x-box').attachShadow({ mode: 'open' }).innerHTML = ${JSON.stringify(moving(''))}</script>`, { movingCount: 2, whenAsked: 2, pause: null }],
    ['has a control', `${moving('')}<button aria-label="Pause the banner"></button>`, { movingCount: 1, whenAsked: 1, pause: 'Pause the banner' }],
  ])('that %s', async (_, markup, found) => {
    await open(markup, async ({ page, collect }) => {
      expect(await collect(motion)).toMatchObject(found);
      expect(await page.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches")).toBe(false);
    });
  });
});
