import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audits } from '../../audits/index.ts';
import { startFixtureServer, type FixtureServer } from '../../fixtures/server.ts';
import { benchmarkIndexPageFunction, judgePlanOf, runAudits } from '../../src/audit/index.ts';
import { personaPresets } from '../../src/config/index.ts';
import type { Journey, Step, Touchpoint } from '../../src/model/journey.ts';
import type { Persona } from '../../src/model/persona.ts';
import { collectors, findBrowser, openLane, type VisitLane } from '../../src/visit/index.ts';

/** What the page says of itself, by its own observers; see fixtures/pages/vitals/reading.js. */
type Reading = Record<'lcp' | 'inp' | 'cls' | 'ttfb', number>;

interface Planted {
  vital: keyof Reading;
  values: readonly number[];
  page(value: number): string;
  /** Allowed difference to the page's own reading; ms, CLS without unit. */
  tolerance: number;
  /** True in the page when its own reading is complete. */
  complete(value: number): string;
  steps: Step[];
}

const planted: readonly Planted[] = [
  { vital: 'lcp', values: [100, 400, 900, 1600, 2600], page: (after) => `/vitals/lcp.html?after=${after}`, tolerance: 16, complete: (after) => `window.__reading.lcp >= ${after}`, steps: [] },
  { vital: 'inp', values: [60, 150, 250, 400, 700], page: (block) => `/vitals/inp.html?block=${block}`, tolerance: 8, complete: (block) => `window.__reading.inp >= ${block}`, steps: [{ click: { role: 'button', name: 'Count' } }] },
  { vital: 'cls', values: [0.02, 0.08, 0.15, 0.25, 0.4], page: (shift) => `/vitals/cls.html?shift=${shift}`, tolerance: 0.001, complete: (shift) => `window.__reading.cls >= ${shift * 0.9}`, steps: [] },
  { vital: 'ttfb', values: [50, 200, 500, 900, 1800], page: (delay) => `/vitals/ttfb.html?delay=${delay}`, tolerance: 16, complete: (delay) => `document.readyState === 'complete' && window.__reading.ttfb >= ${delay}`, steps: [] },
];

const cases = planted.flatMap((plant) => plant.values.map((value) => ({ ...plant, value, id: `${plant.vital}-${value}` })));

describe.each(personaPresets.map((persona) => ({ id: persona.id, persona })))('as $id', ({ persona }) => {
  let server: FixtureServer;
  let lane: VisitLane;
  const readings = new Map<string, Reading>();
  const measured = new Map<string, number>();

  beforeAll(async () => {
    server = await startFixtureServer({ sites: [] });
    lane = await openLane({ browser: await findBrowser({ choice: null, environment: process.env }), headed: false, collectors });
    await walk(persona, await lane.evaluate(benchmarkIndexPageFunction).then(Number));
  }, 600_000);

  afterAll(async () => {
    await lane?.close();
    await server?.close();
  });

  async function walk(customer: Persona, hostIndex: number): Promise<void> {
    const touchpoints = Object.fromEntries(
      cases.map(({ id, value, page, steps, complete }): [string, Touchpoint] => [
        id,
        {
          stage: 'awareness',
          steps: [
            { visit: page(value) },
            ...steps,
            {
              as: 'ask the page for its own reading',
              run: async (tools) => {
                const asked = tools.page as Page;
                await asked.waitForFunction(complete(value));
                readings.set(id, await asked.evaluate('window.__reading'));
              },
            },
          ],
        },
      ]),
    );
    const journey: Journey = { goal: 'Meet every planted value', touchpoints };
    const plan = { personas: [customer], sites: { pages: { origin: server.origin, role: 'own' as const } }, journeys: { planted: journey } };
    const visit = await lane.visit({
      unit: { id: `pages~${customer.id}~planted~experience~1`, site: 'pages', persona: customer.id, journey: 'planted', pass: 'experience', sample: 1 },
      attempt: 1,
      site: { id: 'pages', ...plan.sites.pages },
      journey: { id: 'planted', ...journey },
      persona: customer,
      stepTimeout: 30_000,
      visitTimeout: 500_000,
      directory: '.',
      secrets: {},
      scrub: (text) => text,
      keep: async (name, content, mediaType) => ({ path: name, mediaType, bytes: content.byteLength }),
      hostIndex,
      signal: new AbortController().signal,
      now: () => Date.now(),
    });
    expect(visit.outcome).toEqual({ ok: true });
    expect(visit.touchpoints.filter(({ status }) => status !== 'reached').map(({ id, problem }) => [id, problem])).toEqual([]);
    for (const { touchpoint, outcome } of runAudits({ audits, visit, plan: judgePlanOf(plan) }).outcomes) {
      if (outcome.status !== 'measured') continue;
      for (const [metric, value] of Object.entries(outcome.values)) measured.set(`${touchpoint} ${metric}`, value);
    }
  }

  it.each(cases)('measures $vital planted as $value like the page itself', ({ id, vital, value, tolerance }) => {
    const own = readings.get(id)?.[vital] ?? Number.NaN;
    const ours = measured.get(`${id} speed.${vital}`) ?? Number.NaN;
    expect(own).toBeGreaterThanOrEqual(value * 0.9);
    expect(Math.abs(ours - own), `ours ${ours}, the page's own ${own}`).toBeLessThanOrEqual(tolerance);
    process.stdout.write(`truth\t${persona.id}\t${vital}\tplanted ${value}\town ${own}\tours ${ours}\n`);
  });

  it.each(cases.filter(({ vital }) => vital === 'ttfb'))('counts the latency of the line into the first byte planted after $value ms', ({ id }) => {
    const own = readings.get(id)?.ttfb ?? Number.NaN;
    const whole = measured.get(`${id} speed.first-byte`) ?? Number.NaN;
    const { network } = persona;
    const line = network === null ? [0] : [network.rtt, network.rtt * 3.75];
    const off = Math.min(...line.map((latency) => Math.abs(whole - own - latency)));
    expect(off, `first byte ${whole}, the page's own ${own}, round trip ${network?.rtt}`).toBeLessThanOrEqual(16);
  });
});
