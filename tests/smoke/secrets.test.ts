import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFixtureServer, type FixtureServer } from '../../fixtures/server.ts';
import { scanForSecrets } from '../../src/store/index.ts';
import { runCli, temporaryDirectory } from './cli.ts';

const secret = 'correct horse+battery/staple';

describe('a secret of the plan', () => {
  let server: FixtureServer;
  beforeAll(async () => void (server = await startFixtureServer({ sites: [] })));
  afterAll(() => server.close());

  const plan = (): string => `
sites: { ours: { origin: '${server.origin}', role: own } }
personas: [desktop-control]
samples: 1
journeys:
  log-in:
    goal: Log in
    touchpoints:
      account:
        stage: retention
        steps:
          - { visit: /login }
          - { fill: { field: { label: Password }, with: { secret: SHOP_PASSWORD } } }
          - { click: Log in }
        arrived: { heading: Hello }
`;

  it('is in nothing that the run writes, though the page sends it in an address and logs it', async () => {
    server.setRoute('/login', () => ({ headers: { 'content-type': 'text/html' }, body: '<!doctype html><html lang="en"><title>Log in</title><form action="/hello"><label>Password <input type="password" name="password"></label><button>Log in</button></form>' }));
    server.setRoute('/hello', () => ({ headers: { 'content-type': 'text/html' }, body: '<!doctype html><html lang="en"><title>Hello</title><h1>Hello</h1><script>console.error("welcome " + new URL(location.href).searchParams.get("password"))</script>' }));
    const cwd = await temporaryDirectory();
    await writeFile(join(cwd, 'plan.yaml'), plan());
    const { exitCode, stdout, stderr } = await runCli(['run', 'plan.yaml', '--debug'], { cwd, env: { SHOP_PASSWORD: secret } });
    expect(exitCode).toBe(0);
    expect(server.requests.some(({ url }) => url.includes('correct'))).toBe(true);
    expect(stdout + stderr).not.toContain(secret);
    expect(await readFile(join(cwd, 'mystery-shopper-report', 'run.json'), 'utf8')).toContain('log-in');
    expect(await scanForSecrets(join(cwd, 'mystery-shopper-report'), [secret])).toEqual([]);
  });

  it('ends the run with 3 if it is found in what lies there', async () => {
    const cwd = await temporaryDirectory();
    await writeFile(join(cwd, 'plan.yaml'), plan());
    await mkdir(join(cwd, 'mystery-shopper-report'));
    await writeFile(join(cwd, 'mystery-shopper-report', 'notes.txt'), `the password is ${secret}`);
    const { exitCode, stderr } = await runCli(['run', 'plan.yaml', '--quiet'], { cwd, env: { SHOP_PASSWORD: secret } });
    expect(exitCode).toBe(3);
    expect(stderr).toContain('notes.txt');
    expect(stderr).not.toContain(secret);
  });

  it('that the environment does not have ends with 2 and its name', async () => {
    const cwd = await temporaryDirectory();
    await writeFile(join(cwd, 'plan.yaml'), plan());
    const { exitCode, stderr } = await runCli(['run', 'plan.yaml'], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('SHOP_PASSWORD');
  });
});
