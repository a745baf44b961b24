import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { VisitEvidence } from '../../src/model/evidence.ts';
import { languages, pageWith, platformPages, platforms, words } from './consent-pages.ts';
import { lane, openPagesAndLane, pages as site, persona, startPages, visitOf, type Routes, type Wanted } from './replay-setup.ts';

let other: Awaited<ReturnType<typeof startPages>>;
const routes: Routes = platformPages();

openPagesAndLane(routes);
beforeAll(async () => {
  other = await startPages({ '/frame': framed });
});
afterAll(() => other.close());
beforeEach(() => {
  site.requests.length = 0;
});

const bottom = 'position:fixed;left:0;right:0;bottom:0;padding:20px;background:#eee';
const framed = `<script>function answer(what) { parent.postMessage(what, '*'); }</script><p>We use cookies.</p><button onclick="answer('accepted')">Accept all</button><button onclick="answer('rejected')">Reject all</button>`;

const consenting = (consent: 'accept' | 'reject' | 'ignore', hands = 'mouse') => persona({ consent, hands, ...(hands === 'touch' ? { device: { name: 'phone', width: 400, height: 800, pixelRatio: 2, mobile: true, touch: true } } : {}) });
const go = (wanted: Partial<Wanted>): Promise<VisitEvidence> => visitOf(lane, { origin: site.origin, ...wanted });
const answers = (): string[] => site.requests.filter((request) => request.includes('/answer')).map((request) => request.replace('GET /answer?', ''));
const first = (evidence: VisitEvidence) => {
  const [touchpoint] = evidence.touchpoints;
  if (touchpoint === undefined) throw new Error('no touchpoint');
  return touchpoint;
};
const walk = (path: string, consent: 'accept' | 'reject' | 'ignore', more: Partial<Wanted> = {}): Promise<VisitEvidence> => go({ steps: [{ visit: path }, { click: 'Sort' }], persona: consenting(consent), ...more });

describe('a platform', () => {
  const names = Object.keys(platforms);
  const presses: Record<string, number> = { quantcast: 2, complianz: 3 };
  // Every platform in two languages, every language with three platforms or more.
  const refusals = names.flatMap((name, index) => [0, 3].map((shift) => [name, languages[(index + shift) % languages.length] ?? 'en'] as const));
  test.each(refusals)('%s in %s is rejected', async (name, language) => {
    const evidence = await walk(`/${name}/${language}`, 'reject');
    const { steps, status, collected } = first(evidence);
    expect(status).toBe('reached');
    expect(answers()).toEqual(['rejected']);
    const count = presses[name] ?? 1;
    expect(collected.consent).toMatchObject([{ wanted: 'reject', outcome: 'rejected', presses: count, late: false }]);
    expect(steps.map(({ index }) => index)).toEqual(steps.map((_, index) => index));
    expect(steps.slice(1, -1)).toMatchObject(Array.from({ length: count }, (_, index) => ({ outcome: 'done', interruption: true, consent: { wanted: 'reject', press: index + 1 } })));
    expect(steps.at(-1)).toMatchObject({ outcome: 'done', interruption: false });
  });

  test.each(names.map((name, index) => [name, languages[(index + 1) % languages.length] ?? 'en'] as const))('%s in %s is accepted', async (name, language) => {
    const evidence = await walk(`/${name}/${language}`, 'accept');
    expect(answers()).toEqual(['accepted']);
    const { steps, collected } = first(evidence);
    expect(collected.consent).toMatchObject([{ outcome: 'accepted', presses: 1, steps: [1] }]);
    expect(steps[1]).toMatchObject({ target: { name: words[language].accept }, effort: { presses: 1 } });
  });

  test('is left alone by a persona that ignores it', async () => {
    const evidence = await walk('/cookieyes/en', 'ignore');
    expect(answers()).toEqual([]);
    expect(first(evidence).steps).toHaveLength(2);
    expect(first(evidence).collected.consent).toBeUndefined();
  });

  test.each(['touch', 'keyboard', 'screen-reader'] as const)('is rejected with the hands: %s', async (hands) => {
    const evidence = await walk('/usercentrics/de', 'reject', { persona: consenting('reject', hands) });
    expect(answers()).toEqual(['rejected']);
    expect(first(evidence).steps[1]?.effort).toMatchObject(hands === 'touch' ? { presses: 1 } : { presses: 0 });
  });

  test('is answered at the same point in both passes', async () => {
    const order = async (pass: 'experience' | 'inspection') => first(await walk('/onetrust/en', 'reject', { pass })).steps.map(({ description }) => description);
    expect(await order('inspection')).toEqual(await order('experience'));
  });
});

