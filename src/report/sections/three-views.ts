import type { Metric } from '../../model/metric.ts';
import { isEarlier, type Comparison } from '../../model/record.ts';
import type { Measurement, Place } from '../../model/results.ts';
import { absenceOf } from '../absence.ts';
import type { Absence } from '../absence.ts';
import type { Lookup } from '../lookup.ts';
import { formatDifference, formatRange, formatValue, plural } from '../numbers.ts';
import { comparisonMark, ratedValue, verdictMarks } from '../words.ts';
import type { Mark } from '../words.ts';

/** A number as one persona met it: observed with its spread, against a threshold, against a population, against other measurements. */
export interface ThreeViews {
  personaId: string;
  value: string | null;
  absent: Absence | null;
  spread: string | null;
  threshold: Mark | null;
  population: string | null;
  others: { mark: Mark; text: string }[];
  /** Nothing published and nothing measured to hold it against. */
  unheld: boolean;
  note: string | null;
}

function spreadOf(measurement: Measurement, metric: Metric): string {
  const count = measurement.samples.length;
  if (count <= 1) return '1 sample';
  const [low, high] = [measurement.low ?? 0, measurement.high ?? 0];
  return low === high ? `same in ${count} samples` : `${formatRange(low, high, metric.unit)} in ${count} samples`;
}

/** As in "60% to 75% do better: mobile home pages (2025)". */
export function populationText({ percentile, benchmark }: Comparison): string | null {
  if (percentile === null) return null;
  const [from, to] = [Math.round(percentile.from), Math.round(percentile.to)];
  const share = from === to ? `about ${from}%` : from <= 0 ? `fewer than ${to}%` : to >= 100 ? `more than ${from}%` : `${from}% to ${to}%`;
  const year = benchmark.source === undefined || benchmark.label.includes(String(benchmark.source.year)) ? '' : ` (${benchmark.source.year})`;
  return `${share} do better: ${benchmark.label}${year}`;
}

function otherText(comparison: Comparison, metric: Metric): string {
  const { reference, difference, benchmark } = comparison;
  if (reference === null) return `${benchmark.label}${comparison.note === undefined ? '' : `: ${comparison.note}`}`;
  const more = comparison.shift?.moreSamples ?? null;
  if (comparison.verdict === 'inconclusive') return `${benchmark.label}: ${formatValue(reference.value, metric.unit)}${more === null ? '' : `; about ${plural(more, 'more sample')} would tell`}`;
  const gap = difference === null || comparison.verdict === 'no-difference' ? '' : `, ${formatDifference(difference, metric.unit)}`;
  return `${benchmark.label}: ${formatValue(reference.value, metric.unit)}${gap}`;
}

/** Of a number that is not there. */
export function noViews(personaId: string, absent: Absence): ThreeViews {
  return { personaId, value: null, absent, spread: null, threshold: null, population: null, others: [], unheld: false, note: null };
}

export function threeViews(lookup: Lookup, metric: Metric, place: Place): ThreeViews | null {
  const measurement = lookup.measurement(metric.id, place);
  if (measurement === undefined) return null;
  if (measurement.value === null) return noViews(place.persona, absenceOf(measurement, 'The reason was not recorded.'));
  const comparisons = lookup.comparisons(metric.id, place);
  const threshold = comparisons.find((comparison) => comparison.benchmark.kind === 'threshold' && comparison.verdict !== 'not-available');
  const population = comparisons.flatMap((comparison) => (comparison.benchmark.kind === 'population' ? (populationText(comparison) ?? []) : []));
  const others = comparisons.filter((comparison) => comparison.benchmark.kind === 'site' || comparison.benchmark.kind === 'budget' || isEarlier(comparison.benchmark.kind));
  return {
    personaId: place.persona,
    value: ratedValue(measurement.value, metric),
    absent: null,
    spread: spreadOf(measurement, metric),
    threshold: threshold === undefined ? null : verdictMarks[threshold.verdict],
    population: population[0] ?? null,
    others: others.map((comparison) => ({ mark: comparisonMark(comparison), text: otherText(comparison, metric) })),
    unheld: threshold === undefined && population.length === 0 && others.length === 0,
    note: measurement.unavailable ?? threshold?.note ?? null,
  };
}
