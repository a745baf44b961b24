import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goldenRecord } from '../../fixtures/golden/make-record.ts';
import type { RunRecord } from '../../src/model/record.ts';
import { contrastOnly, cut, openPage, opened, show, sideways, unfold, violations, wide, type Shown, type Trouble } from './report-page.ts';

/** The golden run, with screenshots that are said to be too large for one page. */
function largeRecord(): RunRecord {
  const record = goldenRecord();
  return { ...record, touchpoints: record.touchpoints.map((summary) => ({ ...summary, ...(summary.screenshot !== undefined && { screenshot: { ...summary.screenshot, bytes: 2_000_000 } }) })) };
}

const home = 'report/touchpoint-buy-a-tent~home.html';
const checkout = 'report/touchpoint-buy-a-tent~checkout.html';

let shown: Shown;

beforeAll(async () => {
  shown = await show(largeRecord());
});

afterAll(async () => {
  await shown?.close();
});

type Mode = [name: string, media: Parameters<Page['emulateMedia']>[0], width: number, rules?: string[]];

const light: Mode = ['light', { colorScheme: 'light' }, 1280];

/** What the other pages hold looks as it does in a report of one. */
const modes: Mode[] = [
  light,
  ['dark, at 400 % zoom', { colorScheme: 'dark' }, 320, contrastOnly],
  ['in forced colours', { colorScheme: 'dark', forcedColors: 'active' }, 1280, contrastOnly],
  ['on paper', { colorScheme: 'light', forcedColors: 'none', media: 'print' }, 1004, contrastOnly],
];

const pages: [path: string, modes: Mode[]][] = [['report.html', [light]], [home, modes], ['report/accessibility.html', [light]]];

describe.each(pages)('a report of many pages, %s', (path, shownIn) => {
  let page: Page;
  let trouble: Trouble;

  beforeAll(async () => {
    ({ page, trouble } = await openPage(shown, path));
    await unfold(page);
  });

  afterAll(async () => {
    await page?.context().close();
  });

  test.each(shownIn)('%s, has no axe violation, cuts nothing off, never scrolls sideways and asks for nothing outside its folder', async (_name, media, width, rules) => {
    await page.emulateMedia({ media: 'screen', ...media });
    await page.setViewportSize({ width, height: 800 });
    expect(await sideways(page)).toBe(0);
    expect(await cut(page)).toEqual([]);
    expect(await violations(page, { ...(rules && { rules }) })).toEqual([]);
    expect(trouble).toEqual([]);
  });
});

test.each([['report.html', 320], [checkout, 320], [checkout, 1280]])('without JavaScript everything on %s is unfolded at %d px, with its pictures and its style', async (path, width) => {
  await opened(shown, path, { viewport: { width, height: 800 }, javaScriptEnabled: false }, async (page, trouble, requests) => {
    expect(await page.locator('details:not([open])').count()).toBe(0);
    expect(await page.locator('form.filters').isVisible()).toBe(false);
    expect(await sideways(page)).toBe(0);
    expect(requests.some((name) => /^report\/style-[0-9a-f]{16}\.css$/.test(name))).toBe(true);
    expect(requests.filter((name) => !shown.files.includes(name))).toEqual([]);
    expect(trouble).toEqual([]);
  });
});

test('a page asks for its own pictures only, the first one not before they are looked at', async () => {
  const picturesOf = (requests: readonly string[]): string[] => requests.filter((name) => /\.(?:jpg|png|webp)$/.test(name));
  const all = picturesOf(shown.files).length;
  await opened(shown, home, wide, async (page, _trouble, requests) => {
    const shots = page.locator('.picture image');
    expect(await shots.count()).toBeGreaterThan(0);
    expect(picturesOf(requests).length).toBeGreaterThan(0);
    expect(picturesOf(requests).length).toBeLessThan(all);
  });
  await opened(shown, 'report.html', wide, async (page) => {
    const eager = await page.locator('img:not([loading="lazy"])').count();
    expect([eager, await page.locator('image').count()]).toEqual([0, 0]);
  });
});

test('by keyboard alone: from the worst pain point to its evidence on another page, and back to the whole report', async () => {
  await opened(shown, 'report.html', wide, async (page, trouble) => {
    await page.locator('.worst-list a').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/report\/[^/]+\.html#finding-/);
    const evidence = page.locator('.finding:target');
    await expect.poll(() => evidence.evaluate((element) => element === document.activeElement && element.checkVisibility())).toBe(true);
    expect(await evidence.innerText()).toContain('Pay now');
    await page.getByRole('link', { name: /^The whole report: / }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/report\.html$/);
    expect(trouble).toEqual([]);
  });
});

test('a link to what is folded on another page unfolds it', async () => {
  const anchor = 'touchpoint-buy-a-tent~home~campline';
  await opened(shown, `${home}#${anchor}`, wide, async (page) => {
    const site = page.locator(`[id="${anchor}"]`);
    await expect.poll(() => site.getAttribute('open')).not.toBeNull();
    expect(await site.locator('.site-body').isVisible()).toBe(true);
  });
  await opened(shown, home, wide, async (page) => expect(await page.locator(`[id="${anchor}"]`).getAttribute('open')).toBeNull());
});
