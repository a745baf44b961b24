import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFixtureServer, type FixtureServer, type Reply } from '../../fixtures/server.ts';
import { runCli, temporaryDirectory, type CliResult } from './cli.ts';

const page = (body: string, status = 200, headers: Record<string, string> = {}): Reply => ({ status, headers: { 'content-type': 'text/html', ...headers }, body: `<!doctype html><html lang="en"><title>Shop</title>${body}` });

const lenient = '{ metric: speed.lcp, max: 60000 }';

interface Case {
  origin?: string;
  touchpoints?: string;
  gate?: string;
  more?: string;
}

describe('what could have been passed in silence', () => {
  let server: FixtureServer;
  /** A run with nothing wrong. */
  let sound: (CliResult & { cwd: string }) | undefined;
  beforeAll(async () => {
    server = await startFixtureServer({ sites: [] });
    server.setRoute('/start', () => page('<main><h1>Welcome</h1><p>Tents for rain and sun.</p></main>', 200, { 'set-cookie': 'session=1; Max-Age=60' }));
    server.setRoute('/orders', () => page('<main><h1>Please sign in</h1><p>Your session has ended.</p></main>'));
    server.setRoute('/broken', () => page('<main><h1>Sorry</h1><p>Come back later.</p></main>', 503));
    server.setRoute('/blank', () => page(''));
  });
  afterAll(() => server.close());

  const planOf = ({ origin = server.origin, touchpoints = "{ start: { stage: awareness, steps: [ { visit: /start } ] } }", gate = lenient, more = '' }: Case): string => `
sites: { ours: { origin: '${origin}', role: own } }
personas: [desktop-control]
samples: 1
retries: 0
stepTimeout: 3000
journeys: { look: { goal: Look, touchpoints: ${touchpoints} } }
gates: [ ${gate} ]
${more}
`;

  async function run(plan: string, args: string[] = [], cwd?: string): Promise<CliResult & { cwd: string }> {
    const directory = cwd ?? (await temporaryDirectory());
    await writeFile(join(directory, 'plan.yaml'), plan);
    const result = await runCli(['run', 'plan.yaml', '--quiet', ...args], { cwd: directory });
    expect(result.stderr).not.toContain('defect');
    return { ...result, cwd: directory };
  }

  it('would pass, were nothing wrong', async () => {
    sound = await run(planOf({}));
    expect(sound.stdout).toContain('PASS');
    expect(sound.exitCode).toBe(0);
  });

  it('the site is down', async () => {
    const down = await startFixtureServer({ sites: [] });
    await down.close();
    const { exitCode, stdout } = await run(planOf({ origin: down.origin }));
    expect(stdout).toMatch(/nothing could be measured[\s\S]*not measured \(.*(refused|connect|reach)/i);
    expect(exitCode).toBe(3);
  });

  it.each([
    ['a touchpoint is not reached', "{ start: { stage: awareness, steps: [ { visit: /start } ] }, pay: { stage: purchase, steps: [ { click: { role: link, name: Check out } } ] } }", '{ metric: speed.lcp, at: pay, max: 60000 }', /look at pay: not measured \(.*Check out/],
    ['all samples are invalid', "{ start: { stage: awareness, steps: [ { visit: /start } ], arrived: { heading: Baskets } } }", lenient, /look at start: not measured \(.*Baskets/],
    ['the metric is not available', "{ start: { stage: awareness, steps: [ { visit: /blank } ] } }", lenient, /look at start: not measured \(/],
    ['the login is lost halfway', "{ start: { stage: awareness, steps: [ { visit: /start } ], arrived: { heading: Welcome } }, orders: { stage: retention, steps: [ { visit: /orders } ], arrived: { heading: Your orders } } }", '{ metric: speed.lcp, at: orders, max: 60000 }', /look at orders: not measured \(.*Your orders/],
    ['a page of error 503 is fast', "{ start: { stage: awareness, steps: [ { visit: /broken } ] } }", lenient, /look at start: not measured \(.*503/],
  ])('%s', async (_, touchpoints, gate, message) => {
    const { exitCode, stdout } = await run(planOf({ touchpoints, gate }));
    expect(stdout).toMatch(message);
    expect(exitCode).toBe(3);
  });

  it.each([
    ['a gate names an unknown metric', '{ metric: speed.lpc, max: 60000 }', /no metric "speed\.lpc"\. Did you mean speed\.lcp\?/],
    ['a gate names an unknown touchpoint', '{ metric: speed.lcp, at: strat, max: 60000 }', /unknown touchpoint `strat`\. Did you mean `start`\?/],
  ])('%s', async (_, gate, message) => {
    const { exitCode, stderr } = await run(planOf({ gate }));
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(2);
  });

  it('the plan is empty', async () => {
    const { exitCode, stderr } = await run('');
    expect(stderr).toContain('plan.yaml is empty');
    expect(exitCode).toBe(2);
  });

  describe('with a baseline', () => {
    const gate = '{ metric: speed.requests, against: baseline, worseBy: { by: 5 } }';
    const withBaseline = (): string => planOf({ gate, more: 'baseline: main' });
    let cwd: string;
    const file = (): string => join(cwd, '.mystery-shopper', 'baselines', 'main.json');

    beforeAll(async () => {
      ({ cwd } = sound ?? (await run(planOf({}))));
      const saved = await runCli(['baseline', 'save', 'main', 'mystery-shopper-report'], { cwd });
      if (saved.exitCode !== 0) throw new Error(saved.stderr);
    });

    it('would pass against a sound one', async () => {
      const { exitCode, stdout } = await run(withBaseline(), [], cwd);
      expect(stdout).toContain('PASS');
      expect(exitCode).toBe(0);
    });

    it('of another browser version', async () => {
      const text = await readFile(file(), 'utf8');
      await writeFile(file(), text.replace(/"browser": "([^"]*)"/, '"browser": "Chromium 99.0"'));
      const { exitCode, stdout } = await run(withBaseline(), [], cwd);
      expect(stdout).toMatch(/INCONCLUSIVE[\s\S]*the browser \(Chromium 99\.0 then, /);
      expect(exitCode).toBe(4);
      const warned = await run(withBaseline(), ['--inconclusive', 'warn'], cwd);
      expect(warned.stderr).toMatch(/^Warning: Inconclusive/m);
      expect(warned.exitCode).toBe(0);
      await writeFile(file(), text);
    });

    it('that was cut off', async () => {
      const text = await readFile(file(), 'utf8');
      await writeFile(file(), text.slice(0, text.length / 2));
      const { exitCode, stderr } = await run(withBaseline(), [], cwd);
      expect(stderr).toMatch(/RECORD_UNREADABLE .*main\.json is not a run record: it is not JSON/);
      expect(exitCode).toBe(2);
    });
  });
});
