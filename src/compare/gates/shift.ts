import type { Metric } from '../../model/metric.ts';
import type { Gate } from '../../model/plan.ts';
import type { Comparison } from '../../model/record.ts';
import type { Place } from '../../model/results.ts';
import { furtherSamples } from '../difference.ts';
import { judgeSides, type Judged, type Sides } from '../sides.ts';
import { defaultMargin, marginAt } from '../statistics/index.ts';
import { unsteady } from '../unsteady.ts';
import { confidenceInWords, counted, inUnit, listed, placeInWords } from '../wording.ts';
import type { Decision } from './decision.ts';

/** A place of a gate, with what is held against what there. */
export interface HeldPlace {
  place: Place;
  comparison: Comparison | undefined;
  /** null: one of the two was not measured. */
  sides: Sides | null;
  /** What was different when the reference was measured, and can have caused a difference. */
  changed: readonly string[];
}

/**
 * Without `worseBy` the margin is that of the metric. A place fails where the interval of the shift lies beyond the margin, passes where it lies inside, and is not decided otherwise, or where
 * changed conditions may have made or hidden the difference. The places of a gate are one family: what failed is judged with Holm's correction.
 */
export function decideShifts(worseBy: Gate['worseBy'], metric: Metric, places: readonly HeldPlace[], level: number): Decision[] {
  const held = places.flatMap(({ sides }) => (sides === null ? [] : [sides]));
  const margins = held.map(({ reference }) => marginOf(worseBy, metric, reference.value ?? 0));
  const judged = judgeSides(metric, held, margins, level);
  return places.map(({ place, comparison, sides, changed }) => {
    const where = placeInWords(place);
    if (comparison === undefined) return { outcome: 'not-measured', line: `${where}: there is nothing to compare it with.` };
    const index = sides === null ? -1 : held.indexOf(sides);
    const [answer, margin] = [judged[index], margins[index]];
    if (sides === null || answer === undefined || margin === undefined) return { outcome: 'not-measured', line: `${where}: not compared with ${comparison.benchmark.label} (${comparison.note ?? 'it was not measured'}).` };
    return decisionOf({ where, metric, sides, whom: comparison.benchmark.label, answer, margin, changed });
  });
}

interface Told {
  where: string;
  metric: Metric;
  sides: Sides;
  whom: string;
  answer: Judged;
  margin: number;
  changed: readonly string[];
}

function decisionOf({ where, metric, sides, whom, answer, margin, changed }: Told): Decision {
  const { observed, reference } = sides;
  const line = [
    `${where}: ${inUnit(observed.value ?? 0, metric)} against ${inUnit(reference.value ?? 0, metric)} of ${whom}, which is ${shiftInWords(answer, metric)}; allowed is ${inUnit(margin, metric)}.`,
    ...unsteady(metric, sides),
  ].join(' ');
  if (changed.length > 0) return { outcome: 'inconclusive', line: `${line} Nothing can be concluded from that, because of what changed since (${listed(changed)}): save a new baseline.` };
  const more = answer.moreSamples();
  if (answer.answer === 'inconclusive') return { outcome: 'inconclusive', line: `${line} ${openInWords(more, Math.min(observed.samples.length, reference.samples.length))}`, moreSamples: more };
  if (answer.answer === 'not-worse') return { outcome: 'pass', line, room: (margin - answer.estimate) / Math.max(Math.abs(reference.value ?? 0), Number.EPSILON) };
  return { outcome: 'fail', line };
}

/** As in: 300 ms worse (between 210 ms and 390 ms with 98 % confidence, 12 pairs) */
function shiftInWords({ method, sizes: [first, second = first], estimate, interval, level }: Judged, metric: Metric): string {
  const how = estimate > 0 ? `${inUnit(estimate, metric)} worse` : 'not worse';
  if (method === 'exact') return how;
  const samples = method === 'paired' ? counted(first, 'pair') : `${counted(first, 'sample')} against ${second}`;
  if (interval === null) return `${how} (${samples}, too few to say how surely)`;
  return `${how} (between ${worseInWords(interval.low, metric)} and ${worseInWords(interval.high, metric)} with ${confidenceInWords(level)} confidence, ${samples})`;
}

function worseInWords(shift: number, metric: Metric): string {
  return shift < 0 ? `${inUnit(-shift, metric)} better` : `${inUnit(shift, metric)} worse`;
}

function openInWords(more: number | null, samples: number): string {
  if (samples < 3) return 'There are too few samples to tell: take three or more of each.';
  return more === null ? 'Whether that is more than allowed cannot be told from these samples.' : `Whether that is more than allowed cannot be told yet. ${furtherSamples(more)}`;
}

/** The largest of what is given, in the unit of the metric; where nothing is, what a difference has to be more than to matter in practice. */
export function marginOf(worseBy: Gate['worseBy'], metric: Pick<Metric, 'id' | 'unit' | 'kind'>, reference: number): number {
  if (worseBy === undefined) return marginAt(defaultMargin(metric), reference);
  const { ms, percent, by } = worseBy;
  const { unit } = metric;
  return Math.max(unit === 's' ? (ms ?? 0) / 1000 : (ms ?? 0), ((percent ?? 0) / 100) * Math.abs(reference), by ?? 0);
}
