import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';
import type { VisitEvidence } from '../model/evidence.ts';
import type { BrowserChoice } from './browser.ts';
import type { Collector } from './collectors/collector.ts';
import { collectors as allCollectors } from './collectors/index.ts';
import { registerConsent } from './consent/read.ts';
import { registerLocators } from './locate.ts';
import { firstLine } from './problems.ts';
import { within } from './patience.ts';
import type { VisitRequest } from './stage.ts';
import { makeVisit } from './visit.ts';

/** One browser in which visits are made, one after the other or side by side, each in a context of its own. */
export interface VisitLane {
  browserVersion: string;
  /** What a reader of the figures should know about this browser. */
  notes: string[];
  /** Never rejects once the browser has started. A browser that died is started again for the next visit; if it cannot be, throws BROWSER_FAILED. */
  visit(request: VisitRequest): Promise<VisitEvidence>;
  /** Runs the source of a function in an empty, unthrottled page, and answers with what it gives. */
  evaluate(pageFunction: string): Promise<unknown>;
  /** Ends the browser. Does not throw. */
  close(): Promise<void>;
  alive(): boolean;
}

/** What keeps the browser from talking on its own, and connections on the protocols that CDP can throttle. */
const flags = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'];

/** ms the browser may take to end. */
const closeCap = 10_000;

export async function launch(browser: BrowserChoice, headed: boolean): Promise<Browser> {
  try {
    return await chromium.launch({
      executablePath: browser.executablePath,
      headless: !headed,
      chromiumSandbox: !browser.needsNoSandbox,
      args: flags,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  } catch (error) {
    throw new KnownError(errors.browserFailed, `The browser at ${browser.executablePath} did not start: ${firstLine(error)}`, { cause: error });
  }
}

/** Starts a browser. `collectors`: all of them unless given. Throws BROWSER_FAILED if it does not start. */
export async function openLane(options: { browser: BrowserChoice; headed: boolean; collectors?: readonly Collector[] }): Promise<VisitLane> {
  const { collectors = allCollectors } = options;
  await registerLocators();
  await registerConsent();
  let browser = await launch(options.browser, options.headed);
  let closed = false;
  const living = async (): Promise<Browser> => {
    if (!browser.isConnected() && !closed) browser = await launch(options.browser, options.headed);
    return browser;
  };
  return {
    browserVersion: browser.version(),
    notes: options.browser.needsNoSandbox ? ['Chromium runs without its sandbox, since this process is root.'] : [],
    visit: async (request) => makeVisit(await living(), collectors, request),
    evaluate: async (pageFunction) => {
      const context = await (await living()).newContext();
      try {
        const page = await context.newPage();
        return await page.evaluate(`(${pageFunction})()`);
      } finally {
        await context.close();
      }
    },
    close: async () => {
      closed = true;
      await within(browser.close(), closeCap);
    },
    alive: () => browser.isConnected(),
  };
}
