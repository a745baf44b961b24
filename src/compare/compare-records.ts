import type { Comparison, RunRecord } from '../model/record.ts';
import { baseline } from './benchmarks/baseline.ts';
import { levelFor } from './looks.ts';
import { lookupIn } from './places.ts';
import { isNotApplicable } from './spread.ts';

/** Every measurement of a run held against an earlier one, without a plan at hand. */
export function compareRecords(record: RunRecord, { name, record: earlier }: { name: string; record: RunRecord }): Comparison[] {
  const metricOf = new Map(record.metrics.map((metric) => [metric.id, metric]));
  // Without gates there is no limit to judge.
  const level = levelFor({ samples: record.plan.samples, gates: [] }, record.metrics);
  const context = { plan: { sites: record.plan.sites, gates: [], personas: [], journeys: {} }, find: lookupIn(record.measurements), conditions: record.conditions, level, limitLevel: level, baseline: { record: earlier, name, find: lookupIn(earlier.measurements) } };
  return record.measurements.flatMap((measurement) => {
    const metric = metricOf.get(measurement.metric);
    return metric === undefined || isNotApplicable(measurement) ? [] : baseline.compare(metric, measurement, context);
  });
}
