import type { Metric } from '../../model/metric.ts';
import type { Gate } from '../../model/plan.ts';
import { inUnit, listed } from '../wording.ts';
import { isTotal } from './gate-places.ts';

/** A gate in words, as in: Time to First Byte at every touchpoint: at most 800 ms */
export function labelOf(gate: Gate, metric: Metric): string {
  const where = gate.at !== undefined ? ` at ${gate.at}` : isTotal(gate, metric) ? ' over the whole journey' : ' at every touchpoint';
  const whose = [gate.journey && ` in ${gate.journey}`, gate.persona && ` for ${gate.persona}`, gate.site && ` on ${gate.site}`].filter(Boolean).join('');
  return `${metric.title}${where}${whose}: ${rulesOf(gate, metric).join(', ')}`;
}

function rulesOf({ max, min, worseBy, new: allowed, against }: Gate, metric: Metric): string[] {
  const whom = against === 'baseline' ? 'the baseline' : against === 'known' ? 'the list of known ones' : (against ?? '');
  return [
    ...(max === undefined ? [] : [`at most ${inUnit(max, metric)}`]),
    ...(min === undefined ? [] : [`at least ${inUnit(min, metric)}`]),
    ...(worseBy === undefined ? [] : [`not worse than ${whom} by more than ${marginInWords(worseBy, metric)}`]),
    ...(allowed === undefined ? [] : [`${allowed === 0 ? 'no' : `at most ${allowed}`} new findings against ${whom}`]),
  ];
}

function marginInWords({ ms, percent, by }: NonNullable<Gate['worseBy']>, metric: Metric): string {
  const parts = [...(ms === undefined ? [] : [inUnit(ms, { unit: 'ms' })]), ...(percent === undefined ? [] : [`${percent} %`]), ...(by === undefined ? [] : [inUnit(by, metric)])];
  return parts.length === 1 ? parts.join() : `the largest of ${listed(parts)}`;
}
