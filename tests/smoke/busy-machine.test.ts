import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startFixtureServer } from '../../fixtures/server.ts';
import { loadPlan, runPlan } from '../../src/index.ts';

/** Programs for each core: with so many beside it, one that had a core for itself, or shared it with a few, has less than half of that left. */
const perCore = 8;

/** Each in a session of its own, as the browser is: some schedulers share out a machine by session. They end with this process at the latest. */
async function hog(): Promise<ChildProcess[]> {
  const hogs = Array.from({ length: perCore * availableParallelism() }, () => spawn('sh', ['-c', `echo on; while kill -0 ${process.pid} 2> /dev/null; do :; done`], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] }));
  await Promise.all(hogs.map((one) => once(one.stdout, 'data')));
  return hogs;
}

test('visits made while the machine is busy are invalid with that reason, and no gate is decided by them', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'mystery-shopper-busy-'));
  const server = await startFixtureServer({ sites: [] });
  let hogs: Promise<ChildProcess[]> | undefined;
  const end = async (): Promise<void> => (await hogs)?.forEach((one) => one.kill('SIGKILL'));
  try {
    await writeFile(
      join(directory, 'plan.yaml'),
      `
sites:
  ours: { origin: ${server.origin}, role: own }
  production: { origin: ${server.otherOrigin}, role: reference }
personas: [desktop-control]
samples: 1
retries: 0
journeys: { look: { goal: See the page, touchpoints: { page: { stage: awareness, steps: [ { visit: /vitals/lcp } ] } } } }
gates: [ { metric: speed.lcp, against: production } ]
`,
    );
    const { record } = await runPlan(await loadPlan(join(directory, 'plan.yaml')), {
      directory: join(directory, 'run'),
      formats: [],
      baseline: null,
      secrets: {},
      headed: false,
      environment: process.env,
      now: () => new Date(),
      signal: new AbortController().signal,
      tell(event) {
        // The machine was read before; from the first timed visit on it is busy, until the last timed round is over.
        if (event.kind === 'phase' && event.phase === 'experience') hogs = hog();
        if (event.kind === 'phase' && event.phase === 'calibrate' && hogs !== undefined) void end();
      },
    });
    const timed = record.ledger.filter(({ pass }) => pass === 'experience');
    expect(timed).toHaveLength(2);
    expect(timed).toEqual(timed.map((entry) => ({ ...entry, status: 'invalid', reason: expect.stringMatching(/^HOST_NOISY: This machine was too busy to time anything: it had \d+ % of its usual speed/) })));
    expect(record.gates).toMatchObject([{ outcome: 'not-measured' }]);
    expect(record.verdict).toMatchObject({ outcome: 'incomplete', exitCode: 3 });
  } finally {
    await end();
    await server.close();
  }
});
