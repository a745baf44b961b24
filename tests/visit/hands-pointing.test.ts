import { describe, expect, test } from 'vitest';
import type { Pass, VisitEvidence } from '../../src/model/evidence.ts';
import type { Hands } from '../../src/model/persona.ts';
import { collectors } from '../../src/visit/index.ts';
import { lane, openPagesAndLane, pages, persona, startLane, visitOf, type Routes } from './replay-setup.ts';

// What a page gets to see of the hands, in order, each kind once.
const log = `<meta name=viewport content="width=device-width"><pre id=log style="position:fixed;top:600px;left:0;pointer-events:none"></pre><script>
  const seen = new Set();
  for (const type of ['touchstart', 'touchmove', 'touchend', 'mousemove', 'mouseover', 'mousedown', 'pointerdown', 'click', 'wheel']) addEventListener(type, (e) => {
    if (!e.isTrusted) return;
    const words = e.pointerType ? type + ':' + e.pointerType : type;
    if (!seen.has(words)) { seen.add(words); log.textContent += words + ' '; }
  }, { capture: true, passive: true });
</script>`;

const menu = (more = ''): string => `<meta name=viewport content="width=device-width"><style>body { margin: 0 } ul { margin: 0; padding: 0; list-style: none } #m { position: absolute; left: 40px; top: 100px; width: 120px }
  #m > button, #m > a { display: block; width: 120px; height: 30px } #sub { display: none; position: absolute; left: 120px; top: 0; width: 200px } #m:hover #sub { display: block } #sub a { display: block; height: 40px; line-height: 40px } ${more}</style>`;

const routes: Routes = {
  '/': `<button style="position:absolute;left:300px;top:200px;width:80px;height:40px">One</button><button style="position:absolute;left:300px;top:2000px;width:80px;height:40px">Two</button>
    <iframe title=Inner style="position:absolute;left:100px;top:300px;width:300px;height:100px;border:0" srcdoc="<body style='margin:0'><button style='position:absolute;left:20px;top:20px;width:80px;height:40px'>Three</button>"></iframe><div style="height:3000px"></div>${log}`,
  // Opens by pointing; a tap makes it stay open too, as it does on a phone.
  '/menu-button': `${menu()}<div id=m><button>Tents</button><div id=sub><a href="#family">Family tents</a></div></div>${log}`,
  '/menu-link': `${menu()}<div id=m><a href="/tents">Tents</a><div id=sub><a href="#family">Family tents</a></div></div>`,
  '/menu-dead': `${menu('#sub, #m:hover #sub { display: none } @media (hover: hover) { #m:hover #sub { display: block } }')}<div id=m><button>Tents</button><div id=sub><a href="#family">Family tents</a></div></div>`,
  '/menu-open': `${menu('@media (hover: none) { #sub { display: block } }')}<div id=m><button>Tents</button><div id=sub><a href="#family">Family tents</a></div></div>`,
  '/tents': '<h1>All tents</h1><p>Nothing of the family here.</p>',
  // Rows below one another: on the straight way from Tents to the last entry lies Stoves, which opens something else.
  '/menu-far': `<style>body { margin: 0 } #m { position: absolute; left: 0; top: 100px } .top { position: relative; width: 120px; height: 30px } .sub { display: none; position: absolute; left: 120px; top: -60px; width: 200px } .top:hover .sub { display: block } .sub a { display: block; height: 60px }</style>
    <div id=m><div class=top>Tents<div class=sub><a href="#1">One</a><a href="#2">Two</a><a href="#3">Three</a></div></div><div class=top>Stoves<div class=sub></div></div><div class=top>Mats<div class=sub></div></div></div>`,
  '/menu-gap': `${menu('#sub { left: 160px }')}<div id=m><button>Tents</button><div id=sub><a href="#family">Family tents</a></div></div>`,
  '/slider': `<meta name=viewport content="width=device-width"><div id=s style="position:absolute;left:50px;top:50px;width:40px;height:40px;background:teal;touch-action:none" role=slider aria-label=Price tabindex=0 aria-valuenow=0></div><div style="position:absolute;left:250px;top:50px;width:40px;height:40px">Most</div>
    <script>let on = null; s.onpointerdown = (e) => { on = e.pointerType; s.setPointerCapture(e.pointerId); }; s.onpointerup = (e) => { document.body.append(' moved by ' + on + ' to ' + Math.round(e.clientX)); };</script>`,
  // Rows of 40 px; a banner as high comes late and puts each in the place of the next.
  '/late': `<meta name=viewport content="width=device-width"><style>body { margin: 0 } button { display: block; width: 200px; height: 40px; padding: 0; border: 0 }</style><div id=late></div><div style="height:200px"></div><button>Delete</button><button>Pay</button><div style="height:3000px"></div><button>Far</button>
    <script>addEventListener('load', () => setTimeout(() => { late.style.height = '40px'; late.textContent = 'Sale'; }, 1200))</script>`,
  '/barred': '<meta name=viewport content="width=device-width"><body style="touch-action:pan-y"><p>Text</p><div style="height:2000px"></div>',
  '/cards': '<div draggable=true>Card</div><div>Board</div>',
};

