import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goldenRecord } from '../../fixtures/golden/make-record.ts';
import { contrastOnly, cut, opened as openedFrom, sideways, show, unfold, violations, wide, type Shown, type Trouble } from './report-page.ts';

let shown: Shown;

beforeAll(async () => {
  shown = await show(goldenRecord());
});

afterAll(async () => {
  await shown?.close();
});

/** The report in a page of its own, with what it complained about. It is one file, so that it may ask for nothing else. */
function opened<T>(options: BrowserContextOptions, look: (page: Page, trouble: Trouble) => Promise<T>): Promise<T> {
  return openedFrom(shown, 'report.html', options, async (page, trouble, requests) => {
    const result = await look(page, trouble);
    expect(new Set(requests)).toEqual(new Set(['report.html']));
    return result;
  });
}

const zoomed: BrowserContextOptions = { viewport: { width: 320, height: 256 } };

/** Width of what is printed on A4, in CSS px: 186 mm at the scale at which it is printed. */
const paper: BrowserContextOptions = { viewport: { width: 1004, height: 1420 } };

interface View {
  options: BrowserContextOptions;
  /** Absent: all of axe's. */
  rules?: string[];
  once: boolean;
  print?: boolean;
}

const views: [string, View][] = [
  ['light', { options: { ...wide, colorScheme: 'light' }, once: false }],
  ['dark', { options: { ...wide, colorScheme: 'dark' }, rules: contrastOnly, once: true }],
  ['in forced colours', { options: { ...wide, colorScheme: 'dark', forcedColors: 'active' }, rules: contrastOnly, once: true }],
  ['on a phone', { options: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }, once: true }],
  ['at 400 % zoom, which is 320 px, dark', { options: { ...zoomed, colorScheme: 'dark' }, rules: contrastOnly, once: true }],
  ['on paper', { options: paper, rules: contrastOnly, once: true, print: true }],
];

test.each(views)('the report, %s, has no axe violation, cuts nothing off, never scrolls sideways and asks for nothing', async (_name, { options, rules, once, print = false }) => {
  await opened(options, async (page, trouble) => {
    if (print) await page.emulateMedia({ media: 'print' });
    else expect(await sideways(page)).toBe(0);
    await unfold(page);
    expect(await sideways(page)).toBe(0);
    expect(await cut(page)).toEqual([]);
    expect(await violations(page, { ...(rules && { rules }), once })).toEqual([]);
    expect(trouble).toEqual([]);
  });
});

test('in forced colours everything that is drawn has the colours of the reader', async () => {
  await opened({ ...wide, colorScheme: 'dark', forcedColors: 'active' }, async (page) => {
    await unfold(page);
    const others = await page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement('i'));
      const theirs = new Set(['none', 'rgba(0, 0, 0, 0)', ...['Canvas', 'CanvasText', 'LinkText', 'Highlight', 'GrayText'].map((name) => {
        probe.style.color = name;
        return getComputedStyle(probe).color;
      })]);
      probe.remove();
      // Outlines in a picture keep their colours, as the picture does.
      const drawn = [...document.querySelectorAll('svg :is(path, rect, circle, text)')].filter((element) => !element.closest('symbol, .finds, .crop') && element.checkVisibility());
      return [...new Set(drawn.flatMap((element) => {
        const { fill, stroke } = getComputedStyle(element);
        return theirs.has(fill) && theirs.has(stroke) ? [] : [`${element.closest('svg')?.getAttribute('class') ?? ''} ${element.tagName}.${element.getAttribute('class') ?? ''}: ${fill}, ${stroke}`];
      }))];
    });
    expect(others).toEqual([]);
  });
});

test('whoever asks for less motion gets none', async () => {
  await opened({ ...wide, reducedMotion: 'reduce' }, async (page) => {
    const scrolling = (): Promise<string> => page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior);
    expect(await scrolling()).toBe('auto');
    expect(await page.evaluate(() => [...document.querySelectorAll('*')].filter((element) => getComputedStyle(element).animationName !== 'none' || getComputedStyle(element).transitionDuration !== '0s').length)).toBe(0);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    expect(await scrolling()).toBe('smooth');
  });
});

describe('without JavaScript', () => {
  test.each([1280, 320])('at %d px everything is unfolded, nothing scrolls sideways and nothing useless is shown', async (width) => {
    await opened({ viewport: { width, height: 800 }, javaScriptEnabled: false }, async (page, trouble) => {
      expect(await page.locator('details:not([open])').count()).toBe(0);
      expect(await page.locator('form.filters').isVisible()).toBe(false);
      expect(await page.locator('#touchpoints .problem').first().isVisible()).toBe(true);
      expect(await sideways(page)).toBe(0);
      expect(trouble.filter((line) => line.startsWith('asked for'))).toEqual([]);
    });
  });
});

test('the report as it opens, folded, has no axe violation', async () => {
  await opened(wide, async (page) => {
    expect(await violations(page, { once: true })).toEqual([]);
  });
});

