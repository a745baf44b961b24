import type { Metric } from '../model/metric.ts';
import type { Comparison } from '../model/record.ts';
import { judgeSides, shiftIn, type Judged, type Sides } from './sides.ts';
import { spreadOf } from './spread.ts';
import { defaultMargin, marginAt } from './statistics/index.ts';
import { counted, inUnit } from './wording.ts';
import { unsteady } from './unsteady.ts';

type Difference = Pick<Comparison, 'verdict' | 'difference' | 'note' | 'shift'>;

/**
 * Do two measurements differ by more than matters in practice? One is worse or better if the interval of the shift lies beyond the margin of the
 * metric, and there is no difference if it lies inside of it on both sides; else that cannot be told. Every comparison is judged by itself:
 * among many, some may be called a difference by chance. Gates take account of that, this does not.
 */
export function judgeDifference(metric: Pick<Metric, 'id' | 'kind' | 'unit' | 'better'>, sides: Sides, level: number): Difference {
  const [observed, reference] = [spreadOf(sides.observed), spreadOf(sides.reference)];
  if (observed === null || reference === null) return { verdict: 'not-available', difference: null };
  const difference = observed.value - reference.value;
  const notes = unsteady(metric, sides);
  const answer = (verdict: Difference['verdict'], own: readonly string[], shift?: Comparison['shift']): Difference => {
    const all = [...own, ...notes];
    return { verdict, difference, ...(all.length > 0 && { note: all.join(' ') }), ...(shift !== undefined && { shift }) };
  };
  if (metric.better === 'neither') return answer('not-available', ['For this metric neither more nor less is better.']);

  const margin = marginAt(defaultMargin(metric), reference.value);
  const [worse] = judgeSides(metric, [sides], [margin], level) as [Judged];
  const [better] = judgeSides(metric, [{ ...sides, observed: sides.reference, reference: sides.observed }], [margin], level) as [Judged];
  const shift = shiftIn(metric, worse, margin);
  if (worse.answer === 'worse') return answer('worse', [], shift);
  if (better.answer === 'worse') return answer('better', [], shift);
  if (worse.answer === 'not-worse' && better.answer === 'not-worse') return answer('no-difference', difference === 0 ? [] : [`The difference is too small to matter in practice (up to ${inUnit(margin, metric)}).`], shift);

  // Both questions have to be decided for there to be no difference.
  const more = mostSamples([worse, better].filter(({ answer }) => answer === 'inconclusive').map(({ moreSamples }) => moreSamples()));
  const samples = samplesInWords(observed.samples, reference.samples);
  return answer('inconclusive', [`${samples}: not enough to tell a difference from chance.${more === null ? '' : ` ${furtherSamples(more)}`}`], { ...shift, moreSamples: more });
}

/** The further samples that decide all of several questions. null: one of them no number within reach would decide. */
export function mostSamples(further: readonly (number | null)[]): number | null {
  return further.includes(null) ? null : Math.max(...further.map((more) => more ?? 0));
}

/** As in: With about 7 more samples this would be decided. */
export function furtherSamples(more: number): string {
  return `With about ${counted(more, 'more sample', 'more samples')} this would be decided.`;
}

function samplesInWords(observed: number, reference: number): string {
  if (observed === 1 && reference === 1) return 'One sample each';
  return observed === reference ? `${counted(observed, 'sample')} each` : `${counted(observed, 'sample')} against ${reference}`;
}