openPagesAndLane(routes);

const touching = { device: { name: 'phone', width: 412, height: 823, pixelRatio: 1.75, mobile: true, touch: true } };
const walk = async (hands: Hands, steps: unknown[], arrived?: unknown, pass: Pass = 'experience'): Promise<VisitEvidence['touchpoints'][number]> => {
  const customer = persona({ hands, ...(hands === 'touch' ? touching : {}) });
  const evidence = await visitOf(lane, { origin: pages.origin, persona: customer, stepTimeout: 4_000, steps, pass, ...(arrived === undefined ? {} : { arrived }) });
  return evidence.touchpoints[0] as VisitEvidence['touchpoints'][number];
};
const saw = async (hands: Hands, step: unknown): Promise<string> => {
  let text = '';
  const found = await walk(hands, [{ visit: '/' }, step, { run: async ({ page }: { page: unknown }) => void (text = (await (page as import('playwright-core').Page).locator('#log').textContent()) ?? '') }]);
  expect(found.problem).toBeUndefined();
  return text.trim();
};

describe('a finger', () => {
  test('taps with touch events alone, and points at nothing before', async () => {
    expect(await saw('touch', { click: 'One' })).toMatch(/^pointerdown:touch touchstart touchend mouseover mousemove mousedown click:touch$/);
  });

  test('swipes instead of turning a wheel', async () => {
    const words = await saw('touch', { scroll: { by: 400 } });
    expect(words).toContain('touchstart');
    expect(words).not.toContain('wheel');
    expect(words).not.toContain('mouse');
  });

  test('swipes as far as the page goes', async () => {
    let at = 0;
    await walk('touch', [{ visit: '/' }, { scroll: 'bottom' }, { run: async ({ page }: { page: unknown }) => void (at = await (page as import('playwright-core').Page).evaluate(() => scrollY + innerHeight)) }]);
    expect(at).toBeGreaterThanOrEqual(2_990);
  });

  test('drags with touch events', async () => {
    const found = await walk('touch', [{ visit: '/slider' }, { drag: { from: { role: 'slider', name: 'Price' }, to: { text: 'Most' } } }], { text: 'moved by touch to 270' });
    expect(found.problem).toBeUndefined();
  });

  test('does not claim what it cannot do: a long press and drag is this tool’s lack', async () => {
    expect(await walk('touch', [{ visit: '/cards' }, { drag: { from: { text: 'Card' }, to: { text: 'Board' } } }])).toMatchObject({ status: 'failed', problem: { code: 'HANDS_NOT_AVAILABLE' } });
  });

  describe('where a mouse would point', () => {
    const steps = (path: string): unknown[] => [{ visit: path }, { hover: { text: 'Tents' } }, { click: 'Family tents' }];

    test('taps, and goes on if that opens it', async () => {
      const found = await walk('touch', steps('/menu-button'), { url: '/menu-button#family' });
      expect(found.problem).toBeUndefined();
      expect(found.steps[1]).toMatchObject({ outcome: 'done', effort: { presses: 1, difficulty: expect.any(Number) } });
    });

    test('does nothing if it is open already', async () => {
      const found = await walk('touch', steps('/menu-open'), { url: '/menu-open#family' });
      expect(found.problem).toBeUndefined();
      expect(found.steps[1]).toMatchObject({ outcome: 'done', effort: { presses: 0 } });
    });

    test.each([
      ['/menu-link', 'What shows when a mouse points at "Tents" is not there for a finger, and a tap on it leads to another page.'],
      ['/menu-dead', 'What shows when a mouse points at "Tents" is not there for a finger, and a tap on it does not bring it.'],
    ])('is blocked at that step if a tap does not help: %s', async (path, message) => {
      const found = await walk('touch', steps(path));
      expect(found).toMatchObject({ status: 'blocked', problem: { code: 'HANDS_CANNOT', message } });
      expect(found.steps.map(({ outcome }) => outcome)).toEqual(['done', 'failed']);
      expect((await walk('mouse', steps(path), { url: `${path}#family` })).problem).toBeUndefined();
    });
  });
});

