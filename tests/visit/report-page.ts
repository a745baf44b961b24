import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { RunRecord } from '../../src/model/record.ts';
import { formatNamed, textOf } from '../../src/report/index.ts';
import { browserFlags } from '../../src/visit/browser-flags.ts';
import { findBrowser } from '../../src/visit/index.ts';

const golden = new URL('../../fixtures/golden/', import.meta.url);
const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A report on disk, and the browser that shows it. */
export interface Shown {
  browser: Browser;
  /** Address of its folder, with a slash at the end. */
  root: string;
  /** Files in it, with slashes. */
  files: string[];
  close(): Promise<void>;
}

/** Renders a record with the artefacts of the golden one. */
export async function show(record: RunRecord): Promise<Shown> {
  const folder = await mkdtemp(join(tmpdir(), 'mystery-shopper-report-'));
  const files: string[] = [];
  const keep = async (path: string, content: string | Uint8Array): Promise<void> => {
    files.push(path);
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  };
  const text = await formatNamed('html')?.render(record, { readArtefact: (path) => readFile(new URL(path, golden)), keep });
  await keep('report.html', textOf(text ?? ''));
  const { executablePath, needsNoSandbox } = await findBrowser({ choice: null, environment: process.env });
  const browser = await chromium.launch({ executablePath, chromiumSandbox: !needsNoSandbox, args: [...browserFlags] });
  const close = async (): Promise<void> => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { browser, root: `${pathToFileURL(folder).href}/`, files, close };
}

/** What a page complained about, and what it asked for outside the report. */
export type Trouble = string[];

export const wide: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };

/** A page of the report in a context of its own. */
export async function openPage({ browser, root }: Shown, path: string, options: BrowserContextOptions = wide): Promise<{ page: Page; trouble: Trouble; requests: string[] }> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const trouble: Trouble = [];
  const requests: string[] = [];
  page.on('console', (message) => trouble.push(message.text()));
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (url.startsWith(root)) requests.push(decodeURIComponent(url.slice(root.length).split('#')[0] ?? ''));
    else if (!url.startsWith('data:')) trouble.push(`asked for ${url}`);
  });
  page.on('requestfailed', (request) => trouble.push(`did not get ${request.url().slice(0, 200)}`));
  await page.goto(`${root}${path}`);
  return { page, trouble, requests };
}

/** The same, closed when it was looked at. */
export async function opened<T>(shown: Shown, path: string, options: BrowserContextOptions, look: (page: Page, trouble: Trouble, requests: string[]) => Promise<T>): Promise<T> {
  const { page, trouble, requests } = await openPage(shown, path, options);
  try {
    return await look(page, trouble, requests);
  } finally {
    await page.context().close();
  }
}

interface AxeResult {
  violations: { id: string; nodes: { target: unknown[] }[] }[];
  passes: unknown[];
}

/** Another colour scheme changes contrast and nothing else that axe looks at. */
export const contrastOnly = ['color-contrast'];

/** What is drawn with the same rules as what stands before it. */
const repeated = ['.touchpoint ~ .touchpoint', '.site ~ .site', '.comparison ~ .comparison', '.component ~ .component', '.definition ~ .definition', '.todo > li ~ li', 'tbody > tr:nth-child(n + 12)'];

/** axe's violations; `rules`: those only. `once`: what is drawn like something before it is taken out of the page first, which takes a third of the time. */
export async function violations(page: Page, { rules, once = false }: { rules?: readonly string[]; once?: boolean } = {}): Promise<string[]> {
  if (once) await page.evaluate((selector) => document.querySelectorAll(selector).forEach((element) => element.remove()), repeated.join());
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await axeSource);
  // Else it asks for the style again, which the page's own policy forbids.
  const options = { preload: false, resultTypes: ['violations'], ...(rules && { runOnly: { type: 'rule', values: rules } }) };
  const result = await page.evaluate<AxeResult>(`axe.run(document, ${JSON.stringify(options)})`);
  expect(result.passes.length + result.violations.length).toBeGreaterThan(0);
  return result.violations.map((violation) => `${violation.id} at ${violation.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(', ')}`);
}

export const unfold = (page: Page): Promise<void> => page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));

/** CSS px by which the page is wider than its window. */
export const sideways = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Elements that cut off what is in them. What is cut on purpose stands in full elsewhere: behind its link, and in the table below a waterfall. */
export const cut = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.body.querySelectorAll<HTMLElement>('*')]
      .filter((element) => {
        if (!(element instanceof HTMLElement) || element.closest('.pin-text, .waterfall .address') || !element.checkVisibility()) return false;
        const { overflowX, overflowY } = getComputedStyle(element);
        const [x, y] = [overflowX, overflowY].map((overflow) => overflow === 'hidden' || overflow === 'clip');
        // One px is how what is for screen readers only is hidden.
        if (element.clientWidth <= 1 || element.clientHeight <= 1) return false;
        return (x && element.scrollWidth > element.clientWidth + 1) || (y && element.scrollHeight > element.clientHeight + 1);
      })
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}: ${element.innerText.slice(0, 60)}`),
  );
