import { describe, expect, it } from 'vitest';
import { wantedRuns } from '../../../bench/gate/bench-gate.ts';
import { judgeRecording, type GateBench } from '../../../bench/gate/judge-recording.ts';
import { peerRules } from '../../../bench/gate/peer-rules.ts';
import { printGateBench } from '../../../bench/gate/print-gate-bench.ts';
import type { RecordedRun } from '../../../bench/gate/recording.ts';
import { resample, roundsOf } from '../../../bench/gate/rounds.ts';
import { exactGates, scenarios, timingMetrics, type Scenario } from '../../../bench/gate/scenarios.ts';
import { decide, measured, shifted, simulatedPlan } from '../../../bench/gate/simulate.ts';
import { seeded } from '../../../bench/seeded.ts';
import type { Measurement } from '../../../src/model/results.ts';
import { conditions, measurement } from '../compare/make.ts';

const touchpointsOf: Readonly<Record<string, readonly string[]>> = { 'speed.lcp': ['page', 'again'], 'speed.first-byte': ['page', 'again'], 'speed.inp': ['answer'] };

/** What a run on two sites of the same speed measures, with noise that never comes near a margin. */
function recordedRun(changes: Partial<RecordedRun> & { seed: number; noise?: number }): RecordedRun {
  const { seed, noise = 20, ...rest } = changes;
  const random = seeded(seed);
  const samples = rest.samples ?? 5;
  const measurements = timingMetrics.flatMap((metric) =>
    ['ours', 'reference'].flatMap((site) =>
      ['page', 'answer', 'again'].map((touchpoint): Measurement => {
        if (touchpointsOf[metric]?.includes(touchpoint) !== true) return measurement([], { metric, site, persona: 'desktop-control', journey: 'order', touchpoint, applicable: false });
        const values = Array.from({ length: samples }, () => 300 + noise * random());
        const made = measurement(values, { metric, site, persona: 'desktop-control', journey: 'order', touchpoint });
        return { ...made, samples: values.map((value, index) => ({ visit: `${site}~desktop-control~order~experience~${index + 1}`, value })) };
      }),
    ),
  );
  return { scenario: 'same', hog: false, samples, seconds: 20, conditions: conditions(), gates: timingMetrics.map((metric) => ({ metric, outcome: 'pass', reasons: [] })), measurements, ...rest };
}

const runOf = ({ id, gates }: Scenario, outcome: 'pass' | 'fail', hog: boolean): RecordedRun => recordedRun({ seed: 9, scenario: id, hog, gates: gates.map(({ metric = '' }) => ({ metric, outcome, reasons: [] })) });

const judge = (runs: readonly RecordedRun[], simulated = 12): Promise<GateBench> => judgeRecording(runs, { seed: 1, simulated, tell: () => undefined });

const tally = (decisions: number, of: Partial<GateBench['exact']['same']>): GateBench['exact']['same'] => ({ decisions, fail: 0, pass: 0, inconclusive: 0, notMeasured: 0, ...of });

