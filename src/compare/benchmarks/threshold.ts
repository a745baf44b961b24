import type { Metric, Threshold } from '../../model/metric.ts';
import type { Comparison } from '../../model/record.ts';
import { placeOf } from '../places.ts';
import { spreadOf, whyMissing } from '../spread.ts';
import { inUnit } from '../wording.ts';
import type { Benchmark } from './benchmark.ts';

/** A published pair of figures: up to `good` is good, beyond `poor` is poor. The median is rated. */
export const threshold: Benchmark = {
  kind: 'threshold',
  compare(metric, measurement) {
    if (metric.threshold === undefined || metric.better === 'neither') return [];
    // Thresholds are about one touchpoint; a sum over several is not what they rate.
    if (measurement.touchpoint === null && metric.overJourney === 'sum') return [];
    const limits = metric.threshold;
    const base = {
      metric: metric.id,
      ...placeOf(measurement),
      benchmark: { kind: 'threshold' as const, id: metric.id, label: labelOf(metric, limits), source: limits.source },
      reference: null,
      difference: null,
      percentile: null,
    };
    const observed = spreadOf(measurement);
    if (observed === null) return [{ ...base, observed, verdict: 'not-available', note: whyMissing(measurement) }];
    const [low, high] = [rate(observed.low, limits, metric.better), rate(observed.high, limits, metric.better)];
    return [
      {
        ...base,
        observed,
        verdict: rate(observed.value, limits, metric.better),
        ...(low !== high && { note: `The samples lie on both sides of a threshold: ${inUnit(observed.low, metric)} to ${inUnit(observed.high, metric)}.` }),
      },
    ];
  },
};

export function rate(value: number, { good, poor }: Pick<Threshold, 'good' | 'poor'>, better: 'lower' | 'higher'): Extract<Comparison['verdict'], 'good' | 'needs-improvement' | 'poor'> {
  const [distance, goodDistance, poorDistance] = better === 'lower' ? [value, good, poor] : [-value, -good, -poor];
  if (distance <= goodDistance) return 'good';
  return distance > poorDistance ? 'poor' : 'needs-improvement';
}

function labelOf(metric: Metric, { good, poor }: Threshold): string {
  const [best, worst] = metric.better === 'lower' ? ['up to', 'over'] : ['from', 'under'];
  return `good ${best} ${inUnit(good, metric)}, poor ${worst} ${inUnit(poor, metric)}`;
}
