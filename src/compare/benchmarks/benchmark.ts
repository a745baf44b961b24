import type { Metric } from '../../model/metric.ts';
import type { Plan } from '../../model/plan.ts';
import type { Comparison, Conditions, EarlierKind, RunRecord, benchmarkKinds } from '../../model/record.ts';
import type { Measurement } from '../../model/results.ts';
import type { Lookup } from '../places.ts';

/** What a benchmark may know beside the measurement. */
export interface BenchmarkContext {
  plan: Pick<Plan, 'sites' | 'gates' | 'personas' | 'journeys'>;
  /** Measurements of this run. */
  find: Lookup;
  /** The chance of a false claim that a comparison may take. */
  level: number;
  /** The same about a limit of the plan. */
  limitLevel: number;
  /** Of this run. */
  conditions: Conditions;
  /** `kind` says how it was given; absent: under a name. */
  baseline: { record: RunRecord; name: string; find: Lookup; kind?: EarlierKind } | null;
}

/** Something a measurement is held against. Adding one: a file here and a line in index.ts. */
export interface Benchmark {
  kind: (typeof benchmarkKinds)[number];
  /** Pure. No comparison: there is nothing of this kind to hold the metric against. `not-available`: there should be, and is not. */
  compare(metric: Metric, measurement: Measurement, context: BenchmarkContext): Comparison[];
}
