import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFixtureServer, type FixtureServer } from '../../fixtures/server.ts';

const execute = promisify(execFile);
const root = new URL('../..', import.meta.url).pathname;

describe('the package, installed elsewhere', () => {
  let directory: string;
  let server: FixtureServer;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'mystery-shopper-package-'));
    const { stdout } = await execute('npm', ['pack', '--json', '--pack-destination', directory], { cwd: root, maxBuffer: 1e8 });
    const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('['))) as [{ filename: string }];
    await writeFile(join(directory, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
    await execute('npm', ['install', '--no-audit', '--no-fund', join(directory, filename)], { cwd: directory, maxBuffer: 1e8 });
    server = await startFixtureServer({ sites: [] });
  });

  afterAll(async () => {
    await server?.close();
    if (directory !== undefined) await rm(directory, { recursive: true, force: true });
  });

  it('shows its help with every command', async () => {
    const { stdout } = await execute('npx', ['--no-install', 'mystery-shopper', '--help'], { cwd: directory });
    for (const command of ['run', 'report', 'baseline', 'list', 'schema', 'doctor', 'demo']) expect(stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
  });

  it('can be imported, types included', async () => {
    const { stdout } = await execute('node', ['--input-type=module', '-e', "import * as api from 'mystery-shopper'; console.log(Object.keys(api).sort().join())"], { cwd: directory });
    expect(stdout).toContain('defineConfig');
    expect(stdout).toContain('runPlan');
    await expect(readFile(join(directory, 'node_modules/mystery-shopper/dist/src/index.d.ts'), 'utf8')).resolves.toContain('defineConfig');
  });

  it('has the JSON Schemas of run.json and of plans', async () => {
    const { stdout } = await execute('node', ['--input-type=module', '-e', "import run from 'mystery-shopper/schema/run.json' with { type: 'json' }; import plan from 'mystery-shopper/schema/plan.json' with { type: 'json' }; console.log(JSON.stringify([run, plan]))"], { cwd: directory, maxBuffer: 1e8 });
    const [run, plan] = JSON.parse(stdout) as { properties: object }[];
    expect(Object.keys(run?.properties ?? {})).toEqual(expect.arrayContaining(['schema', 'measurements', 'findings', 'verdict']));
    expect(Object.keys(plan?.properties ?? {})).toEqual(expect.arrayContaining(['sites', 'personas', 'journeys', 'gates']));
  });

  it('audits a page, judging in its compiled workers', async () => {
    const url = server.url('/vitals/lcp?after=300');
    await execute('npx', ['--no-install', 'mystery-shopper', 'run', '--url', url, '--samples', '1', '--persona', 'gerry-gen-x', '--quiet'], { cwd: directory });
    const record = JSON.parse(await readFile(join(directory, 'mystery-shopper-report/run.json'), 'utf8')) as { measurements: { metric: string; touchpoint: string | null; value: number | null }[] };
    const lcp = record.measurements.find(({ metric, touchpoint }) => metric === 'speed.lcp' && touchpoint !== null);
    expect(lcp?.value).toBeGreaterThan(300);
    expect(record.measurements.find(({ metric, touchpoint }) => metric === 'speed.lighthouse-performance' && touchpoint !== null)?.value).not.toBeNull();
    await expect(readFile(join(directory, 'mystery-shopper-report/report.html'), 'utf8')).resolves.toContain('</html>');
  });
});
