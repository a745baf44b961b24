import { describe, expect, test } from 'vitest';
import type { TouchpointEvidence } from '../../src/model/evidence.ts';
import { lane, openPagesAndLane, pages, persona, visitOf, type Routes } from './replay-setup.ts';

/** Options of a widget, of which only one is a stop of the Tab key; arrows of the given axis move on, in a ring. */
const roving = (role: string, names: string[], more = ''): string => names.map((name, at) => `<div role=${role} tabindex=${at === 0 ? 0 : -1} ${more}>${name}</div>`).join('');
const roves = (widget: string, keys: [string, string], more = ''): string => `<script>
  const parts = [...${widget}.children];
  ${widget}.addEventListener('keydown', (e) => {
    const at = parts.indexOf(document.activeElement), step = { '${keys[0]}': -1, '${keys[1]}': 1 }[e.key];
    if (step !== undefined) { const to = parts[(at + step + parts.length) % parts.length]; parts.forEach((p) => p.tabIndex = p === to ? 0 : -1); to.focus(); e.preventDefault(); }
    ${more}
  });
</script>`;
const tell = `if (e.key === 'Enter' || e.key === ' ') out.textContent = 'chose ' + document.activeElement.textContent;`;

const listbox = (options: string[]): string => `<div id=w role=listbox tabindex=0 aria-label=Size>${options.map((name, at) => `<div role=option id=o${at} aria-selected=false>${name}</div>`).join('')}</div><p id=out></p><script>
  let at = -1;
  w.addEventListener('keydown', (e) => {
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') { at = Math.max(0, Math.min(w.children.length - 1, at + (e.key === 'ArrowDown' ? 1 : -1))); w.setAttribute('aria-activedescendant', 'o' + at); e.preventDefault(); }
    if (e.key === ' ') { w.children[at].setAttribute('aria-selected', 'true'); out.textContent = 'chose ' + w.children[at].textContent; }
  });
</script>`;

const combobox = (keys: string): string => `<label>City <input id=c role=combobox aria-expanded=false aria-controls=l></label><ul id=l role=listbox aria-label=Cities hidden><li role=option id=a>Bonn</li><li role=option id=b>Cologne</li></ul><p id=out></p><script>
  let at = -1;
  const open = () => { l.hidden = false; c.setAttribute('aria-expanded', 'true'); };
  c.addEventListener('click', open);
  c.addEventListener('keydown', (e) => { ${keys} });
  for (const o of l.children) o.addEventListener('click', () => out.textContent = 'chose ' + o.textContent);
</script>`;
const comboboxKeys = `
    if (e.key === 'ArrowDown') { if (l.hidden) open(); else { at = Math.min(1, at + 1); c.setAttribute('aria-activedescendant', l.children[at].id); } e.preventDefault(); }
    if (e.key === 'Enter' && at >= 0) out.textContent = 'chose ' + l.children[at].textContent;`;

const modal = (leave: string): string => `<button id=o onclick="go()">Open</button><a href="#x">Link</a><button onclick="this.textContent='Reached'">Behind</button>
  <div id=d role=dialog aria-modal=true aria-label=Offer hidden style="position:fixed;inset:0;background:#fff"><button id=x>Yes</button><button id=y>No</button></div><script>
  function go() { d.hidden = false; x.focus(); }
  d.addEventListener('keydown', (e) => {
    if (e.key === 'Tab') { e.preventDefault(); (document.activeElement === x ? y : x).focus(); }
    ${leave}
  });
</script>`;

const slider = (keys: string): string => `<div id=s role=slider tabindex=0 aria-label=Seats aria-valuemin=0 aria-valuemax=20 aria-valuenow=2>2</div><script>
  const set = (v) => { s.setAttribute('aria-valuenow', Math.max(0, Math.min(20, v))); s.textContent = s.getAttribute('aria-valuenow') + ' seats'; };
  s.addEventListener('keydown', (e) => { const v = Number(s.getAttribute('aria-valuenow')); ${keys} });
</script>`;

