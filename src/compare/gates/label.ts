import type { Metric } from '../../model/metric.ts';
import { comparesFigures, type Gate } from '../../model/plan.ts';
import { defaultMargin } from '../statistics/index.ts';
import { inUnit, limitsInWords, listed } from '../wording.ts';
import { isTotal } from './gate-places.ts';

/** As in: The journey buy-a-tent can be completed by kim on ours */
export function completableLabel({ journey, persona, site }: Gate): string {
  return `${journey === undefined ? 'Every journey' : `The journey ${journey}`} can be completed by ${persona ?? 'every persona'}${site === undefined ? '' : ` on ${site}`}`;
}

/** A gate in words, as in: Time to First Byte at every touchpoint: at most 800 ms */
export function labelOf(gate: Gate, metric: Metric): string {
  const where = gate.at !== undefined ? ` at ${gate.at}` : isTotal(gate, metric) ? ' over the whole journey' : ' at every touchpoint';
  const whose = [gate.journey && ` in ${gate.journey}`, gate.persona && ` for ${gate.persona}`, gate.site && ` on ${gate.site}`].filter(Boolean).join('');
  return `${metric.title}${where}${whose}: ${rulesOf(gate, metric).join(', ')}`;
}

function rulesOf(gate: Gate, metric: Metric): string[] {
  const { worseBy, new: allowed, against } = gate;
  const whom = against === 'baseline' ? 'the baseline' : against === 'known' ? 'the list of known ones' : (against ?? '');
  return [
    ...limitsInWords(gate, metric),
    ...(comparesFigures(gate) ? [`not worse than ${whom}${worseBy === undefined ? ownMarginInWords(metric) : ` by more than ${marginInWords(worseBy, metric)}`}`] : []),
    ...(allowed === undefined ? [] : [`${allowed === 0 ? 'no' : `at most ${allowed}`} new findings against ${whom}`]),
  ];
}

/** As in: by more than matters in practice (100 ms or 5 %, whichever is more) */
function ownMarginInWords(metric: Metric): string {
  const { amount, percent } = defaultMargin(metric);
  const parts = [...(amount === 0 ? [] : [inUnit(amount, metric)]), ...(percent === 0 ? [] : [`${percent} %`])];
  return parts.length === 0 ? '' : ` by more than matters in practice (${parts.join(' or ')}${parts.length === 1 ? '' : ', whichever is more'})`;
}

function marginInWords({ ms, percent, by }: NonNullable<Gate['worseBy']>, metric: Metric): string {
  const parts = [...(ms === undefined ? [] : [inUnit(ms, { unit: 'ms' })]), ...(percent === undefined ? [] : [`${percent} %`]), ...(by === undefined ? [] : [inUnit(by, metric)])];
  return parts.length === 1 ? parts.join() : `the largest of ${listed(parts)}`;
}
