import { describe, expect, test } from 'vitest';
import { tabWalk } from '../../src/visit/collectors/tab-walk.ts';
import { openBrowser, origin, watchMarkup, type Watched } from './collecting.ts';

openBrowser();

const collectors = [tabWalk];

/** Opens a page of the given markup; `others` are pages at other addresses. */
const open = <T>(markup: string, use: (watched: Watched) => Promise<T>, others: Record<string, string> = {}): Promise<T> => watchMarkup(markup, { collectors, page: { viewport: { width: 800, height: 600 } }, others }, use);

const focusOf = (stops: { name: string; focusVisible: boolean | null }[]): unknown[] => stops.map(({ name, focusVisible }) => [name, focusVisible]);

describe('tab walk', () => {
  const visible = 'a, button, input { outline: none } :focus-visible { outline: 2px solid red }';

  test('stops in their order, through shadow roots and frames, and back to the page', async () => {
    const markup = `<a href="/1">One</a><button tabindex="1">First</button><input type="radio" name="r" aria-label="R1"><input type="radio" name="r" aria-label="R2"><x-box></x-box><iframe src="/inner"></iframe><input type="date" aria-label="Day"><button disabled>Off</button><x-pay aria-label="Pay"></x-pay><button>Last</button>
      <script>document.querySelector('x-pay').attachShadow({ mode: 'closed' }).innerHTML = '<button>1</button><button>2</button><button>3</button><button>4</button>'; document.querySelector('x-box').attachShadow({ mode: 'open' }).innerHTML = '<button>Deep</button>'</script>`;
    await open(
      markup,
      async ({ collect }) => {
        const { stops, ended, unreached, trappedAt } = await collect(tabWalk);
        expect(stops.map(({ name }) => name)).toEqual(['First', 'One', 'R1', 'Deep', 'Inner', 'Day', 'Pay', 'Last']);
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

  test('of entries of a menu that is there only while the focus is in it, pictures tell nothing', async () => {
    const markup = '<style>a { outline: none } div { display: none } nav:focus-within div { display: block }</style><nav><a href="/">Menu</a><div><p><a href="/1">One</a></p><p><a href="/2">Two</a></p><p><a href="/3">Three</a></p></div></nav>';
    await open(markup, async ({ collect }) => {
      expect(focusOf((await collect(tabWalk)).stops).slice(1, 3)).toEqual([['One', null], ['Two', null]]);
    });
  });

  test('what was seen of a control at one touchpoint holds at the next for those drawn like it, and for no others', async () => {
    const style = (more: string): string => `<style>button { outline: none } ${more}</style>`;
    const markup = `${style('')}<p><button>A</button></p><div>and</div><p><button>B</button></p><div>and</div><p><button>C</button></p>`;
    const others = { [`${origin}/next`]: `${style('.now:focus { background: red }')}<p><button>D</button></p><div>and</div><p><button class="now">E</button></p><div>and</div><p><button>F</button></p>`, [`${origin}/late`]: `${style('')}<p><button class="late">G</button></p><script>document.querySelector('.late').onfocus = ({ target }) => requestAnimationFrame(() => { target.style.background = 'red' }); document.querySelector('.late').onblur = ({ target }) => requestAnimationFrame(() => { target.style.background = '' })</script>` };
    await open(
      markup,
      async ({ page, collect }) => {
        expect(focusOf((await collect(tabWalk, 'first')).stops)).toEqual([['A', false], ['B', false], ['C', false]]);
        await page.goto(`${origin}/next`);
        expect(focusOf((await collect(tabWalk, 'next')).stops)).toEqual([['D', false], ['E', true], ['F', false]]);
        await page.goto(`${origin}/late`);
        expect(focusOf((await collect(tabWalk, 'late')).stops)).toEqual([['G', true]]);
      },
      others,
    );
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

  test('what only looks pressable is told apart from controls', async () => {
    await open('<button>Fine</button><span style="cursor:pointer">Quick view</span><div role="button">Faux</div>', async ({ collect }) => {
      expect((await collect(tabWalk)).unreached.map(({ name, byLook }) => [name, byLook])).toEqual([['Quick view', true], ['Faux', undefined]]);
    });
  });

  test.each([
    ['while they have the focus', 'focusin'],
    ['when they lose it', 'focusout'],
  ])('stops that the page puts anew %s are stops all the same', async (_, event) => {
    // As apps do that draw themselves anew at each change: what had the focus is gone, and its like stands in its place.
    const markup = `<button>A</button><p id="p"><button>B</button></p><p><button>C</button></p><button>D</button>
      <script>p.addEventListener('${event}', () => { if (p.dataset.drawn === undefined) { p.dataset.drawn = ''; requestAnimationFrame(() => { p.innerHTML = '<button>B</button>'; }); } })</script>`;
    await open(markup, async ({ collect }) => {
      const { ended, stops, unreached } = await collect(tabWalk);
      expect([ended, stops.at(-1)?.name, unreached]).toEqual(['cycled', 'D', []]);
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
