import { describe, expect, test } from 'vitest';
import type { VisitEvidence } from '../../src/model/evidence.ts';
import type { Hands } from '../../src/model/persona.ts';
import { useEveryControl } from './every-control.ts';
import { lane, openPagesAndLane, pages, persona, visitOf, type Routes, type Wanted } from './replay-setup.ts';

// Every page writes down the events it gets, so that a test can say what the hands really did.
const log = `<p id=log></p><script>
  for (const type of ['mousedown', 'touchstart', 'keydown', 'click', 'wheel']) addEventListener(type, (e) => { if (e.isTrusted) log.textContent += ' ' + type + (e.key ? ':' + e.key : ''); }, true);
</script>`;

const routes: Routes = {
  '/shop': `<a href="/">Home</a> <a href="#a">About</a> <button id=add onclick="this.textContent='Added'">Add</button>
    <label>Email <input id=email></label> <label><input type=checkbox id=news> News</label>
    <label>Country <select id=country><option>France<option>Germany<option>Spain</select></label>
    <fieldset><legend>Delivery</legend><label><input type=radio name=d value=post> Post</label><label><input type=radio name=d value=pickup> Pick up</label></fieldset>
    <div onclick="this.textContent='Ordered'">Place order</div>
    <div role=button tabindex=0 onkeydown="if (event.key === 'Enter') this.textContent='Gone'">Go</div>${log}`,
  '/boxes': Array.from({ length: 5 }, (_, box) => `<label><input type=checkbox onchange="document.body.append(' ${box} is on')"> Box ${box}</label>`).join(''),
  '/menu': `<button aria-expanded=false onclick="m.hidden = false">Colour</button><ul id=m role=listbox aria-label=Colours hidden><li role=option tabindex=0 onclick="c(this)" onkeydown="event.key === 'Enter' && c(this)">Red</li><li role=option tabindex=0 onclick="c(this)" onkeydown="event.key === 'Enter' && c(this)">Green</li></ul><p id=out></p><script>function c(o) { out.textContent = 'chose ' + o.textContent }</script>${log}`,
  '/styled': `<style>.box { position: absolute; opacity: 0; pointer-events: none }</style><input type=checkbox id=t class=box><label for=t style="position:relative">I agree</label>${log}`,
  '/trap': `<button>Before</button><div id=t><input aria-label=One><input aria-label=Two></div><button>Behind</button><script>t.addEventListener('keydown', (e) => { if (e.key === 'Tab') { e.preventDefault(); (document.activeElement.ariaLabel === 'One' ? t.children[1] : t.children[0]).focus(); } })</script>`,
  '/frame': `<button>Outside</button><iframe title=Inner srcdoc="<button>First</button><button onclick=&quot;this.textContent='Second done'&quot;>Second</button>"></iframe>`,
  '/shadow': `<x-card></x-card><script>customElements.define('x-card', class extends HTMLElement { constructor() { super(); this.attachShadow({ mode: 'open' }).innerHTML = '<a href="#">Link</a><button onclick="this.textContent=\\'Bought\\'">Buy</button>'; } })</script>`,
  '/long': `<h1>Long</h1><div style="height:3000px"></div><button onclick="this.textContent='Pressed'">Below</button>`,
  '/drag': `<div id=a draggable=true style="width:50px;height:50px">Card</div><div style="width:200px;height:200px" ondragover="event.preventDefault()" ondrop="this.textContent='Dropped'">Board</div>`,
};

openPagesAndLane(routes);

const touching = { device: { name: 'phone', width: 412, height: 823, pixelRatio: 1.75, mobile: true, touch: true } };
const walk = async (hands: Hands, path: string, steps: readonly unknown[], more: Partial<Wanted> = {}): Promise<VisitEvidence['touchpoints'][number]> => {
  const customer = persona({ hands, ...(hands === 'touch' ? touching : {}) });
  const evidence = await visitOf(lane, { origin: pages.origin, persona: customer, stepTimeout: 1_500, steps: [{ visit: path }, ...steps], ...more });
  return evidence.touchpoints[0] as VisitEvidence['touchpoints'][number];
};

/** What the click on "Add" takes: by keyboard Home, About, Add, and Enter. */
const firstClick = {
  mouse: { effort: { presses: 1, keys: 0, pointerDistance: expect.any(Number), targetSize: expect.any(Number) } },
  touch: { effort: { presses: 1, keys: 0, pointerDistance: expect.any(Number), targetSize: expect.any(Number) } },
  keyboard: {
    effort: { presses: 0, keys: 4, pointerDistance: null, targetSize: null },
    tabStops: [{ role: 'link', name: 'Home' }, { role: 'link', name: 'About' }, { role: 'button', name: 'Add' }],
  },
};