describe('what cannot be carried out is told', () => {
  const bar = (inside: string): string => pageWith({ root: '#bar', html: `<div id="bar" style="${bottom}">We use cookies. ${inside}</div>` });
  const accept = `<button onclick="answer('accepted')">Accept</button>`;
  test.each([
    ['no way to reject', accept, 'not-carried-out', 'no-way-to-reject', 0],
    ['a control without a name', `${accept}<button style="width:20px;height:20px" onclick="answer('rejected')"></button>`, 'not-carried-out', 'control-without-name', 0],
    ['a link away is no way to reject', `${accept} <a href="/cookie-policy">How to reject cookies</a>`, 'not-carried-out', 'no-way-to-reject', 0],
    ['a way to close only', `${accept}<button aria-label="Close" onclick="answer('closed')">×</button>`, 'put-off', undefined, 1],
    ['a button that does nothing', `${accept}<button>Reject</button>`, 'not-carried-out', 'layer-stays', 1],
    [
      'too many ticks',
      `${accept}<button onclick="document.getElementById('more').hidden = false; this.remove()">Settings</button><span id="more" hidden><label><input type="checkbox" checked>a</label><label><input type="checkbox" checked>b</label><label><input type="checkbox" checked>c</label><button onclick="answer('saved')">Save</button></span>`,
      'not-carried-out',
      'too-many-presses',
      1,
    ],
  ])('%s', async (_name, inside, outcome, obstacle, presses) => {
    routes['/bar'] = bar(inside);
    const { collected, status } = first(await walk('/bar', 'reject'));
    expect(collected.consent).toMatchObject([{ outcome, presses, ...(obstacle === undefined ? {} : { obstacle }) }]);
    expect(answers()).not.toContain('accepted');
    expect(status).toBe('reached');
  });

  test('a layer in a frame of another origin is answered there, or told', async () => {
    const from = (source: string): string =>
      pageWith({ root: '#host', html: `<div id="host" style="${bottom}"><iframe title="Cookie consent" src="${source}" style="width:100%;height:120px;border:0"></iframe></div><script>addEventListener('message', ({ data }) => answer(data));</script>` });
    routes['/framed'] = from(`${other.origin.replace('127.0.0.1', 'localhost')}/frame`);
    const { collected } = first(await walk('/framed', 'reject'));
    expect(collected.consent).toMatchObject([{ outcome: 'rejected', layer: { frame: expect.stringContaining('localhost') } }]);
    expect(answers()).toEqual(['rejected']);

    routes['/framed'] = from('/nothing-there');
    expect(first(await walk('/framed', 'reject')).collected.consent).toMatchObject([{ outcome: 'not-carried-out', obstacle: 'frame-not-readable' }]);
  });
});

describe('the plan goes first', () => {
  test('an optional step that deals with the layer', async () => {
    const evidence = await go({ steps: [{ visit: '/onetrust/en' }, { click: 'Accept all', ifVisible: true }, { click: 'Sort' }], persona: consenting('reject') });
    expect(answers()).toEqual(['accepted']);
    expect(first(evidence).steps.map(({ consent }) => consent)).toEqual([undefined, undefined, undefined]);
    expect(first(evidence).collected.consent).toMatchObject([{ outcome: 'left-to-plan', presses: 0 }]);
  });

  test('also one of a later touchpoint; and nothing is done twice', async () => {
    const evidence = await go({
      touchpoints: {
        one: { stage: 'awareness', steps: [{ visit: '/onetrust/en' }, { click: 'Sort' }] },
        two: { stage: 'purchase', steps: [{ click: 'Reject all', ifVisible: true }, { click: 'Sorted' }] },
      },
      persona: consenting('accept'),
    });
    expect(answers()).toEqual(['rejected']);
    expect(evidence.touchpoints.map(({ collected }) => collected.consent?.map(({ outcome }) => outcome))).toEqual([['left-to-plan'], []]);
  });

  test('or the next step, optional or not', async () => {
    const evidence = await go({ steps: [{ visit: '/cookieyes/en' }, { click: 'Accept all' }, { click: 'Sort' }], persona: consenting('reject') });
    expect(answers()).toEqual(['accepted']);
    expect(first(evidence).steps).toHaveLength(3);
  });
});

