import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import type { VisitEvidence } from '../../src/model/evidence.ts';
import type { StepFunction } from '../../src/model/journey.ts';
import { defineCollector } from '../../src/visit/collectors/collector.ts';
import { openLane } from '../../src/visit/index.ts';
import type { RenderedPage } from '../../src/visit/index.ts';
import { lane, openPagesAndLane, pages, requestOf, startLane, startPages, visitOf, type Routes, type Wanted } from './replay-setup.ts';

const html = (text: string) => `<!doctype html><html lang="en"><title>x</title>${text}`;
let other: Awaited<ReturnType<typeof startPages>>;
let hits = 0;

const routes: Routes = {
  '/': '<h1>Home</h1><a href="/broken">Broken</a> <a href="/gone-away">Elsewhere</a> <a href="/file">Manual</a> <a href="/tab" target=_blank>New tab</a> <button onclick="window.open(\'about:blank\').document.write(\'hi\')">Blank</button>',
  '/covered': `<button id=pay onclick="this.textContent='Paid'">Pay</button><div style="position:fixed;inset:0;background:#fff" class="cookie-layer"><div role=dialog aria-labelledby=t><h2 id=t>We value your privacy</h2><button>OK</button></div></div>`,
  '/states': `<button disabled>Continue</button><div inert><button>Asleep</button></div><label>Code <input readonly value=1></label><div style="display:none"><a href="/">Tents</a></div><label>Size <select><option>S</select></label>
    <style>@keyframes m { to { transform: translateX(400px) } } .m { animation: m .3s linear infinite alternate }</style><button class=m>Catch me</button>`,
  '/dialogs': `<button onclick="alert('hi'); confirm('sure?') ? 0 : out.textContent = 'no'; prompt('name?')">Ask</button><p id=out></p><script>addEventListener('beforeunload', (e) => e.preventDefault())</script><a href="/">Leave</a>`,
  '/broken': (_q, r) => void r.writeHead(500, { 'content-type': 'text/html' }).end(html('<h1>Oops</h1>')),
  '/file': (_q, r) => void r.writeHead(200, { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment; filename=a.bin' }).end('x'),
  '/gone-away': (_q, r) => void r.writeHead(302, { location: `${other.origin}/` }).end(),
  '/round': (_q, r) => void r.writeHead(302, { location: '/round' }).end(),
  '/tab': '<h1>In the new tab</h1>',
  '/hang': '<h1>Hanging picture</h1><img src="/never"><button onclick="fetch(\'/never\'); this.textContent = \'Asked\'">Ask</button>',
  '/busy': `<h1>Busy</h1><script>setInterval(() => fetch('/ping?' + Math.random()), 20)</script>`,
  '/ping': (_q, r) => void r.end('x'),
  '/never': () => undefined,
  '/loop': '<h1>Loop</h1><button onclick="while (true);">Freeze</button>',
  '/crash': '<h1>Crash</h1><p>here</p>',
  '/close': '<h1>Close</h1><button onclick="window.open(\'\', \'_self\'); window.close()">Close</button>',
  '/huge': (_q, r) => {
    r.setHeader('content-type', 'text/html');
    r.write(html('<h1>Huge</h1>'));
    const more = (): void => {
      hits += 1;
      while (!r.destroyed && r.write('<p>more</p>'.repeat(500)));
      if (!r.destroyed) r.once('drain', more);
    };
    more();
  },
};

const crash: StepFunction = async ({ page }) => void (await (page as Page).goto('chrome://crash').catch(() => undefined));
const end: StepFunction = async ({ page }) => {
  const session = await (page as Page).context().browser()?.newBrowserCDPSession();
  await session?.send('Browser.crash').catch(() => undefined);
};

// A collector that says what it saw and that there was more, and one that fails.
const seen = defineCollector({ field: 'console', passes: ['experience', 'inspection'], start: async ({ page }) => ({ collect: async () => [{ level: 'error', text: page.url(), url: page.url(), step: null }], partial: () => 'one of many' }) });
const broken = defineCollector({ field: 'dialogs', passes: ['experience'], start: async () => ({ collect: async () => { throw new Error('no dialogs today'); } }) });

openPagesAndLane(routes, [seen, broken]);
beforeAll(async () => {
  other = await startPages({ '/': '<h1>Another site</h1>' });
});
afterAll(() => other.close());

const walk = (wanted: Omit<Wanted, 'origin'> & { origin?: string }): Promise<VisitEvidence> => visitOf(lane, { origin: pages.origin, stepTimeout: 1_500, ...wanted });
const first = (evidence: VisitEvidence) => evidence.touchpoints[0] as VisitEvidence['touchpoints'][number];

describe('a step that fails says why in the words of a customer', () => {
  test.each([
    ['/covered', { click: 'Pay' }, 'TARGET_COVERED', 'The button "Pay" was covered by a cookie banner ("We value your privacy").'],
    ['/states', { click: 'Continue' }, 'TARGET_DISABLED', 'The button "Continue" was disabled.'],
    ['/states', { click: 'Asleep' }, 'TARGET_INERT', 'The button "Asleep" cannot be used: the page has made this part of it inert.'],
    ['/states', { click: 'Catch me' }, 'TARGET_MOVING', 'The button "Catch me" never stood still.'],
    ['/states', { fill: { field: { label: 'Code' }, with: 'x' } }, 'TARGET_READ_ONLY', 'The field "Code" is read-only: nothing can be typed into it.'],
    ['/states', { choose: { field: { label: 'Size' }, option: 'XL' } }, 'OPTION_MISSING', 'The field "Size" has no option "XL".'],
    ['/states', { click: { role: 'button', name: 'Sail' } }, 'TARGET_MISSING', 'There is no button "Sail" on the page.'],
    ['/states', { click: { text: 'Tents' } }, 'TARGET_HIDDEN', 'There is no text "Tents" on the page that can be seen, only a hidden one.'],
    ['/states', { fill: { field: { label: 'Phone' }, with: '{persona.phone}' } }, 'TARGET_MISSING', 'There is no field labelled "Phone" on the page.'],
    ['/states', { fill: { field: { label: 'Code' }, with: '{persona.phone}' } }, 'VALUE_MISSING', 'The persona has no "phone" in its data.'],
    ['/states', { fill: { field: { label: 'Code' }, with: { secret: 'NOT_THERE' } } }, 'SECRET_MISSING', 'The environment variable NOT_THERE is not set.'],
    ['/states', { back: true }, 'NO_HISTORY', 'There is no page to go back to.'],
    ['/', { click: 'Broken' }, 'HTTP_STATUS', 'The page answered 500.'],
    ['/', { visit: '/file' }, 'NOT_A_PAGE', /is a file to download, not a page\.$/],
    ['/', { visit: '/round' }, 'NAVIGATION_FAILED', /too many redirects\.$/],
    ['/', { visit: '/never' }, 'NAVIGATION_TIMEOUT', /did not answer within 1\.5 s\.$/],
    ['/', { waitFor: { heading: 'Godot' } }, 'STEP_TIMEOUT', 'Waited 1.5 s for the heading "Godot". There is no heading "Godot" on the page.'],
  ])('%s %o', async (path, step, code, message) => {
    const evidence = await walk({ touchpoints: { here: { stage: 'awareness', steps: [{ visit: path }, step] }, behind: { stage: 'purchase' } } });
    expect(evidence.outcome).toEqual({ ok: true });
    expect(first(evidence)).toMatchObject({ status: 'failed', reachedAt: null, problem: { code } });
    expect(first(evidence).problem?.message).toMatch(message);
    expect(first(evidence).steps.at(-1)).toMatchObject({ outcome: 'failed', problem: { code } });
    expect(first(evidence).collected.console).toHaveLength(1);
    expect(first(evidence).notCollected).toEqual([{ collector: 'dialogs', reason: 'no dialogs today' }]);
    expect(first(evidence).partlyCollected).toEqual([{ collector: 'console', reason: 'one of many' }]);
    expect(evidence.touchpoints[1]).toMatchObject({ status: 'not-reached', steps: [] });
  });

  test('when it led off the site, unless the plan allows it', async () => {
    const steps = [{ visit: '/' }, { click: 'Elsewhere' }];
    expect(first(await walk({ steps }))).toMatchObject({ status: 'failed', problem: { code: 'LEFT_SITE' } });
    expect(first(await walk({ steps: [{ visit: `${other.origin}/` }] })).problem?.code).toBe('LEFT_SITE');
    expect(first(await walk({ steps, site: { allow: { origins: [other.origin] } }, arrived: { heading: 'Another site' } })).status).toBe('reached');
  });

  test('when the marker of the touchpoint is not there', async () => {
    const evidence = await walk({ steps: [{ visit: '/' }], arrived: { heading: 'Welcome' } });
    expect(first(evidence)).toMatchObject({ status: 'failed', arrival: 'missing', problem: { code: 'ARRIVAL_MISSING', message: 'Waited 1.5 s for the heading "Welcome". There is no heading "Welcome" on the page.' } });
  });
});

describe('what a page does to its visitors is lived with', () => {
  test('dialogs are answered, and leaving a page is confirmed', async () => {
    const evidence = await walk({ steps: [{ visit: '/dialogs' }, { click: 'Ask' }, { waitFor: { text: 'no' } }, { click: 'Leave' }], arrived: { heading: 'Home' } });
    expect(first(evidence).problem).toBeUndefined();
    expect(first(evidence).steps[1]?.effect?.opened).toBe(true);
  });

  test('a download is cancelled', async () => {
    const evidence = await walk({ pass: 'inspection', steps: [{ visit: '/' }, { click: 'Manual' }], arrived: { heading: 'Home' } });
    expect(first(evidence)).toMatchObject({ status: 'reached', steps: [{}, { navigation: 'none', effect: { opened: true } }] });
  });

  test('a new tab of the site is followed in the same tab, another one is closed', async () => {
    const evidence = await walk({ steps: [{ visit: '/' }, { click: 'New tab' }], arrived: { heading: 'In the new tab' } });
    expect(first(evidence)).toMatchObject({ status: 'reached', steps: [{}, { navigation: 'hard', effect: { opened: true } }] });
    const blank = await walk({ pass: 'inspection', steps: [{ visit: '/' }, { click: 'Blank' }], arrived: { heading: 'Home' } });
    expect(first(blank)).toMatchObject({ status: 'reached', steps: [{}, { navigation: 'none', effect: { opened: true } }] });
  });

  test('a request that hangs delays the visit and does not stop it', async () => {
    const [evidence, unmarked] = await Promise.all([
      walk({
        touchpoints: {
          a: { stage: 'awareness', steps: [{ visit: '/hang' }], arrived: { heading: 'Hanging picture' } },
          b: { stage: 'awareness', steps: [{ click: 'Ask' }], arrived: 'Asked' },
          c: { stage: 'awareness', steps: [{ visit: '/' }] },
        },
      }),
      walk({ steps: [{ visit: '/hang' }] }),
    ]);
    expect(evidence.touchpoints.map(({ status }) => status)).toEqual(['reached', 'reached', 'reached']);
    const [load, ask] = evidence.touchpoints.map(({ steps }) => steps[0]);
    // How long was waited for the answer is not known, though something showed at once.
    expect([load, ask]).toMatchObject([{ untilSettled: null, waiting: { endless: true } }, { navigation: 'none', untilSettled: null, waiting: { endless: true } }]);
    expect(first(unmarked).problem?.code).toBe('NOT_LOADED');
  });

  test('a page that never stops asking counts as settled in the end, and is handed out as one that had not come to rest', async () => {
    const shown: RenderedPage[] = [];
    const evidence = await lane.visit({ ...requestOf({ origin: pages.origin, steps: [{ visit: '/busy' }], arrived: { heading: 'Busy' } }), onShown: (page) => void shown.push(page) });
    expect(first(evidence).status).toBe('reached');
    expect(shown).toMatchObject([{ url: `${pages.origin}/busy`, settled: false }]);
  });

  test('an endless page', async () => {
    const evidence = await walk({ steps: [{ visit: '/huge' }], arrived: { heading: 'Huge' }, visitTimeout: 8_000 });
    expect(hits).toBeGreaterThan(0);
    expect(evidence.touchpoints).toHaveLength(1);
  });

  test('a page that freezes', async () => {
    const evidence = await walk({ touchpoints: { a: { stage: 'awareness', steps: [{ visit: '/loop' }] }, b: { stage: 'awareness', steps: [{ click: 'Freeze' }] }, c: { stage: 'awareness' } }, visitTimeout: 25_000 });
    expect(evidence.touchpoints.map(({ status }) => status)).toEqual(['reached', 'failed', 'not-reached']);
    expect(evidence.touchpoints[1]?.problem?.code).toBe('PAGE_UNRESPONSIVE');
  });
});

describe('a visit that has to be given up says so and keeps what it has', () => {
  test('when the site is down', async () => {
    const evidence = await walk({ origin: 'http://127.0.0.1:9', touchpoints: { a: { stage: 'awareness', steps: [{ visit: '/' }] }, b: { stage: 'awareness' } } });
    expect(evidence.outcome).toMatchObject({ ok: false, code: 'SITE_UNREACHABLE' });
    expect(evidence.touchpoints.map(({ status }) => status)).toEqual(['failed', 'not-reached']);
  });

  test('when the page crashes', async () => {
    const evidence = await walk({ touchpoints: { a: { stage: 'awareness', steps: [{ visit: '/' }] }, b: { stage: 'awareness', steps: [{ visit: '/crash' }, { run: crash }] }, c: { stage: 'awareness' } } });
    expect(evidence.outcome).toMatchObject({ ok: false, code: 'BROWSER_CRASHED' });
    expect(evidence.touchpoints.map(({ status, problem }) => [status, problem?.code])).toEqual([['reached', undefined], ['failed', 'BROWSER_CRASHED'], ['not-reached', undefined]]);
    expect(evidence.touchpoints[1]?.steps.length).toBeGreaterThan(0);
  });

  test('when the browser ends, which is started again for the next visit', async () => {
    const mine = await startLane([]);
    try {
      const evidence = await visitOf(mine, { origin: pages.origin, steps: [{ visit: '/' }, { run: end }] });
      expect(evidence.outcome).toMatchObject({ ok: false, code: 'BROWSER_CRASHED' });
      expect(mine.alive()).toBe(false);
      expect((await visitOf(mine, { origin: pages.origin, steps: [{ visit: '/' }] })).outcome).toEqual({ ok: true });
      expect(mine.alive()).toBe(true);
    } finally {
      await mine.close();
    }
    expect(mine.alive()).toBe(false);
  });

  test('when its time is up', async () => {
    const evidence = await walk({ touchpoints: { a: { stage: 'awareness', steps: [{ visit: '/' }] }, b: { stage: 'awareness', steps: [{ waitFor: { heading: 'Never' } }] } }, stepTimeout: 30_000, visitTimeout: 2_500 });
    expect(evidence.outcome).toEqual({ ok: false, code: 'VISIT_TIMEOUT', message: 'The visit took longer than 2.5 s.' });
    expect(evidence.touchpoints.map(({ status }) => status)).toEqual(['reached', 'failed']);
  });

  test('when the run is stopped', async () => {
    const stop = new AbortController();
    const evidence = await walk({ signal: stop.signal, stepTimeout: 30_000, steps: [{ visit: '/' }, { run: async () => stop.abort() }, { waitFor: { heading: 'Never' } }] });
    expect(evidence.outcome).toMatchObject({ ok: false, code: 'VISIT_ABORTED' });
    expect((await walk({ signal: stop.signal, steps: [{ visit: '/' }] })).outcome).toMatchObject({ ok: false, code: 'VISIT_ABORTED' });
  });

  test('when the browser stands still: a question has a time, the next visit gets another browser, and closing ends it', async () => {
    const own = await startLane();
    const standStill = (): number => {
      const id = own.processId();
      if (id === null) throw new Error('the browser does not say which process it is');
      process.kill(id, 'SIGSTOP');
      return id;
    };
    try {
      const first = standStill();
      expect(await own.evaluate('() => 2')).toBe(2);
      expect(own.processId()).not.toBe(first);
      await expect(own.evaluate('() => { while (true); }', 500)).rejects.toMatchObject({ code: 'BROWSER_FAILED', message: 'The browser gave no answer within 0.5 s.' });
      expect(await own.evaluate('() => 3')).toBe(3);
      const second = standStill();
      expect((await visitOf(own, { origin: pages.origin, steps: [{ visit: '/' }] })).outcome).toEqual({ ok: true });
      expect(own.processId()).not.toBe(second);
      standStill();
    } finally {
      await own.close();
    }
    expect(own.alive()).toBe(false);
  });

  test('when a browser does not start, with an error for the user', async () => {
    const opened = openLane({ browser: { executablePath: process.execPath, from: 'the plan', looked: [], needsNoSandbox: true }, headed: false, collectors: [] });
    await expect(opened).rejects.toMatchObject({ code: 'BROWSER_FAILED' });
  });
});

describe('a lane', () => {
  test.skipIf(process.platform === 'win32')('has a browser that computes nothing of its own beside the page, and has all that Playwright turns off turned off', async () => {
    const own = await startLane();
    try {
      const line = execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(own.processId())], { encoding: 'utf8' });
      const [playwrights = [], ours = [], ...others] = [...line.matchAll(/--disable-features=(\S+)/g)].map(([, list = '']) => list.split(','));
      expect(playwrights.filter((feature) => !ours.includes(feature))).toEqual([]);
      expect(ours).toEqual(expect.arrayContaining(['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup']));
      expect(others).toEqual([]);
    } finally {
      await own.close();
    }
  });

  test('tells of touchpoints as soon as they are there, as they are in the evidence', async () => {
    const request = requestOf({ origin: pages.origin, touchpoints: { home: { stage: 'awareness', steps: [{ visit: '/' }] }, broken: { stage: 'purchase', steps: [{ click: 'Broken' }] }, behind: { stage: 'purchase' } } });
    const given: unknown[] = [];
    const evidence = await lane.visit({ ...request, onTouchpoint: (touchpoint, conditions) => given.push(touchpoint, conditions) });
    const [home, failed] = evidence.touchpoints;
    expect(given).toHaveLength(4);
    for (const [index, one] of [home, evidence.conditions, failed, evidence.conditions].entries()) expect(given[index]).toBe(one);
  });
});
