import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { defineCollector } from '../../src/visit/collectors/collector.ts';
import { countdowns } from '../../src/visit/collectors/countdowns.ts';
import { recordings } from '../../src/visit/collectors/recordings.ts';
import { lane, openPagesAndLane, pages, requestOf } from './replay-setup.ts';

// Leaves a mark in any recording that is under way while the page is looked at.
const looking = defineCollector({
  field: 'axe',
  passes: ['inspection'],
  states: true,
  start: async ({ cdp }) => ({
    async collect() {
      await cdp.send('Runtime.evaluate', { expression: `performance.mark('looked at')` });
      return { version: '', violations: [], incomplete: [], passes: 0, inapplicable: 0 };
    },
  }),
});

// Cannot tell of one step, and does not know that when it is asked in the end.
const failing = defineCollector({
  field: 'dialogs',
  passes: ['inspection'],
  start: async () => ({
    async afterStep({ index }) {
      if (index === 1) throw new Error('The page was busy.');
    },
    collect: async () => [],
  }),
});

openPagesAndLane({
  '/': `<script>performance.mark('the page came')</script><button onclick="performance.mark('opened'); more.hidden = false">Open</button><div id=more hidden><button onclick="performance.mark('closed'); this.textContent = 'Closed'">Close</button></div>`,
  '/order': `<form onsubmit="return false"><button onclick="fetch('/orders', { method: 'POST' }); const end = performance.now() + 1500; while (performance.now() < end);">Order</button></form>`,
  '/orders': (_request, response) => void response.end(),
}, [looking, failing, recordings, countdowns]);

test('of a page that does not answer after a press nobody says that a second one sends nothing', async () => {
  const request = requestOf({ origin: pages.origin, pass: 'inspection', site: { allow: { doubleSubmit: true } }, steps: [{ visit: '/order' }, { click: 'Order' }] });
  const { touchpoints } = await lane.visit(request);
  expect(touchpoints[0]?.steps[1]?.secondPress).toEqual({ after: null, sentAgain: [], unanswered: true });
});

test('what the inspection does to the page between two steps is in no recording', async () => {
  const kept = new Map<string, Uint8Array>();
  const steps = [{ visit: '/', inspect: true }, { click: 'Open', inspect: true }, { click: 'Close' }];
  const request = requestOf({ origin: pages.origin, pass: 'inspection', steps, arrived: 'Closed' });
  const { touchpoints } = await lane.visit({
    ...request,
    keep: async (path, content, mediaType) => {
      kept.set(path, content);
      return { path, mediaType, bytes: content.length };
    },
  });
  const [only] = touchpoints;
  const reason = 'The page was busy.';
  expect([only?.status, only?.notCollected, only?.states?.map(({ step }) => step)]).toEqual(['reached', [{ collector: 'dialogs', reason }], [0, 1]]);
  expect([only?.collected.dialogs, only?.partlyCollected]).toEqual([[], [{ collector: 'dialogs', reason }]]);
  const marks = only?.collected.recordings?.map(({ step, trace }) => {
    const text = gunzipSync(kept.get(trace.path) ?? new Uint8Array()).toString();
    return [step, ...['the page came', 'opened', 'closed', 'looked at'].filter((name) => text.includes(`"name":"${name}"`))];
  });
  expect(marks).toEqual([[0, 'the page came'], [1, 'opened'], [2, 'closed']]);
});

test('a touchpoint that nothing leads to is looked at on arrival too', async () => {
  const touchpoints = { page: { stage: 'awareness', steps: [{ visit: '/' }], arrived: 'Open' }, still: { stage: 'consideration', arrived: 'Open' } };
  const visit = await lane.visit(requestOf({ origin: pages.origin, pass: 'inspection', touchpoints }));
  expect(visit.touchpoints.map(({ status, collected, notCollected }) => [status, collected.countdowns, notCollected])).toEqual([['reached', [], []], ['reached', [], []]]);
});