const routes: Routes = {
  '/tabs': `<h1>T</h1><div id=w role=tablist aria-label=Parts>${roving('tab', ['One', 'Two', 'Three'])}</div><p id=out></p>${roves('w', ['ArrowLeft', 'ArrowRight'], tell)}`,
  '/tabs-still': `<h1>T</h1><div role=tablist aria-label=Parts>${roving('tab', ['One', 'Two'])}</div>`,
  '/radios': `<div id=w role=radiogroup aria-label=Speed>${roving('radio', ['Slow', 'Fast'], 'aria-checked=false')}</div><p id=out></p>${roves('w', ['ArrowUp', 'ArrowDown'], `if (e.key === ' ') { document.activeElement.setAttribute('aria-checked', 'true'); ${'out.textContent = "chose " + document.activeElement.textContent;'} }`)}`,
  '/menu': `<button id=b aria-haspopup=menu aria-expanded=false onclick="m.hidden = false; b.setAttribute('aria-expanded', 'true'); m.firstElementChild.focus()">Actions</button><a href="#">Link</a><div id=m role=menu aria-label=Actions hidden>${roving('menuitem', ['Copy', 'Move', 'Delete'])}</div><p id=out></p>${roves('m', ['ArrowUp', 'ArrowDown'], tell)}`,
  '/list': listbox(['S', 'M', 'L']),
  '/grid': `<table role=grid id=g aria-label=Days><tr><td tabindex=0>1</td><td tabindex=-1>2</td></tr><tr><td tabindex=-1>3</td><td tabindex=-1>4</td></tr></table><p id=out></p><script>
    const cells = [...g.querySelectorAll('td')];
    g.addEventListener('keydown', (e) => { const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 2, ArrowUp: -2 }[e.key]; if (step) cells[cells.indexOf(document.activeElement) + step]?.focus(); ${tell} });
  </script>`,
  '/combobox': combobox(comboboxKeys),
  '/combobox-mouse': combobox(''),
  '/select-mouse': `<div tabindex=0 id=s aria-expanded=false onclick="l.hidden = false">Colour</div><div id=l hidden><div role=option onclick="out.textContent = 'chose Red'">Red</div></div><p id=out></p>`,
  '/options-mouse': `<button aria-expanded=false onclick="l.hidden = false; this.setAttribute('aria-expanded', 'true')">Colour</button><div id=l hidden><div role=option onclick="out.textContent = 'chose Red'">Red</div></div><p id=out></p>`,
  '/upload': '<a href="#">Link</a><label>Photo <input type=file onchange="out.textContent = files[0].name"></label><p id=out></p>',
  '/upload-mouse': '<input type=file hidden id=f onchange="out.textContent = files[0].name"><div onclick="f.click()">Choose a photo</div><p id=out></p>',
  '/div-button': '<div role=button tabindex=0 onclick="this.textContent=\'Pressed\'">Order</div><a href="#">Link</a>',
  '/space-button': '<div role=button tabindex=0 onkeydown="if (event.key === \' \') this.textContent=\'Pressed\'">Order</div>',
  '/switch': '<div id=s role=switch tabindex=0 aria-checked=false onclick="s.setAttribute(\'aria-checked\', \'true\')" onkeydown="if (event.key === \'Enter\') s.click()">Lights</div>',
  '/switch-mouse': '<div id=s role=switch tabindex=0 aria-checked=false onclick="s.setAttribute(\'aria-checked\', \'true\')">Lights</div>',
  '/range': `<label>Price <input type=range min=0 max=1000 step=10 value=500 id=r oninput="out.textContent = value + ' pounds'"></label><p id=out></p>`,
  '/slider': slider(`if (e.key === 'ArrowUp' || e.key === 'ArrowRight') set(v + 1); if (e.key === 'ArrowDown') set(v - 1); if (e.key === 'PageUp') set(v + 5);`),
  '/slider-right': slider(`if (e.key === 'ArrowRight') set(v + 1);`),
  '/slider-still': slider(''),
  '/modal': modal(`if (e.key === 'Escape') { d.hidden = true; o.focus(); }`),
  '/modal-stuck': modal(''),
  '/date': '<button>First</button><label>Day <input type=datetime-local></label><div id=pay></div><script>pay.attachShadow({ mode: "closed" }).innerHTML = "<button>1</button><button>2</button><button>3</button><button>4</button>"</script><button onclick="this.textContent=\'Reached\'">Last</button>',
  '/tab-eater': '<button onclick="this.textContent=\'Reached\'">Above</button><textarea aria-label=Code autofocus onkeydown="if (event.key === \'Tab\' && !event.shiftKey) event.preventDefault()"></textarea><button onclick="this.textContent=\'Reached\'">Below</button>',
  '/endless': `<div id=d><button>0</button></div><script>d.addEventListener('focusin', () => { const b = document.createElement('button'); b.textContent = d.children.length; d.append(b); })</script><div onclick="">Never</div>`,
};

