import type { Metric } from '../model/metric.ts';
import type { Comparison } from '../model/record.ts';
import { varied, type Spread } from './spread.ts';
import { counted, inUnit } from './wording.ts';

/**
 * The one place that decides whether two measurements differ.
 *
 * A difference is called one only if
 *   1. the ranges of the samples do not overlap: what lies inside the samples' spread may be chance;
 *   2. for timing metrics, both sides have at least three samples: the range of one or two says nothing about the spread;
 *   3. for timing metrics, it is larger than what matters in practice (below).
 * An exact metric (a count, bytes) that was the same in all samples differs as soon as it differs. One that varied between samples of
 * the same thing follows rule 1, and the comparison says that it varied.
 */
export function judgeDifference(metric: Pick<Metric, 'kind' | 'unit' | 'better'>, observed: Spread, reference: Spread): Pick<Comparison, 'verdict' | 'difference' | 'note'> {
  const difference = observed.value - reference.value;
  const notes = unsteady(metric, observed, reference);
  const answer = (verdict: Comparison['verdict'], note?: string): Pick<Comparison, 'verdict' | 'difference' | 'note'> => {
    const all = note === undefined ? notes : [note, ...notes];
    return { verdict, difference, ...(all.length > 0 && { note: all.join(' ') }) };
  };

  if (metric.better === 'neither') return answer('not-available', 'For this metric neither more nor less is better.');
  if (!enoughSamples(metric, observed, reference)) return answer('no-difference', `${samplesInWords(observed, reference)}: not enough to tell a difference from chance.`);
  const apart = observed.low > reference.high || observed.high < reference.low;
  if (!apart) return answer('no-difference', difference === 0 ? undefined : 'The difference lies inside the spread of the samples.');
  if (metric.kind === 'timing' && Math.abs(difference) <= practicalMargin(metric, reference)) {
    return answer('no-difference', `The difference is too small to matter in practice (up to ${inUnit(practicalMargin(metric, reference), metric)}).`);
  }
  return answer(difference > 0 === (metric.better === 'lower') ? 'worse' : 'better');
}

/** Two samples have a range, but hardly ever that of the thing itself; three are what a finding needs to count as reproduced, too. */
export const samplesToTell = 3;

export function enoughSamples({ kind }: Pick<Metric, 'kind'>, observed: Spread, reference: Spread): boolean {
  return kind === 'exact' || Math.min(observed.samples, reference.samples) >= samplesToTell;
}

/**
 * 5 %: the LCP of one page varies by 4 to 6 % between visits even with the machine to itself (coefficient of variation; measured with
 * Chromium 156 on two cores, 2026). 16 ms: one frame of a 60 Hz display (1000 / 60), the least that can be seen to change.
 */
const share = 0.05;
const frame: Partial<Record<Metric['unit'], number>> = { ms: 16, s: 0.016 };

function practicalMargin({ unit }: Pick<Metric, 'unit'>, reference: Spread): number {
  return Math.max(share * Math.abs(reference.value), frame[unit] ?? 0);
}

function unsteady(metric: Pick<Metric, 'kind' | 'unit'>, observed: Spread, reference: Spread): string[] {
  if (metric.kind !== 'exact') return [];
  const range = (spread: Spread): string => `${inUnit(spread.low, metric)} to ${inUnit(spread.high, metric)}`;
  return [
    ...(varied(observed) ? [`It was not the same in all samples (${range(observed)}).`] : []),
    ...(varied(reference) ? [`The reference was not the same in all its samples (${range(reference)}).`] : []),
  ];
}

function samplesInWords(observed: Spread, reference: Spread): string {
  if (observed.samples === 1 && reference.samples === 1) return 'One sample each';
  if (observed.samples === reference.samples) return `${counted(observed.samples, 'sample')} each`;
  return `${counted(observed.samples, 'sample')} against ${reference.samples}`;
}
