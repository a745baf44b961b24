import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StepEvidence } from '../../src/model/evidence.ts';
import { axe } from '../../src/visit/collectors/axe.ts';
import { census } from '../../src/visit/collectors/census.ts';
import { overlays } from '../../src/visit/collectors/overlays.ts';
import { tabWalk } from '../../src/visit/collectors/tab-walk.ts';
import { launch, watch, type Watched } from './collecting.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
});

const origin = 'http://shop.test';
const collectors = [census, overlays, axe, tabWalk];

/** Opens a page of the given markup; `others` are pages at other addresses. */
async function open<T>(markup: string, use: (watched: Watched) => Promise<T>, others: Record<string, string> = {}): Promise<T> {
  return await watch(browser, { collectors, origin, page: { viewport: { width: 800, height: 600 } } }, async (watched) => {
    await watched.context.route(/\.test\//, (route) => route.fulfill({ contentType: 'text/html', body: others[route.request().url()] ?? markup }));
    await watched.page.goto(`${origin}/`);
    return await use(watched);
  });
}

const sentence = 'There is text to read below and around what lies on top of it. ';
const reading = `<main><h1>Shop</h1><p>${sentence.repeat(60)}</p></main>`;

describe('census', () => {
  test('fields and what names them, through shadow roots', async () => {
    const markup = `<html lang="de"><title>Kasse</title><meta name="viewport" content="width=device-width">
      <label>Mail <input type="email" name="mail" autocomplete="email" required></label>
      <input aria-label="Stadt"><input placeholder="Land"><input title="Ort"><input name="bare"><input type="hidden" name="h"><select style="display:none"><option>Eins</select>
      <x-box></x-box><script>const root = document.querySelector('x-box').attachShadow({ mode: 'open' }); root.innerHTML = '<textarea aria-labelledby="t"></textarea><b id="t">Notiz</b>';</script>`;
    await open(markup, async ({ collect }) => {
      const { fields, language, title, viewport } = await collect(census);
      expect(fields.map(({ tag, type, label, labelledBy, required, visible }) => [tag, type, label, labelledBy, required, visible])).toEqual([
        ['input', 'email', 'Mail', 'label', true, true],
        ['input', 'text', 'Stadt', 'aria', false, true],
        ['input', 'text', 'Land', 'placeholder', false, true],
        ['input', 'text', 'Ort', 'title', false, true],
        ['input', 'text', '', 'nothing', false, true],
        ['select', 'select-one', '', 'nothing', false, false],
        ['textarea', 'textarea', 'Notiz', 'aria', false, true],
      ]);
      expect([language, title, viewport]).toEqual(['de', 'Kasse', 'width=device-width']);
    });
  });

  test('targets with their size, words that can be read, and what sticks out', async () => {
    const markup = `<style>body { margin: 0 } .small { width: 16px; height: 16px; padding: 0; border: 0 }</style>
      <p>Five words are here, see <a href="/terms">our terms</a>.</p><button class="small" aria-label="Close"></button><button disabled>Off</button>
      <p hidden>not these words</p><a href="/x" style="position:absolute;left:-9999px">skipped</a><div style="width:2000px">wide</div>`;
    await open(markup, async ({ collect }) => {
      const { targets, targetCount, words, scrollWidth, clientWidth } = await collect(census);
      expect(targets.map(({ role, name, inline, box }) => [role, name, inline, box.width])).toEqual([
        ['link', 'our terms', true, expect.any(Number)],
        ['button', 'Close', false, 16],
      ]);
      expect([targetCount, words, scrollWidth, clientWidth]).toEqual([2, 10, 2000, 800]);
    });
  });

  test('a page of 100,000 elements is counted, not listed', async () => {
    await open(`<body><script>document.body.innerHTML = '<div><a href="/x">one link</a></div>'.repeat(50_000) + '<input disabled>'.repeat(400)</script>`, async ({ collect }) => {
      const { elements, targets, targetCount, fields, fieldCount } = await collect(census);
      expect([elements > 100_000, targets.length, targetCount, fields.length, fieldCount]).toEqual([true, 500, 50_000, 300, 400]);
    });
  });

  test('what the page redefines does not matter', async () => {
    await open(`<button>Buy</button><script>Element.prototype.matches = () => { throw 1 }; Array.prototype.map = () => []; document.createTreeWalker = null;</script>`, async ({ collect }) => {
      expect((await collect(census)).targets).toMatchObject([{ role: 'button', name: 'Buy' }]);
    });
  });
});

describe('overlays', () => {
  const layer = (style: string, inside: string, attributes = ''): string => `${reading}<div id="layer" ${attributes} style="position:fixed;background:#fff;${style}">${inside}</div>`;
  const bottom = 'left:0;right:0;bottom:0;height:120px';
  const middle = 'left:200px;top:150px;width:400px;height:300px';

  test.each([
    ['consent', 'We use cookies. <button>Accept</button><button>Reject</button>'],
    ['consent', 'Wir verwenden Cookies. <button>Annehmen</button>'],
    ['consent', 'Votre consentement compte. <button>Accepter</button>'],
    ['newsletter', 'Subscribe to our newsletter <input type="email">'],
    ['newsletter', 'Iscriviti e risparmia <input type="email">'],
    ['login', 'Welcome <input type="password">'],
    ['app', 'Get the app on the App Store'],
    ['chat', 'Chat with us <button>Start</button>'],
    ['other', 'Our summer sale has begun <button>Close</button>'],
  ])('a layer of kind %s: %s', async (kind, inside) => {
    await open(layer(middle, inside), async ({ collect }) => {
      expect(await collect(overlays)).toMatchObject([{ kind, selector: '#layer', modal: false }]);
    });
  });

  test('how much it covers and the ways out', async () => {
    await open(layer(bottom, 'We use cookies. <button>Accept</button> <a href="/more">More</a>'), async ({ collect }) => {
      const [found] = await collect(overlays);
      expect(found?.covers).toBeCloseTo(0.2, 1);
      expect(found?.ways).toEqual(['Accept', 'More']);
    });
  });

  test.each([
    ['aria-modal', `${layer(middle, 'Cookies <button>OK</button>', 'role="dialog" aria-modal="true" aria-label="Privacy"')}`],
    ['a native dialog', `${reading}<dialog id="layer" aria-label="Privacy">Cookies <button>OK</button></dialog><script>document.querySelector('dialog').showModal()</script>`],
    ['a backdrop', `${reading}<div style="position:fixed;inset:0;background:#0008"></div><div id="layer" role="dialog" aria-label="Privacy" style="position:fixed;background:#fff;${middle}">Cookies <button>OK</button></div>`],
    ['an inert page', `<div inert>${reading}</div><div id="layer" role="dialog" aria-label="Privacy" style="position:fixed;${middle}">Cookies <button>OK</button></div>`],
  ])('modal because of %s', async (_, markup) => {
    await open(markup, async ({ collect }) => {
      expect(await collect(overlays)).toMatchObject([{ kind: 'consent', name: 'Privacy', modal: true }]);
    });
  });

  test.each([
    ['a fixed header', `<header style="position:fixed;top:0;left:0;right:0;height:60px"><nav><a href="/">Shop</a></nav></header>${reading}`],
    ['a sticky side', `<div style="display:flex">${reading}<aside style="position:sticky;top:0;width:300px;height:300px">Your order <a href="/b">Basket</a></aside></div>`],
    ['the frame of an app', `<div style="position:fixed;inset:0">${reading}</div>`],
    ['a fixed side beside the page', `<aside style="position:fixed;left:0;top:0;bottom:0;width:200px"><a href="/">Menu</a></aside><div style="margin-left:200px">${reading}</div>`],
    ['a button in the corner', layer('right:8px;bottom:8px;width:60px;height:60px', '<button>Chat</button>')],
    ['a dialog that is closed', `${reading}<dialog>Cookies</dialog>`],
  ])('none: %s', async (_, markup) => {
    await open(markup, async ({ collect }) => {
      expect(await collect(overlays)).toEqual([]);
    });
  });

  test('a dialog the customer opened is no interruption', async () => {
    const effect: StepEvidence['effect'] = { mutations: 1, requests: 0, navigated: false, focusMoved: true, scrolled: false, opened: true, observed: 100 };
    await open(`${reading}<dialog>Your basket <button>Close</button></dialog>`, async ({ page, step, collect }) => {
      await step(0, { effect }, () => page.evaluate('document.querySelector("dialog").showModal()'));
      expect(await collect(overlays)).toEqual([]);
    });
  });
});

describe('axe', () => {
  test('the same component is the same after class names, ids, order, wording and boxes have changed, and another is another', async () => {
    const components = async (markup: string): Promise<string[]> =>
      await open(`<html lang="en"><title>Shop</title>${markup}`, async ({ collect }) => (await collect(axe)).violations.filter(({ id }) => id === 'link-name').flatMap(({ nodes }) => nodes.map(({ component }) => component ?? 'none')));
    const before = await components('<header><nav class="top"><ul><li><a href="/a" id="x1" class="icon"><svg></svg></a><li><a href="/b">Tents</a></ul></nav></header><main><h1>Shop</h1><p>Read <a href="/c">this</a></p></main><footer><a href="/s"><img src="/s.png" alt=""></a></footer>');
    const after = await components('<header><div class="css-1x"><nav class="css-2y"><div><ul><li><a href="/neu">Zelte</a><li><a href="/b2">Rucksäcke</a><li><div><a href="/a2" id="y9" class="css-3z"><svg></svg></a></div></ul></div></nav></div></header><main><h1>Laden</h1></main><footer><div><p><a class="q" href="/s2"></a></p></div></footer>');
    expect(before).toEqual(['link nameless banner navigation list', 'link nameless contentinfo']);
    expect(after).toEqual(['link nameless banner navigation list', 'link nameless contentinfo']);
  });

  test('rules, shadow roots and frames, also of other sites and under a strict policy', async () => {
    const markup = `<html lang="en"><title>Shop</title><meta http-equiv="Content-Security-Policy" content="script-src 'nonce-a'; require-trusted-types-for 'script'"><main><h1>Shop</h1><img src="/x.png"><x-box></x-box>
      <iframe title="own" src="/inner"></iframe><iframe title="other" src="http://other.test/"></iframe></main>
      <script nonce="a">document.querySelector('x-box').attachShadow({ mode: 'open' }).append(document.createElement('button'));</script>`;
    const inner = '<html lang="en"><title>Inner</title><main><h1>Inner</h1><input></main>';
    await open(
      markup,
      async ({ collect }) => {
        const { version, violations, passes, inapplicable } = await collect(axe);
        const targets = (id: string): string[] => violations.find((rule) => rule.id === id)?.nodes.map(({ target }) => target) ?? [];
        expect(version).toMatch(/^4\./);
        expect(targets('image-alt')).toEqual(['img']);
        expect(targets('button-name')).toEqual(['x-box >>> button']);
        expect(targets('label')).toEqual(['iframe[title="own"] >> input', 'iframe[title="other"] >> input']);
        expect(violations.every(({ nodes }) => nodes.every(({ summary, html }) => summary !== '' && html.length <= 300))).toBe(true);
        expect([passes > 5, inapplicable > 5]).toEqual([true, true]);
      },
      { [`${origin}/inner`]: inner, 'http://other.test/': inner },
    );
  });

  test('nodes are counted in full and kept in part', async () => {
    await open(`<html lang="en"><title>x</title><main><h1>x</h1>${'<img src="/x.png">'.repeat(70)}</main>`, async ({ collect }) => {
      const rule = (await collect(axe)).violations.find(({ id }) => id === 'image-alt');
      expect([rule?.nodes.length, rule?.nodeCount, rule?.impact]).toEqual([50, 70, 'critical']);
    });
  });

  test('leaves the page scrolled as it was, and the page an axe of its own', async () => {
    await open(`<html lang="en"><title>x</title><script>window.axe = 'mine'</script><main style="height:4000px"><h1>x</h1><p>${sentence}</p></main>`, async ({ page, collect }) => {
      await page.evaluate('scrollTo(0, 700)');
      await collect(axe);
      expect(await page.evaluate('[scrollY, window.axe]')).toEqual([700, 'mine']);
    });
  });
});

const focusOf = (stops: { name: string; focusVisible: boolean | null }[]): unknown[] => stops.map(({ name, focusVisible }) => [name, focusVisible]);

describe('tab walk', () => {
  const visible = 'a, button, input { outline: none } :focus-visible { outline: 2px solid red }';

  test('stops in their order, through shadow roots and frames, and back to the page', async () => {
    const markup = `<a href="/1">One</a><button tabindex="1">First</button><input type="radio" name="r" aria-label="R1"><input type="radio" name="r" aria-label="R2"><x-box></x-box><iframe src="/inner"></iframe><input type="date" aria-label="Day"><button disabled>Off</button><button>Last</button>
      <script>document.querySelector('x-box').attachShadow({ mode: 'open' }).innerHTML = '<button>Deep</button>'</script>`;
    await open(
      markup,
      async ({ collect }) => {
        const { stops, ended, unreached, trappedAt } = await collect(tabWalk);
        expect(stops.map(({ name }) => name)).toEqual(['First', 'One', 'R1', 'Deep', 'Inner', 'Day', 'Last']);
        expect([ended, unreached, trappedAt]).toEqual(['cycled', [], null]);
      },
      { [`${origin}/inner`]: '<button>Inner</button>' },
    );
  });

  test.each([
    ['an outline', visible, true],
    ['nothing', 'button { outline: none }', false],
    ['an outline without style', 'button { outline: none } button:focus { outline-color: red }', false],
    ['a shadow', 'button { outline: none } button:focus { box-shadow: 0 0 3px blue }', true],
    ['a background that fades in', 'button { outline: none; background: white; transition: background-color 2s } button:focus { background: black }', true],
    ['a frame around it', 'button { outline: none } p:focus-within { border: 1px solid }', true],
    ['a pseudo-element', 'button { outline: none } button:focus::after { content: "◄" }', true],
    ['something far up, as pictures show', 'button { outline: none } body:focus-within { background: #ddd }', true],
    ['an outline without a colour', 'button { outline: none } button:focus { outline: 2px solid transparent }', false],
    ['an outline in the colour of what lies around', 'body { background: #fff } button { outline: none } button:focus { outline: 2px solid #fff; outline-offset: 2px }', false],
    ['an outline in the colour of the page, over a picture', 'body { background: linear-gradient(#000, #fff) } button { outline: none } button:focus { outline: 2px solid #fff; outline-offset: 2px }', true],
    ['a shadow without a colour', 'button { outline: none } button:focus { box-shadow: 0 0 3px rgba(0, 0, 0, 0) }', false],
  ])('focus shown by %s', async (_, style, shown) => {
    await open(`<style>${style}</style><p><button>A</button></p><div>and</div><p><button>B</button></p>`, async ({ collect }) => {
      expect(focusOf((await collect(tabWalk)).stops)).toEqual([
        ['A', shown],
        ['B', shown],
      ]);
    });
  });

  test('pictures are taken where the page has been scrolled to', async () => {
    const nested = '<div class="around"><div><div><div><button>Far</button></div></div></div></div>';
    await open(`<style>button { outline: none } .around:focus-within { background: #ddd }</style><p style="height:2500px">${nested}<p style="height:2500px">`, async ({ collect }) => {
      expect(focusOf((await collect(tabWalk)).stops)).toEqual([['Far', true]]);
    });
  });

  test('where something moves beside it, pictures tell nothing', async () => {
    const markup = `<style>button { outline: none }</style><button>A</button><i id="m" style="position:absolute;top:40px;left:10px;width:8px;height:8px;background:red"></i><script>let n = 0; const go = () => { n += 1; m.style.transform = 'translateX(' + n % 50 + 'px)'; requestAnimationFrame(go); }; go();</script>`;
    await open(`<p>${markup}</p><div></div><div></div>`.replace('<i', '</p><div><i').replace('</i>', '</i></div>'), async ({ collect }) => {
      expect(focusOf((await collect(tabWalk)).stops)).toEqual([['A', null]]);
    });
  });

  test('a focused control under something opaque is covered, entirely or in part; see-through layers cover nothing', async () => {
    const bar = (style: string): string => `<div id="bar" style="position:fixed;inset:auto 0 0;height:200px;${style}"></div>`;
    const far = '<button style="position:absolute;top:1800px;height:30px">Far</button><p style="height:3000px">';
    const covers = async (markup: string): Promise<unknown> => {
      let found: unknown;
      await open(markup, async ({ collect }) => {
        found = (await collect(tabWalk)).stops.map(({ name, covered, coveredBy }) => [name, covered, coveredBy]);
      });
      return found;
    };
    const low = '<button style="position:fixed;bottom:20px;height:40px">Low</button>';
    expect(await covers(`${low}${bar('background:#fff')}`)).toEqual([['Low', 'entirely', '#bar']]);
    expect(await covers(`${low}${bar('background:#fff;height:40px')}`)).toEqual([['Low', 'partly', '#bar']]);
    expect(await covers(`${low}${bar('background:rgb(0 0 0 / 50%)')}`)).toEqual([['Low', 'none', undefined]]);
    expect(await covers(`${low}${bar('background:#fff;opacity:0.5')}`)).toEqual([['Low', 'none', undefined]]);
    expect(await covers(`${low}${bar('')}`)).toEqual([['Low', 'none', undefined]]);
    expect(await covers(far)).toEqual([['Far', 'none', undefined]]);
    expect(await covers(`<style>html { scroll-behavior: smooth }</style>${far}`)).toEqual([['Far', 'none', undefined]]);
    // The label of a box that is drawn by CSS stands for it.
    expect(await covers('<label style="position:relative"><input type="checkbox" style="position:absolute;opacity:0">Yes</label>')).toEqual([['Yes', 'none', undefined]]);
  });

  test('says where the stops are, in which flow, and which of them ask to come first', async () => {
    await open('<button>A</button><div style="position:fixed"><button>B</button><button tabindex="3">C</button></div><p dir="rtl"><button>D</button></p>', async ({ collect }) => {
      const { stops } = await collect(tabWalk);
      expect(stops.map(({ name, tabindex, flow, rightToLeft }) => [name, tabindex, flow, rightToLeft])).toEqual([['C', 3, 1, undefined], ['A', undefined, 0, undefined], ['B', undefined, 1, undefined], ['D', undefined, 0, true]]);
      expect(stops.every(({ box }) => box !== undefined && box.width > 0)).toBe(true);
    });
  });

  test('a text cursor shows the focus', async () => {
    await open('<style>* { outline: none !important }</style><input aria-label="T">', async ({ collect }) => {
      expect(focusOf((await collect(tabWalk)).stops)).toEqual([['T', true]]);
    });
  });

  test.each([
    ['a field that keeps the Tab key', '<button>A</button><textarea id="t" aria-label="T" onkeydown="if (event.key === \'Tab\') event.preventDefault()"></textarea><button>B</button>', '#t'],
    ['a box that leads round', '<button>A</button><div onkeydown="if (event.key === \'Tab\' && event.target.id === \'y\') { event.preventDefault(); document.getElementById(\'x\').focus(); }"><button id="x">X</button><button id="y">Y</button></div><button>B</button>', '#y'],
  ])('trapped: %s', async (_, markup, at) => {
    await open(markup, async ({ collect }) => {
      const { ended, trappedAt, unreached } = await collect(tabWalk);
      expect([ended, trappedAt, unreached.map(({ name }) => name)]).toEqual(['trapped', at, ['B']]);
    });
  });

  test('a modal dialog that leads round is no trap', async () => {
    await open(`<button>Behind</button><dialog aria-label="D"><button>A</button><button>B</button></dialog><script>document.querySelector('dialog').showModal()</script>`, async ({ collect }) => {
      const { ended, stops, unreached } = await collect(tabWalk);
      expect([ended, stops.map(({ name }) => name), unreached]).toEqual(['cycled', ['A', 'B'], []]);
    });
  });

  test('what looks pressable and no stop leads to', async () => {
    const markup = `<button>Fine</button><div onclick="void 0">Buy</div><span style="cursor:pointer">Quick view</span><div role="button">Faux</div><a href="/x" tabindex="-1">Never</a>
      <a href="/y">Twin</a><a href="/y" tabindex="-1"><img alt="Twin again" src="/i.png" width="20" height="20"></a>
      <div role="tablist"><button role="tab">T1</button><button role="tab" tabindex="-1">T2</button></div>
      <label style="cursor:pointer">Name <input></label><div style="cursor:pointer"><a href="/z">Card</a></div><button style="display:none">Hidden</button>`;
    await open(markup, async ({ collect }) => {
      expect((await collect(tabWalk)).unreached.map(({ name }) => name)).toEqual(['Buy', 'Quick view', 'Faux', 'Never']);
    });
  });

  test('an endless page is walked up to the limit, and nothing is said of the rest', async () => {
    await open('<button>x</button>'.repeat(400), async ({ collect }) => {
      const { ended, stops, unreached } = await collect(tabWalk);
      expect([ended, stops.length, unreached.length]).toEqual(['limit', 150, 0]);
    });
  });

  test('focus and scroll position are put back, attributes left alone', async () => {
    await open(`<body><input id="i" aria-label="I"><div style="height:3000px"></div><button>Far</button></body>`, async ({ page, collect }) => {
      await page.focus('#i');
      await page.evaluate('scrollTo(0, 120)');
      await collect(tabWalk);
      expect(await page.evaluate('[document.activeElement.id, scrollY, document.body.hasAttribute("tabindex")]')).toEqual(['i', 120, false]);
    });
  });
});