describe.each(['mouse', 'touch', 'keyboard'] as const)('%s', (hands) => {
  test('uses every native control', async () => {
    const found = await walk(hands, '/shop', useEveryControl);
    expect(found.problem).toBeUndefined();
    expect(found.steps[2]?.effort.typed).toBe(15);
    expect(found.steps[1]).toMatchObject(firstClick[hands]);
  });

  test('sees what follows a tick, though the next step comes at once', async () => {
    const { steps, problem } = await walk(hands, '/boxes', Array.from({ length: 5 }, (_, box) => ({ check: { label: `Box ${box}` } })));
    expect(problem).toBeUndefined();
    expect(steps.slice(1).map(({ untilFeedback, effect }) => [untilFeedback !== null, (effect?.mutations ?? 0) > 0])).toEqual(Array.from({ length: 5 }, () => [true, true]));
  });

  test('gives the page events of its own kind', async () => {
    const found = await walk(hands, '/shop', [{ click: 'Add' }], { arrived: { css: '#log' } });
    const events = await walk(hands, '/shop', [{ click: 'Add' }, { waitFor: { text: { mouse: 'mousedown click', touch: 'touchstart mousedown click', keyboard: 'keydown:Enter click' }[hands] } }]);
    expect(found.status).toBe('reached');
    expect(events.problem).toBeUndefined();
  });

  test('chooses in a list that a button opens', async () => {
    const found = await walk(hands, '/menu', [{ choose: { field: { role: 'button', name: 'Colour' }, option: 'Green' } }], { arrived: { text: 'chose Green' } });
    expect(found.problem).toBeUndefined();
  });

  test('gets into frames and shadow roots', async () => {
    const frame = await walk(hands, '/frame', [{ click: { named: 'Second', frame: { css: 'iframe' } } }], { arrived: { named: 'Second done', frame: { css: 'iframe' } } });
    expect(frame.problem).toBeUndefined();
    const shadow = await walk(hands, '/shadow', [{ click: 'Buy' }], { arrived: 'Bought' });
    expect(shadow.problem).toBeUndefined();
  });

  test('says that an option is not there', async () => {
    const found = await walk(hands, '/shop', [{ choose: { field: { label: 'Country' }, option: 'Atlantis' } }]);
    expect(found.problem).toEqual({ code: 'OPTION_MISSING', message: 'The field "Country" has no option "Atlantis".' });
  });
});

describe('hands that point', () => {
  test.each(['mouse', 'touch'] as const)('%s ticks a box that is drawn by CSS through its label', async (hands) => {
    const found = await walk(hands, '/styled', [{ check: { label: 'I agree' } }, { waitFor: { css: '#t:checked' } }]);
    expect(found.problem).toBeUndefined();
  });

  test('scroll to what is not on the screen', async () => {
    const found = await walk('mouse', '/long', [{ click: 'Below' }], { arrived: 'Pressed' });
    expect(found.steps[1]).toMatchObject({ outcome: 'done', effort: { scrolls: 1, presses: 1 } });
    const bottom = await walk('mouse', '/long', [{ scroll: 'bottom' }]);
    expect(bottom.steps[1]?.effort.scrolls).toBeGreaterThan(3);
  });

  test('the mouse drags; a finger cannot hover', async () => {
    expect((await walk('mouse', '/drag', [{ drag: { from: { text: 'Card' }, to: { text: 'Board' } } }], { arrived: { text: 'Dropped' } })).problem).toBeUndefined();
    expect(await walk('touch', '/drag', [{ hover: { text: 'Card' } }])).toMatchObject({ status: 'blocked', problem: { code: 'HANDS_CANNOT' } });
  });
});

describe('the keyboard', () => {
  test('is blocked by what the Tab key never reaches, which a mouse can press', async () => {
    const blocked = await walk('keyboard', '/shop', [{ click: 'Place order' }]);
    expect(blocked).toMatchObject({ status: 'blocked', problem: { code: 'KEYBOARD_UNREACHABLE', message: expect.stringMatching(/"Place order" cannot be reached with the Tab key\.$/) } });
    expect(blocked.steps[1]?.tabStops?.length).toBeGreaterThan(5);
    expect((await walk('mouse', '/shop', [{ click: 'Place order' }], { arrived: { text: 'Ordered' } })).status).toBe('reached');
  });

  test('is blocked by a trap', async () => {
    const found = await walk('keyboard', '/trap', [{ click: 'Behind' }]);
    expect(found).toMatchObject({ status: 'blocked', problem: { code: 'KEYBOARD_TRAPPED', message: expect.stringContaining('the Tab key is caught at the') } });
    const stops = found.steps[1]?.tabStops?.map(({ name }) => name) ?? [];
    // Forward, then back, and no further.
    expect(stops.slice(0, 4)).toEqual(['Before', 'One', 'Two', 'One']);
    expect(stops.length).toBeLessThan(10);
    expect(found.steps[1]?.keyboard).toMatchObject({ escapes: 1 });
  });

  test('goes back with Shift+Tab', async () => {
    const found = await walk('keyboard', '/shop', [{ fill: { field: { label: 'Email' }, with: 'x' } }, { click: 'Add' }], { arrived: 'Added' });
    expect(found.steps[2]).toMatchObject({ outcome: 'done', effort: { keys: 2 }, tabStops: [{ name: 'Add' }] });
  });

  test('works a made-up button with Enter', async () => {
    expect((await walk('keyboard', '/shop', [{ click: { role: 'button', name: 'Go' } }], { arrived: 'Gone' })).problem).toBeUndefined();
  });

  test('cannot drag', async () => {
    expect(await walk('keyboard', '/drag', [{ drag: { from: { text: 'Card' }, to: { text: 'Board' } } }])).toMatchObject({ status: 'blocked', problem: { code: 'HANDS_CANNOT' } });
  });

  test('presses a key on something, and scrolls', async () => {
    const found = await walk('keyboard', '/long', [{ press: { key: 'Space', on: 'Below' } }, { scroll: 'top' }], { arrived: 'Pressed' });
    expect(found.problem).toBeUndefined();
    expect(found.steps[2]?.effort.keys).toBe(1);
  });
});
