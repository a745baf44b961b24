import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../../src/visit/lane.ts';
import { collectors, findBrowser, lightCollectors, openLane } from '../../src/visit/index.ts';
import { makeVisit } from '../../src/visit/visit.ts';
import { requestOf, startPages } from './replay-setup.ts';

describe('many pages in one browser', () => {
  let pages: Awaited<ReturnType<typeof startPages>>;
  beforeAll(async () => {
    const framed = '<h1>Page</h1><img src="/picture" alt=""><iframe src="/frame" title="Frame"></iframe><input><a href="/b">Next</a><script>window.open("/popup"); new Worker(URL.createObjectURL(new Blob(["setInterval(() => 0, 10)"])))</script>';
    pages = await startPages({ '/a': framed, '/frame': 'Frame', '/popup': 'Window' });
  });
  afterAll(() => pages.close());

  /** What a browser holds open, apart from the empty page it began with. */
  async function heldBy(browser: Browser): Promise<{ contexts: number; targets: string[]; renderers: number }> {
    const session = await browser.newBrowserCDPSession();
    const { targetInfos } = await session.send('Target.getTargets');
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    return { contexts: browser.contexts().length, targets: targetInfos.map(({ type, url }) => `${type} ${url}`).filter((target) => !/^(?:browser|tab|page) (?:about:blank|chrome:.*)?$/.test(target)), renderers: processInfo.filter(({ type }) => type === 'renderer').length };
  }

  it('leave no contexts, targets or processes behind', async () => {
    const browser = await launch(await findBrowser({ choice: null, environment: process.env }), false);
    try {
      await makeVisit(browser, lightCollectors, requestOf({ origin: pages.origin, steps: [{ visit: '/a' }], pass: 'inspection' }));
      const before = await heldBy(browser);
      const four = async (): Promise<boolean[]> => Promise.all(Array.from({ length: 4 }, async () => (await makeVisit(browser, lightCollectors, requestOf({ origin: pages.origin, steps: [{ visit: '/a' }], pass: 'inspection' }))).outcome.ok));
      for (let round = 0; round < 2; round += 1) expect(await four()).toEqual([true, true, true, true]);
      expect((await makeVisit(browser, collectors, requestOf({ origin: pages.origin, steps: [{ visit: '/a' }], pass: 'inspection' }))).outcome.ok).toBe(true);
      // Processes of closed pages end a moment later.
      await expect.poll(() => heldBy(browser), { timeout: 20_000 }).toEqual({ contexts: 0, targets: [], renderers: expect.toSatisfy((count: number) => count <= before.renderers) });
    } finally {
      await browser.close();
    }
  });

  it('go on in a new browser when the old one has grown, those under way ending in the old one', async () => {
    const lane = await openLane({ browser: await findBrowser({ choice: null, environment: process.env }), headed: false, collectors: [], mostGrowth: -1, readEvery: 3 });
    const seen = new Set<number | null>();
    try {
      const shown = await Promise.all(Array.from({ length: 8 }, async () => {
        const page = await lane.render(`${pages.origin}/frame`);
        seen.add(lane.processId());
        return page?.html.includes('Frame');
      }));
      expect(shown).toEqual(Array.from({ length: 8 }, () => true));
      await lane.render(`${pages.origin}/frame`);
      seen.add(lane.processId());
      expect(seen.size).toBeGreaterThan(1);
      expect(await lane.evaluate('() => 1 + 1')).toBe(2);
    } finally {
      await lane.close();
    }
  });
});
