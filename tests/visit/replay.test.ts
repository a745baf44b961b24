import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { personaPresets } from '../../src/config/index.ts';
import type { VisitEvidence } from '../../src/model/evidence.ts';
import type { StepFunction } from '../../src/model/journey.ts';
import { collectors } from '../../src/visit/index.ts';
import { lane, openPagesAndLane, pages, startLane, visitOf, type Routes, type Wanted } from './replay-setup.ts';

const routes: Routes = {
  '/': `<h1>Welcome to the shop</h1><nav><a href="/tents">Tents</a> <a href="/tents?all">Tents and more</a></nav>`,
  '/tents': '<h1>Tents</h1><a href="/">Home</a>',
  '/form': `
    <form action="/thanks">
      <label>Email <input name=email type=email></label>
      <label for=country>Country</label><select id=country name=country><option>France<option>Germany</select>
      <fieldset><legend>Delivery</legend><label><input type=radio name=d value=post> Post</label><label><input type=radio name=d value=pickup> Pick up</label></fieldset>
      <label><input type=checkbox name=terms> I agree</label>
      <label>Day <input type=date name=day></label>
      <label>Note <textarea name=note>old text</textarea></label>
      <label>Photo <input type=file name=photo></label>
      <button>Send</button>
    </form>`,
  '/thanks': '<h1>Thank you</h1>',
  '/quick': `<h1>Quick</h1><p>${'Words that take a moment to draw. '.repeat(2_000)}</p><a id=on href="/quick">On</a>`,
  '/frame': `<h1>Card</h1><iframe title="Payment" srcdoc="<label>Card number <input></label><button onclick='this.textContent=&quot;Paid&quot;'>Pay</button>"></iframe>`,
  '/shadow': `<shop-card></shop-card><script>
    customElements.define('shop-card', class extends HTMLElement {
      connectedCallback() {
        this.attachShadow({ mode: 'open' }).innerHTML = '<button>Buy</button><p></p>';
        this.shadowRoot.querySelector('button').addEventListener('click', () => { this.shadowRoot.querySelector('p').textContent = 'Bought'; });
      }
    });
  </script>`,
  '/soft': `<button onclick="history.pushState({}, '', '/soft/2'); fetch('/slow').then(() => { h.textContent = 'Second' })">Next</button><h1 id=h>First</h1>`,
  '/slow': (_request, response) => void setTimeout(() => response.end('{}'), 150),
  '/dripping': `<h1>Slow</h1><script>addEventListener('load', () => { document.body.append(Object.assign(new Image(), { src: '/drip.svg' })) })</script>`,
  '/drip.svg': (_request, response) => {
    response.setHeader('content-type', 'image/svg+xml');
    const chunks = ['<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300">', ...Array.from({ length: 14 }, () => `<!--${'x'.repeat(1000)}-->`), '<rect width="300" height="300"/></svg>'];
    const next = (): void => {
      const chunk = chunks.shift();
      if (chunk === undefined) return void response.end();
      response.write(chunk);
      setTimeout(next, 400);
    };
    next();
  },
  '/late-picture': '<h1>Late picture</h1><img src="/late.svg" alt="">',
  '/late.svg': (_request, response) => {
    response.setHeader('content-type', 'image/svg+xml');
    setTimeout(() => response.end('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"/>'), 5_500);
  },
  '/streaming': `<h1>Stream</h1><button onclick="fetch('/stream').then(() => { out.textContent = 'Sent' })">Send</button><p id=out></p>`,
  '/stream': (_request, response) => void response.write('one message, and the line stays open'),
  '/silent': `<h1>Silent</h1><button>Dead</button><button onclick="document.title = 'x'; n.textContent = 'Changed'">Alive</button><p id=n>0</p>
    <p id=clock></p><script>setInterval(() => { clock.textContent = String(performance.now()) }, 150)</script>`,
  '/names': `
    <p>Checkout</p><button onclick="out.textContent='later'">Pay later</button><button onclick="out.textContent='now'">Pay</button>
    <button style="display:none" onclick="out.textContent='hidden'">Close</button><button aria-label="Close" onclick="out.textContent='closed'">×</button>
    <div onclick="out.textContent='card'">Ridge <b>2</b></div>
    <section aria-label="Billing"><button onclick="out.textContent='billing'">Edit</button></section>
    <section aria-label="Shipping"><button onclick="out.textContent='shipping'">Edit</button></section>
    <p id=out></p>`,
  '/late': `<h1>Late</h1><script>setTimeout(() => { document.body.insertAdjacentHTML('beforeend', '<button onclick="this.remove()">Accept</button>') }, 300)</script>`,
};

