import type { Metric } from '../../model/metric.ts';
import type { Gate } from '../../model/plan.ts';
import type { Comparison } from '../../model/record.ts';
import type { Place } from '../../model/results.ts';
import { enoughSamples } from '../noise.ts';
import { inUnit, listed, placeInWords } from '../wording.ts';
import type { Decision } from './decision.ts';

/**
 * worseBy: fails only where the comparison sees a difference and it is larger than the margin. Where there are too few samples to
 * see one, or where the difference may come from changed conditions, nothing is decided.
 */
export function decideShift(worseBy: NonNullable<Gate['worseBy']>, metric: Metric, place: Place, comparison: Comparison | undefined, changed: readonly string[]): Decision {
  const where = placeInWords(place);
  if (comparison === undefined) return { outcome: 'not-measured', line: `${where}: there is nothing to compare it with.` };
  const { observed, reference, difference, verdict, note, benchmark } = comparison;
  if (observed === null || reference === null || difference === null || verdict === 'not-available') {
    return { outcome: 'not-measured', line: `${where}: not compared with ${benchmark.label} (${note ?? 'it was not measured'}).` };
  }
  const margin = marginOf(worseBy, metric, reference.value);
  const shift = metric.better === 'lower' ? difference : -difference;
  const line = `${where}: ${inUnit(observed.value, metric)} against ${inUnit(reference.value, metric)} of ${benchmark.label}, which is ${shift > 0 ? `${inUnit(shift, metric)} worse` : 'not worse'}; allowed is ${inUnit(margin, metric)}.${note === undefined ? '' : ` ${note}`}`;

  if (!enoughSamples(metric, observed, reference)) return { outcome: 'inconclusive', line };
  if (verdict !== 'worse' || shift <= margin) return { outcome: 'pass', line, room: (margin - shift) / Math.max(Math.abs(reference.value), Number.EPSILON) };
  if (changed.length > 0) return { outcome: 'inconclusive', line: `${line} It may come from what changed since (${listed(changed)}): save a new baseline.` };
  return { outcome: 'fail', line };
}

/** The largest of what is given, in the unit of the metric. */
export function marginOf({ ms, percent, by }: NonNullable<Gate['worseBy']>, { unit }: Pick<Metric, 'unit'>, reference: number): number {
  return Math.max(unit === 's' ? (ms ?? 0) / 1000 : (ms ?? 0), ((percent ?? 0) / 100) * Math.abs(reference), by ?? 0);
}
