import type { Metric } from '../model/metric.ts';
import type { Measurement } from '../model/results.ts';
import type { Sides } from './sides.ts';
import { varied } from './spread.ts';
import { inUnit } from './wording.ts';

/** What is exact should be the same in all samples of the same thing. Where it was not, the samples that stand apart are named, so that one can look. */
export function unsteady(metric: Pick<Metric, 'kind' | 'unit'>, { observed, reference }: Sides): string[] {
  if (metric.kind !== 'exact') return [];
  return [
    ...(varied(observed) ? [`It was not the same in all samples (${valuesOf(metric, observed)}).${cause(observed)}`] : []),
    ...(varied(reference) ? [`The reference was not the same in all its samples (${valuesOf(metric, reference)}).${cause(reference)}`] : []),
  ];
}

function valuesOf(metric: Pick<Metric, 'unit'>, { low, high }: Measurement): string {
  return `${inUnit(low ?? 0, metric)} to ${inUnit(high ?? 0, metric)}`;
}

function cause({ unstable }: Measurement): string {
  return unstable === undefined ? '' : ` ${unstable}`;
}
