import { holmLevels } from './holm.ts';
import { rounding } from './looks.ts';
import { tried } from './more-samples.ts';
import { signsUpTo, standardNormalUpTo } from './null-distribution.ts';

/** Does what is typical lie on the allowed side of a fixed limit? */
export interface LimitQuestion {
  values: readonly number[];
  /** A value that is the limit itself lies within. */
  limit: number;
  side: 'max' | 'min';
  /** By how much visits of the same thing may vary: standard deviation as a share of the mean. Used only where there are too few samples for an interval. */
  variation: number;
}

export interface LimitAnswer {
  answer: 'beyond' | 'within' | 'inconclusive';
  /** Where the median of all visits lies; it misses it on either side with a chance of at most `level`. null: too few samples. */
  interval: { low: number; high: number } | null;
  level: number;
  /** What the chance of such samples may be at most for either answer. */
  levels: { beyond: number; within: number };
}

/**
 * Answers a family of questions about medians. The chance that one or more of the answers `beyond` is false is at most `level` (Holm); that all are
 * `within` though one is beyond has at most that chance too (Berger, 1982, as in `judgeShifts`).
 *
 * With enough samples for the level nothing is assumed: the interval of the median by order statistics (Hollander, Wolfe & Chicken, Nonparametric
 * Statistical Methods, 3rd edition, 2014: section 3.6). With fewer, only samples that all lie further from the limit than visits vary decide: as
 * unlikely as the level allows if the median were the limit and visits were log-normal with `variation`. Which of the two it is follows from the number of samples alone.
 */
export function judgeLimits(questions: readonly LimitQuestion[], level: number): LimitAnswer[] {
  const strictest = level / Math.max(1, questions.length);
  const beyond = questions.map((question) => chanceIfWithin(question, strictest));
  const levels = holmLevels(beyond, level).map((own) => own + rounding);
  return questions.map((question, index) => {
    const own = levels[index] ?? strictest;
    const isBeyond = (beyond[index] ?? 1) <= own;
    const isWithin = chanceIfBeyond(question, level) <= level + rounding;
    const shown = isBeyond ? own - rounding : level;
    return { answer: isBeyond ? 'beyond' : isWithin ? 'within' : 'inconclusive', interval: intervalOfMedian(question.values, shown + rounding), level: shown, levels: { beyond: own, within: level + rounding } };
  });
}

/** The least number of samples for which there is an interval. */
export function leastForInterval(level: number): number {
  return Math.ceil(-Math.log2(level + rounding));
}

/** The least number of further samples that decides a question if they are like those there are; as `moreSamples`. */
export function moreForLimit(question: LimitQuestion, { beyond, within }: LimitAnswer['levels']): number | null {
  const { values } = question;
  if (values.length < 3) return null;
  const enough = tried.find((more) => {
    const then = { ...question, values: Array.from({ length: values.length + more }, (_, index) => values[index % values.length] ?? 0) };
    return chanceIfWithin(then, beyond) <= beyond || chanceIfBeyond(then, within) <= within;
  });
  return enough ?? null;
}

/** How likely samples so far beyond are, at most, if the median is within. */
function chanceIfWithin({ values, limit, side, variation }: LimitQuestion, level: number): number {
  const distances = values.map((value) => distanceOf(value, limit, side));
  if (values.length >= leastForInterval(level)) return signsUpTo(distances.filter((distance) => distance <= 0).length, values.length);
  return standardNormalUpTo(-Math.min(...distances) / spreadOfLogs(variation)) ** values.length;
}

/** How likely samples so far within are, at most, if the median is beyond. */
function chanceIfBeyond({ values, limit, side, variation }: LimitQuestion, level: number): number {
  const distances = values.map((value) => distanceOf(value, limit, side));
  if (values.length >= leastForInterval(level)) return signsUpTo(distances.filter((distance) => distance > 0).length, values.length);
  return standardNormalUpTo(Math.max(...distances) / spreadOfLogs(variation)) ** values.length;
}

/** By which factor a value lies beyond the limit, as a logarithm; up to 0: within. What is measured here cannot be below zero, so zero is as far down as there is. */
function distanceOf(value: number, limit: number, side: LimitQuestion['side']): number {
  const isBeyond = side === 'max' ? value > limit : value < limit;
  const far = value <= 0 || limit <= 0 ? Infinity : Math.abs(Math.log(value / limit));
  return isBeyond ? far : -far;
}

/** Standard deviation of the logarithms of values that are log-normal with this coefficient of variation. */
function spreadOfLogs(variation: number): number {
  return Math.sqrt(Math.log(1 + variation ** 2));
}

/** null: there are too few samples for the level. */
function intervalOfMedian(values: readonly number[], level: number): LimitAnswer['interval'] {
  const sorted = values.toSorted((a, b) => a - b);
  let outside = 0;
  while (outside < sorted.length && signsUpTo(outside, sorted.length) <= level) outside += 1;
  const [low, high] = [sorted[outside - 1], sorted[sorted.length - outside]];
  return low === undefined || high === undefined ? null : { low, high };
}
