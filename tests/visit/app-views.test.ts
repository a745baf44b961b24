import { describe, expect, test } from 'vitest';
import type { Collected, TouchpointEvidence } from '../../src/model/evidence.ts';
import { overlays } from '../../src/visit/collectors/overlays.ts';
import { tabWalk } from '../../src/visit/collectors/tab-walk.ts';
import { vitals } from '../../src/visit/collectors/vitals.ts';
import { lane, openPagesAndLane, pages, persona, visitOf, type Routes, type Wanted } from './replay-setup.ts';

const isShown = Promise.withResolvers<void>();

// What web apps do that routes, draws and repeats within one page.
const routes: Routes = {
  '/same': `<button onclick="history.replaceState({}, '', location.href); out.textContent = 'shown'">Show</button><p id=out></p>`,
  '/late': `<button onclick="fetch('/data').then(() => setTimeout(() => { out.textContent = 'drawn' }, 250))">Draw</button><p id=out></p>`,
  '/data': '{}',
  // As over a socket: no request tells that something is on its way.
  '/pushed': `<button onclick="const at = event.timeStamp; setTimeout(() => { document.title = performance.now() - at; out.textContent = 'here' }, 900)">Ask</button><p id=out></p>`,
  '/twice': `<button onclick="setTimeout(() => { soon.textContent = 'half'; setTimeout(() => { out.textContent = 'here' }, 900) }, 600)">Ask</button><p id=soon></p><p id=out></p>`,
  // As libraries draw that leave the browser time for frames in between (React, startTransition, 2022).
  '/slices': `<button onclick="until = performance.now() + 300; port2.postMessage(0)">Sort</button><button onclick="out.append(' next')">Next</button><p id=out></p><script>
    const { port1, port2 } = new MessageChannel();
    let until = 0;
    port1.onmessage = () => {
      for (const end = performance.now() + 5; performance.now() < end;);
      if (performance.now() < until) return port2.postMessage(0);
      history.pushState({}, '', '/slices/sorted');
      out.textContent = 'sorted';
    };
  </script>`,
  // The picture is asked for once the heading has been shown, and put up some frames after it has come, as by pages that have it decoded before.
  '/picture': `<button>Look</button><div id=view></div><script>
    const after = (frames, then) => (frames === 0 ? then() : requestAnimationFrame(() => after(frames - 1, then)));
    new PerformanceObserver((list, observer) => { observer.disconnect(); fetch('/shown'); }).observe({ type: 'interaction-contentful-paint' });
    document.querySelector('button').onclick = () => {
      history.pushState({}, '', '/picture/1');
      view.innerHTML = '<h1>Tent</h1>';
      const picture = view.appendChild(Object.assign(new Image(), { hidden: true, onload: () => after(6, () => { picture.hidden = false; }) }));
      fetch('/once-shown').then(() => { picture.src = '/tent.svg'; });
    };
  </script>`,
  '/once-shown': (_request, response) => void isShown.promise.then(() => response.end('{}')),
  '/shown': (_request, response) => {
    isShown.resolve();
    response.end('{}');
  },
  // The browser takes what has few bytes for its size for a background.
  '/tent.svg': (_request, response) => void response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(`<svg xmlns="http://www.w3.org/2000/svg" width="700" height="400"><!--${'x'.repeat(50_000)}--><path d="M0 400L350 0L700 400z"/></svg>`),
  '/own-scheduler': `<script>var scheduler = { jobs: [] }; addEventListener('error', ({ message }) => { document.title = message })</script><button onclick="out.textContent = 'here'">Ask</button><p id=out></p>`,
  '/inputs': `<button id=slow>Slow</button><button id=quick>Quick</button><p id=out></p><script>
    const busy = (ms) => { const end = performance.now() + ms; while (performance.now() < end); out.textContent += ms + ' '; };
    slow.onclick = () => busy(300);
    quick.onclick = () => busy(60);
    // The page's own reading of an interaction, as INP is defined: the longest of its events (web.dev, INP, 2024).
    const durations = new Map();
    new PerformanceObserver((list) => {
      const entries = list.getEntries().filter(({ interactionId }) => interactionId > 0);
      for (const { interactionId, duration } of entries) durations.set(interactionId, Math.max(duration, durations.get(interactionId) ?? 0));
      for (const { interactionId, name, target } of entries) {
        if (name !== 'click') continue;
        document.title = durations.get(interactionId);
        document.body.append(Object.assign(document.createElement('p'), { textContent: 'read ' + target.id }));
      }
    }).observe({ type: 'event', durationThreshold: 16 });
  </script>`,
  '/shifts': `<main style="position:relative;height:2000px"><div id=box style="position:absolute;top:0;width:600px;height:300px;background:#00f">Jumps</div></main><button style="position:fixed;bottom:0">Wait</button><script>
    // Later than 500 ms after the input: until then a shift counts as its answer (CLS, web.dev, 2021).
    const jump = (by) => setTimeout(() => { box.style.top = by + 'px'; requestAnimationFrame(() => setTimeout(() => { document.title = 'moved by ' + by; document.querySelector('main').dataset.moved = by; box.textContent = 'moved by ' + by }, 50)); }, 700);
    let by = 400;
    document.querySelector('button').onclick = () => { jump(by); by = by === 400 ? 420 : by; };
  </script>`,
  '/names': `<input placeholder="Your name" title="">`,
  '/ids': `<div id="bK/6Q="><button onclick="out.textContent = 'x'">Press</button></div><p id=out></p>`,
  '/suggest': `<main><h1>Search</h1><input role=combobox aria-label=Search aria-expanded=false aria-controls=list autocomplete=off>
    <div style="position:absolute;z-index:1300;background:#fff;width:600px"><ul role=listbox id=list hidden style="height:300px"><li role=option id=o1>Tide clock</li><li role=option id=o2>Tide tables</li></ul></div>
    <p>${'Words behind it. '.repeat(200)}</p></main><script>
    const field = document.querySelector('input'), list = document.getElementById('list'), options = [...list.children];
    let at = -1;
    const show = (open) => { list.hidden = !open; field.setAttribute('aria-expanded', open); if (!open) at = -1; };
    const mark = () => options.forEach((one, index) => { one.setAttribute('aria-selected', index === at); if (index === at) field.setAttribute('aria-activedescendant', one.id); });
    const take = (one) => { document.querySelector('h1').textContent = 'Chosen: ' + one.textContent; show(false); };
    field.oninput = () => show(true);
    field.onblur = () => show(false);
    field.onkeydown = ({ key }) => {
      if (key === 'ArrowDown') { at = (at + 1) % options.length; mark(); }
      if (key === 'Enter' && at >= 0) take(options[at]);
    };
    for (const one of options) one.onmousedown = () => take(one);
  </script>`,
  '/results': `<main><h1>Notes</h1><input type=search aria-label=Search oninput="results.hidden = false">
    <div id=results hidden style="position:absolute;z-index:1000;background:#fff;width:600px;height:300px"><a href="/names">Lichens of the North</a></div><p>${'Words behind it. '.repeat(200)}</p></main><script>if (location.search === '?open') results.hidden = false</script>`,
  '/tabs': `<h1>Tabs</h1><div role=tablist><button role=tab aria-selected=true>First</button><button role=tab tabindex=-1>Second</button></div><p id=out></p><script>
    const tabs = [...document.querySelectorAll('[role=tab]')];
    for (const tab of tabs) {
      tab.onclick = () => { out.textContent = tab.textContent + ' is open'; };
      tab.onkeydown = ({ key }) => { if (/Arrow(Left|Right)/.test(key)) tabs[1 - tabs.indexOf(tab)].focus(); };
    }
  </script>`,
  '/ripple': `<style>button { outline: none; position: relative } .ripple { position: absolute; inset: 0; background: #0003 }</style>
    <button class=r>Ripples</button><button>Bare</button><script>
    document.querySelector('.r').onfocus = ({ target }) => setTimeout(() => target.insertAdjacentHTML('beforeend', '<span><span class=ripple></span></span>'));
    document.querySelector('.r').onblur = ({ target }) => setTimeout(() => target.querySelector('span')?.remove());
  </script>`,
  '/twins': `
    <div><button>GET /books</button><button tabindex=-1 aria-label="get \u200b/books">v</button></div>
    <div><input role=combobox aria-label=Search aria-expanded=false aria-controls=list><button tabindex=-1 aria-label=Open>v</button></div>
    <div><div><div role=tablist><button role=tab>One</button></div></div><div style="cursor:pointer;width:30px;height:30px"><svg width=20 height=20></svg></div></div>
    <p>Elsewhere</p><div><button tabindex=-1>Lost</button></div>`,
};

