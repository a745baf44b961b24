import { chromium } from 'playwright-core';
import type { Browser, CDPSession } from 'playwright-core';
import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';
import type { VisitEvidence } from '../model/evidence.ts';
import { browserFlags } from './browser-flags.ts';
import type { BrowserChoice } from './browser.ts';
import type { Collector } from './collectors/collector.ts';
import { collectors as allCollectors } from './collectors/index.ts';
import { registerConsent } from './consent/read.ts';
import { registerLocators } from './locate.ts';
import { firstLine, seconds } from './problems.ts';
import { limited, within } from './patience.ts';
import { renderPage, type RenderedPage } from './render-page.ts';
import type { VisitRequest } from './stage.ts';
import { makeVisit } from './visit.ts';

/** One browser in which visits are made, one after the other or side by side, each in a context of its own. */
export interface VisitLane {
  browserVersion: string;
  /** What a reader of the figures should know about this browser. */
  notes: string[];
  /** Never rejects once the browser has started. A browser that died is started again for the next visit; if it cannot be, throws BROWSER_FAILED. */
  visit(request: VisitRequest): Promise<VisitEvidence>;
  /** Runs the source of a function in an empty, unthrottled page, and answers with what it gives. Throws BROWSER_FAILED where there is no answer within `timeout` ms, by default 30,000; the browser is then ended. */
  evaluate(pageFunction: string, timeout?: number): Promise<unknown>;
  /** Opens a page and gives it as its scripts have made it, unthrottled and without instruments; null: it did not load in time. */
  render(url: string): Promise<RenderedPage | null>;
  /** Of the browser that runs now; null: it does not say. */
  processId(): number | null;
  /** Ends the browser, by force if it does not end by itself. Does not throw. */
  close(): Promise<void>;
  alive(): boolean;
}

/** ms the browser may take to end, to give a sign of life, and to answer a question. */
const caps = { close: 5_000, life: 5_000, answer: 30_000 };

export async function launch(browser: BrowserChoice, headed: boolean): Promise<Browser> {
  try {
    return await chromium.launch({
      executablePath: browser.executablePath,
      headless: !headed,
      chromiumSandbox: !browser.needsNoSandbox,
      args: [...browserFlags],
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  } catch (error) {
    throw new KnownError(errors.browserFailed, `The browser at ${browser.executablePath} did not start: ${firstLine(error)}`, { cause: error });
  }
}

interface Running {
  browser: Browser;
  session: CDPSession;
  processId: number | null;
}

async function start(choice: BrowserChoice, headed: boolean): Promise<Running> {
  const browser = await launch(choice, headed);
  const session = await browser.newBrowserCDPSession();
  const told = await within(session.send('SystemInfo.getProcessInfo'), caps.life);
  return { browser, session, processId: told?.processInfo.find(({ type }) => type === 'browser')?.id ?? null };
}

/** Ends a browser that does not answer, with all its processes. */
async function kill({ browser, processId }: Running): Promise<void> {
  if (processId === null || !browser.isConnected()) return;
  const gone = new Promise((resolve) => browser.once('disconnected', resolve));
  // It leads a group of processes, unless a script has started it.
  for (const target of [-processId, processId]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // There is no such group, or it has ended already.
    }
  }
  await within(gone, caps.close);
}

/** Starts a browser. `collectors`: all of them unless given. Throws BROWSER_FAILED if it does not start. */
export async function openLane(options: { browser: BrowserChoice; headed: boolean; collectors?: readonly Collector[] }): Promise<VisitLane> {
  const { collectors = allCollectors } = options;
  await registerLocators();
  await registerConsent();
  let running = await start(options.browser, options.headed);
  let closed = false;
  const living = async (): Promise<Browser> => {
    const known = running;
    if (known.browser.isConnected() && (await within(known.session.send('Browser.getVersion'), caps.life)) === undefined) await kill(known);
    if (!running.browser.isConnected() && !closed) running = await start(options.browser, options.headed);
    return running.browser;
  };
  const answer = async (browser: Browser, pageFunction: string): Promise<unknown> => {
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      return await page.evaluate(`(${pageFunction})()`);
    } finally {
      await within(context.close(), caps.close);
    }
  };
  return {
    browserVersion: running.browser.version(),
    notes: options.browser.needsNoSandbox ? ['Chromium runs without its sandbox, since this process is root.'] : [],
    visit: async (request) => makeVisit(await living(), collectors, request),
    evaluate: async (pageFunction, timeout = caps.answer) => {
      const browser = await living();
      const asked = running;
      const result = await limited(answer(browser, pageFunction), timeout);
      if (!result.ended) {
        await kill(asked);
        throw new KnownError(errors.browserFailed, `The browser gave no answer within ${seconds(timeout)}.`);
      }
      if (!result.ok) throw result.error;
      return result.value;
    },
    render: async (url) => renderPage(await living(), url),
    processId: () => running.processId,
    close: async () => {
      closed = true;
      await within(running.browser.close(), caps.close);
      await kill(running);
    },
    alive: () => running.browser.isConnected(),
  };
}
