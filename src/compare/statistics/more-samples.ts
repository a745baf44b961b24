import { methodFor, type Answer, type Question } from './judge.ts';
import { chanceIfAtLeast, chanceIfAtMost, shiftOf, type Sampled } from './shift.ts';

/** Numbers of further samples that are tried; beyond the last, a difference lies too near to the margin to be decided in practice. A design choice. */
export const tried = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 30, 40];

/**
 * The least number of further samples that decides a question if they are like those there are: the samples are repeated in their order. An estimate,
 * as good as the samples: from fewer than three nothing is foretold. null: none within reach.
 */
export function moreSamples(question: Question, levels: Answer['levels']): number | null {
  const from = question.interleaved ? inPairs(question) : question;
  if (Math.min(from.observed.length, from.reference.length) < 3) return null;
  const enough = tried.find((more) => {
    const then = { ...question, observed: repeated(from.observed, more), reference: question.interleaved ? repeated(from.reference, more) : from.reference };
    const shift = shiftOf(then.observed, then.reference, methodFor(then, levels.worse));
    return chanceIfAtMost(shift, question.margin) <= levels.worse || chanceIfAtLeast(shift, question.margin) <= levels.notWorse;
  });
  return enough ?? null;
}

/** The samples that have a partner on the other side, in the same order on both. */
function inPairs({ observed, reference }: Question): Pick<Question, 'observed' | 'reference'> {
  const partners = new Map(reference.map((one) => [one.sample, one]));
  const paired = observed.filter(({ sample }) => partners.has(sample));
  return { observed: paired, reference: paired.flatMap(({ sample }) => partners.get(sample) ?? []) };
}

function repeated(samples: readonly Sampled[], more: number): Sampled[] {
  return Array.from({ length: samples.length + more }, (_, sample) => ({ sample, value: samples[sample % samples.length]?.value ?? 0 }));
}
