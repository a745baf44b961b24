import { existsSync } from 'node:fs';
import { judgeRecording, type GateBench } from './judge-recording.ts';
import { makeRealRun } from './real-run.ts';
import { readRecording, writeRecording, type RecordedRun } from './recording.ts';
import { scenarios, timingGates, type Scenario } from './scenarios.ts';
import { openTwoSites } from './stage.ts';

export interface GateOptions {
  /** Real decisions on times where nothing is planted; a third of them beside a busy program. */
  decisions: number;
  /** Simulated runs of each kind, alone and beside a busy program. */
  simulated: number;
  seed: number;
  /** Where real runs are kept; those that are there are not made again. */
  save: string | null;
  /** Recorded runs to judge, without a browser. */
  samples: string | null;
  /** No real run is begun later than that; null: no limit. */
  minutes: number | null;
  environment: Readonly<Record<string, string | undefined>>;
  tell: (text: string) => void;
}

interface Wanted {
  scenario: Scenario;
  hog: boolean;
}

/** `missing`: real runs that there was no time for. */
export async function benchGate(options: GateOptions): Promise<GateBench & { missing: number }> {
  const { samples, seed, simulated, tell } = options;
  const { runs, missing } = samples === null ? await realRuns(options) : { runs: await readRecording(samples), missing: 0 };
  tell('simulation');
  return { ...(await judgeRecording(runs, { seed, simulated, tell })), missing };
}

async function realRuns({ decisions, save, minutes, environment, tell }: GateOptions): Promise<{ runs: RecordedRun[]; missing: number }> {
  const runs = save !== null && existsSync(save) ? await readRecording(save) : [];
  const wanted = stillWanted(wantedRuns(decisions), runs);
  tell(`real runs: ${runs.length} recorded, ${wanted.length} to make`);
  const began = performance.now();
  const sites = await openTwoSites();
  try {
    for (const [index, { scenario, hog }] of wanted.entries()) {
      if (minutes !== null && performance.now() - began > minutes * 60_000) return { runs, missing: wanted.length - index };
      const run = await makeRealRun(scenario, hog, sites, environment);
      runs.push(run);
      if (save !== null) await writeRecording(save, runs);
      tell(`  ${index + 1} of ${wanted.length}  ${scenario.id}${hog ? ' beside a busy program' : ''}  ${run.samples} samples, ${run.seconds.toFixed(0)} s: ${run.gates.filter(({ metric }) => scenario.counted.includes(metric)).map(({ metric, outcome }) => `${metric} ${outcome}`).join(', ')}`);
    }
  } finally {
    await sites.close();
  }
  return { runs, missing: 0 };
}

/** Each kind alone and beside a busy program, evenly mixed, so that drift of the machine falls on all, and a part of them tells of all. */
export function wantedRuns(decisions: number): Wanted[] {
  const withHog = Math.ceil(decisions / 3 / timingGates.length);
  const alone = Math.ceil(decisions / timingGates.length) - withHog;
  const others = [scenarios.slowPage, scenarios.slowServer, scenarios.more, scenarios.halfPage, scenarios.halfServer];
  const groups: Wanted[][] = [
    Array.from({ length: alone }, () => ({ scenario: scenarios.same, hog: false })),
    Array.from({ length: withHog }, () => ({ scenario: scenarios.same, hog: true })),
    others.map((scenario) => ({ scenario, hog: false })),
    others.map((scenario) => ({ scenario, hog: true })),
  ];
  const placed = groups.flatMap((group) => group.map((wanted, index) => ({ wanted, at: (index + 0.5) / group.length })));
  return placed.sort((a, b) => a.at - b.at).map(({ wanted }) => wanted);
}

/** Less those that there are. */
function stillWanted(wanted: readonly Wanted[], runs: readonly RecordedRun[]): Wanted[] {
  const there = runs.map(({ scenario, hog }) => `${scenario} ${hog}`);
  return wanted.filter(({ scenario, hog }) => {
    const at = there.indexOf(`${scenario.id} ${hog}`);
    if (at >= 0) there.splice(at, 1);
    return at < 0;
  });
}
