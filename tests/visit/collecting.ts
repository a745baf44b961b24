import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type CDPSession, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { startFixtureServer, type FixtureServer } from '../../fixtures/server.ts';
import type { Artefact, Collected, EvidenceKey, Pass, StepEvidence } from '../../src/model/evidence.ts';
import { desktopControl } from '../../src/config/presets/desktop-control.ts';
import { browserFlags } from '../../src/visit/browser-flags.ts';
import type { Collector, CollectorContext, CollectorSession } from '../../src/visit/collectors/collector.ts';
import { makeScrubber } from '../../src/visit/scrub.ts';
import { stillStep } from './still-step.ts';

export const launch = () => chromium.launch({ args: ['--no-sandbox', ...browserFlags], executablePath: process.env['MYSTERY_SHOPPER_BROWSER'] ?? '/usr/bin/chromium' });

/** For all tests of a file that asks for it with `openBrowser`. */
export let browser: Browser;

export function openBrowser(): void {
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
}

/** For all tests of a file that asks for it with `openFixtures`. */
export let server: FixtureServer;

export function openFixtures(): void {
  beforeAll(async () => {
    server = await startFixtureServer({ sites: [] });
  });
  afterAll(() => server.close());
}

/** Where pages are that no server has. */
export const origin = 'http://shop.test';

export interface Watched {
  page: Page;
  context: BrowserContext;
  cdp: CDPSession;
  kept: Map<string, Uint8Array>;
  /** The last step is over for a collector. */
  settle(collector: Collector): Promise<void>;
  /** What a collector gives at the end of a touchpoint, once it has settled. */
  collect<K extends EvidenceKey>(collector: Collector<K>, touchpoint?: string): Promise<Collected[K]>;
  /** Why what a collector gave last is not all there was. */
  partial(collector: Collector): string | undefined;
  /** Does something as step `index`, as the replay would. */
  step(index: number, done: Partial<StepEvidence>, act: () => Promise<unknown>): Promise<void>;
}

export interface Watching {
  collectors: readonly Collector[];
  origin: string;
  pass?: Pass;
  secrets?: readonly string[];
  page?: BrowserContextOptions;
}

/** Runs the collectors as a visit does, without the replay: one page, its protocol session, steps and touchpoints by hand. */
export async function watch<T>(on: Browser, { collectors, origin: own, pass = 'inspection', secrets = [], page: options = {} }: Watching, use: (watched: Watched) => Promise<T>): Promise<T> {
  const context = await on.newContext(options);
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Page.enable');
    await cdp.send('Network.enable');
    const began = performance.now();
    let under: number | null = null;
    const kept = new Map<string, Uint8Array>();
    const keep = async (name: string, content: Uint8Array, mediaType: string): Promise<Artefact> => {
      if (kept.has(name)) throw new Error(`${name} was kept before`);
      kept.set(name, content);
      return { path: name, mediaType, bytes: content.length };
    };
    const persona = { hands: desktopControl.hands, device: { ...desktopControl.device, mobile: options.isMobile === true }, display: desktopControl.display };
    const given: CollectorContext = { context, page, cdp, pass, persona, origin: own, now: () => performance.now() - began, currentStep: () => under, scrub: makeScrubber(secrets), keep };
    const sessions = new Map<EvidenceKey, CollectorSession<EvidenceKey>>();
    for (const collector of collectors) sessions.set(collector.field, await collector.start(given));
    const settled = new Set<EvidenceKey>();
    const settle = async ({ field }: { field: EvidenceKey }): Promise<void> => {
      await sessions.get(field)?.settle?.(0);
      settled.add(field);
    };
    const result = await use({
      page,
      context,
      cdp,
      kept,
      settle,
      async collect(collector, touchpoint = 'here') {
        if (!settled.delete(collector.field)) await sessions.get(collector.field)?.settle?.(0);
        const collected = await sessions.get(collector.field)?.collect(touchpoint, { collected: {}, steps: [] });
        if (collected === undefined) throw new Error(`${collector.field} gave nothing`);
        return collected as never;
      },
      partial: (collector) => sessions.get(collector.field)?.partial?.(),
      async step(index, done, act) {
        under = index;
        for (const session of sessions.values()) await session.beforeStep?.(index, done.action ?? stillStep.action);
        await act();
        for (const session of sessions.values()) await session.afterStep?.({ ...stillStep, index, ...done }, 0);
        under = null;
      },
    });
    for (const session of sessions.values()) await session.stop?.();
    return result;
  } finally {
    await context.close();
  }
}

/** Runs the collectors on a page with this markup, or with that of its address where `others` has one. */
export function watchMarkup<T>(markup: string, { collectors, page = {}, others = {} }: { collectors: readonly Collector[]; page?: BrowserContextOptions; others?: Readonly<Record<string, string>> }, use: (watched: Watched) => Promise<T>): Promise<T> {
  return watch(browser, { collectors, origin, page }, async (watched) => {
    await watched.context.route(/\.test\//, (route) => route.fulfill({ contentType: 'text/html', body: others[route.request().url()] ?? markup }));
    await watched.page.goto(`${origin}/`);
    return await use(watched);
  });
}

/** A vital by name, of the latest navigation that has it. */
export function vitalOf(vitals: Collected['vitals'], metric: Collected['vitals'][number]['metric'], navigation: 'hard' | 'soft' = 'hard'): Collected['vitals'][number] {
  const found = vitals.findLast((vital) => vital.metric === metric && vital.navigation === navigation);
  if (found === undefined) throw new Error(`no ${navigation} ${metric} among ${JSON.stringify(vitals)}`);
  return found;
}
