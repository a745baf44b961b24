import type { Metric } from '../../model/metric.ts';
import type { Comparison } from '../../model/record.ts';
import { placeOf } from '../places.ts';
import { spreadOf, whyMissing } from '../spread.ts';
import type { Benchmark } from './benchmark.ts';
import { referenceFigure, type ReferenceFigure } from './figures.ts';

type Bounds = NonNullable<Comparison['percentile']>;

/** Where the median stands among the sites of the web: bounds between published percentiles, nothing interpolated. */
export const population: Benchmark = {
  kind: 'population',
  compare(metric, measurement, { plan }) {
    const persona = plan.personas.find(({ id }) => id === measurement.persona);
    const id = metric.references?.[persona?.device.mobile === true ? 'mobile' : 'desktop'];
    // A sum over pages has no place among figures for one page.
    if (id === undefined || persona === undefined || (measurement.touchpoint === null && metric.overJourney === 'sum')) return [];
    const figure = referenceFigure(id);
    const observed = spreadOf(measurement);
    const base = {
      metric: metric.id,
      ...placeOf(measurement),
      benchmark: { kind: 'population' as const, id, label: figure === undefined ? id : labelOf(figure), ...(figure && { source: figure.source }) },
      observed,
      reference: null,
      difference: null,
    };
    const missing = (note: string): Comparison[] => [{ ...base, verdict: 'not-available', percentile: null, note }];
    if (figure === undefined) return missing(`There is no reference figure ${id}.`);
    if (observed === null) return missing(whyMissing(measurement));
    const result = rank(observed.value, metric, figure);
    if (typeof result === 'string') return missing(result);
    return [{ ...base, verdict: 'ranked', percentile: result, note: noteOf(figure) }];
  },
};

/** Bounds of the share that does better, in %; a string says why there are none. */
export function rank(value: number, metric: Pick<Metric, 'unit' | 'better'>, figure: ReferenceFigure): Bounds | string {
  if (metric.better === 'neither') return 'For this metric neither more nor less is better.';
  const factor = factorTo(figure.unit, metric.unit);
  if (figure.percentiles !== undefined) {
    if (factor === null) return `The figure is in ${figure.unit}, which cannot be compared with this metric.`;
    const points = Object.entries(figure.percentiles).map(([name, point]) => ({ percent: Number(name.slice(1)), value: point * factor }));
    return metric.better === 'lower' ? shareBelow(value, points) : shareAbove(value, points);
  }
  const limits = referenceFigure(figure.ratedBy ?? '')?.thresholds;
  const [good, poor] = [limits?.['good_max'], limits?.['poor_min']];
  if (figure.shares === undefined || good === undefined || poor === undefined || metric.better === 'higher') return `The figure ${figure.id} is not a distribution.`;
  return shareByRating(value, { good, poor }, figure.shares);
}

interface Point {
  percent: number;
  value: number;
}

/** At least p % have up to the p-th percentile, and at most p % have less than it. */
function shareBelow(value: number, points: readonly Point[]): Bounds {
  return {
    from: Math.max(0, ...points.filter((point) => point.value < value).map(({ percent }) => percent)),
    to: Math.min(100, ...points.filter((point) => point.value >= value).map(({ percent }) => percent)),
  };
}

function shareAbove(value: number, points: readonly Point[]): Bounds {
  return {
    from: Math.max(0, ...points.filter((point) => point.value > value).map(({ percent }) => 100 - percent)),
    to: Math.min(100, ...points.filter((point) => point.value <= value).map(({ percent }) => 100 - percent)),
  };
}

/** The sources round, so the share up to `poor` is known from two sides; the bounds are as wide as the rounding. */
function shareByRating(value: number, { good, poor }: { good: number; poor: number }, shares: NonNullable<ReferenceFigure['shares']>): Bounds {
  const upToPoor = [100 - shares.poor, ...(shares.needsImprovement === undefined ? [] : [shares.good + shares.needsImprovement])];
  if (value <= good) return { from: 0, to: shares.good };
  if (value <= poor) return { from: shares.good, to: Math.min(100, Math.max(...upToPoor)) };
  return { from: Math.min(...upToPoor), to: 100 };
}

/** HTTP Archive's KB are 1,024 bytes (its query for page weight, 2025). */
const factors: Readonly<Record<string, Partial<Record<Metric['unit'], number>>>> = {
  KB: { bytes: 1024 },
  ms: { ms: 1, s: 0.001 },
  s: { s: 1, ms: 1000 },
  requests: { count: 1 },
  cookies: { count: 1 },
  score: { none: 1, ratio: 1 },
};

function factorTo(from: string, to: Metric['unit']): number | null {
  return factors[from]?.[to] ?? null;
}

function labelOf({ what, formFactor, denominator }: ReferenceFigure): string {
  return `${what}${formFactor === 'all' ? '' : `, ${formFactor}`}${denominator === undefined ? '' : ` (${denominator})`}`;
}

function noteOf(figure: ReferenceFigure): string {
  return [
    `Of ${figure.denominator ?? figure.source.title} (${figure.source.year}).`,
    figure.shares === undefined ? 'Measured in a laboratory, as here, but on other machines and networks.' : 'Real visits, rated at their 75th percentile; ours are visits in a laboratory, so this is a rough guide.',
    ...(figure.evidence === 'secondary' ? ['Quoted from another publication, not read in the source.'] : []),
    ...(figure.note === undefined ? [] : [`In the figures: ${figure.note}.`]),
  ].join(' ');
}