describe('the bench of gates, without a browser', () => {
  const runs = [
    recordedRun({ seed: 1 }),
    recordedRun({ seed: 2, samples: 8 }),
    recordedRun({ seed: 3, hog: true }),
    runOf(scenarios.slowPage, 'fail', false),
    runOf(scenarios.slowServer, 'fail', true),
    runOf(scenarios.more, 'fail', false),
    runOf(scenarios.halfPage, 'pass', false),
  ];

  it('finds what is planted, fails nothing that is the same or half of what is allowed, and tells what its figures rest on', async () => {
    const bench = await judge(runs);
    expect(bench).toMatchObject({ falseFailRate: 0, power: 1, powerExact: 1, halfMarginFailRate: 0, seed: 1 });
    expect(bench.counts).toEqual({
      same: { real: tally(6, { pass: 6 }), realWithHog: tally(3, { pass: 3 }), simulated: tally(36, { pass: 36 }), simulatedWithHog: tally(36, { pass: 36 }) },
      planted: { real: tally(2, { fail: 2 }), realWithHog: tally(1, { fail: 1 }), simulated: tally(36, { fail: 36 }), simulatedWithHog: tally(36, { fail: 36 }) },
      half: { real: tally(2, { pass: 2 }), realWithHog: tally(0, {}), simulated: tally(36, { pass: 36 }), simulatedWithHog: tally(36, { pass: 36 }) },
    });
    expect(bench.exact).toEqual({ same: tally(0, {}), planted: tally(3, { fail: 3 }), half: tally(1, { pass: 1 }) });
    expect(bench.realRuns).toEqual({ made: 7, seconds: 140, byScenario: { same: 3, 'slow-page': 1, 'slow-server': 1, more: 1, 'half-page': 1, 'half-server': 0 } });
    expect(bench.peers.map(({ rule }) => rule)).toEqual(peerRules.map(({ name }) => name));
    // 50 ms more than 300 ms are beyond a tenth, and within a margin of 100 ms.
    expect(bench.peers.find(({ rule }) => rule === 'median of 3, 10 %')?.halfMarginFailRate).toBeGreaterThan(0.5);
    expect(bench.peers.find(({ rule }) => rule === 'median of 3, our margin')).toMatchObject({ falseFailRate: 0, halfMarginFailRate: 0 });
    expect(printGateBench({ ...bench, missing: 0 })).toMatch(/mystery-shopper +0\.0 % +100\.0 % +0\.0 %/);
  });

  it('says the same again for a seed, and not quite the same for another', async () => {
    const noisy = [recordedRun({ seed: 4, noise: 150 }), recordedRun({ seed: 5, noise: 150 })];
    const told = (seed: number): Promise<GateBench> => judgeRecording(noisy, { seed, simulated: 5, tell: () => undefined });
    const once = await told(1);
    expect(await told(1)).toEqual(once);
    expect((await told(2)).peers).not.toEqual(once.peers);
  });

  it('has no figure where nothing was recorded', async () => {
    expect(await judge([])).toMatchObject({ falseFailRate: null, power: null, powerExact: null, halfMarginFailRate: null });
    expect(await judge([runOf(scenarios.more, 'fail', false)])).toMatchObject({ falseFailRate: null, powerExact: 1 });
  });

  it('refuses runs that it does not know', async () => {
    await expect(judge([recordedRun({ seed: 1, scenario: 'another' })])).rejects.toThrow('there is no scenario another');
  });

  it('counts what could not be told as neither', async () => {
    const run = recordedRun({ seed: 6, noise: 3000, samples: 2 });
    const { counts } = await judge([{ ...run, gates: run.gates.map((gate) => ({ ...gate, outcome: 'inconclusive' })) }], 1);
    expect(counts.same.real).toEqual(tally(3, { inconclusive: 3 }));
  });
});

describe('a simulated run', () => {
  const run = recordedRun({ seed: 1, samples: 12 });
  const rounds = roundsOf(run);

  it('takes the samples that the same rounds would have taken, and not one more', async () => {
    expect(await decide(rounds, run.measurements, run.conditions)).toEqual({ samples: 5, gates: timingMetrics.map((metric) => ({ metric, outcome: 'pass' })) });
  });

  it('does not pass with a visit that did not count', async () => {
    const [first, ...rest] = rounds;
    const gap = [new Map([...(first ?? [])].slice(1)), ...rest];
    expect((await decide(gap, run.measurements, run.conditions)).gates).toContainEqual({ metric: 'speed.inp', outcome: 'not-measured' });
  });

  it('is slower at the one site only, and where something is planted', () => {
    const [values] = shifted(rounds, { 'speed.lcp': 1000 }, run.measurements).slice(0, 1).map((round) => measured([round], run.measurements).map(({ metric, site, touchpoint, value }) => [metric, site, touchpoint, (value ?? 0) > 1000]));
    expect(values?.filter(([, , , slower]) => slower)).toEqual([['speed.lcp', 'ours', 'page', true]]);
  });

  it('asks what real runs ask', () => {
    expect(simulatedPlan).toMatchObject({ samples: 3, maxSamples: 24 });
    expect(simulatedPlan.gates).toEqual(scenarios.same.gates.filter(({ metric }) => !exactGates.some((exact) => exact.metric === metric)));
  });
});

describe('resampling', () => {
  const run = Array.from({ length: 6 }, (_, index) => new Map([['n', index + 1]]));
  const numbersOf = (rounds: ReturnType<typeof resample>): number[] => rounds.map((round) => round.get('n') ?? 0);

  it('keeps neighbours together, and odd rounds odd', () => {
    const numbers = numbersOf(resample([run], 12, seeded(1)));
    expect(numbers.map((number) => number % 2)).toEqual([1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0]);
    expect(numbers.filter((_, index) => index % 2 === 0).map((number) => number + 1)).toEqual(numbers.filter((_, index) => index % 2 === 1));
  });

  it('makes none of nothing', () => {
    expect(() => resample([], 3, seeded(1))).toThrow('too few rounds');
  });
});

describe('the real runs', () => {
  it('are as many as it takes for the decisions asked for, a third of them beside a busy program, and one of each that is planted', () => {
    const runs = wantedRuns(30);
    const same = runs.filter(({ scenario }) => scenario.id === 'same');
    expect(3 * same.length).toBe(30);
    expect(3 * same.filter(({ hog }) => hog).length).toBeGreaterThanOrEqual(10);
    for (const id of ['slow-page', 'slow-server', 'more', 'half-page', 'half-server']) expect(runs.filter(({ scenario }) => scenario.id === id).map(({ hog }) => hog).sort()).toEqual([false, true]);
  });
});
