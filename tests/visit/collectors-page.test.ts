import { describe, expect, test } from 'vitest';
import type { StepEvidence } from '../../src/model/evidence.ts';
import { axe } from '../../src/visit/collectors/axe.ts';
import { census } from '../../src/visit/collectors/census.ts';
import { overlays } from '../../src/visit/collectors/overlays.ts';
import { pageSigns } from '../../src/visit/collectors/page-signs.ts';
import { reading as whatIsRead } from '../../src/visit/collectors/reading.ts';
import { spoken } from '../../src/visit/collectors/spoken.ts';
import { openBrowser, origin, watchMarkup, type Watched } from './collecting.ts';

openBrowser();

const collectors = [census, overlays, axe, pageSigns, whatIsRead, spoken];

/** Opens a page of the given markup; `others` are pages at other addresses. */
const open = <T>(markup: string, use: (watched: Watched) => Promise<T>, others: Record<string, string> = {}): Promise<T> => watchMarkup(markup, { collectors, page: { viewport: { width: 800, height: 600 } }, others }, use);

const sentence = 'There is text to read below and around what lies on top of it. ';
const reading = `<main><h1>Shop</h1><p>${sentence.repeat(60)}</p></main>`;

test('of more choices than are counted it is told that there are more', async () => {
  const links = (count: number): string => Array.from({ length: count }, (_, index) => `<a href="/${index}" style="position:fixed;top:0">Go to ${index}</a>`).join('');
  for (const [count, told] of [[20, undefined], [1_001, 'the page has more elements, text, choices or pictures than are looked at']] as const) {
    await open(links(count), async ({ collect, partial }) => {
      expect((await collect(whatIsRead)).choices).toBe(Math.min(count, 1_000));
      expect(partial(whatIsRead)).toBe(told);
    });
  }
});

test('where a form is sent is told as the browser sends it: without an action to its own page, whatever the base, and nowhere from an address that is none', async () => {
  const form = (action: string): string => `<form ${action}><label>Email <input type="email"></label></form>`;
  await open(`<base href="https://elsewhere.test/"><main>${form('')}${form('action=""')}${form('action="/in"')}${form('action="https://[broken"')}${form('action="javascript:void(0)"')}</main>`, async ({ collect }) => {
    expect((await collect(pageSigns)).forms.map(({ action, thirdParty }) => [action, thirdParty])).toEqual([
      [`${origin}/`, false],
      [`${origin}/`, false],
      ['https://elsewhere.test/in', true],
      ['', false],
      ['javascript:void(0)', false],
    ]);
  });
});

