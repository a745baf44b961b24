import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goldenRecord } from '../../fixtures/golden/make-record.ts';
import { formatNamed, textOf } from '../../src/report/index.ts';
import { browserFlags } from '../../src/visit/browser-flags.ts';
import { findBrowser } from '../../src/visit/index.ts';

const golden = new URL('../../fixtures/golden/', import.meta.url);
const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let folder: string;
let address: string;

beforeAll(async () => {
  const text = await formatNamed('html')?.render(goldenRecord(), { readArtefact: (path) => readFile(new URL(path, golden)) });
  folder = await mkdtemp(join(tmpdir(), 'mystery-shopper-report-'));
  const file = join(folder, 'report.html');
  await writeFile(file, textOf(text ?? ''));
  address = pathToFileURL(file).href;
  const { executablePath, needsNoSandbox } = await findBrowser({ choice: null, environment: process.env });
  browser = await chromium.launch({ executablePath, chromiumSandbox: !needsNoSandbox, args: [...browserFlags] });
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The report in a page of its own, with what it asked for and what it complained about. */
async function opened<T>(options: BrowserContextOptions, look: (page: Page, trouble: string[]) => Promise<T>, hash = ''): Promise<T> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const trouble: string[] = [];
    page.on('console', (message) => trouble.push(message.text()));
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith('data:') && request.url().split('#')[0] !== address) trouble.push(`asked for ${request.url()}`);
    });
    await page.goto(`${address}${hash}`);
    return await look(page, trouble);
  } finally {
    await context.close();
  }
}

interface AxeResult {
  violations: { id: string; nodes: { target: unknown[] }[] }[];
}

async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(await axeSource);
  const result = await page.evaluate<AxeResult>(`axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], ...(rules && { runOnly: { type: 'rule', values: rules } }) })})`);
  return result.violations.map((violation) => `${violation.id} at ${violation.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(', ')}`);
}

const unfold = (page: Page): Promise<void> => page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
const sideways = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Another colour scheme changes contrast and nothing else that axe looks at. */
const contrastOnly = ['color-contrast'];

const views: [string, BrowserContextOptions, rules?: string[]][] = [
  ['light', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }],
  ['dark', { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' }, contrastOnly],
  ['on a phone', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }],
  ['at 320 px, dark', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' }, contrastOnly],
];

describe.each(views)('the report, %s', (_name, options, rules) => {
  test('has no axe violation, asks for nothing and reports no error', async () => {
    await opened(options, async (page, trouble) => {
      await unfold(page);
      expect(await violations(page, rules)).toEqual([]);
      expect(trouble).toEqual([]);
    });
  });

  test('never scrolls sideways', async () => {
    await opened(options, async (page) => {
      expect(await sideways(page)).toBe(0);
      await unfold(page);
      expect(await sideways(page)).toBe(0);
    });
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
  await opened({ viewport: { width: 1280, height: 800 } }, async (page) => {
    expect(await violations(page)).toEqual([]);
  });
});

test('a link to a folded finding unfolds it', async () => {
  await opened({ viewport: { width: 1280, height: 800 } }, async (page) => {
    const line = page.locator('[id="touchpoint-buy-a-tent~home~campline"]');
    expect(await line.getAttribute('open')).toBeNull();
    await page.evaluate(() => { location.hash = 'touchpoint-buy-a-tent~home~campline'; });
    await expect.poll(() => line.getAttribute('open')).not.toBeNull();
  });
});

test('filters hide what is of other personas and sites, by keyboard, and say so', async () => {
  await opened({ viewport: { width: 1280, height: 800 } }, async (page) => {
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
  await opened({ viewport: { width: 1280, height: 800 } }, async (page, trouble) => {
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
  await opened({ viewport: { width: 1280, height: 800 } }, async (page) => {
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
  await opened({ viewport: { width: 1280, height: 800 } }, async (page, trouble) => {
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
  await opened({ viewport: { width: 1280, height: 800 } }, async (page, trouble) => {
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(1);
    expect(await page.getByText('<img src=x onerror=alert(1)>').count()).toBeGreaterThan(0);
    expect(trouble).toEqual([]);
  });
});

test('on paper everything is unfolded and the controls are gone', async () => {
  await opened({ viewport: { width: 1280, height: 800 } }, async (page) => {
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await page.locator('details:not([open])').count()).toBe(0);
    expect(await page.locator('nav.contents').isVisible()).toBe(false);
    // With a button in it the head of a table is not repeated on the pages that follow.
    expect(await page.locator('thead button').evaluateAll((buttons) => buttons.filter((button) => getComputedStyle(button).display !== 'contents').length)).toBe(0);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(await page.locator('details:not([open])').count()).toBeGreaterThan(0);
  });
});
