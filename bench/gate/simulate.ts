import { metrics } from '../../audits/index.ts';
import { median } from '../../src/audit/index.ts';
import { compareAll, decideGates, looksFor, openGates } from '../../src/compare/index.ts';
import { resolvePlan } from '../../src/config/resolve.ts';
import { PlanFile } from '../../src/config/schema.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Conditions, GateResult } from '../../src/model/record.ts';
import type { Measurement } from '../../src/model/results.ts';
import { sampleUntilDecided } from '../../src/schedule/index.ts';
import { asUsual, planOf } from './plan.ts';
import { isTimed, keyOf, type Round } from './rounds.ts';
import { timingGates } from './scenarios.ts';

/** Those on which there is a gate, of those that are times. */
export const timedMetrics = metrics.filter((metric) => isTimed({ metric: metric.id }));

/** The plan of the real runs with the gates on times: rounds tell of nothing else. */
export const simulatedPlan: Plan = resolvePlan(PlanFile.parse(planOf({ planted: {}, gates: timingGates }, { ours: 'http://localhost:1', reference: 'http://localhost:2' })), { name: 'Gates', directory: '.' });

/** The most rounds that a run can take. */
export const cap = Math.max(...looksFor(simulatedPlan, timedMetrics));

export interface Simulated {
  /** How many of each it took. */
  samples: number;
  gates: { metric: string; outcome: GateResult['outcome'] }[];
}

/** Added to what the page took on the one site where something is planted, by metric. */
export type Shift = Readonly<Record<string, number>>;

/**
 * What a run would have decided that met these rounds: sampled, compared and gated as `src/pipeline.ts` does it, without the visits.
 * @param places The measurements of a real run, which say what is measured where.
 */
export async function decide(rounds: readonly Round[], places: readonly Measurement[], conditions: Conditions): Promise<Simulated> {
  const gatesAfter = (samples: number): GateResult[] => {
    const measurements = measured(rounds.slice(0, samples), places);
    const comparisons = compareAll({ plan: simulatedPlan, metrics: timedMetrics, measurements, baseline: null, conditions });
    return decideGates({ plan: simulatedPlan, metrics: timedMetrics, measurements, findings: [], comparisons, baseline: null, conditions, coverage: coverageOf(measurements, samples), metricsOf: {} });
  };
  const { samples } = await sampleUntilDecided({
    looks: looksFor(simulatedPlan, timedMetrics),
    visitsPerRound: 0,
    round: async () => [],
    undecided: async (made) => openGates(gatesAfter(made)),
    limit: null,
    now: () => 0,
    signal: new AbortController().signal,
    tell: () => undefined,
  });
  return { samples, gates: gatesAfter(samples).map(({ gate, outcome }) => ({ metric: gate.metric ?? '', outcome })) };
}

/** The measurements that rounds come to. */
export function measured(rounds: readonly Round[], places: readonly Measurement[]): Measurement[] {
  return places.filter((place) => isTimed(place) && place.touchpoint !== null).map((place) => {
    const samples = rounds.flatMap((round, index) => {
      const value = round.get(keyOf(place));
      return value === undefined ? [] : [{ visit: `${place.site}~${index + 1}`, value }];
    });
    const values = samples.map(({ value }) => value);
    return { ...place, samples, value: median(values), low: values.length === 0 ? null : Math.min(...values), high: values.length === 0 ? null : Math.max(...values) };
  });
}

/** What is missing was a visit that did not count. */
function coverageOf(measurements: readonly Measurement[], samples: number): { expected: number; valid: number; share: number; required: number } {
  const applicable = measurements.filter((measurement) => measurement.applicable !== false);
  const expected = applicable.length * samples;
  const valid = applicable.reduce((sum, measurement) => sum + measurement.samples.length, 0);
  return { expected, valid, share: valid / Math.max(1, expected), required: simulatedPlan.coverage };
}

/** The same rounds, had the one site been slower by so much. */
export function shifted(rounds: readonly Round[], shift: Shift, places: readonly Measurement[]): Round[] {
  const worse = new Map(places.filter(({ site, touchpoint }) => site === 'ours' && touchpoint !== asUsual).map((place) => [keyOf(place), shift[place.metric] ?? 0]));
  return rounds.map((round) => new Map([...round].map(([key, value]) => [key, value + (worse.get(key) ?? 0)])));
}
