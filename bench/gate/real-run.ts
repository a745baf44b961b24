import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { RunRecord } from '../../src/model/record.ts';
import { runCommand } from '../run-command.ts';
import { benchFolder } from '../scene.ts';
import { startHog } from './hog.ts';
import { planOf } from './plan.ts';
import type { RecordedRun } from './recording.ts';
import type { Scenario } from './scenarios.ts';
import type { TwoSites } from './stage.ts';

const bin = fileURLToPath(new URL('../../src/cli/bin.ts', import.meta.url));
const directory = `${benchFolder}gate`;

/** Whatever a run decides: pass, fail, incomplete, inconclusive. Anything else is trouble. */
const decided = [0, 1, 3, 4];

/** The whole command, as a user gives it. Throws if it did not come to a verdict. */
export async function makeRealRun(scenario: Scenario, hog: boolean, sites: TwoSites, environment: Readonly<Record<string, string | undefined>>): Promise<RecordedRun> {
  const report = `${directory}/report`;
  await mkdir(directory, { recursive: true });
  await rm(report, { recursive: true, force: true });
  await writeFile(`${directory}/plan.json`, `${JSON.stringify(planOf(scenario, sites), null, 1)}\n`);
  const beside = hog ? await startHog() : null;
  try {
    const outcome = await runCommand({ program: process.execPath, arguments: [bin, 'run', 'plan.json', '--against', sites.reference, '--out', 'report', '--format', 'json', '--quiet'], directory, environment, log: `${directory}/log.txt`, timeout: 600_000 }, decided);
    if (!outcome.ok) throw new Error(`A real run failed: ${outcome.reason}`);
    const { measurements, gates, plan, conditions } = RunRecord.parse(JSON.parse(await readFile(`${report}/run.json`, 'utf8')));
    const asked = new Set(scenario.gates.map(({ metric }) => metric));
    return {
      scenario: scenario.id,
      hog,
      samples: plan.samples,
      seconds: outcome.seconds,
      conditions,
      gates: gates.map(({ gate, outcome: of, reasons }) => ({ metric: gate.metric ?? '', outcome: of, reasons })),
      measurements: measurements.filter(({ metric }) => asked.has(metric)),
    };
  } finally {
    beside?.end();
  }
}
