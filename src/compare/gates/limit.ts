import type { Metric } from '../../model/metric.ts';
import type { Gate } from '../../model/plan.ts';
import type { Measurement, Place } from '../../model/results.ts';
import { furtherSamples, mostSamples } from '../difference.ts';
import { spreadOf, varied, whyMissing, type Spread } from '../spread.ts';
import { judgeLimits, leastForInterval, moreForLimit, variationOf, type LimitAnswer, type LimitQuestion } from '../statistics/index.ts';
import { confidenceInWords, counted, inUnit, limitsInWords, placeInWords } from '../wording.ts';
import type { Decision } from './decision.ts';

type Limits = Pick<Gate, 'max' | 'min'>;

/** A place of a gate, and what was measured there. */
interface MeasuredPlace {
  place: Place;
  measurement: Measurement | undefined;
}

/** What the lines of a place have in common. */
interface Told {
  where: string;
  asked: string;
  gap: string;
  measurement: Measurement;
  observed: Spread;
}

/**
 * max and min. Where samples should not vary every one of them is held against the limit: the odd one out is what some customers meet. Where they
 * vary by nature it is what is typical, the median of all visits there could be: a place fails where its interval lies beyond the limit, passes where it lies within,
 * and is not decided otherwise. The places of a gate are one family: what failed is judged with Holm's correction.
 */
export function decideLimits(limits: Limits, metric: Metric, places: readonly MeasuredPlace[], level: number): Decision[] {
  const sides = (['max', 'min'] as const).filter((side) => limits[side] !== undefined);
  const told = places.map(({ place, measurement }) => toldOf(limits, metric, place, measurement));
  const questions = told.map((of) =>
    typeof of === 'string' || metric.kind === 'exact' ? [] : sides.map((side): LimitQuestion => ({ values: of.measurement.samples.map(({ value }) => value), limit: limits[side] ?? 0, side, variation: variationOf(metric).share })),
  );
  const answers = judgeLimits(questions.flat(), level);
  return told.map((of, index): Decision => {
    if (typeof of === 'string') return { outcome: 'not-measured', line: of };
    const own = questions[index] ?? [];
    return metric.kind === 'exact' ? bySamples(limits, metric, of) : byMedian(limits, metric, of, own, answers.splice(0, own.length));
  });
}

/** A string: why there is nothing to decide. */
function toldOf(limits: Limits, metric: Metric, place: Place, measurement: Measurement | undefined): Told | string {
  const where = placeInWords(place);
  const observed = spreadOf(measurement);
  if (measurement === undefined || observed === null) return `${where}: not measured (${whyMissing(measurement)}).`;
  const asked = limitsInWords(limits, metric).join(' and ');
  const gap = measurement.unavailable === undefined ? '' : ` Not in all samples: ${measurement.unavailable}.`;
  return { where, asked, gap, measurement, observed };
}

function bySamples(limits: Limits, metric: Metric, { where, asked, gap, measurement, observed }: Told): Decision {
  const values = measurement.samples.map(({ value }) => value);
  const beyond = values.filter((value) => roomOf(limits, value) < 0).sort((a, b) => roomOf(limits, a) - roomOf(limits, b));
  const line = `${where}: ${varied(observed) ? ofSamples(observed, beyond, metric) : inUnit(observed.value, metric)}; asked is ${asked}.${gap}`;
  return beyond.length > 0 ? { outcome: 'fail', line } : { outcome: 'pass', line, room: Math.min(...values.map((value) => roomOf(limits, value))) };
}

/** Beyond one of the limits is beyond; within is within all of them. */
function byMedian(limits: Limits, metric: Metric, { where, asked, gap, observed }: Told, questions: readonly LimitQuestion[], answers: readonly LimitAnswer[]): Decision {
  const open = answers.flatMap((answer, index) => (answer.answer === 'inconclusive' ? [{ answer, question: questions[index] as LimitQuestion }] : []));
  const shown = answers.find(({ answer }) => answer === 'beyond') ?? open[0]?.answer ?? (answers[0] as LimitAnswer);
  const line = `${where}: ${inUnit(observed.value, metric)} (${howSure(shown, metric, observed.samples)}); asked is ${asked}.${gap}`;
  if (shown.answer === 'beyond') return { outcome: 'fail', line };
  if (shown.answer === 'within') return { outcome: 'pass', line, room: roomOf(limits, observed.value) };
  if (metric.pass === 'inspection') return { outcome: 'inconclusive', line: `${line} That is too near to the limit: it is measured once only, in the inspection, so further samples would not decide it.` };
  const more = mostSamples(open.map(({ answer, question }) => moreForLimit(question, answer.levels)));
  return { outcome: 'inconclusive', line: `${line} ${openInWords(shown, more, observed.samples)}`, moreSamples: more };
}

/** As in: between 2.31 s and 2.46 s with 97.5 % confidence, 8 samples */
function howSure({ answer, interval, level }: LimitAnswer, metric: Metric, samples: number): string {
  const all = counted(samples, 'sample');
  if (interval !== null) return `between ${inUnit(interval.low, metric)} and ${inUnit(interval.high, metric)} with ${confidenceInWords(level)} confidence, ${all}`;
  if (answer === 'inconclusive') return all;
  return `${all}, too few to say how surely, but further from the limit than visits vary (${Math.round(100 * variationOf(metric).share)} %)`;
}

function openInWords({ interval, level }: LimitAnswer, more: number | null, samples: number): string {
  if (more !== null) return `On which side of the limit the usual visit lies cannot be told yet. ${furtherSamples(more)}`;
  if (interval === null) return `That is too near to the limit for so few samples: it takes about ${Math.max(leastForInterval(level), samples + 1)} of them.`;
  return 'On which side of the limit the usual visit lies cannot be told from these samples.';
}

/** The worst first in `beyond`. */
function ofSamples({ low, high, samples }: Spread, beyond: readonly number[], metric: Metric): string {
  const [worst] = beyond;
  if (worst === undefined) return `${inUnit(low, metric)} to ${inUnit(high, metric)}`;
  return `${beyond.length} of ${counted(samples, 'sample')} ${beyond.length === 1 ? 'is' : 'are'} beyond the limit, the worst with ${inUnit(worst, metric)}`;
}

/** As a share of the limit; below 0 the value is beyond it. */
function roomOf({ max, min }: Limits, value: number): number {
  return Math.min(...(max === undefined ? [] : [(max - value) / sizeOf(max)]), ...(min === undefined ? [] : [(value - min) / sizeOf(min)]));
}

function sizeOf(limit: number): number {
  return Math.max(Math.abs(limit), Number.EPSILON);
}
