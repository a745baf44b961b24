import { expect, test } from 'vitest';
import { census } from '../../src/visit/collectors/census.ts';
import { closedRoots, hiddenIn } from '../../src/visit/collectors/instruments/closed-roots.ts';
import { overlays } from '../../src/visit/collectors/overlays.ts';
import { launch, watch } from './collecting.ts';
import { lane, openPagesAndLane, pages, persona, visitOf } from './replay-setup.ts';

const closed = (inside: string, style = ''): string => `<x-pay style="${style}"></x-pay><script>document.querySelector('x-pay').attachShadow({ mode: 'closed' }).innerHTML = ${JSON.stringify(inside)}</script>`;

const banner = closed('<section style="position: fixed; inset: 40% 0 0; background: #fff">We use cookies. <button>Accept</button></section>');

openPagesAndLane({ '/open': '<h1>Open</h1>', '/closed': `<h1>Pay</h1>${banner}` }, [census, overlays]);

test('closed shadow roots are told where they show something, and nothing else is', async () => {
  const browser = await launch();
  try {
    await watch(browser, { collectors: [], origin: 'http://shop.test' }, async ({ page, cdp }) => {
      const told = async (markup: string): Promise<string | undefined> => {
        await page.setContent(markup);
        return await closedRoots(cdp);
      };
      const open = `<!-- < --><p>1 &lt; 2</p><div id="o"></div><iframe srcdoc="<b>x</b>"></iframe><input type="date"><video controls></video><template><b>t</b></template><script>o.attachShadow({ mode: 'open' }).innerHTML = '<i>1 &lt; 2</i><slot></slot>'</script>`;
      expect(await told(open)).toBeUndefined();
      expect(await told(`${open}${closed('<style>b { color: red }</style><iframe srcdoc="x"></iframe><slot></slot>')}`)).toBeUndefined();
      expect(await told(closed('<p>Pay</p>', 'display: none'))).toBeUndefined();
      expect(await told(`${open}${closed('<style></style><p>Pay</p>')}`)).toBe('1 closed shadow root in <x-pay> cannot be looked into');
      expect(await told(closed('<button aria-label="Pay" style="width: 40px; height: 40px"></button>', 'display: contents'))).toBe('1 closed shadow root in <x-pay> cannot be looked into');
    });
  } finally {
    await browser.close();
  }
});

test('of a page that does not answer nobody says that it has none', async () => {
  const browser = await launch();
  try {
    await watch(browser, { collectors: [], origin: 'http://shop.test' }, async ({ page, cdp }) => {
      await page.setContent(closed('<p>Pay</p>'));
      // Longer than the page is waited for.
      await page.evaluate(() => void setTimeout(() => { const end = performance.now() + 2_000; while (performance.now() < end); }));
      expect(await hiddenIn(cdp, 500)).toBe('it could not be told whether the page has closed shadow roots');
    });
  } finally {
    await browser.close();
  }
});

test('what looks into open ones only is recorded in part', async () => {
  const { touchpoints } = await visitOf(lane, { origin: pages.origin, pass: 'inspection', persona: persona({ consent: 'reject' }), touchpoints: { open: { stage: 'awareness', steps: [{ visit: '/open' }] }, closed: { stage: 'purchase', steps: [{ visit: '/closed' }] } } });
  const reason = '1 closed shadow root in <x-pay> cannot be looked into';
  expect(touchpoints.map(({ partlyCollected }) => partlyCollected)).toEqual([undefined, ['census', 'overlays', 'consent'].map((collector) => ({ collector, reason }))]);
  expect(touchpoints.map(({ collected: { overlays: layers, consent } }) => [layers, consent])).toEqual([[[], []], [[], []]]);
});
