import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { startFixtureServer } from '../fixtures/server.ts';
import { benchmarkIndexPageFunction } from '../src/audit/index.ts';
import { loadPlan } from '../src/config/index.ts';
import type { Pass, VisitEvidence } from '../src/model/evidence.ts';
import type { Persona } from '../src/model/persona.ts';
import type { Plan } from '../src/model/plan.ts';
import { openRun } from '../src/store/index.ts';
import { collectors, findBrowser, makeScrubber, openLane, throttlingFor, type BrowserChoice } from '../src/visit/index.ts';
import { launch } from '../src/visit/lane.ts';
import { replayBare } from './bare-replay.ts';
import { meterCollectors, type MeteredCollectors } from './metered-collectors.ts';

/** The shop, the journey, the persona and two running browsers: one for the visits, one for the bare replay. */
export interface Scene {
  plan: Plan;
  persona: Persona;
  origin: string;
  choice: BrowserChoice;
  browserVersion: string;
  hostIndex: number;
  runDirectory: string;
  meter: MeteredCollectors;
  /** Makes a visit and keeps its evidence on disk, as a run does. Throws if the customer did not get to the end. */
  visit(pass: Pass): Promise<VisitEvidence>;
  /** The same journey by plain Playwright, throttled as that pass is. */
  bare(pass: Pass): Promise<void>;
  close(): Promise<void>;
}

const planFile = fileURLToPath(new URL('../fixtures/demo.plan.yaml', import.meta.url));
const persona = 'gerry-gen-x';

/**
 * ms until a page is made. Without it the shop would answer at once, as no server does that has to make its pages: figures would
 * be of the share of a visit that nobody ever meets. A quick server: 800 ms is where a slow one begins (TTFB, web.dev, 2024).
 */
const serverTime = 100;

/** The folder of everything a bench installs or writes; git ignores it. */
export const benchFolder = fileURLToPath(new URL('../.bench/', import.meta.url));

export async function openScene(environment: Readonly<Record<string, string | undefined>>): Promise<Scene> {
  const closing: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const one of closing.splice(0).reverse()) await one();
  };
  try {
    const choice = await findBrowser({ choice: null, environment });
    const server = await startFixtureServer({ sites: ['fernhill'] });
    closing.push(() => server.close());
    const shop = server.site('fernhill');
    shop.setServerTime(serverTime);
    const { origin } = shop;
    const plan = await loadPlan(planFile, { sites: ['ours'], personas: [persona], origins: { ours: origin } });
    const meter = meterCollectors(collectors);
    const lane = await openLane({ browser: choice, headed: false, collectors: meter.collectors });
    closing.push(() => lane.close());
    const browser: Browser = await launch(choice, false);
    closing.push(() => browser.close());
    const store = await openRun(`${benchFolder}visits`, { fresh: true });
    const hostIndex = Number(await lane.evaluate(benchmarkIndexPageFunction));
    const [subject] = plan.personas;
    const [[site, siteEntry] = []] = Object.entries(plan.sites);
    const [[journey, journeyEntry] = []] = Object.entries(plan.journeys);
    if (subject === undefined || site === undefined || siteEntry === undefined || journey === undefined || journeyEntry === undefined) throw new Error(`${planFile} has no such visit`);

    return {
      plan,
      persona: subject,
      origin,
      choice,
      browserVersion: lane.browserVersion,
      hostIndex,
      runDirectory: store.directory,
      meter,
      async visit(pass) {
        const id = `${site}~${persona}~${journey}~${pass}~1`;
        const evidence = await lane.visit({
          unit: { id, site, persona, journey, pass, sample: 1 },
          attempt: 1,
          site: { id: site, ...siteEntry },
          journey: { id: journey, ...journeyEntry },
          persona: subject,
          stepTimeout: plan.stepTimeout,
          visitTimeout: plan.visitTimeout,
          directory: plan.directory,
          secrets: {},
          scrub: makeScrubber([]),
          keep: store.keepFor(id),
          hostIndex,
          signal: new AbortController().signal,
          now: () => Date.now(),
        });
        await store.saveVisit(evidence);
        expectEnd(evidence);
        return evidence;
      },
      bare: (pass) => replayBare(browser, { origin, persona: subject, throttling: throttlingFor(subject, pass, hostIndex) }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A visit that broke off is shorter, and its time means nothing. */
function expectEnd({ outcome, touchpoints }: VisitEvidence): void {
  if (!outcome.ok) throw new Error(`The visit failed: ${outcome.message}`);
  const missed = touchpoints.find(({ status }) => status !== 'reached');
  if (missed !== undefined) throw new Error(`The visit did not reach ${missed.id}: ${missed.problem?.message ?? missed.status}`);
}
