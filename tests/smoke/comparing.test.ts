import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFixtureServer, type FixtureServer } from '../../fixtures/server.ts';
import { RunRecord } from '../../src/model/record.ts';
import { runCli, temporaryDirectory } from './cli.ts';

function plan(server: FixtureServer, delay: number): string {
  return `
sites:
  ours: { origin: ${server.origin}, role: own }
  production: { origin: ${server.otherOrigin}, role: reference }
personas: [desktop-control]
coverage: 0.5
journeys:
  look:
    goal: See the page
    touchpoints:
      page: { stage: awareness, steps: [ { visit: /vitals/lcp } ], on: { ours: { steps: [ { visit: '/vitals/lcp?delay=${delay}' } ] } } }
gates:
  - { metric: speed.first-byte, against: production, worseBy: { ms: 500 } }
`;
}

describe('a gate that compares two sites', () => {
  let server: FixtureServer;
  beforeAll(async () => void (server = await startFixtureServer({ sites: [] })));
  afterAll(() => server.close());

  async function run(delay: number, options: readonly string[]): Promise<{ exitCode: number | null; record: RunRecord; stdout: string; stderr: string }> {
    const cwd = await temporaryDirectory();
    await writeFile(join(cwd, 'plan.yaml'), plan(server, delay));
    const ended = await runCli(['run', 'plan.yaml', ...options], { cwd });
    return { ...ended, record: RunRecord.parse(JSON.parse(await readFile(join(cwd, 'mystery-shopper-report', 'run.json'), 'utf8'))) };
  }

  it('fails on what is far slower, after as many samples as that takes, and says by how much', async () => {
    const { exitCode, record, stderr } = await run(2000, []);
    expect(record.gates).toMatchObject([{ outcome: 'fail', reasons: [expect.stringMatching(/ worse \(between .* confidence, .*\); allowed is 500 ms/)] }]);
    expect(exitCode).toBe(1);
    expect([5, 8, 12, 18, 24]).toContain(record.plan.samples);
    expect(stderr).toContain('After 3 samples it cannot be told yet whether this holds');
    expect(record.ledger.filter(({ pass }) => pass === 'experience')).toHaveLength(2 * record.plan.samples);
  });

  it('is inconclusive on one sample, as many as were asked for', async () => {
    const { exitCode, record, stdout } = await run(2000, ['--samples', '1']);
    expect(exitCode).toBe(4);
    expect(record.plan.samples).toBe(1);
    expect(stdout).toContain('There are too few samples to tell');
  });
});