openPagesAndLane(routes, [vitals, overlays, tabWalk]);

async function touchpoints(wanted: Omit<Wanted, 'origin'>): Promise<TouchpointEvidence[]> {
  const visit = await visitOf(lane, { origin: pages.origin, ...wanted });
  expect(visit.touchpoints.map(({ status, problem }) => problem ?? status)).toEqual(visit.touchpoints.map(() => 'reached'));
  return visit.touchpoints;
}

describe('a step within a page', () => {
  test('that writes the address it has again is no navigation', async () => {
    const [only] = await touchpoints({ steps: [{ visit: '/same' }, { click: 'Show' }] });
    expect(only?.steps.at(-1)?.navigation).toBe('none');
    expect(only?.steps.at(-1)?.effect?.navigated).toBe(false);
  });

  test('has not settled before the first sign of its answer', async () => {
    const [only] = await touchpoints({ steps: [{ visit: '/late' }, { click: 'Draw' }], arrived: { text: 'drawn' } });
    const step = only?.steps[1];
    expect(step?.untilFeedback).toBeGreaterThanOrEqual(250);
    expect(step?.untilSettled).toBeGreaterThanOrEqual(step?.untilFeedback ?? Number.NaN);
  });

  test('is not over while the page still draws its answer, a little at a time', async () => {
    const [only] = await touchpoints({ steps: [{ visit: '/slices' }, { click: 'Sort' }, { click: 'Next' }], arrived: { text: 'sorted next' } });
    expect(only?.steps[1]).toMatchObject({ navigation: 'soft', effect: { navigated: true } });
    expect(only?.steps[1]?.untilFeedback).toBeGreaterThanOrEqual(300);
  });

  test('ends also where the page has a scheduler of its own, which nobody calls', async () => {
    const [only] = await touchpoints({ steps: [{ visit: '/own-scheduler' }, { click: 'Ask' }], arrived: { text: 'here' } });
    expect([only?.status, only?.title]).toEqual(['reached', 'Page /own-scheduler']);
  });
});

