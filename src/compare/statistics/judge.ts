import { holmLevels } from './holm.ts';
import { rounding } from './looks.ts';
import { chanceIfAtLeast, chanceIfAtMost, estimateOf, intervalOf, leastChance, pairDifferences, shiftOf, type Method, type Sampled, type Shift } from './shift.ts';

/** Is one side worse than another by more than a margin? */
export interface Question {
  /** The higher the worse. */
  observed: readonly Sampled[];
  reference: readonly Sampled[];
  /** In the unit of the values. */
  margin: number;
  /** Sample n of one side was taken beside sample n of the other. */
  interleaved: boolean;
}

export interface Answer {
  answer: 'worse' | 'not-worse' | 'inconclusive';
  method: Method;
  /** Pairs, or samples of either side, that it rests on. */
  sizes: Shift['sizes'];
  /** How much worse, by the Hodges-Lehmann estimate. */
  estimate: number;
  /** Where the true shift lies; it misses it on either side with a chance of at most `level`. null: too few samples. */
  interval: { low: number; high: number } | null;
  level: number;
  /** What the chance of such samples may be at most for either answer. */
  levels: { worse: number; notWorse: number };
}

/**
 * Answers a family of questions. The chance that one or more of the answers `worse` is false is at most `level` (Holm). That all are `not-worse`
 * though one is worse has at most that chance too, without any correction: every one of them has to hold (Berger, Multiparameter Hypothesis
 * Testing and Acceptance Sampling, Technometrics 24, 1982).
 */
export function judgeShifts(questions: readonly Question[], level: number): Answer[] {
  const strictest = level / Math.max(1, questions.length);
  const shifts = questions.map((question) => shiftOf(question.observed, question.reference, methodFor(question, strictest)));
  const worse = shifts.map((shift, index) => chanceIfAtMost(shift, questions[index]?.margin ?? 0));
  const levels = holmLevels(worse, level).map((own) => own + rounding);
  return questions.map((question, index) => {
    const [shift, own] = [shifts[index] as Shift, levels[index] ?? strictest];
    const isWorse = (worse[index] ?? 1) <= own;
    const isNotWorse = chanceIfAtLeast(shift, question.margin) <= level + rounding;
    const answer = isWorse ? 'worse' : isNotWorse ? 'not-worse' : 'inconclusive';
    const shown = isNotWorse ? level : own - rounding;
    return { answer, method: shift.method, sizes: shift.sizes, estimate: estimateOf(shift), interval: intervalOf(shift, shown + rounding), level: shown, levels: { worse: own, notWorse: level + rounding } };
  });
}

/**
 * Pairs where there are enough of them for the level asked. Otherwise every sample against every other: that needs fewer, and drift that both
 * sides share makes it the more careful. The choice follows from the numbers of samples alone, so it costs no confidence.
 */
export function methodFor({ observed, reference, interleaved }: Question, level: number): Method {
  const pairs = interleaved ? pairDifferences(observed, reference).length : 0;
  return leastChance('paired', pairs, observed.length, reference.length) <= level + rounding ? 'paired' : 'unpaired';
}
