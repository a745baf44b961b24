import type { GateResult } from '../../src/model/record.ts';
import { seeded } from '../seeded.ts';
import type { RecordedRun } from './recording.ts';
import { peerRules, peerVerdicts } from './peer-rules.ts';
import { isTimed, resample, roundsOf, type Round } from './rounds.ts';
import { scenarios, shifts, timingMetrics, type Kind, type Scenario } from './scenarios.ts';
import { cap, decide, measured, shifted, timedMetrics } from './simulate.ts';
import { failRate, sumOf, tallyOf, type Tally } from './tally.ts';

/** Decisions of gates on times, by where they come from. */
export interface Tallies {
  /** Of real runs, with nothing beside them that the bench has started. */
  real: Tally;
  /** Of real runs beside a program that kept one core busy. */
  realWithHog: Tally;
  simulated: Tally;
  simulatedWithHog: Tally;
}

export interface PeerFigures {
  rule: string;
  falseFailRate: number | null;
  power: number | null;
  halfMarginFailRate: number | null;
  counts: Record<Kind, { decisions: number; fail: number }>;
}

export interface GateBench {
  /** Share of the decisions on times that fail though both sites are the same, real and simulated; goal at most 0.01. null: nothing was decided. */
  falseFailRate: number | null;
  /** Share of the planted regressions of times that fail within the cap; goal at least 0.9. */
  power: number | null;
  /** Share of the planted regressions of counts and bytes that fail with one sample; goal 1. */
  powerExact: number | null;
  /** Share that fails where half of what is allowed is planted; goal at most 0.05. */
  halfMarginFailRate: number | null;
  /** What people do otherwise, on the same samples. */
  peers: PeerFigures[];
  counts: Record<Kind, Tallies>;
  /** The same by metric, real and simulated together. */
  byMetric: Record<string, Record<Kind, Tally>>;
  /** Gates on bytes, fields and violations, in real runs. */
  exact: Record<Kind, Tally>;
  /** Median number of samples of each that a run took. */
  samples: Record<Kind, { real: number | null; simulated: number | null }>;
  realRuns: { made: number; seconds: number; byScenario: Record<string, number> };
  seed: number;
}

const kinds = ['same', 'planted', 'half'] as const satisfies Kind[];
const all: readonly Scenario[] = Object.values(scenarios);

interface Decided {
  kind: Kind;
  hog: boolean;
  real: boolean;
  samples: number;
  gates: { metric: string; outcome: GateResult['outcome'] }[];
  peers: { rule: string; metric: string; fails: boolean | null }[];
}

/**
 * Everything that recorded runs say, and what as many further ones would decide that met moments like those of the runs without anything planted.
 * @param simulated How many further runs of each kind, alone and with a program beside them; none is made of fewer than two rounds.
 */
export async function judgeRecording(runs: readonly RecordedRun[], { seed, simulated, tell }: { seed: number; simulated: number; tell: (text: string) => void }): Promise<GateBench> {
  const random = seeded(seed);
  const decided: Decided[] = runs.flatMap(realDecisions);
  for (const hog of [false, true]) decided.push(...(await simulateAll(runs.filter((run) => run.scenario === 'same' && run.hog === hog), { hog, simulated, random, tell })));

  const exact = byKind((kind) => tallyOf(runs.filter((run) => scenarioOf(run).kind === kind).flatMap((run) => counted(run).filter((gate) => !isTimed(gate)).map(({ outcome }) => outcome))));
  const counts = byKind((kind) => talliesOf(decided.filter((one) => one.kind === kind)));
  return {
    falseFailRate: failRate(sumOf(Object.values(counts.same))),
    power: failRate(sumOf(Object.values(counts.planted))),
    powerExact: failRate(exact.planted),
    halfMarginFailRate: failRate(sumOf(Object.values(counts.half))),
    peers: peerRules.map(({ name }) => peerFigures(name, decided)),
    counts,
    byMetric: Object.fromEntries(timingMetrics.map((metric) => [metric, byKind((kind) => tallyOf(decided.filter((one) => one.kind === kind).flatMap(({ gates }) => gates.filter((gate) => gate.metric === metric).map(({ outcome }) => outcome))))])),
    exact,
    samples: byKind((kind) => ({ real: middleOf(decided.filter((one) => one.kind === kind && one.real)), simulated: middleOf(decided.filter((one) => one.kind === kind && !one.real)) })),
    realRuns: { made: runs.length, seconds: Math.round(runs.reduce((sum, { seconds }) => sum + seconds, 0)), byScenario: Object.fromEntries(all.map(({ id }) => [id, runs.filter(({ scenario }) => scenario === id).length])) },
    seed,
  };
}

