import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFixtureServer, type FixtureServer } from '../../fixtures/server.ts';
import { RunRecord } from '../../src/model/record.ts';
import { runCli, startCli, temporaryDirectory } from './cli.ts';

async function recordIn(directory: string): Promise<RunRecord> {
  return RunRecord.parse(JSON.parse(await readFile(join(directory, 'mystery-shopper-report', 'run.json'), 'utf8')));
}

function plan(origin: string, gate: string): string {
  return `
sites:
  ours: { origin: ${origin}, role: own }
personas: [desktop-control, keyboard-only]
samples: 1
stepTimeout: 5000
journeys:
  look:
    goal: See the page
    touchpoints:
      page: { stage: awareness, steps: [ { visit: '/vitals/lcp?after=200' } ] }
gates:
  - ${gate}
  - { metric: speed.lcp, persona: keyboard-only, max: 60000 }
`;
}

describe('the exit code of a run', () => {
  let server: FixtureServer;
  beforeAll(async () => void (server = await startFixtureServer({ sites: [] })));
  afterAll(() => server.close());

  async function run(origin: string, gate: string): Promise<{ exitCode: number | null; record: RunRecord; stdout: string }> {
    const cwd = await temporaryDirectory();
    await writeFile(join(cwd, 'plan.yaml'), plan(origin, gate));
    const { exitCode, stdout, stderr } = await runCli(['run', 'plan.yaml', '--persona', 'desktop-control'], { cwd });
    expect(stderr).not.toContain('defect');
    await expect(readFile(join(cwd, 'mystery-shopper-report', 'report.html'), 'utf8')).resolves.toContain('</html>');
    return { exitCode, stdout, record: await recordIn(cwd) };
  }

  it('is 0 when every gate passes', async () => {
    const { exitCode, record } = await run(server.origin, '{ metric: speed.lcp, max: 60000 }');
    expect(record.gates.map(({ outcome }) => outcome)).toEqual(['pass']);
    expect(record.verdict.sentence).toContain('1 more gate of the plan is about what this run left out.');
    expect(exitCode).toBe(0);
  });

  it('is 1 when a gate fails', async () => {
    const { exitCode, record, stdout } = await run(server.origin, '{ metric: speed.lcp, max: 1 }');
    expect(record.gates.map(({ outcome }) => outcome)).toEqual(['fail']);
    expect(stdout).toContain('FAIL');
    expect(exitCode).toBe(1);
  });

  it('is 3, with a report, when a gate needs what was not measured', async () => {
    const { exitCode, record } = await run(server.origin, '{ metric: speed.lcp, against: baseline, worseBy: { ms: 100 } }');
    expect(record.gates.map(({ outcome }) => outcome)).toEqual(['not-measured']);
    expect(exitCode).toBe(3);
  });

  it('is 3, with a report, when the site is down', async () => {
    const down = await startFixtureServer({ sites: [] });
    await down.close();
    const { exitCode, record } = await run(down.origin, '{ metric: speed.lcp, max: 60000 }');
    expect(record.verdict.outcome).toBe('incomplete');
    expect(record.coverage.valid).toBe(0);
    expect(record.gates.map(({ outcome }) => outcome)).toEqual(['not-measured']);
    expect(exitCode).toBe(3);
  });

  it('is 2 when options make no sense', async () => {
    expect((await runCli(['run', '--samples', 'many'])).exitCode).toBe(2);
    expect((await runCli(['run'])).exitCode).toBe(2);
    expect((await runCli(['walk'])).exitCode).toBe(2);
    expect((await runCli(['report', '/nowhere'])).exitCode).toBe(2);
  });

  it('is not changed by a reader who stops reading', async () => {
    const cli = startCli(['list', 'audits', '--format', 'json']);
    cli.process.stdout?.destroy();
    expect(await cli.ended).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('is 3, and never that of a failed gate, when the tool itself fails', async () => {
    const { exitCode, stderr } = await runCli(['list', 'audits'], { env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent("setImmediate(() => { throw new Error('planted') })")}` } });
    expect(exitCode).toBe(3);
    expect(stderr).toContain('This is a defect of mystery-shopper');
    expect(stderr).toContain('planted');
  });
});