const bar = '<div id=bar style="position:fixed;inset:auto 0 0;height:150px;background:#fff">Bar</div>';
Object.assign(routes, {
  '/stops': `<style>#bare, #bare2 { outline: none } #low { position: fixed; bottom: 20px }</style><p style="margin:60px 0"><button>Plain</button></p><p style="margin:60px 0"><button id=bare>Bare</button></p><p style="margin:60px 0"><button id=low>Low</button></p><p style="margin:60px 0"><button onclick="this.textContent='Reached'">Last</button></p>${bar}`,
  '/lost': `<p><button onclick="this.parentElement.remove()">Remove</button></p><p><button onclick="this.disabled = true">Disable</button></p><p><button onclick="this.parentElement.remove(); next.focus()">Hand on</button></p><button id=next onclick="this.textContent = 'Stays'">Stay</button><a href="#next">Jump</a>`,
});

openPagesAndLane(routes);

const walk = async (path: string, steps: unknown[], arrived?: unknown): Promise<TouchpointEvidence> => {
  const evidence = await visitOf(lane, { origin: pages.origin, persona: persona({ hands: 'keyboard' }), stepTimeout: 5_000, steps: [{ visit: path }, ...steps], ...(arrived === undefined ? {} : { arrived }) });
  return evidence.touchpoints[0] as TouchpointEvidence;
};
const arrives = async (path: string, steps: unknown[], arrived: unknown): Promise<TouchpointEvidence['steps'][number] | undefined> => {
  const found = await walk(path, steps, arrived);
  expect({ status: found.status, problem: found.problem }).toEqual({ status: 'reached', problem: undefined });
  return found.steps.at(-1);
};

describe('arrow keys', () => {
  test.each([
    ['go forward through tabs', '/tabs', { role: 'tab', name: 'Two' }, 'chose Two', 1],
    ['go down a menu from the button that opens it', '/menu', { role: 'menuitem', name: 'Delete' }, 'chose Delete', 2],
    ['go down and across a grid', '/grid', { role: 'gridcell', name: '4' }, 'chose 4', 2],
  ])('%s', async (_, path, target, arrived, arrows) => {
    const step = await arrives(path, [...(path === '/menu' ? [{ click: 'Actions' }] : []), { click: target }], { text: arrived });
    expect(step?.keyboard).toMatchObject({ arrows, backwards: 0, escapes: 0 });
  });

  test('go back where the target lies before', async () => {
    const step = await arrives('/menu', [{ click: 'Actions' }, { click: { role: 'menuitem', name: 'Delete' } }, { click: { role: 'menuitem', name: 'Copy' } }], { text: 'chose Copy' });
    expect(step?.keyboard).toMatchObject({ arrows: 2 });
  });

  test('choose a made-up radio button, and an option of a list that marks its active one', async () => {
    expect((await arrives('/radios', [{ choose: { field: { role: 'radiogroup', name: 'Speed' }, option: 'Fast' } }], { text: 'chose Fast' }))?.keyboard).toMatchObject({ arrows: 1 });
    expect((await arrives('/list', [{ choose: { field: { role: 'listbox', name: 'Size' }, option: 'L' } }], { text: 'chose L' }))?.keyboard).toMatchObject({ arrows: 3 });
  });

  test('open the list of a field and go down it', async () => {
    expect((await arrives('/combobox', [{ choose: { field: { role: 'combobox', name: 'City' }, option: 'Cologne' } }], { text: 'chose Cologne' }))?.keyboard).toMatchObject({ arrows: 3 });
  });

  test('that move nothing block', async () => {
    expect(await walk('/tabs-still', [{ click: { role: 'tab', name: 'Two' } }])).toMatchObject({ status: 'blocked', problem: { code: 'KEYBOARD_UNREACHABLE', message: 'The tab "Two" cannot be reached with the arrow keys.' } });
  });
});

