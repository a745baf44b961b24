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

openPagesAndLane({
  '/': `<script>performance.mark('the page came')</script><button onclick="performance.mark('opened'); more.hidden = false">Open</button><div id=more hidden><button onclick="performance.mark('closed'); this.textContent = 'Closed'">Close</button></div>`,
}, [looking, recordings, countdowns]);

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
  expect([only?.status, only?.notCollected, only?.states?.map(({ step }) => step)]).toEqual(['reached', [], [0, 1]]);
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
