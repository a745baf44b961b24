import type { Comparison, RunRecord } from '../model/record.ts';
import { baseline } from './benchmarks/baseline.ts';
import { levelFor } from './looks.ts';
import { siteThen } from './earlier.ts';
import { keyOf, lookupIn, placeOf } from './places.ts';
import { isNotApplicable, spreadOf } from './spread.ts';

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

/** How many numbers the earlier run has that are held against nothing: their place or metric is not in this run, or there is nothing to measure there any more. */
export function onlyThen(record: RunRecord, earlier: RunRecord): number {
  const held = new Set(record.measurements.flatMap((measurement) => {
    const site = siteThen(measurement.site, record.plan, earlier);
    return site === null || isNotApplicable(measurement) ? [] : [keyOf(measurement.metric, { ...placeOf(measurement), site })];
  }));
  return earlier.measurements.filter((measurement) => spreadOf(measurement) !== null && !held.has(keyOf(measurement.metric, measurement))).length;
}