describe('sliders', () => {
  test.each([
    ['a native one, by its big steps first', '/range', 'Price', '230', { text: '230 pounds' }],
    ['a made-up one', '/slider', 'Seats', '13', { text: '13 seats' }],
    ['one that knows a single pair of keys', '/slider-right', 'Seats', '5', { text: '5 seats' }],
  ])('%s', async (_, path, name, value, arrived) => {
    const found = await arrives(path, [{ fill: { field: { role: 'slider', name }, with: value } }], arrived);
    expect(found?.effort.keys).toBeLessThan(25);
    expect(found?.effort.typed).toBe(0);
  });

  test('that do not move block, those that have no such value do not', async () => {
    expect(await walk('/slider-still', [{ fill: { field: { role: 'slider', name: 'Seats' }, with: '5' } }])).toMatchObject({ status: 'blocked', problem: { code: 'KEYBOARD_NO_EFFECT' } });
    expect(await walk('/range', [{ fill: { field: { role: 'slider', name: 'Price' }, with: '235' } }])).toMatchObject({ status: 'failed', problem: { code: 'OPTION_MISSING' } });
    expect(await walk('/range', [{ fill: { field: { role: 'slider', name: 'Price' }, with: '2000' } }])).toMatchObject({ status: 'failed', problem: { code: 'OPTION_MISSING' } });
  });
});

describe('files', () => {
  test('are added with the keys it takes to get there and to ask for them', async () => {
    const step = await arrives('/upload', [{ upload: { field: { label: 'Photo' }, files: 'package.json' } }], { text: 'package.json' });
    expect(step?.effort).toMatchObject({ presses: 0, keys: 3 });
    expect(step?.tabStops).toHaveLength(2);
  });

  test('cannot be added where only a mouse can ask for them', async () => {
    const step = { upload: { field: { text: 'Choose a photo' }, files: 'package.json' } };
    expect(await walk('/upload-mouse', [step])).toMatchObject({ status: 'blocked', problem: { code: 'KEYBOARD_UNREACHABLE' } });
    const byMouse = await visitOf(lane, { origin: pages.origin, stepTimeout: 5_000, steps: [{ visit: '/upload-mouse' }, step], arrived: { text: 'package.json' } });
    expect(byMouse.touchpoints[0]).toMatchObject({ status: 'reached', steps: [{}, { effort: { presses: 1, difficulty: expect.any(Number) } }] });
  });
});

describe('what only a mouse can use', () => {
  test.each([
    ['a made-up button', '/div-button', { click: { role: 'button', name: 'Order' } }, 'KEYBOARD_NO_EFFECT'],
    ['a made-up select', '/select-mouse', { choose: { field: { css: '#s' }, option: 'Red' } }, 'KEYBOARD_NO_EFFECT'],
    ['a field with a list', '/combobox-mouse', { choose: { field: { role: 'combobox', name: 'City' }, option: 'Bonn' } }, 'KEYBOARD_NO_EFFECT'],
    ['the options of a list', '/options-mouse', { choose: { field: { role: 'button', name: 'Colour' }, option: 'Red' } }, 'KEYBOARD_UNREACHABLE'],
    ['a switch', '/switch-mouse', { check: { role: 'switch', name: 'Lights' } }, 'KEYBOARD_NO_EFFECT'],
  ])('%s blocks the keyboard, and no mouse', async (_, path, step, code) => {
    expect(await walk(path, [step])).toMatchObject({ status: 'blocked', problem: { code } });
    const byMouse = await visitOf(lane, { origin: pages.origin, stepTimeout: 5_000, steps: [{ visit: path }, step] });
    expect(byMouse.touchpoints[0]).toMatchObject({ status: 'reached' });
  });

  test('is not what answers to the other key', async () => {
    expect((await arrives('/space-button', [{ click: { role: 'button', name: 'Order' } }], 'Pressed'))?.effort.keys).toBe(3);
    await arrives('/switch', [{ check: { role: 'switch', name: 'Lights' } }], { css: '[aria-checked=true]' });
  });
});

