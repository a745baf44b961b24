import { completionSeries, type History, type HistoryStep, type PastValue, type RunDigest } from '../../model/history.ts';
import type { Metric } from '../../model/metric.ts';
import type { Measurement, Place } from '../../model/results.ts';
import { placeOf } from '../places.ts';
import { judgeSides, shiftIn, type Sides } from '../sides.ts';
import { defaultMargin, marginAt } from '../statistics/index.ts';
import { differentBetween, type Reasons } from './between.ts';

/** The runs of a history, this one last. */
export type Runs = readonly RunDigest[];

/** By run, undefined where it says nothing of the place. */
type Line = readonly (PastValue | undefined)[];

/** Conditions that matter to what is counted can be others than to what varies. */
type Followed = Pick<Metric, 'id' | 'unit' | 'kind' | 'better'>;

interface Pair {
  from: number;
  to: number;
  sides: Sides;
}

interface Steps {
  steps: HistoryStep[];
  /** Were there any two runs to compare? */
  compared: boolean;
  /** Did their samples vary, so that a step may be judged wrongly? */
  varies: boolean;
}

type Told = Required<Pick<History, 'series' | 'compared' | 'judged'>>;

/** What there is to say of how far each persona gets and of every followed metric, at every place of this run, and of how many such series. */
export function seriesOf(runs: Runs, metrics: readonly Metric[], level: number, reasons: Reasons): Told {
  const all = [...completionIn(runs, level, reasons), ...metricsIn(runs, metrics, level, reasons)];
  return {
    series: all.flatMap(({ metric, place, told: { steps } }) => (steps.length === 0 ? [] : [{ metric, ...place, steps }])),
    compared: all.filter(({ told }) => told.compared).length,
    judged: all.filter(({ told }) => told.varies).length,
  };
}

interface Series {
  metric: string;
  place: Place;
  told: Steps;
}

function metricsIn(runs: Runs, metrics: readonly Metric[], level: number, reasons: Reasons): Series[] {
  const metricOf = new Map(metrics.map((metric) => [metric.id, metric]));
  const valuesOf = runs.map(({ places }) => new Map(places.flatMap((place) => place.values.map((value) => [keyOf(value.metric, place), value]))));
  return (runs.at(-1)?.places ?? []).flatMap((place) =>
    place.values.flatMap(({ metric: id }) => {
      const metric = metricOf.get(id);
      if (metric === undefined) return [];
      return [{ metric: id, place: placeOf(place), told: stepsOf(runs, valuesOf.map((values) => values.get(keyOf(id, place))), metric, place, level, reasons) }];
    }),
  );
}

/** What can have changed it is what can change a count; whether it has changed is told as of what varies, since a single visit may fail by chance. */
const completion: Followed = { id: completionSeries, unit: 'share', kind: 'exact', better: 'higher' };
const judgedCompletion: Followed = { ...completion, kind: 'timing' };

function completionIn(runs: Runs, level: number, reasons: Reasons): Series[] {
  return (runs.at(-1)?.walks ?? []).map(({ site, persona, journey }): Series => {
    const place: Place = { site, persona, journey, touchpoint: null };
    const line = runs.map(({ walks }) => {
      const walk = walks.find((one) => one.site === site && one.persona === persona && one.journey === journey);
      return walk === undefined ? undefined : shareOf(walk);
    });
    return { metric: completionSeries, place, told: stepsOf(runs, line, completion, place, level, reasons, judgedCompletion) };
  });
}

/** As many as are kept of a metric; of more the share stays the same. */
const mostSamples = 30;

/** 1 for each sample that got to the end, 0 for each that did not. */
function shareOf({ finished, samples }: RunDigest['walks'][number]): PastValue {
  const count = Math.min(samples, mostSamples);
  const ends = count === 0 ? 0 : Math.round((finished / samples) * count);
  return { metric: completionSeries, value: samples === 0 ? null : finished / samples, low: ends === count ? 1 : 0, high: ends > 0 ? 1 : 0, samples: Array.from({ length: count }, (_, index) => (index < ends ? 1 : 0)) };
}