describe('how hard a target is to hit', () => {
  // The extent of 80 × 40 px along a way of (dx, dy) is the smaller of 80 · D / |dx| and 40 · D / |dy|.
  const bits = (dx: number, dy: number): number => {
    const distance = Math.hypot(dx, dy);
    return Math.log2(distance / Math.min((80 * distance) / Math.abs(dx), (40 * distance) / Math.abs(dy)) + 1);
  };

  test.each(['mouse', 'touch'] as const)('counts from where the %s really was, also after a scroll and into a frame', async (hands) => {
    const found = await walk(hands, [{ visit: '/' }, { click: 'One' }, { click: 'Two' }, { scroll: 'top' }, { click: { named: 'Three', frame: { css: 'iframe' } } }]);
    expect(found.problem).toBeUndefined();
    const [, one, two, , three] = found.steps.map(({ effort }) => effort);
    expect(one?.pointerDistance).toBeCloseTo(Math.hypot(340, 220), 0);
    expect(one?.difficulty).toBeCloseTo(bits(340, 220), 2);
    // "Two" lies at the same height of the page as nothing else: only its place in the window after the scroll counts.
    const height = hands === 'mouse' ? 700 : 823;
    expect(two?.scrolls).toBe(1);
    expect(two?.pointerDistance).toBeLessThan(height);
    // Straight up or down: the extent of the target is its height.
    expect(two?.difficulty).toBeCloseTo(Math.log2((two?.pointerDistance ?? 0) / 40 + 1), 2);
    const places = [1, -1].map((side) => 220 + side * (two?.pointerDistance ?? 0)).filter((y) => y >= 0 && y <= height);
    const ways = places.map((y) => Math.hypot(340 - 160, y - 340));
    expect(ways.some((way) => Math.abs(way - (three?.pointerDistance ?? 0)) < 1)).toBe(true);
  });
});

describe('what lies under a press', () => {
  test.each(['mouse', 'touch'] as const)('a shift just before is told in CSS px, with what took the place: %s', async (hands) => {
    const found = await walk(hands, [{ visit: '/late' }, { waitFor: { text: 'Sale' } }, { click: 'Pay' }], undefined, 'inspection');
    const seen = found.steps[2]?.pointing?.press;
    expect(seen).toMatchObject({ interactive: true, silent: false, moves: [{ missed: true, hit: { role: 'button', name: 'Delete' } }] });
    expect(seen?.moves[0]?.distance).toBeCloseTo(40, 0);
    if (hands === 'mouse') return expect(seen?.contact).toBeUndefined();
    // 10 mm at 160 px to the inch; Delete begins 20 px above the middle of Pay.
    expect(seen?.contact?.diameter).toBeCloseTo(62.99, 2);
    expect(seen?.contact?.others.map(({ name }) => name)).toEqual(['Delete']);
    expect(seen?.contact?.others[0]?.distance).toBeGreaterThanOrEqual(20);
    expect(seen?.contact?.others[0]?.distance).toBeLessThan(24);
  });

  test('a shift before a scroll moved nothing that was aimed at', async () => {
    const found = await walk('mouse', [{ visit: '/late' }, { waitFor: { text: 'Sale' } }, { click: 'Far' }], undefined, 'inspection');
    expect(found.steps[2]?.pointing?.press?.moves).toEqual([]);
  });

  test('nothing is asked in the experience pass', async () => {
    const found = await walk('touch', [{ visit: '/late' }, { click: 'Pay' }]);
    expect(found.steps[1]).toMatchObject({ outcome: 'done' });
    expect(found.steps[1]?.pointing).toBeUndefined();
  });
});

test('touch-action that bars zooming with two fingers is counted by place', async () => {
  const census = await startLane(collectors.filter(({ field }) => field === 'census'));
  try {
    const barred = async (path: string): Promise<number | undefined> =>
      (await visitOf(census, { origin: pages.origin, steps: [{ visit: path }], pass: 'inspection' })).touchpoints[0]?.collected.census?.pinchBarred;
    expect(await barred('/barred')).toBe(1);
    expect(await barred('/late')).toBe(0);
  } finally {
    await census.close();
  }
});

describe('a mouse on its way through a menu', () => {
  test('finds nothing amiss where the menu stays open', async () => {
    const found = await walk('mouse', [{ visit: '/menu-button' }, { hover: { text: 'Tents' } }, { click: 'Family tents' }], { url: '/menu-button#family' });
    expect(found.problem).toBeUndefined();
    expect(found.steps[2]).toMatchObject({ outcome: 'done', pointing: { closedOnTheWay: false } });
    // The way of the pointer is no wait for the site.
    const { start = Number.NaN, inputAt = Number.NaN, untilActionable = Number.NaN } = found.steps[2] ?? {};
    expect(inputAt - start - untilActionable).toBeGreaterThan(100);
  });

  test('notices that it closes on the straight way, and steers around', async () => {
    const found = await walk('mouse', [{ visit: '/menu-far' }, { hover: { text: 'Tents' } }, { click: 'Three' }], { url: '/menu-far#3' });
    expect(found.problem).toBeUndefined();
    expect(found.steps[2]).toMatchObject({ outcome: 'done', pointing: { closedOnTheWay: true } });
  });

  test('does not get there where every way leads over a gap', async () => {
    const found = await walk('mouse', [{ visit: '/menu-gap' }, { hover: { text: 'Tents' } }, { click: 'Family tents' }]);
    expect(found).toMatchObject({ status: 'failed', problem: { code: 'TARGET_CLOSED', message: '"Family tents" closed while the pointer was on its way to it.' } });
    expect(found.steps[2]).toMatchObject({ outcome: 'failed', pointing: { closedOnTheWay: true } });
  });

  test('goes anywhere at once where nothing was opened by pointing', async () => {
    const found = await walk('mouse', [{ visit: '/' }, { click: 'One' }]);
    expect(found.steps[1]?.pointing).toBeUndefined();
  });
});