describe('in the inspection', () => {
  const inspect = async (path: string, steps: unknown[]): Promise<TouchpointEvidence['steps']> => {
    const evidence = await visitOf(lane, { origin: pages.origin, pass: 'inspection', persona: persona({ hands: 'keyboard' }), stepTimeout: 5_000, steps: [{ visit: path }, ...steps] });
    expect(evidence.touchpoints[0]?.problem).toBeUndefined();
    return evidence.touchpoints[0]?.steps ?? [];
  };

  test('each stop says whether the focus shows there and what covers it', async () => {
    const [, step] = await inspect('/stops', [{ click: 'Last' }]);
    expect(step?.tabStops).toMatchObject([
      { name: 'Plain', focusVisible: true, covered: 'none' },
      { name: 'Bare', focusVisible: false, covered: 'none' },
      { name: 'Low', focusVisible: true, covered: 'entirely', coveredBy: '#bar' },
      { name: 'Last', focusVisible: true, covered: 'none' },
    ]);
  });

  test('a step says what became of the focus', async () => {
    const steps = await inspect('/lost', ['Remove', 'Disable', 'Hand on', 'Stay', 'Jump'].map((click) => ({ click })));
    expect(steps.slice(1).map(({ keyboard }) => keyboard?.focusAfter)).toEqual(['lost', 'lost', 'moved', 'kept', 'moved']);
  });

  test('the experience pass looks at none of it', async () => {
    const found = await walk('/stops', [{ click: 'Last' }]);
    expect(found.steps[1]?.tabStops?.every(({ focusVisible, covered }) => focusVisible === null && covered === undefined)).toBe(true);
    expect(found.steps[1]?.keyboard?.focusAfter).toBeNull();
  });
});

describe('layers and traps', () => {
  test('Escape leaves a modal layer, and is counted', async () => {
    const step = await arrives('/modal', [{ click: 'Open' }, { click: 'Behind' }], 'Reached');
    expect(step?.keyboard).toMatchObject({ escapes: 1 });
  });

  test('a layer that Escape does not close is a trap', async () => {
    const found = await walk('/modal-stuck', [{ click: 'Open' }, { click: 'Behind' }]);
    expect(found).toMatchObject({ status: 'blocked', problem: { code: 'KEYBOARD_TRAPPED', message: expect.stringContaining('caught at the button') } });
    expect(found.steps.at(-1)?.effort.keys).toBeLessThan(12);
  });

  test('the parts of a date are no trap, nor those of a closed shadow root', async () => {
    expect((await arrives('/date', [{ click: 'Last' }], 'Reached'))?.keyboard).toMatchObject({ escapes: 0, backwards: 0 });
  });

  test('Shift+Tab leads out of what takes the Tab key', async () => {
    expect((await arrives('/tab-eater', [{ fill: { field: { label: 'Code' }, with: 'x' } }, { click: 'Above' }], 'Reached'))?.keyboard).toMatchObject({ backwards: 1 });
    expect((await arrives('/tab-eater', [{ fill: { field: { label: 'Code' }, with: 'x' } }, { click: 'Below' }], 'Reached'))?.keyboard?.backwards).toBeGreaterThan(0);
  });

  test('a page that grows as it is walked ends after a number of presses, and says so', async () => {
    const found = await walk('/endless', [{ click: { text: 'Never' } }]);
    expect(found).toMatchObject({ status: 'blocked', problem: { code: 'KEYBOARD_UNREACHABLE', message: expect.stringContaining('within 250 presses') } });
  });
});
