import type { Metric } from '../model/metric.ts';
import type { Plan } from '../model/plan.ts';
import type { Comparison, Conditions, EarlierKind, RunRecord } from '../model/record.ts';
import type { Measurement } from '../model/results.ts';
import { benchmarks } from './benchmarks/index.ts';
import { isNotApplicable } from './spread.ts';
import { levelFor, limitLevelFor } from './looks.ts';
import { lookupIn } from './places.ts';

/** Holds every measurement against every benchmark there is for it. Where the audit does not apply there is nothing to compare. */
export function compareAll({ plan, metrics, measurements, baseline, earlier = 'baseline', conditions }: {
  plan: Plan;
  metrics: readonly Metric[];
  measurements: readonly Measurement[];
  /** What `plan.baseline` names; null: there is none. */
  baseline: RunRecord | null;
  /** How it was given: under a name, or as a run. */
  earlier?: EarlierKind;
  /** Of this run. */
  conditions: Conditions;
}): Comparison[] {
  const metricOf = new Map(metrics.map((metric) => [metric.id, metric]));
  const context = {
    plan,
    find: lookupIn(measurements),
    conditions,
    level: levelFor(plan, metrics),
    limitLevel: limitLevelFor(plan, metrics),
    baseline: baseline === null ? null : { record: baseline, name: plan.baseline ?? baseline.id, find: lookupIn(baseline.measurements), kind: earlier },
  };
  return measurements.flatMap((measurement) => {
    const metric = metricOf.get(measurement.metric);
    if (metric === undefined || isNotApplicable(measurement)) return [];
    return benchmarks.flatMap((benchmark) => benchmark.compare(metric, measurement, context));
  });
}