/** A page that puts up a layer once the customer is about to press its button, and has the button unusable until the layer has been gone for `after` ms. */
const late = (layer: string, unusable: 'hidden' | 'disabled', after = 0): string =>
  pageWith({ root: '#bar', html: `<script>
    const button = document.querySelector('main button'), source = new EventSource('/begun');
    button.${unusable} = true;
    source.onmessage = () => {
      source.close();
      document.body.insertAdjacentHTML('beforeend', '${layer}');
      new MutationObserver(() => { if (document.getElementById('bar') === null) setTimeout(() => { button.${unusable} = false; }, ${after}); }).observe(document.body, { childList: true });
    };
  </script>` });
let begun = Promise.withResolvers<void>();
routes['/begun'] = (_request, response) => void begun.promise.then(() => response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: now\n\n'));
const walkLate = (consent: 'accept' | 'reject', more: Partial<Wanted> = {}): Promise<VisitEvidence> => {
  begun = Promise.withResolvers();
  return walk('/late', consent, { onProgress: (_touchpoint, step) => void (step.includes('Sort') && begun.resolve()), ...more });
};

describe('a layer that comes late', () => {
  const layer = `<div id="bar" class="x" style="position:fixed;inset:0;background:#eee">We use cookies. <button onclick="answer(\\'accepted\\')">Accept</button><button onclick="answer(\\'rejected\\')">Reject</button></div>`;
  // All of the time until the press was a wait for the control, but for what the answer took.
  const answering = ({ start = Number.NaN, inputAt = Number.NaN, untilActionable = Number.NaN }: Partial<VisitEvidence['touchpoints'][number]['steps'][number]> = {}): number => inputAt - start - untilActionable;

  test('and covers the target is answered in the middle of the step', async () => {
    routes['/late'] = late(layer, 'hidden', 800);
    const { steps, collected, status } = first(await walkLate('reject'));
    expect(status).toBe('reached');
    expect(answers()).toEqual(['rejected']);
    expect(collected.consent).toMatchObject([{ outcome: 'rejected', late: true, steps: [2] }]);
    expect(steps.map(({ index, consent, outcome }) => [index, consent?.press, outcome])).toEqual([[0, undefined, 'done'], [1, undefined, 'done'], [2, 1, 'done']]);
    const took = collected.consent?.[0]?.duration ?? Number.NaN;
    expect([answering(steps[1]) >= took, answering(steps[1]) < took + 500]).toEqual([true, true]);
  });

  test('and covers the target while the hands are at it', async () => {
    routes['/late'] = late(layer, 'disabled');
    const { steps, collected, status } = first(await walkLate('reject'));
    expect(status).toBe('reached');
    expect(answers()).toEqual(['rejected']);
    expect(collected.consent).toMatchObject([{ outcome: 'rejected', late: true }]);
    expect(steps[1]?.effect?.mutations).toBeGreaterThan(0);
    expect(answering(steps[1])).toBeGreaterThanOrEqual(collected.consent?.[0]?.duration ?? Number.NaN);
  });
});

describe.each(['keyboard', 'screen-reader'] as const)('with the hands: %s', (hands) => {
  const answerable = (wanted: 'accept' | 'reject') => ({ persona: consenting(wanted, hands) });
  const layer = (attributes: string, style: string): string =>
    `<div id="bar" ${attributes} style="${style}">We use cookies. <button onclick="answer(\\'accepted\\')">Accept all</button><button onclick="answer(\\'rejected\\')">Reject all</button></div>`;
  const withLayer = (attributes: string, style: string): string => pageWith({ root: '#bar', html: `<script>document.body.insertAdjacentHTML('beforeend', '${layer(attributes, style)}');</script>` });
  const sheet = 'position:fixed;inset:0;background:#eee';
  const keysOf = (evidence: VisitEvidence) => first(evidence).steps.filter(({ consent }) => consent !== undefined).map(({ outcome, effort }) => [outcome, effort.presses, effort.keys > 0]);

  test.each([['a strip', 'role="region" aria-label="Cookies"', bottom], ['a modal layer', 'role="dialog" aria-modal="true" aria-label="Cookies"', sheet]])('%s on arrival is answered with keys', async (_name, attributes, style) => {
    routes['/hands'] = withLayer(attributes, style);
    const evidence = await walk('/hands', 'reject', answerable('reject'));
    expect(first(evidence)).toMatchObject({ status: 'reached', collected: { consent: [{ outcome: 'rejected', presses: 1, late: false }] } });
    expect(answers()).toEqual(['rejected']);
    expect(keysOf(evidence)).toEqual([['done', 0, true]]);
  });

  test.each([['a strip', 'role="region" aria-label="Cookies"', bottom], ['a modal layer', 'role="dialog" aria-modal="true" aria-label="Cookies"', sheet]])('%s that comes while a step waits is answered with keys', async (_name, attributes, style) => {
    routes['/late'] = late(layer(attributes, style), 'hidden');
    const evidence = await walkLate('reject', answerable('reject'));
    expect(first(evidence)).toMatchObject({ status: 'reached', collected: { consent: [{ outcome: 'rejected', presses: 1, late: true }] } });
    expect(answers()).toEqual(['rejected']);
    expect(keysOf(evidence)).toEqual([['done', 0, true]]);
  });

});

test('a layer that catches the Tab key on the way is answered, and the way gone on with', async () => {
  const links = Array.from({ length: 20 }, (_, index) => `<a href="#${index}">Tent ${index}</a> `).join('');
  const bar = `<div id="bar" role="dialog" aria-modal="true" aria-label="Cookies" style="position:fixed;inset:0;background:#eee">We use cookies. <button onclick="answer(\\'accepted\\')">Accept all</button><button onclick="answer(\\'rejected\\')">Reject all</button></div>`;
  routes['/hands'] = `${links}${pageWith({ root: '#bar', html: '' })}<script>
    addEventListener('keydown', () => { document.body.insertAdjacentHTML('beforeend', '${bar}'); document.querySelector('#bar button').focus(); }, { once: true });
    document.addEventListener('focusin', ({ target }) => { const bar = document.getElementById('bar'); if (bar && !bar.contains(target)) bar.querySelector('button').focus(); });
  </script>`;
  const evidence = await walk('/hands', 'reject', { persona: consenting('reject', 'keyboard') });
  expect(first(evidence)).toMatchObject({ status: 'reached', collected: { consent: [{ outcome: 'rejected', late: true }] } });
  expect(answers()).toEqual(['rejected']);
  expect(first(evidence).steps.map(({ outcome, consent }) => [outcome, consent?.purpose])).toEqual([['done', undefined], ['done', undefined], ['done', 'reject']]);
  expect(first(evidence).steps[1]?.effect?.mutations).toBeGreaterThan(0);
});

test('what only looks like a request for consent is left alone', async () => {
  const layers = [
    `<div role="dialog" style="${bottom}" aria-label="Newsletter">Subscribe. See our cookie policy. <input type="email"><button>No thanks</button><button>OK</button></div>`,
    `<div style="${bottom}"><button>Cookie settings</button></div>`,
    `<div role="dialog" style="${bottom}">Your basket: oat cookies. <button>Remove</button><button>Check out</button></div>`,
  ];
  for (const layer of layers) {
    routes['/other'] = pageWith({ root: '#none', html: layer });
    const { steps, collected } = first(await walk('/other', 'reject'));
    expect(steps).toHaveLength(2);
    expect(collected.consent).toEqual([]);
  }
});

test('a hostile page costs seconds and no visit', async () => {
  routes['/hostile'] = pageWith({ root: '#bar', html: `<div id="bar" class="cookie" style="${bottom}">cookies <button>Reject all</button></div><script>Object.defineProperty(Element.prototype, 'shadowRoot', { get() { throw new Error('no'); } }); Object.defineProperty(Element.prototype, 'matches', { value() { throw new Error('no'); } });</script>` });
  const { status } = first(await walk('/hostile', 'reject'));
  expect(status).toBe('reached');
});
