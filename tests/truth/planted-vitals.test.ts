import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audits } from '../../audits/index.ts';
import { startFixtureServer, type FixtureServer } from '../../fixtures/server.ts';
import { benchmarkIndexPageFunction, judgePlanOf, runAudits } from '../../src/audit/index.ts';
import { personaPresets } from '../../src/config/index.ts';
import type { Journey, Touchpoint } from '../../src/model/journey.ts';
import type { Persona } from '../../src/model/persona.ts';
import { collectors, findBrowser, openLane, type VisitLane } from '../../src/visit/index.ts';
import { planted, type Reading } from './planted.ts';

const cases = planted.flatMap((plant) => plant.values.map((value) => ({ ...plant, value, id: `${plant.figure.replaceAll(' ', '-')}-${value}` })));

describe.each(personaPresets.map((persona) => ({ id: persona.id, persona })))('as $id', ({ persona }) => {
  let server: FixtureServer;
  let lane: VisitLane;
  const readings = new Map<string, Reading>();
  const measured = new Map<string, number>();
  const found = new Map<string, number>();

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
    const touchpoints: Record<string, Touchpoint> = Object.fromEntries(
      cases.flatMap(({ id, value, page, steps, complete }): [string, Touchpoint][] => {
        const load = { visit: page(value) };
        const ask = {
          as: 'ask the page for its own reading',
          run: async (tools: object) => {
            const asked = (tools as { page: Page }).page;
            await asked.waitForFunction(complete(value));
            readings.set(id, await asked.evaluate('window.__reading'));
          },
        };
        // What is measured of an input is not to be mixed up with the page load before it.
        if (steps.length === 0) return [[id, { stage: 'awareness', steps: [load, ask] }]];
        return [[`${id}-loaded`, { stage: 'awareness', steps: [load] }], [id, { stage: 'awareness', steps: [...steps, ask] }]];
      }),
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

  it.each(cases)('measures $figure planted as $value like the page itself', ({ id, figure, value, metric, own, ours: reckon, tolerance, least = 0.9 }) => {
    const reading = readings.get(id);
    const theirs = reading === undefined ? Number.NaN : own(reading);
    const at = (name: string): number => measured.get(`${id} ${name}`) ?? Number.NaN;
    const ours = reckon === undefined || reading === undefined ? at(metric) : reckon(at, reading);
    process.stdout.write(`truth\t${persona.id}\t${figure}\tplanted ${value}\town ${theirs}\tours ${ours}\n`);
    found.set(id, ours);
    expect(theirs).toBeGreaterThanOrEqual(value * least);
    expect(Math.abs(ours - theirs), `ours ${ours}, the page's own ${theirs}`).toBeLessThanOrEqual(tolerance);
  });

  it.each(planted)('measures $figure in step with what is planted', ({ figure, values }) => {
    const slope = slopeOf(values.map((value) => [value, found.get(`${figure.replaceAll(' ', '-')}-${value}`) ?? Number.NaN]));
    process.stdout.write(`truth\t${persona.id}\t${figure}\tslope ${slope}\n`);
    expect(Math.abs(slope - 1), `slope ${slope}`).toBeLessThanOrEqual(0.02);
  });

  it.each(cases.filter(({ figure }) => figure === 'ttfb'))('counts the latency of the line into the first byte planted after $value ms', ({ id }) => {
    const own = readings.get(id)?.ttfb ?? Number.NaN;
    const whole = measured.get(`${id} speed.first-byte`) ?? Number.NaN;
    const { network } = persona;
    const line = network === null ? [0] : [network.rtt, network.rtt * 3.75];
    const off = Math.min(...line.map((latency) => Math.abs(whole - own - latency)));
    expect(off, `first byte ${whole}, the page's own ${own}, round trip ${network?.rtt}`).toBeLessThanOrEqual(16);
  });
});

/** Of the straight line that fits best (least squares). */
function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const [over, under] = points.reduce(([above, below], [x, y]) => [above + (x - mx) * (y - my), below + (x - mx) ** 2] as const, [0, 0] as const);
  return over / under;
}