function byKind<T>(of: (kind: Kind) => T): Record<Kind, T> {
  return { same: of('same'), planted: of('planted'), half: of('half') };
}

function scenarioOf({ scenario }: Pick<RecordedRun, 'scenario'>): Scenario {
  const found = all.find(({ id }) => id === scenario);
  if (found === undefined) throw new RangeError(`there is no scenario ${scenario}: the samples are of another version of this bench`);
  return found;
}

/** The gates that the scenario is about. */
function counted(run: RecordedRun): RecordedRun['gates'] {
  return run.gates.filter(({ metric }) => scenarioOf(run).counted.includes(metric));
}

function realDecisions(run: RecordedRun): Decided[] {
  const gates = counted(run).filter(isTimed);
  if (gates.length === 0) return [];
  const peers = peersOn(roundsOf(run), run.measurements).filter(({ metric }) => gates.some((gate) => gate.metric === metric));
  return [{ kind: scenarioOf(run).kind, hog: run.hog, real: true, samples: run.samples, gates, peers }];
}

async function simulateAll(runs: readonly RecordedRun[], { hog, simulated, random, tell }: { hog: boolean; simulated: number; random: () => number; tell: (text: string) => void }): Promise<Decided[]> {
  const [first] = runs;
  const recorded = runs.map(roundsOf);
  if (first === undefined || !recorded.some((run) => run.length > 1)) return [];
  const decided: Decided[] = [];
  for (let index = 0; index < simulated; index += 1) {
    const rounds = resample(recorded, cap, random);
    for (const kind of kinds) {
      const met = shifted(rounds, shifts[kind], first.measurements);
      const { samples, gates } = await decide(met, first.measurements, first.conditions);
      decided.push({ kind, hog, real: false, samples, gates, peers: peersOn(met, first.measurements) });
    }
    if ((index + 1) % 100 === 0) tell(`  simulated ${index + 1} of ${simulated} runs of each kind${hog ? ' beside a busy program' : ''}`);
  }
  return decided;
}

function peersOn(rounds: readonly Round[], places: RecordedRun['measurements']): Decided['peers'] {
  const measurements = measured(rounds, places);
  return peerRules.flatMap((rule) => peerVerdicts(rule, timedMetrics, measurements).map((verdict) => ({ rule: rule.name, ...verdict })));
}

function talliesOf(decided: readonly Decided[]): Tallies {
  const tally = (real: boolean, hog: boolean): Tally => tallyOf(decided.filter((one) => one.real === real && one.hog === hog).flatMap(({ gates }) => gates.map(({ outcome }) => outcome)));
  return { real: tally(true, false), realWithHog: tally(true, true), simulated: tally(false, false), simulatedWithHog: tally(false, true) };
}

function peerFigures(rule: string, decided: readonly Decided[]): PeerFigures {
  const counts = byKind((kind) => {
    const verdicts = decided.filter((one) => one.kind === kind).flatMap(({ peers }) => peers.filter((peer) => peer.rule === rule && peer.fails !== null));
    return { decisions: verdicts.length, fail: verdicts.filter(({ fails }) => fails === true).length };
  });
  return { rule, falseFailRate: failRate(counts.same), power: failRate(counts.planted), halfMarginFailRate: failRate(counts.half), counts };
}

function middleOf(decided: readonly Decided[]): number | null {
  const sorted = decided.map(({ samples }) => samples).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
