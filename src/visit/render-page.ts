import type { Browser, BrowserContext, Page } from 'playwright-core';
import { collectLinks, mostLinks } from './in-page/collect-links.ts';
import { domRest } from './in-page/dom-rest.ts';
import { limited, within } from './patience.ts';
import { watchReceived, type Received } from './received.ts';
import type { BrowserState } from './stage.ts';
import { pressForLinks, pressTime, type Pressing } from './press-for-links.ts';
import { named } from './user-agent.ts';

/** A page as it is once its scripts have run. */
export interface RenderedPage {
  url: string;
  html: string;
  /** Links in its frames and open shadow roots too, which its HTML does not hold. */
  further: { href: string; text: string; rel: string }[];
  /** Not all that it leads to was seen: there was more to read or to press than is, or it took too long. */
  cut: boolean;
  /** It had come to rest when it was read. */
  settled: boolean;
}

/** ms a page may take to load. */
const loadCap = 20_000;
/** ms without a request and a change make a page one at rest, as Playwright's `networkidle` has it. */
const quiet = 500;
/** ms after the load event for which that is waited for; then the page is taken as it is. */
const idleCap = 5_000;
const closeCap = 5_000;
/** ms a frame may take to tell its links; one that hangs must not cost those of the others. */
const frameCap = 2_000;

export interface Rendering {
  /** Controls are pressed to see where they lead; absent: none are. */
  pressing?: Pressing;
  /** What the browser holds at the beginning; absent: nothing. */
  state?: BrowserState;
  /** Sent behind the browser's own user agent; absent: nothing is. */
  userAgent?: string;
  /** Given the bytes of each answer as they came over the network, headers too, also where the page did not load. */
  onReceived?(bytes: number): void;
}

/** Opens a page in a context of its own. null: it did not load in time, or the browser ended meanwhile. Never rejects because of the page, or of another that took the browser with it. */
export async function renderPage(browser: Browser, url: string, rendering: Rendering = {}): Promise<RenderedPage | null> {
  try {
    return await renderIn(browser, url, rendering);
  } catch (error) {
    if (browser.isConnected()) throw error;
    return null;
  }
}

async function renderIn(browser: Browser, url: string, { pressing, state, userAgent, onReceived }: Rendering): Promise<RenderedPage | null> {
  const context = await browser.newContext({ acceptDownloads: false, serviceWorkers: 'block', ...(await named(browser, userAgent)), ...(state && { storageState: state }) });
  let received: Received | undefined;
  try {
    const page = await context.newPage();
    if (onReceived !== undefined) received = await receivedBy(context, page, onReceived);
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
    const result = await limited(read(page, url), loadCap + idleCap + closeCap);
    if (!result.ended || !result.ok) return null;
    if (pressing === undefined) return result.value;
    const pressed = await within(pressForLinks(context, page, pressing), pressTime);
    return { ...result.value, further: [...result.value.further, ...(pressed?.links ?? [])], cut: result.value.cut || (pressed?.cut ?? true) };
  } finally {
    await received?.end();
    await within(context.close(), closeCap);
  }
}

async function receivedBy(context: BrowserContext, page: Page, tell: (bytes: number) => void): Promise<Received> {
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  return watchReceived(context, cdp, tell);
}

async function read(page: Page, url: string): Promise<RenderedPage> {
  const traffic = { begun: 0, open: 0 };
  const ended = (): void => void (traffic.open -= 1);
  page.on('request', () => ((traffic.begun += 1), (traffic.open += 1)));
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
  await page.goto(url, { waitUntil: 'load', timeout: loadCap });
  const settled = await atRest(page, traffic);
  return { ...(await readShown(page)), settled };
}

/** Waits until nothing is asked for and nothing changes; false: that did not come about in time. On a busy machine an app needs long between its script and what that asks for. */
async function atRest(page: Page, traffic: { begun: number; open: number }): Promise<boolean> {
  const until = performance.now() + idleCap;
  while (performance.now() < until) {
    const { begun } = traffic;
    const rest = await limited(page.evaluate(domRest, quiet), until - performance.now());
    if (!rest.ended || page.isClosed()) return false;
    if (rest.ok && traffic.open <= 0 && traffic.begun === begun) return true;
  }
  return false;
}

/** A page as it is now. */
export async function readShown(page: Page): Promise<Omit<RenderedPage, 'settled'>> {
  const frames = await Promise.all(
    page.frames().map(async (frame) => {
      const links = await within(frame.evaluate(collectLinks, mostLinks), frameCap);
      return { links: links ?? [], cut: links === undefined ? !frame.isDetached() : links.length >= mostLinks };
    }),
  );
  return { url: page.url(), html: await page.content(), further: frames.flatMap(({ links }) => links), cut: frames.some(({ cut }) => cut) };
}
