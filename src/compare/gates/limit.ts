import type { Metric } from '../../model/metric.ts';
import type { Gate } from '../../model/plan.ts';
import type { Measurement, Place } from '../../model/results.ts';
import { spreadOf, varied, whyMissing, type Spread } from '../spread.ts';
import { counted, inUnit, placeInWords } from '../wording.ts';
import type { Decision } from './decision.ts';

type Limits = Pick<Gate, 'max' | 'min'>;

/**
 * max and min: held against a fixed figure is the median where samples vary by nature, and every sample where they should not:
 * there the odd one out is what some customers meet.
 */
export function decideLimit(limits: Limits, metric: Metric, place: Place, measurement: Measurement | undefined): Decision {
  const where = placeInWords(place);
  const observed = spreadOf(measurement);
  if (measurement === undefined || observed === null) return { outcome: 'not-measured', line: `${where}: not measured (${whyMissing(measurement)}).` };
  const { max, min } = limits;
  const asked = [...(max === undefined ? [] : [`at most ${inUnit(max, metric)}`]), ...(min === undefined ? [] : [`at least ${inUnit(min, metric)}`])].join(' and ');
  const gap = measurement.unavailable === undefined ? '' : ` Not in all samples: ${measurement.unavailable}.`;
  const values = metric.kind === 'exact' ? measurement.samples.map(({ value }) => value) : [observed.value];
  const beyond = values.filter((value) => roomOf(limits, value) < 0).sort((a, b) => roomOf(limits, a) - roomOf(limits, b));
  const line = `${where}: ${metric.kind === 'exact' && varied(observed) ? ofSamples(observed, beyond, metric) : inUnit(observed.value, metric)}; asked is ${asked}.${gap}`;
  return beyond.length > 0 ? { outcome: 'fail', line } : { outcome: 'pass', line, room: Math.min(...values.map((value) => roomOf(limits, value))) };
}

/** The worst first in `beyond`. */
function ofSamples({ low, high, samples }: Spread, beyond: readonly number[], metric: Metric): string {
  const [worst] = beyond;
  if (worst === undefined) return `${inUnit(low, metric)} to ${inUnit(high, metric)}`;
  return `${beyond.length} of ${counted(samples, 'sample')} ${beyond.length === 1 ? 'is' : 'are'} beyond the limit, the worst with ${inUnit(worst, metric)}`;
}

/** As a share of the limit; below 0 the value is beyond it. */
function roomOf({ max, min }: Limits, value: number): number {
  return Math.min(...(max === undefined ? [] : [(max - value) / sizeOf(max)]), ...(min === undefined ? [] : [(value - min) / sizeOf(min)]));
}

function sizeOf(limit: number): number {
  return Math.max(Math.abs(limit), Number.EPSILON);
}
