import { describe, expect, test } from 'vitest';
import type { VisitEvidence } from '../../src/model/evidence.ts';
import { useEveryControl } from './every-control.ts';
import { lane, openPagesAndLane, pages, persona, visitOf, type Routes, type Wanted } from './replay-setup.ts';

const arrived = 'onclick="document.title=\'Arrived\'"';

const routes: Routes = {
  '/shop': `<header><a href="#x">Skip</a><nav aria-label=Main><a href="#a">Tents</a> <a href="#b">Stoves</a></nav></header>
    <main><h1>Tents</h1><p>All our <b>tents</b> are tested.</p><ul><li><h2><a href="#r1">Ridge 1</a></h2><p>Light</p></li><li><h2><a href="#r2">Ridge 2</a></h2><p>Roomy</p></li></ul>
    <button id=add onclick="this.textContent='Added'">Add</button>
    <form><label>Email <input id=email required></label> <label><input type=checkbox id=news> News</label>
    <label>Country <select id=country><option>France<option>Germany<option>Spain</select></label>
    <fieldset><legend>Delivery</legend><label><input type=radio name=d value=post checked> Post</label><label><input type=radio name=d value=pickup> Pick up</label></fieldset></form></main>`,
  '/unnamed': `<h1>Basket</h1><button id=go ${arrived}><svg width=20 height=20><path d="M0 0h20v20z"/></svg></button>`,
  '/div': `<h1>Basket</h1><div id=go ${arrived}>Place order</div>`,
  '/hidden': `<h1>Basket</h1><div aria-hidden=true><button id=go ${arrived}>Place order</button></div>`,
  '/picture': `<h1>Basket</h1><style>#go{width:40px;height:40px;background:red url(x.png);border:0}</style><button id=go ${arrived}></button>`,
  '/called': `<h1>Basket</h1><button id=go aria-label="Submit form 3" ${arrived}>Place order</button>`,
  '/css': `<h1>Basket</h1><style>#go::before{content:'Place order'}</style><button id=go ${arrived}></button>`,
  '/sized': `<h1>Basket</h1><button id=go style="width:0;height:0;border:0;padding:0;overflow:hidden" ${arrived}>Place order</button>`,
  '/clipped': `<h1>Basket</h1><button id=go style="position:absolute;width:1px;height:1px;clip-path:inset(50%);overflow:hidden" ${arrived}>Place order</button>`,
  '/mouseless': `<h1>Basket</h1><div role=button id=go ${arrived}>Place order</div>`,
  '/late': `<h1>Basket</h1><div id=d aria-hidden=true><button id=go ${arrived}>Place order</button></div><script>setTimeout(() => d.removeAttribute('aria-hidden'), 300)</script>`,
  '/twice': `<h1>Basket</h1><div aria-hidden=true><a href="#x">Ridge 2</a></div><a href="#y" onclick="document.title='Arrived'">Ridge 2</a>`,
  '/dialog': `<h1>Shop</h1><button id=open onclick="d.showModal()">Size guide</button><button id=buy>Buy</button><dialog id=d aria-label="Size guide"><p>Sizes</p><button onclick="d.close()">Close</button></dialog>`,
  '/modal': `<h1>Shop</h1><button>Buy</button><div role=dialog aria-modal=true aria-label=Cookies><button>Accept</button></div>`,
  '/frame': `<button>Outside</button><iframe title=Inner srcdoc="<h2>Pay</h2><label>Card <input></label><button onclick=&quot;parent.document.title='Arrived'&quot;>Pay now</button>"></iframe>`,
  '/pay': '<label>Card <input></label><button onclick="parent.postMessage(1, \'*\')">Pay now</button>',
  '/far': (request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><title>x</title><h1>Pay</h1><iframe title=Bank src="http://localhost:${String(request.headers.host).split(':')[1]}/pay"></iframe><script>addEventListener('message', () => { document.title = 'Arrived'; })</script>`);
  },
  '/huge': `<h1>Huge</h1><button id=go>Place order</button><script>const all = document.createElement('div'); all.innerHTML = '<p>x</p>'.repeat(13_000); document.body.append(all);</script>`,
  '/noisy': `<h1>Noisy</h1><p id=p></p><button id=go onclick="document.title='Arrived'">Place order</button><script>let n = 0; const regions = Array.from({ length: 30 }, () => { const region = document.createElement('div'); region.setAttribute('aria-live', 'polite'); document.body.append(region); return region; }); setInterval(() => { for (const region of regions) { region.textContent = 'news ' + n; const line = document.createElement('span'); line.textContent = 'line ' + n; p.append(line); n += 1; } if (p.childElementCount > 500) p.textContent = ''; }, 20)</script>`,
  '/hostile': `<h1>Hostile</h1><button id=go onclick="document.title='Arrived'">Place order</button><script>Element.prototype.checkVisibility = Element.prototype.closest = Element.prototype.getAttribute = () => { throw new Error('no'); }; Node.prototype.contains = () => true; window.MutationObserver = null; JSON.stringify = () => 'no';</script>`,
  '/shadow': `<x-card></x-card><script>customElements.define('x-card', class extends HTMLElement { constructor() { super(); this.attachShadow({ mode: 'open' }).innerHTML = '<a href="#">Link</a><button>Buy</button>'; this.shadowRoot.querySelector('button').onclick = () => { document.title = 'Arrived'; }; } })</script>`,
  '/menu': `<button aria-haspopup=listbox aria-expanded=false onclick="m.hidden = false">Colour</button><ul id=m role=listbox aria-label=Colours hidden><li role=option tabindex=-1 onclick="c(this)">Red</li><li role=option tabindex=-1 onclick="c(this)">Green</li></ul><p id=out></p><script>function c(o) { out.textContent = 'chose ' + o.textContent }</script>`,
  '/suggest': `<input id=q role=combobox aria-label=Harbour aria-controls=l aria-expanded=false oninput="unfold()"><ul id=l role=listbox aria-label=Harbours hidden><li role=option tabindex=-1>Kiel</li><li role=option tabindex=-1>Flensburg</li></ul><p id=out></p><script>const unfold = () => { l.hidden = false; q.setAttribute('aria-expanded', 'true'); }; l.onmousedown = (event) => event.preventDefault(); q.onblur = () => { l.hidden = true; q.setAttribute('aria-expanded', 'false'); q.value = ''; }; l.onclick = ({ target }) => { out.textContent = 'chose ' + target.textContent; }</script>`,
  '/search': `<h1>Notes</h1><input type=search oninput="out.textContent = 'looked for ' + value"><p id=out></p>`,
  '/searches': `<h1>Notes</h1><input type=search><input type=search oninput="out.textContent = 'looked for ' + value"><p id=out></p>`,
  '/status': `<h1>Shop</h1><button onclick="s.textContent='Added to basket'">Add</button><div role=status id=s></div>`,
  '/late-status': `<h1>Shop</h1><button onclick="setTimeout(() => { s.textContent='Added to basket' }, 400)">Add</button><div aria-live=polite id=s></div>`,
  '/toast': `<h1>Shop</h1><button onclick="const t = document.createElement('div'); t.setAttribute('role', 'alert'); t.textContent = 'Added to basket'; document.body.append(t); setTimeout(() => t.remove(), 100)">Add</button>`,
  '/shown': `<h1>Shop</h1><button onclick="s.hidden=false">Add</button><div role=alert id=s hidden>Added to basket</div>`,
  '/mute': `<h1>Shop</h1><button onclick="s.textContent='Added to basket'">Add</button><p id=s></p><p>Other text</p>`,
  '/errors': `<form novalidate onsubmit="event.preventDefault(); e.textContent='Enter an email address'; f.setAttribute('aria-invalid', 'true')"><label>Email <input id=f aria-describedby=e></label><span id=e></span><button>Send</button></form>`,
  '/focused': `<form novalidate onsubmit="event.preventDefault(); s.hidden=false; s.focus()"><div id=s tabindex=-1 hidden><h2>There is a problem</h2><p>Enter an email address</p></div><label>Email <input></label><button>Send</button></form>`,
  '/links': `<nav>${Array.from({ length: 20 }, (_, n) => `<a href="#${n}">Entry ${n}</a> `).join('')}</nav><main><h1>Index</h1><a href="#more">More</a> <a href="#more2">More</a> <a id=last href="#last">Last</a></main>`,
};

openPagesAndLane(routes);

type Touchpoint = VisitEvidence['touchpoints'][number];
const walk = async (path: string, steps: readonly unknown[], more: Partial<Wanted> = {}): Promise<Touchpoint> => {
  const evidence = await visitOf(lane, { origin: pages.origin, persona: persona({ hands: 'screen-reader' }), stepTimeout: 2_500, steps: [{ visit: path }, ...steps], ...more });
  return evidence.touchpoints[0] as Touchpoint;
};

describe('a reader uses', () => {
  test('every native control', async () => {
    const found = await walk('/shop', useEveryControl);
    expect(found.problem).toBeUndefined();
    const heard = found.steps.map((step) => step.heard);
    // One button, the first.
    expect(heard[1]).toMatchObject({ way: 'kind', items: 1, target: { role: 'button', name: 'Add', states: [], description: '' } });
    // "Email" stands before its field as text: the next field is one key away.
    expect(heard[2]).toMatchObject({ way: 'kind', items: 1, inOrder: 2, target: { role: 'textbox', name: 'Email', states: ['required'] } });
    expect(heard[3]).toMatchObject({ items: 1, target: { role: 'checkbox', states: ['not checked'] } });
    // The field, and two options by arrow.
    expect(heard[4]).toMatchObject({ items: 3, target: { role: 'combobox', name: 'Country', states: ['France', 'collapsed'] } });
    expect(heard[5]).toMatchObject({ target: { role: 'radio', name: 'Pick up' } });
  });

  test.each([
    ['a control that has no size', '/sized'],
    ['one that is clipped away', '/clipped'],
    ['one whose name is drawn by CSS', '/css'],
    ['one that a pointer could press and no key', '/mouseless'],
    ['one that is announced a moment later', '/late'],
  ])('%s', async (_, path) => {
    const found = await walk(path, [{ click: { css: '#go' } }]);
    expect(found.problem).toBeUndefined();
    expect(found.title).toBe('Arrived');
    expect(found.steps[1]?.heard?.target).toMatchObject({ role: 'button', name: 'Place order' });
  });

  test('the one of two that is announced', async () => {
    expect(await walk('/twice', [{ click: { text: 'Ridge 2' } }])).toMatchObject({ status: 'reached', title: 'Arrived' });
  });

  test('what is in frames and shadow roots', async () => {
    const inner = { frame: { title: 'Inner' } };
    const framed = await walk('/frame', [{ fill: { field: { label: 'Card', ...inner }, with: '4242' } }, { click: { role: 'button', name: 'Pay now', ...inner } }]);
    expect(framed).toMatchObject({ status: 'reached', title: 'Arrived' });
    expect(framed.steps.map(({ heard }) => heard?.items)).toEqual([undefined, 1, 1]);
    expect(await walk('/shadow', [{ click: { role: 'button', name: 'Buy' } }])).toMatchObject({ status: 'reached', title: 'Arrived' });
  });

  test('what is in a frame of another site', async () => {
    const bank = { frame: { title: 'Bank' } };
    const found = await walk('/far', [{ fill: { field: { label: 'Card', ...bank }, with: '4242' } }, { click: { role: 'button', name: 'Pay now', ...bank } }, { waitFor: { heading: 'Pay' } }]);
    expect(found.problem).toBeUndefined();
    expect(found.title).toBe('Arrived');
    expect(found.steps[1]?.heard).toMatchObject({ items: 1, target: { role: 'textbox', name: 'Card' } });
  });

  test('pages that are against it, or never quiet', async () => {
    expect(await walk('/hostile', [{ click: { css: '#go' } }])).toMatchObject({ status: 'reached', title: 'Arrived' });
    const noisy = await walk('/noisy', [{ click: { css: '#go' } }]);
    expect(noisy).toMatchObject({ status: 'reached', title: 'Arrived' });
    expect(noisy.steps[1]?.heard?.after?.announced.length).toBeLessThanOrEqual(20);
    expect(noisy.steps[1]?.heard?.after?.cut).toBe(true);
  });

  test('no page whose tree would take too long, and says so', async () => {
    expect(await walk('/huge', [{ click: { css: '#go' } }])).toMatchObject({ status: 'failed', problem: { code: 'TREE_TOO_LARGE' } });
  });

  test('a list that has to be opened', async () => {
    const found = await walk('/menu', [{ choose: { field: { role: 'button', name: 'Colour' }, option: 'Green' } }], { arrived: { text: 'chose Green' } });
    expect(found.problem).toBeUndefined();
  });

  test('suggestions that hang on the focus of their field', async () => {
    const found = await walk('/suggest', [{ fill: { field: { label: 'Harbour' }, with: 'f' } }, { click: { role: 'option', name: 'Flensburg' } }], { arrived: { text: 'chose Flensburg' } });
    expect(found.problem).toBeUndefined();
  });

  test('a search field without a name, if it is the only one', async () => {
    expect((await walk('/search', [{ fill: { field: { role: 'searchbox' }, with: 'tide' } }], { arrived: { text: 'looked for tide' } })).problem).toBeUndefined();
    expect(await walk('/searches', [{ fill: { field: { css: 'input:nth-of-type(2)' }, with: 'tide' } }])).toMatchObject({ status: 'blocked', problem: { code: 'ANNOUNCED_WITHOUT_NAME' } });
  });

  test('a modal dialog, and nothing behind it', async () => {
    const found = await walk('/dialog', [{ click: 'Size guide' }, { click: { role: 'button', name: 'Close' } }, { click: { role: 'button', name: 'Buy' } }]);
    expect(found.problem).toBeUndefined();
    // The dialog gives its button the focus, which is announced.
    expect(found.steps[2]?.heard).toMatchObject({ way: 'there', items: 1 });
    expect(await walk('/modal', [{ click: 'Buy' }])).toMatchObject({ status: 'blocked', problem: { code: 'NOT_ANNOUNCED', message: '"Buy" cannot be got to with a screen reader: it lies behind the dialog "Cookies".' } });
  });
});

describe('a reader is kept out by', () => {
  test.each([
    ['an icon without a name', '/unnamed', { css: '#go' }, 'ANNOUNCED_WITHOUT_NAME', 'The element "#go" is announced as "button" and nothing else: it has no name.'],
    ['a picture of a button', '/picture', { css: '#go' }, 'ANNOUNCED_WITHOUT_NAME', 'The element "#go" is announced as "button" and nothing else: it has no name.'],
    ['text that only a pointer can press', '/div', 'Place order', 'ANNOUNCED_AS_TEXT', '"Place order" is plain text for a screen reader, nothing that can be used.'],
    ['what is hidden from it', '/hidden', 'Place order', 'NOT_ANNOUNCED', '"Place order" is never announced by a screen reader: it is hidden from assistive technology by aria-hidden.'],
    ['another name than the visible one', '/called', { text: 'Place order' }, 'ANNOUNCED_OTHERWISE', '"Place order" is announced as "Submit form 3".'],
  ])('%s', async (_, path, click, code, message) => {
    const found = await walk(path, [{ click }]);
    expect(found).toMatchObject({ status: 'blocked', problem: { code, message } });
    expect(found.title).not.toBe('Arrived');
    expect(found.steps[1]?.heard).toMatchObject({ way: null, after: null });
  });
});

describe('a reader hears', () => {
  test('the shortest way, and what sounds the same on it', async () => {
    const [, last, next] = (await walk('/links', [{ click: { css: '#last' } }, { click: { role: 'link', name: 'Entry 3' } }])).steps;
    // By headings to "Index", from there two links called "More" and the last one.
    expect(last?.heard).toMatchObject({ way: 'headings', items: 4, inOrder: 24, alike: 0 });
    expect(last?.effort.keys).toBe(5);
    // Nothing comes after the last one: from the top, by a key of its own, four links.
    expect(next?.heard).toMatchObject({ items: 4, alike: 0 });
    expect(next?.effort.keys).toBe(6);
  });

  test.each([
    ['a status', '/status', [{ text: 'Added to basket', live: 'polite', inserted: false }]],
    ['one that comes a moment later', '/late-status', [{ text: 'Added to basket', live: 'polite', inserted: false }]],
    ['an alert that is gone again', '/toast', [{ text: 'Added to basket', live: 'assertive', inserted: true }]],
    ['one that was hidden', '/shown', [{ text: 'Added to basket', live: 'assertive', inserted: true }]],
  ])('%s', async (_, path, announced) => {
    const [, step] = (await walk(path, [{ click: 'Add' }])).steps;
    expect(step?.heard?.after).toEqual({ announced, appeared: [], focusMoved: false, cut: false });
  });

  test('not what only shows', async () => {
    const [, step] = (await walk('/mute', [{ click: 'Add' }])).steps;
    expect(step?.heard?.after).toEqual({ announced: [], appeared: [{ text: 'Added to basket', selector: '#s', error: false, described: false }], focusMoved: false, cut: false });
  });

  test('not the error of a field it is not in', async () => {
    const [, step] = (await walk('/errors', [{ click: 'Send' }])).steps;
    expect(step?.heard?.after).toMatchObject({ announced: [], appeared: [{ text: 'Enter an email address', error: true, described: false }], focusMoved: false });
  });

  test('what the focus is moved to', async () => {
    const [, step] = (await walk('/focused', [{ click: 'Send' }])).steps;
    expect(step?.heard?.after).toMatchObject({ announced: [], appeared: [], focusMoved: true });
  });
});
