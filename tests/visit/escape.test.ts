import { expect, test } from 'vitest';
import type { Collected } from '../../src/model/evidence.ts';
import { escape } from '../../src/visit/collectors/escape.ts';
import { lane, openPagesAndLane, pages, persona, visitOf } from './replay-setup.ts';

const layer = (attributes: string, inside: string): string => `<button id="o" aria-haspopup="true" aria-expanded="false" onclick="d.hidden = false; o.setAttribute('aria-expanded', 'true'); x.focus()">Open</button><div id="d" ${attributes} hidden>${inside}<button id="x">Yes</button></div>`;
const closes = (then: string): string => `<script>d.addEventListener('keydown', ({ key }) => { if (key === 'Escape') { d.hidden = true; ${then} } })</script>`;
const modal = 'role="dialog" aria-modal="true" aria-label="Basket"';

const routes = {
  '/well': `${layer(modal, '')}${closes('o.focus()')}`,
  '/menu': `${layer('role="menu" aria-label="More"', '')}${closes('o.focus()')}`,
  '/lost': `${layer(modal, '')}${closes('')}`,
  '/stays': `${layer(modal, '')}<p id="out"></p><script>x.onclick = () => { out.textContent = 'Bought'; }</script>`,
  '/consent': layer(modal, 'We use cookies'),
  '/native': `<button onclick="document.querySelector('dialog').showModal()">Open</button><dialog aria-label="Native"><button>Yes</button></dialog>`,
  '/none': '<button>Open</button><ul role="menu" aria-label="Kinds"><li role="menuitem" tabindex="0">One</li></ul>',
};

openPagesAndLane(routes, [escape]);

type Layer = Collected['escape']['layer'] | undefined;

/** What each touchpoint says of its layer, and whether the journey came to its end. */
async function walk(...touchpoints: unknown[][]): Promise<[Layer[], boolean]> {
  const journey = Object.fromEntries(touchpoints.map((steps, place) => [`at-${place + 1}`, { stage: 'purchase', steps }]));
  const { touchpoints: found } = await visitOf(lane, { origin: pages.origin, pass: 'inspection', persona: persona({ hands: 'keyboard' }), touchpoints: journey });
  return [found.map(({ collected }) => collected.escape?.layer), found.every(({ status }) => status === 'reached')];
}

test('Escape is pressed where nothing of the page is needed any more', async () => {
  const paths = ['/well', '/menu', '/lost', '/native', '/consent', '/none', '/stays'];
  const [layers, reached] = await walk(...paths.map((path) => [{ visit: path }, { click: 'Open' }].slice(0, path === '/none' ? 1 : 2)));
  expect(reached).toBe(true);
  expect(layers).toMatchObject([
    { kind: 'dialog', name: 'Basket', closed: true, focusKept: true },
    { kind: 'menu', name: 'More', closed: true, focusKept: true },
    { kind: 'dialog', closed: true, focusKept: false },
    { kind: 'dialog', name: 'Native', closed: true, focusKept: true },
    null,
    null,
    { kind: 'dialog', closed: false, focusKept: null },
  ]);
});

test('it is not where the next step may be in the layer', async () => {
  const [layers, reached] = await walk([{ visit: '/stays' }, { click: 'Open' }], [{ click: 'Yes' }], [{ visit: '/well#x' }]);
  expect(reached).toBe(true);
  expect(layers).toMatchObject([{ closed: null }, { closed: null }, null]);
});
