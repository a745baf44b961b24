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

interface Pair {
  from: number;
  to: number;
  sides: Sides;
}

/** What there is to say of every followed metric at every place of this run. */
export function seriesOf(runs: Runs, metrics: readonly Metric[], level: number, reasons: Reasons): History['series'] {
  const metricOf = new Map(metrics.map((metric) => [metric.id, metric]));
  const valuesOf = runs.map(({ places }) => new Map(places.flatMap((place) => place.values.map((value) => [keyOf(value.metric, place), value]))));
  return (runs.at(-1)?.places ?? []).flatMap((place) =>
    place.values.flatMap(({ metric: id }) => {
      const metric = metricOf.get(id);
      if (metric === undefined) return [];
      const steps = stepsOf(runs, valuesOf.map((values) => values.get(keyOf(id, place))), metric, place, level, reasons);
      return steps.length === 0 ? [] : [{ metric: id, ...placeOf(place), steps }];
    }),
  );
}

/** Where the runs on both sides cannot be compared in how far a persona gets. */
export function completionOf(runs: Runs, reasons: Reasons): History['series'] {
  return (runs.at(-1)?.walks ?? []).flatMap((walk) => {
    const seen = runs.flatMap((run, at) => (run.walks.some((one) => one.samples > 0 && one.site === walk.site && one.persona === walk.persona && one.journey === walk.journey) ? [at] : []));
    const steps = seen.slice(1).flatMap((to, index): HistoryStep[] => {
      const from = seen[index] ?? 0;
      const [now, then] = [runs[to], runs[from]];
      const changed = now === undefined || then === undefined ? [] : differentBetween(now, then, { id: completionSeries, kind: 'exact' }, walk);
      return changed.length === 0 ? [] : [{ from, to, changed: reasons.positionsOf(changed) }];
    });
    const { site, persona, journey } = walk;
    return steps.length === 0 ? [] : [{ metric: completionSeries, site, persona, journey, touchpoint: null, steps }];
  });
}

const keyOf = (metric: string, { site, persona, journey, touchpoint }: Place): string => [metric, site, persona, journey, touchpoint ?? ''].join('\n');

/**
 * A run that did not measure it is passed over. Runs on both sides of a step are held against one another only where nothing that is known to matter
 * was different. Beside each with the next, the last is held against the first of its stretch that it can be compared with: a number may have changed
 * little by little, and so may the machine.
 */
function stepsOf(runs: Runs, line: Line, metric: Metric, place: Place, level: number, reasons: Reasons): HistoryStep[] {
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
  return [...broken, ...judged(metric, pairs, level)].toSorted((a, b) => a.to - b.to || b.from - a.from);
}

/** Samples of different runs have nothing to do with each other. */
function sidesOf({ id }: Metric, place: Place, then: PastValue, now: PastValue): Sides {
  const measurement = (run: string, { value, low, high, samples }: PastValue): Measurement => ({ metric: id, ...place, value, low, high, samples: samples.map((sample, index) => ({ visit: `${run}~${index}`, value: sample })) });
  return { observed: measurement('now', now), reference: measurement('then', then), interleaved: false };
}

/** All pairs of a series are one family in either direction, by the statistics of every other comparison. What they do not support is not told. */
function judged(metric: Metric, pairs: readonly Pair[], level: number): HistoryStep[] {
  if (metric.better === 'neither' || pairs.length === 0) return [];
  const margins = pairs.map(({ sides }) => marginAt(defaultMargin(metric), sides.reference.value ?? 0));
  const worse = judgeSides(metric, pairs.map(({ sides }) => sides), margins, level);
  const better = judgeSides(metric, pairs.map(({ sides }) => ({ ...sides, observed: sides.reference, reference: sides.observed })), margins, level);
  return pairs.flatMap(({ from, to }, index): HistoryStep[] => {
    const [down, up, margin] = [worse[index], better[index], margins[index] ?? 0];
    if (down?.answer === 'worse') return [{ from, to, verdict: 'worse', shift: shiftIn(metric, down, margin) }];
    if (up?.answer === 'worse' && down !== undefined) return [{ from, to, verdict: 'better', shift: shiftIn(metric, down, margin) }];
    return [];
  });
}