describe('the wait until the customer has arrived', () => {
  test('is told of the last step, with what stood still in it, where nothing else shows that something was waited for', async () => {
    const [only] = await touchpoints({ steps: [{ visit: '/pushed' }, { click: 'Ask' }], arrived: { text: 'here' } });
    const [load, click] = only?.steps ?? [];
    expect([load?.waiting, click?.untilSettled ?? 0]).toEqual([undefined, expect.toSatisfy((ms: number) => ms < 900)]);
    expect(click?.waiting?.untilArrived).toBeGreaterThanOrEqual(Number(only?.title));
    expect(click?.stillness?.wait).toBe(click?.waiting?.untilArrived);
    expect(click?.stillness?.longest).toBeGreaterThan(500);
  });

  test('begins where what was waited for before had come', async () => {
    const [only] = await touchpoints({ steps: [{ visit: '/twice' }, { click: 'Ask' }, { waitFor: { text: 'half' } }], arrived: { text: 'here' } });
    const [, click, waited] = only?.steps ?? [];
    expect([click?.waiting, waited?.action]).toEqual([undefined, 'waitFor']);
    // Both waits, one after the other, are over when the customer has arrived.
    const over = (waited?.start ?? Number.NaN) + (waited?.untilActionable ?? Number.NaN) + (waited?.waiting?.untilArrived ?? Number.NaN);
    expect(over).toBeLessThanOrEqual(only?.reachedAt ?? Number.NaN);
  });

  test('is told of the last step that was done, though one came after it that was not needed', async () => {
    const [only] = await touchpoints({ steps: [{ visit: '/twice' }, { click: 'Ask' }, { click: 'Not now', ifVisible: true }], arrived: { text: 'here' } });
    const [, click, skipped] = only?.steps ?? [];
    expect([skipped?.outcome, skipped?.waiting]).toEqual(['skipped', undefined]);
    // 600 and 900 ms, and timers may fire a little early.
    expect(click?.waiting?.untilArrived).toBeGreaterThanOrEqual(1_490);
  });

  test('is none where what shows it was there when the step was over', async () => {
    const [only] = await touchpoints({ steps: [{ visit: '/same' }, { click: 'Show' }], arrived: { text: 'shown' } });
    expect(only?.steps.map(({ waiting }) => waiting)).toEqual([undefined, undefined]);
  });
});

describe('a view that came within the page', () => {
  test('has for its largest paint the picture that had just come', async () => {
    const [, look] = await touchpoints({
      touchpoints: { page: { stage: 'awareness', steps: [{ visit: '/picture' }] }, look: { stage: 'consideration', steps: [{ click: 'Look' }], arrived: { heading: 'Tent' } } },
    });
    expect(look?.collected.vitals?.find(({ metric, navigation }) => metric === 'LCP' && navigation === 'soft')?.element).toBe('#view > img');
  });
});

describe('each touchpoint has its own reaction to input', () => {
  test('also where an earlier one on the same page was slower', async () => {
    const [, slow, quick] = await touchpoints({
      touchpoints: {
        page: { stage: 'awareness', steps: [{ visit: '/inputs' }] },
        slow: { stage: 'consideration', steps: [{ click: 'Slow' }], arrived: { text: 'read slow' } },
        quick: { stage: 'consideration', steps: [{ click: 'Quick' }], arrived: { text: 'read quick' } },
      },
    });
    const inp = (of: typeof slow): Collected['vitals'] => of?.collected.vitals?.filter(({ metric }) => metric === 'INP') ?? [];
    expect(inp(slow)[0]?.value).toBe(Number(slow?.title));
    expect(inp(quick)).toHaveLength(1);
    expect(inp(quick)[0]?.value).toBe(Number(quick?.title));
    expect(inp(quick)[0]?.element).toContain('quick');
    expect(inp(quick)[0]?.parts['processingDuration']).toBeGreaterThanOrEqual(59);
  });
});

