import type { Browser, Page } from 'playwright-core';
import { collectLinks } from './in-page/collect-links.ts';
import { limited, within } from './patience.ts';
import type { BrowserState } from './stage.ts';
import { pressForLinks, pressTime, type Pressing } from './press-for-links.ts';

/** A page as it is once its scripts have run. */
export interface RenderedPage {
  url: string;
  html: string;
  /** Links in its frames and open shadow roots too, which its HTML does not hold. */
  further: { href: string; text: string; rel: string }[];
  /** There was more to press than is pressed. */
  cut: boolean;
}

/** ms a page may take to load. */
const loadCap = 20_000;
/** ms without a request after the load event are waited for so long, as Playwright's `networkidle` means it; then the page is taken as it is. */
const idleCap = 3_000;
const closeCap = 5_000;
/** Of one document. */
const mostLinks = 10_000;

export interface Rendering {
  /** Controls are pressed to see where they lead; absent: none are. */
  pressing?: Pressing;
  /** What the browser holds at the beginning; absent: nothing. */
  state?: BrowserState;
}

/** Opens a page in a context of its own. null: it did not load in time. Never rejects because of the page. */
export async function renderPage(browser: Browser, url: string, { pressing, state }: Rendering = {}): Promise<RenderedPage | null> {
  const context = await browser.newContext({ acceptDownloads: false, serviceWorkers: 'block', ...(state && { storageState: state }) });
  try {
    const page = await context.newPage();
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
    const result = await limited(read(page, url), loadCap + idleCap + closeCap);
    if (!result.ended || !result.ok) return null;
    if (pressing === undefined) return result.value;
    const pressed = await within(pressForLinks(context, page, pressing), pressTime);
    return { ...result.value, further: [...result.value.further, ...(pressed?.links ?? [])], cut: pressed?.cut ?? true };
  } finally {
    await within(context.close(), closeCap);
  }
}

async function read(page: Page, url: string): Promise<RenderedPage> {
  await page.goto(url, { waitUntil: 'load', timeout: loadCap });
  await page.waitForLoadState('networkidle', { timeout: idleCap }).catch(() => undefined);
  return readShown(page);
}

export async function readShown(page: Page): Promise<RenderedPage> {
  const links = await Promise.all(page.frames().map((frame) => within(frame.evaluate(collectLinks, mostLinks), closeCap)));
  return { url: page.url(), html: await page.content(), further: links.flatMap((found) => found ?? []), cut: false };
}