const keyOf = (metric: string, { site, persona, journey, touchpoint }: Place): string => [metric, site, persona, journey, touchpoint ?? ''].join('\n');

/**
 * A run that did not measure it is passed over. Runs on both sides of a step are held against one another only where nothing that is known to matter
 * was different. Beside each with the next, the last is held against the first of its stretch that it can be compared with: a number may have changed
 * little by little, and so may the machine.
 */
function stepsOf(runs: Runs, line: Line, metric: Followed, place: Place, level: number, reasons: Reasons, judgedAs = metric): Steps {
  const measured = line.flatMap((value, at) => (value === undefined || value.value === null || value.samples.length === 0 ? [] : [{ at, value }]));
  const broken: HistoryStep[] = [];
  const pairs: Pair[] = [];
  const isComparable = (then: RunDigest | undefined, now: RunDigest): boolean => then !== undefined && differentBetween(now, then, metric, place).length === 0;
  let begin = 0;
  for (const [index, now] of measured.entries()) {
    const then = measured[index - 1];
    const [of, was] = [runs[now.at], runs[then?.at ?? now.at]];
    if (then === undefined || of === undefined || was === undefined) continue;
    const changed = differentBetween(of, was, metric, place);
    if (changed.length > 0) {
      broken.push({ from: then.at, to: now.at, changed: reasons.positionsOf(changed) });
      begin = index;
    } else {
      pairs.push({ from: then.at, to: now.at, sides: sidesOf(metric, place, then.value, now.value) });
      const isLast = index === measured.length - 1;
      const first = isLast ? measured.slice(begin, index - 1).find(({ at }) => isComparable(runs[at], of)) : undefined;
      if (first !== undefined) pairs.push({ from: first.at, to: now.at, sides: sidesOf(metric, place, first.value, now.value) });
    }
  }
  const { steps, varies } = judge(judgedAs, pairs, level);
  return { steps: [...broken, ...steps].toSorted((a, b) => a.to - b.to || b.from - a.from), compared: pairs.length > 0, varies };
}

/** Samples of different runs have nothing to do with each other. */
function sidesOf({ id }: Followed, place: Place, then: PastValue, now: PastValue): Sides {
  const measurement = (run: string, { value, low, high, samples }: PastValue): Measurement => ({ metric: id, ...place, value, low, high, samples: samples.map((sample, index) => ({ visit: `${run}~${index}`, value: sample })) });
  return { observed: measurement('now', now), reference: measurement('then', then), interleaved: false };
}

/** All pairs of a series are one family in either direction, by the statistics of every other comparison. What they do not support is not told. */
function judge(metric: Followed, pairs: readonly Pair[], level: number): Pick<Steps, 'steps' | 'varies'> {
  if (metric.better === 'neither' || pairs.length === 0) return { steps: [], varies: false };
  const margins = pairs.map(({ sides }) => marginAt(defaultMargin(metric), sides.reference.value ?? 0));
  const worse = judgeSides(metric, pairs.map(({ sides }) => sides), margins, level);
  const better = judgeSides(metric, pairs.map(({ sides }) => ({ ...sides, observed: sides.reference, reference: sides.observed })), margins, level);
  const steps = pairs.flatMap(({ from, to }, index): HistoryStep[] => {
    const [down, up, margin] = [worse[index], better[index], margins[index] ?? 0];
    if (down?.answer === 'worse') return [{ from, to, verdict: 'worse', shift: shiftIn(metric, down, margin) }];
    if (up?.answer === 'worse' && down !== undefined) return [{ from, to, verdict: 'better', shift: shiftIn(metric, down, margin) }];
    return [];
  });
  const differ = pairs.some(({ sides }) => [sides.observed, sides.reference].some(({ low, high }) => low !== high));
  return { steps, varies: differ && worse.some(({ method }) => method !== 'exact') };
}