test('a link to a folded finding unfolds it', async () => {
  await opened(wide, async (page) => {
    const line = page.locator('[id="touchpoint-buy-a-tent~home~campline"]');
    expect(await line.getAttribute('open')).toBeNull();
    await page.evaluate(() => { location.hash = 'touchpoint-buy-a-tent~home~campline'; });
    await expect.poll(() => line.getAttribute('open')).not.toBeNull();
  });
});

test('filters hide what is of other personas and sites, by keyboard, and say so', async () => {
  await opened(wide, async (page) => {
    const kim = page.locator('#personas tbody[data-personas="keyboard-only"]');
    const molly = page.locator('#personas tbody[data-personas="molly-millennial"]');
    await page.getByLabel('Persona', { exact: true }).focus();
    await page.keyboard.type('Kim');
    await expect.poll(() => molly.isVisible()).toBe(false);
    expect(await kim.isVisible()).toBe(true);
    expect(await page.locator('[data-filter-state]').textContent()).toContain('Kim, keyboard only');
    await page.getByLabel('Site', { exact: true }).selectOption('campline');
    expect(await page.locator('#journey-map figure[data-sites="fernwood"]').isVisible()).toBe(false);
  });
});

test('tables are sorted and filtered by keyboard, which is said', async () => {
  await opened(wide, async (page, trouble) => {
    await unfold(page);
    const table = page.locator('#touchpoints table.numbers').first();
    const tools = page.locator('.table-tools', { has: page.getByRole('searchbox') }).filter({ has: page.locator('xpath=following-sibling::*[1]//table[contains(@class, "numbers")]') }).first();
    const first = (): Promise<string[]> => table.locator('tbody').first().locator('tr:not(.group):not(.filtered-out) > th').allInnerTexts();
    const before = await first();
    const sort = table.getByRole('button', { name: 'Number' });
    await sort.focus();
    await page.keyboard.press('Enter');
    expect(await first()).toEqual([...before].sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase())));
    expect(await tools.getByRole('status').textContent()).toBe('Sorted by Number, ascending.');
    await page.keyboard.press('Enter');
    expect(await table.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('descending');
    await page.keyboard.press('Enter');
    expect(await first()).toEqual(before);
    await tools.getByRole('searchbox').focus();
    await page.keyboard.type('lcp');
    expect(await table.locator('tbody tr:not(.group):visible').count()).toBe(1);
    expect(await tools.getByRole('status').textContent()).toMatch(/^1 of \d+ rows shown\.$/);
    expect(trouble).toEqual([]);
  });
});

test('times of every size are sorted by what they say', async () => {
  await opened(wide, async (page) => {
    await unfold(page);
    const sorted = await page.evaluate(() => {
      const table = document.querySelector('table.numbers');
      const body = table?.querySelector('tbody');
      if (!table || !body) return [];
      const texts = ['1.2 s', 'not available', '900 ms', '2 min 3 s', 'none', '62 s'];
      const [head] = [...table.querySelectorAll('thead button')].slice(1);
      for (const text of texts) {
        const row = body.insertRow();
        row.append(document.createElement('th'), Object.assign(document.createElement('td'), { textContent: text }));
        row.className = 'planted';
      }
      if (head instanceof HTMLElement) head.click();
      return [...body.querySelectorAll('.planted td')].map(({ textContent }) => textContent);
    });
    expect(sorted).toEqual(['none', '900 ms', '1.2 s', '62 s', '2 min 3 s', 'not available']);
  });
});

test('every link within the page leads to something that is then to be seen', async () => {
  await opened(wide, async (page, trouble) => {
    const { failed, followed } = await page.evaluate(async () => {
      const [lost, all]: [string[], string[]] = [[], []];
      // Links in drawings have no hash of their own.
      for (const link of document.querySelectorAll('a[href^="#"]')) {
        const hash = link.getAttribute('href') ?? '';
        if (decodeURIComponent(location.hash) === decodeURIComponent(hash)) continue;
        const arrived = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
        location.hash = hash;
        await arrived;
        all.push(hash);
        if (document.getElementById(decodeURIComponent(hash.slice(1)))?.checkVisibility() !== true) lost.push(hash);
      }
      return { failed: lost, followed: all.length };
    });
    expect(failed).toEqual([]);
    expect(followed).toBeGreaterThan(0);
    expect(trouble).toEqual([]);
  });
});

test('text of a hostile page stays text', async () => {
  await opened(wide, async (page, trouble) => {
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(1);
    expect(await page.getByText('<img src=x onerror=alert(1)>').count()).toBeGreaterThan(0);
    expect(trouble).toEqual([]);
  });
});

test('on paper everything is unfolded, the controls are gone and the heads of tables stand on every page', async () => {
  await opened(paper, async (page) => {
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await page.locator('details:not([open])').count()).toBe(0);
    expect(await page.locator('nav.contents').isVisible()).toBe(false);
    // With a button in it the head of a table is not repeated on the pages that follow.
    expect(await page.locator('thead button').evaluateAll((buttons) => buttons.filter((button) => getComputedStyle(button).display !== 'contents').length)).toBe(0);
    expect(new Set(await page.locator('thead').evaluateAll((heads) => heads.map((head) => getComputedStyle(head).display)))).toEqual(new Set(['table-header-group']));
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(await page.locator('details:not([open])').count()).toBeGreaterThan(0);
  });
});
