import type { Metric } from '../../model/metric.ts';
import type { Gate } from '../../model/plan.ts';
import type { Measurement, Place } from '../../model/results.ts';
import { spreadOf, whyMissing } from '../spread.ts';
import { inUnit, placeInWords } from '../wording.ts';
import type { Decision } from './decision.ts';

/** max and min: the median at the place is held against a fixed figure. */
export function decideLimit({ max, min }: Pick<Gate, 'max' | 'min'>, metric: Metric, place: Place, measurement: Measurement | undefined): Decision {
  const where = placeInWords(place);
  const observed = spreadOf(measurement);
  if (observed === null) return { outcome: 'not-measured', line: `${where}: not measured (${whyMissing(measurement)}).` };
  const asked = [...(max === undefined ? [] : [`at most ${inUnit(max, metric)}`]), ...(min === undefined ? [] : [`at least ${inUnit(min, metric)}`])].join(' and ');
  const gap = measurement?.unavailable === undefined ? '' : ` Not in all samples: ${measurement.unavailable}.`;
  const line = `${where}: ${inUnit(observed.value, metric)}; asked is ${asked}.${gap}`;
  if ((max !== undefined && observed.value > max) || (min !== undefined && observed.value < min)) return { outcome: 'fail', line };
  const rooms = [...(max === undefined ? [] : [roomTo(max, max - observed.value)]), ...(min === undefined ? [] : [roomTo(min, observed.value - min)])];
  return { outcome: 'pass', line, room: Math.min(...rooms) };
}

function roomTo(limit: number, left: number): number {
  return left / Math.max(Math.abs(limit), Number.EPSILON);
}