const writeEmail: StepFunction = async ({ page, persona }) => {
  await (page as Page).evaluate((text) => void (document.body.textContent = text), persona['email'] ?? '');
};

openPagesAndLane(routes);

const walk = (wanted: Omit<Wanted, 'origin'>): Promise<VisitEvidence> => visitOf(lane, { origin: pages.origin, ...wanted });
const only = (evidence: VisitEvidence) => evidence.touchpoints[0] as VisitEvidence['touchpoints'][number];

/** Until the clock of the page has changed often enough to be known as one. */
const clockRuns: StepFunction = async ({ page }) => {
  await (page as Page).evaluate(
    () =>
      new Promise<void>((resolve) => {
        let left = 3;
        const clock = document.getElementById('clock') as HTMLElement;
        new MutationObserver(() => {
          left -= 1;
          if (left === 0) resolve();
        }).observe(clock, { childList: true });
      }),
  );
};

describe('a journey', () => {
  test('is walked touchpoint by touchpoint', async () => {
    const evidence = await walk({
      touchpoints: {
        home: { stage: 'awareness', steps: [{ visit: '/' }], arrived: { heading: 'Welcome' } },
        tents: { stage: 'consideration', steps: [{ click: 'Tents' }], arrived: { url: '/tents', see: { heading: 'Tents' } } },
        home2: { stage: 'consideration', steps: [{ back: true }, { reload: true }] },
      },
    });
    expect(evidence.outcome).toEqual({ ok: true });
    expect(evidence.touchpoints.map(({ status, arrival, title }) => [status, arrival, title])).toEqual([
      ['reached', 'confirmed', 'Page /'],
      ['reached', 'confirmed', 'Page /tents'],
      ['reached', 'undeclared', 'Page /'],
    ]);
    expect(evidence.touchpoints.flatMap(({ steps }) => steps.map(({ navigation }) => navigation))).toEqual(['hard', 'hard', 'hard', 'hard']);
    const times = evidence.touchpoints.map(({ reachedAt }) => reachedAt ?? Number.NaN);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  test('takes another way on a site that declares one', async () => {
    const evidence = await walk({ touchpoints: { home: { stage: 'awareness', steps: [{ visit: '/' }], on: { here: { steps: [{ visit: '/tents' }] } } } } });
    expect(only(evidence).url).toBe(`${pages.origin}/tents`);
  });

  test('logs in first, and measures nothing of it', async () => {
    const site = { login: { steps: [{ visit: '/form' }, { fill: { field: { label: 'Email' }, with: { secret: 'USER' } } }, { click: 'Send' }], arrived: { heading: 'Thank you' } } };
    const evidence = await walk({ site, secrets: { USER: 'a-secret@example.com' }, steps: [{ visit: '/' }] });
    expect(evidence.outcome).toEqual({ ok: true });
    expect(only(evidence).steps).toHaveLength(1);
    const wrong = await walk({ site: { login: { ...site.login, arrived: 'Log out' } }, secrets: { USER: 'x@example.com' }, steps: [{ visit: '/' }], stepTimeout: 800 });
    expect(wrong.outcome).toMatchObject({ ok: false, code: 'LOGIN_FAILED' });
    expect(only(wrong).status).toBe('not-reached');
  });
});

describe('steps', () => {
  test('fill, choose, tick, upload and send a form', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'upload-'));
    await writeFile(join(directory, 'photo.txt'), 'x');
    const evidence = await walk({
      directory,
      steps: [
        { visit: '/form' },
        { fill: { field: { label: 'Email' }, with: '{persona.email}' } },
        { choose: { field: { label: 'Country' }, option: 'Germany' } },
        { choose: { field: { role: 'group', name: 'Delivery' }, option: 'Pick up' } },
        { check: { label: 'I agree' } },
        { fill: { field: { label: 'Day' }, with: '2026-07-01' } },
        { fill: { field: { label: 'Note' }, with: 'new' } },
        { upload: { field: { label: 'Photo' }, files: 'photo.txt' } },
        { click: { role: 'button', name: 'Send' } },
      ],
      arrived: { heading: 'Thank you' },
    });
    expect(only(evidence).problem).toBeUndefined();
    const sent = new URLSearchParams(only(evidence).url.split('?')[1]);
    expect(Object.fromEntries(sent)).toEqual({ email: 'kim@example.com', country: 'Germany', d: 'pickup', terms: 'on', day: '2026-07-01', note: 'new', photo: 'photo.txt' });
    expect(only(evidence).steps[1]).toMatchObject({ description: 'type their email into "Email"', effort: { presses: 1, typed: 15 }, target: { role: 'textbox', name: 'Email' } });
  });

  test('reach into frames and open shadow roots', async () => {
    const frame = await walk({ steps: [{ visit: '/frame' }, { fill: { field: { label: 'Card number', frame: { css: 'iframe' } }, with: '42' } }, { click: { named: 'Pay', frame: { title: 'Payment' } } }], arrived: { named: 'Paid', frame: { css: 'iframe' } } });
    expect(only(frame).problem).toBeUndefined();
    expect(only(frame).steps[2]?.effect?.mutations).toBeGreaterThan(0);
    const shadow = await walk({ steps: [{ visit: '/shadow' }, { click: 'Buy' }], arrived: { text: 'Bought' } });
    expect(only(shadow).problem).toBeUndefined();
  });

  test('see a change of address within the page as a soft navigation, settled when its data is there', async () => {
    const evidence = await walk({ steps: [{ visit: '/soft' }, { click: 'Next' }], arrived: { heading: 'Second' } });
    const step = only(evidence).steps[1];
    expect(step).toMatchObject({ navigation: 'soft', url: `${pages.origin}/soft/2`, effect: { requests: 1, navigated: true } });
    expect(step?.untilSettled).toBeGreaterThanOrEqual(140);
  });

  test('are not told of what the inspection does afterwards', async () => {
    const inspecting = await startLane(collectors);
    try {
      const evidence = await visitOf(inspecting, { origin: pages.origin, pass: 'inspection', steps: [{ visit: '/silent' }, { run: clockRuns }, { click: 'Dead' }] });
      expect(only(evidence).collected.tabWalk?.stops.length).toBeGreaterThan(0);
      expect(only(evidence).steps[2]).toMatchObject({ untilFeedback: null, effect: { mutations: 0, requests: 0, navigated: false, focusMoved: false, scrolled: false, opened: false } });
    } finally {
      await inspecting.close();
    }
  });

  test('settle although an answer that a script asked for never ends', async () => {
    const evidence = await walk({ steps: [{ visit: '/streaming' }, { click: 'Send' }], arrived: { text: 'Sent' } });
    expect(only(evidence).steps[1]).toMatchObject({ outcome: 'done', effect: { requests: 1 } });
    expect(only(evidence).steps[1]?.untilSettled).not.toBeNull();
  });

  test('are settled only when a picture on a slow line has come', async () => {
    const evidence = await walk({ steps: [{ visit: '/dripping' }], arrived: { heading: 'Slow' }, stepTimeout: 15_000 });
    expect(only(evidence).steps[0]?.untilSettled).toBeGreaterThan(15 * 400);
  });

  test('are settled when the page they lead to is, however long its document was on the way', async () => {
    const persona = personaPresets.find(({ id }) => id === 'gerry-gen-x');
    if (persona === undefined) throw new Error('no such preset');
    const evidence = await walk({ persona, steps: [{ visit: '/late-picture' }], arrived: { heading: 'Late picture' }, stepTimeout: 15_000 });
    expect(only(evidence).steps[0]?.untilSettled).toBeGreaterThan(5_500);
  });

  test('a page that comes in place of another is not acted on before it has been drawn, and says when that was', async () => {
    const { steps } = only(await walk({ steps: [{ visit: '/quick' }, ...Array.from({ length: 8 }, () => ({ click: { css: '#on' } }))] }));
    expect(steps.map(({ navigation }) => navigation)).toEqual(Array.from({ length: 9 }, () => 'hard'));
    expect(steps.filter(({ untilFeedback }) => untilFeedback === null)).toEqual([]);
  });

  test('report what followed a click, and only that', async () => {
    const evidence = await walk({ pass: 'inspection', steps: [{ visit: '/silent' }, { hover: { heading: 'Silent' } }, { run: clockRuns }, { click: 'Dead' }, { click: 'Alive' }] });
    expect(only(evidence).problem).toBeUndefined();
    const [, , , dead, alive] = only(evidence).steps;
    expect(dead).toMatchObject({ untilFeedback: null, effect: { mutations: 0, requests: 0, navigated: false, focusMoved: false, scrolled: false, opened: false } });
    expect(dead?.effect?.observed).toBeGreaterThan(2_450);
    expect(alive?.effect?.mutations).toBeGreaterThan(0);
    expect(alive?.untilFeedback).toBeGreaterThan(0);
  });

  test.each([
    ['a whole name before a part of one', 'Pay', 'now'],
    ['what can be seen before what cannot', 'Close', 'closed'],
    ['visible text when nothing is called so', 'Ridge 2', 'card'],
    ['only inside what is named', { named: 'Edit', within: { role: 'region', name: 'Shipping' } }, 'shipping'],
    ['the match that is asked for', { role: 'button', name: 'Edit', nth: 1 }, 'shipping'],
    ['the first match else', { role: 'button', name: 'Edit' }, 'billing'],
  ])('find %s', async (_what, locator, said) => {
    const seen = await walk({ steps: [{ visit: '/names' }, { click: locator }], arrived: { text: said, exact: true } });
    expect(only(seen).arrival).toBe('confirmed');
  });

  test('wait for what comes late', async () => {
    const evidence = await walk({ steps: [{ visit: '/late' }, { click: 'Accept' }] });
    expect(only(evidence).steps[1]).toMatchObject({ outcome: 'done', interruption: false });
    expect(only(evidence).steps[1]?.untilActionable).toBeGreaterThan(0);
  });

  test('that are optional are taken when their target shows up and skipped when it does not', async () => {
    const evidence = await walk({ steps: [{ visit: '/late' }, { click: 'Accept', ifVisible: true }, { click: 'Reject', ifVisible: true }] });
    expect(only(evidence).status).toBe('reached');
    expect(only(evidence).steps.map(({ outcome, interruption }) => [outcome, interruption])).toEqual([['done', false], ['done', true], ['skipped', false]]);
  });

  test('that only some layouts have are no interruptions', async () => {
    const evidence = await walk({ steps: [{ visit: '/late' }, { click: 'Accept', ifVisible: 'layout' }, { click: 'Reject', ifVisible: 'layout' }] });
    expect(only(evidence).steps.map(({ outcome, interruption }) => [outcome, interruption])).toEqual([['done', false], ['done', false], ['skipped', false]]);
  });

  test('that commit are refused unless the site allows them', async () => {
    const steps = [{ visit: '/form' }, { click: 'Send', commits: true }];
    const refused = await walk({ steps });
    expect(only(refused)).toMatchObject({ status: 'failed', problem: { code: 'COMMIT_REFUSED' }, url: `${pages.origin}/form` });
    const allowed = await walk({ steps, site: { allow: { commits: true } }, arrived: { heading: 'Thank you' } });
    expect(only(allowed).status).toBe('reached');
  });

  test('of a function get the page, the data and a signal, and end in time', async () => {
    const evidence = await walk({ steps: [{ visit: '/' }, { run: writeEmail }], arrived: { text: 'kim@example.com' } });
    expect(only(evidence).status).toBe('reached');
    let stopped = false;
    const endless = ({ signal }: { signal: AbortSignal }): Promise<void> => new Promise(() => signal.addEventListener('abort', () => { stopped = true; }));
    const late = await walk({ steps: [{ visit: '/' }, { run: endless, timeout: 300 }] });
    expect(only(late).problem?.code).toBe('STEP_TIMEOUT');
    expect(stopped).toBe(true);
  });

  test('never show a secret', async () => {
    const evidence = await walk({ secrets: { PIN_CODE: 'hunter2!' }, steps: [{ visit: '/form' }, { fill: { field: { label: 'Note' }, with: { secret: 'PIN_CODE' } } }, { click: 'Send' }], arrived: { heading: 'Thank you' } });
    expect(only(evidence).status).toBe('reached');
    expect(JSON.stringify(evidence)).not.toMatch(/hunter2/);
    expect(only(evidence).steps[1]?.description).toBe('type a secret into "Note"');
  });
});
