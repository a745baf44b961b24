import { chromium } from 'playwright-core';
import type { Browser, CDPSession } from 'playwright-core';
import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';
import type { VisitEvidence } from '../model/evidence.ts';
import { browserFlags } from './browser-flags.ts';
import { memoryOf } from './browser-memory.ts';
import type { BrowserChoice } from './browser.ts';
import type { Collector } from './collectors/collector.ts';
import { collectors as allCollectors } from './collectors/index.ts';
import { registerEngines } from './engines.ts';
import { firstLine, seconds } from './problems.ts';
import { limited, within } from './patience.ts';
import { openRenewal } from './renewal.ts';
import { renderPage, type RenderedPage, type Rendering } from './render-page.ts';
import type { VisitRequest } from './stage.ts';
import { userAgentOf, withName } from './user-agent.ts';
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
  /** Opens a page and gives it as its scripts have made it, unthrottled and without instruments; null: it did not load in time. `pressing`: controls are pressed to see where they lead. */
  render(url: string, rendering?: Rendering): Promise<RenderedPage | null>;
  /** Of the browser that runs now; null: it does not say. */
  processId(): number | null;
  /** Ends the browser, by force if it does not end by itself. Does not throw. */
  close(): Promise<void>;
  alive(): boolean;
}

/** ms the browser may take to end, to give a sign of life, and to answer a question. */
const caps = { close: 5_000, life: 5_000, answer: 30_000 };

export async function launch(browser: BrowserChoice, headed: boolean, flags: readonly string[] = []): Promise<Browser> {
  try {
    return await chromium.launch({
      executablePath: browser.executablePath,
      headless: !headed,
      chromiumSandbox: !browser.needsNoSandbox,
      args: [...browserFlags, ...flags],
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  } catch (error) {
    throw new KnownError(errors.browserFailed, `The browser at ${browser.executablePath} did not start: ${firstLine(error)}`, { cause: error });
  }
}

/** How a browser names itself is known when it runs. */
async function launchNamed({ browser: choice, headed, flags = [], userAgent }: LaneOptions): Promise<Browser> {
  const browser = await launch(choice, headed, flags);
  if (userAgent === undefined) return browser;
  try {
    return await launch(choice, headed, [...flags, `--user-agent=${withName(await userAgentOf(browser), userAgent)}`]);
  } finally {
    await within(browser.close(), caps.close);
  }
}

interface Running {
  browser: Browser;
  session: CDPSession;
  processId: number | null;
  /** MB at its first reading; null: there was none. */
  memory: number | null;
}

async function start(options: LaneOptions): Promise<Running> {
  const browser = await launchNamed(options);
  const session = await browser.newBrowserCDPSession();
  return { browser, session, processId: (await processesOf(session)).find(({ type }) => type === 'browser')?.id ?? null, memory: null };
}

async function processesOf(session: CDPSession): Promise<{ type: string; id: number }[]> {
  return (await within(session.send('SystemInfo.getProcessInfo'), caps.life))?.processInfo ?? [];
}

/** MB of what stays while pages come and go; null: the system does not say. Renderers end with their pages. */
async function memoryOfStaying({ session }: Running): Promise<number | null> {
  return memoryOf((await processesOf(session)).flatMap(({ type, id }) => (type === 'renderer' ? [] : [id])));
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

export interface LaneOptions {
  browser: BrowserChoice;
  headed: boolean;
  /** Default: all of them. */
  collectors?: readonly Collector[];
  /** Of the browser, beside those it always has. */
  flags?: readonly string[];
  /** Stands behind the user agent of the browser in whatever it asks for, also what belongs to no page, as for a service worker. Absent: nothing does. */
  userAgent?: string;
  /** MB that the browser may grow by, beside its pages, before it is started anew between two pages; default 250. */
  mostGrowth?: number;
  /** Pages between two readings of its memory; default 50. */
  readEvery?: number;
}

/** Design choices: MB, and pages. Where the memory cannot be read, a browser shows so many pages as `unread` says. */
const usual = { growth: 250, readEvery: 50, unread: 1_000 };

/** Starts a browser. Throws BROWSER_FAILED if it does not start. */
export async function openLane(options: LaneOptions): Promise<VisitLane> {
  const { collectors = allCollectors, mostGrowth = usual.growth, readEvery = usual.readEvery } = options;
  await registerEngines();
  let running = await start(options);
  let closed = false;
  let starting: Promise<void> | null = null;
  let readings = 0;
  const startAgain = async (): Promise<void> => {
    running = await start(options);
    readings = 0;
  };
  /** Visits side by side share the one that is started in place of a dead one. */
  const living = async (): Promise<Browser> => {
    const known = running;
    if (known.browser.isConnected() && (await within(known.session.send('Browser.getVersion'), caps.life)) === undefined) await kill(known);
    if (!running.browser.isConnected() && !closed) {
      starting ??= startAgain().finally(() => (starting = null));
      await starting;
    }
    return running.browser;
  };
  const renewal = openRenewal({
    every: readEvery,
    isDue: async () => {
      const memory = await memoryOfStaying(running);
      readings += 1;
      if (memory === null) return readings * readEvery >= usual.unread;
      running.memory ??= memory;
      return memory - running.memory > mostGrowth;
    },
    // The next visit starts another.
    renew: async () => {
      await within(running.browser.close(), caps.close);
      await kill(running);
    },
  });
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
    visit: (request) => renewal.during(async () => makeVisit(await living(), collectors, request)),
    evaluate: (pageFunction, timeout = caps.answer) =>
      renewal.during(async () => {
        const browser = await living();
        const asked = running;
        const result = await limited(answer(browser, pageFunction), timeout);
        if (!result.ended) {
          await kill(asked);
          throw new KnownError(errors.browserFailed, `The browser gave no answer within ${seconds(timeout)}.`);
        }
        if (!result.ok) throw result.error;
        return result.value;
      }),
    render: (url, rendering) => renewal.during(async () => renderPage(await living(), url, rendering)),
    processId: () => running.processId,
    close: async () => {
      closed = true;
      await within(running.browser.close(), caps.close);
      await kill(running);
    },
    alive: () => running.browser.isConnected(),
  };
}
