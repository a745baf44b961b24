import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Collected, StepEvidence } from '../../src/model/evidence.ts';
import { tabWalk } from '../../src/visit/collectors/tab-walk.ts';
import { vitals } from '../../src/visit/collectors/vitals.ts';
import type { VisitLane } from '../../src/visit/index.ts';
import { startLane, startPages, visitOf } from './replay-setup.ts';
import type { Wanted } from './replay-setup.ts';

// What web apps do that routes, draws and repeats within one page.
const routes: Parameters<typeof startPages>[0] = {
  '/same': `<button onclick="history.replaceState({}, '', location.href); out.textContent = 'shown'">Show</button><p id=out></p>`,
  '/late': `<button onclick="fetch('/data').then(() => setTimeout(() => { out.textContent = 'drawn' }, 250))">Draw</button><p id=out></p>`,
  '/data': '{}',
  '/inputs': `<button id=slow>Slow</button><button id=quick>Quick</button><p id=out></p><script>
    const busy = (ms) => { const end = performance.now() + ms; while (performance.now() < end); out.textContent += ms + ' '; };
    slow.onclick = () => busy(300);
    quick.onclick = () => busy(60);
  </script>`,
  '/names': `<input placeholder="Your name" title="">`,
  '/ids': `<div id="bK/6Q="><button onclick="out.textContent = 'x'">Press</button></div><p id=out></p>`,
  '/twins': `
    <div><button>GET /books</button><button tabindex=-1 aria-label="get \u200b/books">v</button></div>
    <div><input role=combobox aria-label=Search aria-expanded=false aria-controls=list><button tabindex=-1 aria-label=Open>v</button></div>
    <p>Elsewhere</p><div><button tabindex=-1>Lost</button></div>`,
};

let pages: Awaited<ReturnType<typeof startPages>>;
let lane: VisitLane;
beforeAll(async () => {
  pages = await startPages(routes);
  lane = await startLane([vitals, tabWalk]);
});
afterAll(async () => {
  await lane?.close();
  await pages?.close();
});

async function touchpoints(wanted: Omit<Wanted, 'origin'>): Promise<{ steps: StepEvidence[]; collected: Partial<Collected> }[]> {
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
});

describe('each touchpoint has its own reaction to input', () => {
  test('also where an earlier one on the same page was slower', async () => {
    const [, slow, quick] = await touchpoints({
      touchpoints: {
        page: { stage: 'awareness', steps: [{ visit: '/inputs' }] },
        slow: { stage: 'consideration', steps: [{ click: 'Slow' }] },
        quick: { stage: 'consideration', steps: [{ click: 'Quick' }] },
      },
    });
    const inp = (of: typeof slow): Collected['vitals'] => of?.collected.vitals?.filter(({ metric }) => metric === 'INP') ?? [];
    expect(inp(slow)[0]?.value).toBeGreaterThanOrEqual(300);
    expect(inp(quick)).toHaveLength(1);
    expect(inp(quick)[0]?.value).toBeGreaterThanOrEqual(60);
    expect(inp(quick)[0]?.value).toBeLessThan(300);
    expect(inp(quick)[0]?.element).toContain('quick');
    expect(inp(quick)[0]?.parts['processingDuration']).toBeGreaterThanOrEqual(59);
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

describe('what the Tab key passes over', () => {
  test('is no loss where the control beside it does the same', async () => {
    const [only] = await touchpoints({ steps: [{ visit: '/twins' }], pass: 'inspection' });
    expect(only?.collected.tabWalk?.unreached.map(({ name }) => name)).toEqual(['Lost']);
  });
});
