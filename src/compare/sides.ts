import type { Metric } from '../model/metric.ts';
import type { Comparison } from '../model/record.ts';
import type { Measurement } from '../model/results.ts';
import { judgeShifts, moreSamples, type Answer, type Question, type Sampled } from './statistics/index.ts';

/** A measurement and what it is held against. */
export interface Sides {
  observed: Measurement;
  reference: Measurement;
  /** Both are of this run: sample n of one was taken beside sample n of the other. */
  interleaved: boolean;
}

export interface Judged extends Omit<Answer, 'method' | 'levels'> {
  /** exact: the values say it by themselves. */
  method: Answer['method'] | 'exact';
  /** Further samples of each that would decide it if they were like those there are; null: it is decided, or no number within reach would do. */
  moreSamples(): number | null;
}

type Judgeable = Pick<Metric, 'kind' | 'better'>;

/**
 * Is the one side worse than the other by more than the margin that its reference has? Answers for a family: see `judgeShifts`.
 * What is exact is decided by its values alone. An exact metric that varied between samples of the same thing is decided where even its extremes
 * agree, and otherwise as one that varies by nature. In the answers, more is worse, whatever is better for the metric.
 */
export function judgeSides(metric: Judgeable, family: readonly Sides[], margins: readonly number[], level: number): Judged[] {
  const questions = family.map((sides, index) => questionOf(metric, sides, margins[index] ?? 0));
  const clear = questions.map((question) => (metric.kind === 'exact' ? clearAnswer(question) : null));
  const open = judgeShifts(questions.filter((_, index) => clear[index] === null), level);
  return questions.map((question, index) => {
    const answer = clear[index] ?? (open.shift() as Answer);
    return 'levels' in answer ? { ...answer, moreSamples: () => (answer.answer === 'inconclusive' ? moreSamples(question, answer.levels) : null) } : answer;
  });
}

function questionOf({ better }: Pick<Metric, 'better'>, { observed, reference, interleaved }: Sides, margin: number): Question {
  const sign = better === 'higher' ? -1 : 1;
  return { observed: sampled(observed, sign), reference: sampled(reference, sign), margin, interleaved };
}

function sampled({ samples }: Measurement, sign: number): Sampled[] {
  return samples.map(({ visit, value }) => ({ sample: sampleNumber(visit), value: sign * value }));
}

/** Ids of visits end with the number of the sample. */
function sampleNumber(visit: string): number {
  return Number(visit.slice(visit.lastIndexOf('~') + 1));
}

/** null: the samples contradict one another. */
function clearAnswer({ observed, reference, margin }: Question): Judged | null {
  const [ours, theirs] = [observed.map(({ value }) => value), reference.map(({ value }) => value)];
  const [low, high] = [Math.min(...ours) - Math.max(...theirs), Math.max(...ours) - Math.min(...theirs)];
  if (low <= margin && high > margin) return null;
  return { answer: low > margin ? 'worse' : 'not-worse', method: 'exact', sizes: [observed.length, reference.length], estimate: (low + high) / 2, interval: { low, high }, level: 0, moreSamples: () => null };
}

/** The answer as it is kept: in the unit and the direction of the metric, observed − reference. */
export function shiftIn({ better }: Pick<Metric, 'better'>, { method, estimate, interval, level }: Judged, margin: number): NonNullable<Comparison['shift']> {
  const turned = better === 'higher';
  return {
    method,
    estimate: turned ? -estimate : estimate,
    low: interval === null ? null : turned ? -interval.high : interval.low,
    high: interval === null ? null : turned ? -interval.low : interval.high,
    confidence: 1 - 2 * level,
    margin,
    moreSamples: null,
  };
}
