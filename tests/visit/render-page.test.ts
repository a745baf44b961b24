import { describe, expect, it } from 'vitest';
import { findBrowser, type RenderedPage } from '../../src/visit/index.ts';
import { launch } from '../../src/visit/lane.ts';
import { renderPage } from '../../src/visit/render-page.ts';
import { lane, openPagesAndLane, pages, requestOf } from './replay-setup.ts';

/** What may be pressed is looked for, and nothing is pressed. */
const pressing = { mayPress: (): boolean => false, mayAsk: (): boolean => true };

describe('a page that is shown for its links', () => {
  const control = '<button>There</button>';
  openPagesAndLane({ '/small': control, '/large': `${'<i></i>'.repeat(5_000)}${control}` });

  it('says so where it has more elements than are looked at for what may be pressed', async () => {
    const shown = await Promise.all(['/small', '/large'].map((path) => lane.render(`${pages.origin}${path}`, { pressing })));
    expect(shown.map((page) => page?.cut)).toEqual([false, true]);
  });

  it('is none where the browser has ended', async () => {
    const browser = await launch(await findBrowser({ choice: null, environment: process.env }), false);
    await browser.close();
    expect(await renderPage(browser, `${pages.origin}/small`)).toBeNull();
  });

  it('of a visit says that it had come to rest', async () => {
    const shown: RenderedPage[] = [];
    await lane.visit({ ...requestOf({ origin: pages.origin, steps: [{ visit: '/small' }], pass: 'inspection' }), onShown: (page) => void shown.push(page) });
    expect(shown).toMatchObject([{ url: `${pages.origin}/small`, settled: true }]);
  });
});