describe('census', () => {
  test('fields in frames are counted where they can be seen, and nothing else is said of them', async () => {
    const card = '<label>Card <input name="card"></label><label>Code <input name="code"></label><input style="opacity:0"><input type="hidden">';
    const hidden = '<iframe title="Counter" style="display:none" srcdoc="<input>"></iframe><iframe title="Counter" style="visibility:hidden" srcdoc="<input>"></iframe>';
    const told = async (markup: string) => await open(markup, async ({ collect }) => { const { fields, framedFields } = await collect(census); return [fields.length, framedFields]; }, { 'http://pay.test/': card });
    expect(await told(`<input aria-label="Name"><iframe title="Card" src="http://pay.test/"></iframe>${hidden}`)).toEqual([1, 2]);
    expect(await told(`<input aria-label="Name"><iframe title="Map" srcdoc="<p>A map"></iframe>${hidden}`)).toEqual([1, undefined]);
  });

  test('frames that do not answer while the page is busy are not told to have no fields', async () => {
    await open('<input aria-label="Name"><iframe title="Card" srcdoc="<input>"></iframe>', async ({ page, collect }) => {
      // Longer than frames are waited for, and shorter than the page is.
      await page.evaluate(() => void setTimeout(() => { const end = performance.now() + 4_000; while (performance.now() < end); }));
      expect((await collect(census)).framedFields).toBeNull();
    });
  });

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

  test.each([
    ['consent', 'We use cookies. <button>Accept</button>'],
    ['consent', 'We use cookies. <a href="#" class="button">Got it!</a>'],
    ['newsletter', 'Our newsletter <input aria-label="Address">'],
  ])('a bar beside the page that asks is one: %s', async (kind, inside) => {
    await open(`<div id="layer" style="position:sticky;top:0;height:200px">${inside}</div>${reading}`, async ({ collect }) => {
      expect(await collect(overlays)).toMatchObject([{ kind, selector: '#layer' }]);
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
    ['a sticky index of a page that tells of cookies and mailing lists', `<div style="display:flex">${reading}<aside style="position:sticky;top:0;width:300px;height:300px"><a href="#c">cookies</a><a href="#m">mailing list</a></aside></div>`],
    ['a fixed index of such a page', `<aside style="position:fixed;left:0;top:0;bottom:0;width:200px"><a href="#c">cookies</a><a href="#s">subscribe()</a></aside><div style="margin-left:200px">${reading}</div>`],
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

describe('what a screen reader says', () => {
  test.each([[2, 2, undefined], [21, 19, '2 frames could not be read']])('of frames beyond those that are read nobody says that their controls have names: %i frames', async (count, silent, told) => {
    await open('<iframe title="Shop" srcdoc="<button></button>"></iframe>'.repeat(count), async ({ collect, partial }) => {
      expect((await collect(spoken)).silentCount).toBe(silent);
      expect(partial(spoken)).toBe(told);
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

  test('of very many frames the first are looked into; the others are named as not looked into, and what comes after them has its own name', async () => {
    const many = (count: number, inside: string): string => Array.from({ length: count }, (_, index) => `<iframe title="${index}" srcdoc="${inside}"></iframe>`).join('');
    const quiet = '<!doctype html><html lang=en><title>t</title><p>Quiet';
    await open(`<html lang="en"><title>Frames</title><main><h1>Frames</h1><iframe title="many" src="/many"></iframe><iframe title="last" src="/last"></iframe></main>`, async ({ collect, partial }) => {
      const { violations, incomplete } = await collect(axe);
      expect(partial(axe)).toBe('2 frames could not be looked into');
      expect(violations.find(({ id }) => id === 'image-alt')?.nodes.map(({ target }) => target)).toEqual(['iframe[title="last"] >> img']);
      expect(incomplete.find(({ id }) => id === 'frame-tested')?.nodes.map(({ target }) => target)).toEqual(['iframe[title="many"] >> iframe[title="20"]', 'iframe[title="many"] >> iframe[title="21"]']);
    }, { [`${origin}/many`]: `<!doctype html><html lang="en"><title>Many</title>${many(22, quiet)}`, [`${origin}/last`]: '<!doctype html><html lang="en"><title>Last</title><img src="x.png">' });
  });

  test('a frame to which nothing has come yet is no gap', async () => {
    await open('<html lang="en"><title>Video</title><main><h1>Video</h1><div style="height: 50000px"></div><iframe title="Video" loading="lazy" src="/later"></iframe></main>', async ({ collect, partial }) => {
      const [{ incomplete }, { framedFields }] = [await collect(axe), await collect(census)];
      expect([partial(axe), incomplete.some(({ id }) => id === 'frame-tested'), framedFields]).toEqual([undefined, true, undefined]);
    });
  });

  test('rules, shadow roots and frames, also of other sites and under a strict policy', async () => {
    const markup = `<html lang="en"><title>Shop</title><meta http-equiv="Content-Security-Policy" content="script-src 'nonce-a'; require-trusted-types-for 'script'"><main><h1>Shop</h1><img src="/x.png"><x-box></x-box>
      <iframe title="own" src="/inner"></iframe><iframe title="other" src="http://other.test/"></iframe></main>
      <script nonce="a">document.querySelector('x-box').attachShadow({ mode: 'open' }).append(document.createElement('button'));</script>`;
    const inner = '<html lang="en"><title>Inner</title><main><h1>Inner</h1><input></main>';
    await open(
      markup,
      async ({ collect, partial }) => {
        const { version, violations, passes, inapplicable } = await collect(axe);
        expect(partial(axe)).toBeUndefined();
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