describe('each touchpoint has its own shifts', () => {
  test('and not those of an earlier one on the same page', async () => {
    const [, much, little] = await touchpoints({
      touchpoints: {
        page: { stage: 'awareness', steps: [{ visit: '/shifts' }] },
        much: { stage: 'consideration', steps: [{ click: 'Wait' }], arrived: { text: 'moved by 400' } },
        little: { stage: 'consideration', steps: [{ click: 'Wait' }], arrived: { text: 'moved by 420' } },
      },
    });
    const cls = (of: typeof much): number => of?.collected.vitals?.find(({ metric }) => metric === 'CLS')?.value ?? Number.NaN;
    expect(cls(much)).toBeGreaterThan(0.1);
    expect(cls(little)).toBeGreaterThan(0);
    expect(cls(little)).toBeLessThan(cls(much) / 2);
    expect(little?.collected.vitals?.find(({ metric }) => metric === 'CLS')?.element).toContain('#box');
  });
});

describe('elements are told by what names them', () => {
  test('an empty title leaves the name to the placeholder', async () => {
    const [only] = await touchpoints({ steps: [{ visit: '/names' }, { fill: { field: { placeholder: 'Your name' }, with: 'Kim' } }] });
    expect(only?.steps.at(-1)?.target?.name).toBe('Your name');
  });

  test('an id that CSS cannot take as it is is escaped in the selectors of vitals', async () => {
    const [, press] = await touchpoints({
      touchpoints: { page: { stage: 'awareness', steps: [{ visit: '/ids' }] }, press: { stage: 'consideration', steps: [{ click: 'Press' }] } },
    });
    const element = press?.collected.vitals?.find(({ metric }) => metric === 'INP')?.element;
    expect(element).toContain(String.raw`#bK\/6Q\=`);
  });
});

describe('a list that hangs on the focus', () => {
  const touchpointsOf = {
    search: { stage: 'awareness', steps: [{ visit: '/suggest' }, { fill: { field: { label: 'Search' }, with: 'tide' } }], arrived: { role: 'option', name: 'Tide tables' } },
    found: { stage: 'consideration', steps: [{ click: { role: 'option', name: 'Tide tables' } }], arrived: { heading: 'Chosen: Tide tables' } },
  };

  test('is neither closed by the walk with the Tab key nor an interruption', async () => {
    const [search] = await touchpoints({ touchpoints: touchpointsOf, pass: 'inspection' });
    expect(search?.collected.overlays).toEqual([]);
    expect(search?.collected.tabWalk).toBeUndefined();
    expect(search?.notCollected).toEqual([{ collector: 'tabWalk', reason: expect.stringContaining('would close') }]);
  });

  test('or that came up because the customer typed is no interruption; one that is there at once is', async () => {
    const [typed] = await touchpoints({ steps: [{ visit: '/results' }, { fill: { field: { label: 'Search' }, with: 'lichen' } }], pass: 'inspection' });
    expect(typed?.collected.overlays).toEqual([]);
    const [atOnce] = await touchpoints({ steps: [{ visit: '/results?open' }], pass: 'inspection' });
    expect(atOnce?.collected.overlays).toHaveLength(1);
  });

  test('is walked with the arrow keys by a keyboard', async () => {
    const [, found] = await touchpoints({ touchpoints: touchpointsOf, persona: persona({ hands: 'keyboard' }) });
    expect(found?.steps[0]?.effort.keys).toBe(3);
  });

  test('and so are tabs of which only one is a stop', async () => {
    const [only] = await touchpoints({ steps: [{ visit: '/tabs' }, { click: { role: 'tab', name: 'Second' } }], arrived: { text: 'Second is open' }, persona: persona({ hands: 'keyboard' }) });
    expect(only?.steps.at(-1)?.tabStops?.map(({ name }) => name)).toEqual(['First']);
  });
});

describe('where the focus is', () => {
  test('can be seen when something inside the control is drawn for it', async () => {
    const [only] = await touchpoints({ steps: [{ visit: '/ripple' }], pass: 'inspection' });
    expect(only?.collected.tabWalk?.stops.map(({ name, focusVisible }) => [name, focusVisible])).toEqual([['Ripples', true], ['Bare', false]]);
  });
});

describe('what the Tab key passes over', () => {
  test('is no loss where the control beside it does the same', async () => {
    const [only] = await touchpoints({ steps: [{ visit: '/twins' }], pass: 'inspection' });
    expect(only?.collected.tabWalk?.unreached.map(({ name }) => name)).toEqual(['Lost']);
  });
});
