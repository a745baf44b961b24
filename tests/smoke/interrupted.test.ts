import { execFileSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startFixtureServer, type FixtureServer } from '../../fixtures/server.ts';
import { VisitEvidence } from '../../src/model/evidence.ts';
import { RunRecord } from '../../src/model/record.ts';
import { startCli, temporaryDirectory, type CliProcess } from './cli.ts';

/** Every living process below this one. */
function descendants(pid: number): number[] {
  const children = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const below = (parent: number): number[] => children.filter(([, ppid]) => ppid === parent).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

function alive(pid: number): boolean {
  try {
    // A zombie has ended; it only waits for its parent to ask.
    return !/^\d+ \(.*\) Z/s.test(execFileSync('cat', [`/proc/${pid}/stat`], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return false;
  }
}

describe.skipIf(process.platform !== 'linux')('a run that is cut short', () => {
  let server: FixtureServer;
  beforeAll(async () => void (server = await startFixtureServer({ sites: [] })));
  afterAll(() => server.close());

  async function begin(): Promise<{ cli: CliProcess; cwd: string; processes: number[] }> {
    const cwd = await temporaryDirectory();
    await writeFile(
      join(cwd, 'plan.yaml'),
      `sites: { ours: { origin: '${server.origin}', role: own } }
personas: [desktop-control]
samples: 40
journeys:
  look: { goal: See the page, touchpoints: { page: { stage: awareness, steps: [ { visit: '/vitals/lcp?after=100' } ] } } }
`,
    );
    const cli = startCli(['run', 'plan.yaml'], { cwd, env: { CI: 'true' } });
    await cli.printed(/\[2\/40\] experience/);
    return { cli, cwd, processes: descendants(cli.process.pid ?? 0) };
  }

  async function visitsIn(cwd: string): Promise<VisitEvidence[]> {
    const folder = join(cwd, 'mystery-shopper-report', 'visits');
    const files = (await readdir(folder)).filter((file) => file.endsWith('.json') && !file.includes('results'));
    return Promise.all(files.map(async (file) => VisitEvidence.parse(JSON.parse(await readFile(join(folder, file), 'utf8')))));
  }

  it('leaves no process and keeps finished visits when it is killed', async () => {
    const { cli, cwd, processes } = await begin();
    expect(processes.length).toBeGreaterThan(0);
    cli.process.kill('SIGKILL');
    await cli.ended;
    await vi.waitFor(() => expect(processes.filter(alive)).toEqual([]), { timeout: 30_000, interval: 100 });
    expect((await visitsIn(cwd)).length).toBeGreaterThanOrEqual(2);
  });

  it('reports what it has, says it is incomplete and leaves no process when it is interrupted', async () => {
    const { cli, cwd, processes } = await begin();
    // Of one Ctrl-C the terminal and npm tell it both.
    cli.process.kill('SIGINT');
    cli.process.kill('SIGINT');
    const { exitCode, stderr } = await cli.ended;
    expect(exitCode).toBe(3);
    expect(stderr).toContain('Stopping: ');
    expect(stderr).toMatch(/This can go on:\n {2}.*mystery-shopper.* run plan\.yaml --resume mystery-shopper-report\n$/);
    expect(processes.filter(alive)).toEqual([]);
    const record = RunRecord.parse(JSON.parse(await readFile(join(cwd, 'mystery-shopper-report', 'run.json'), 'utf8')));
    expect(record.verdict.outcome).toBe('incomplete');
    expect(record.coverage.valid).toBeGreaterThanOrEqual(2);
    expect(record.ledger.some(({ status }) => status === 'missing')).toBe(true);
  });

  it('goes on with a new browser when the browser crashes', async () => {
    const { cli, cwd, processes } = await begin();
    const browser = processes[0];
    if (browser === undefined) throw new Error('no browser was started');
    process.kill(browser, 'SIGKILL');
    await cli.printed(/\[6\/40\] experience/);
    cli.process.kill('SIGINT');
    await cli.ended;
    const visits = await visitsIn(cwd);
    expect(visits.filter(({ outcome }) => outcome.ok).length).toBeGreaterThanOrEqual(4);
  });
});
