import { median } from './median.ts';
import { rankSumUpTo, signedRankUpTo } from './null-distribution.ts';

/** Values of the same metric at the same place, by the number of the sample where they come from interleaved visits. */
export interface Sampled {
  sample: number;
  value: number;
}

/**
 * paired: sample n is held against sample n, so what drifts in the meantime cancels. unpaired: every sample against every other one.
 */
export type Method = 'paired' | 'unpaired';

/** By how much one side lies above the other, as everything that the samples say about it. */
export interface Shift {
  method: Method;
  /** Pairs, or samples of either side. */
  sizes: readonly [number] | readonly [number, number];
  /** Ascending: Walsh averages of the differences of the pairs, or all differences. Their median is the Hodges-Lehmann estimate. */
  evidence: readonly number[];
}

/** Hollander, Wolfe & Chicken, 2014: sections 3.2 (paired) and 4.2 (unpaired). Samples without a partner say nothing of a paired shift. */
export function shiftOf(observed: readonly Sampled[], reference: readonly Sampled[], method: Method): Shift {
  if (method === 'unpaired') {
    const differences = observed.flatMap(({ value }) => reference.map((other) => value - other.value));
    return { method, sizes: [observed.length, reference.length], evidence: differences.sort((a, b) => a - b) };
  }
  const differences = pairDifferences(observed, reference);
  const averages = differences.flatMap((one, index) => differences.slice(index).map((other) => (one + other) / 2));
  return { method, sizes: [differences.length], evidence: averages.sort((a, b) => a - b) };
}

export function pairDifferences(observed: readonly Sampled[], reference: readonly Sampled[]): number[] {
  const partners = new Map(reference.map(({ sample, value }) => [sample, value]));
  return observed.flatMap(({ sample, value }) => {
    const partner = partners.get(sample);
    return partner === undefined ? [] : [value - partner];
  });
}

/** The Hodges-Lehmann estimate; NaN: there are no samples. */
export function estimateOf({ evidence }: Shift): number {
  return median(evidence) ?? Number.NaN;
}

/** How likely samples like these are, at most, if the true shift is not more than this. Ties and zeros count against the claim. */
export function chanceIfAtMost(shift: Shift, limit: number): number {
  return chance(shift, shift.evidence.filter((value) => value <= limit).length);
}

/** How likely samples like these are, at most, if the true shift is not less than this. */
export function chanceIfAtLeast(shift: Shift, limit: number): number {
  return chance(shift, shift.evidence.filter((value) => value >= limit).length);
}

/** The interval that misses the true shift on either side with at most this chance; null: there are too few samples for one. */
export function intervalOf(shift: Shift, level: number): { low: number; high: number } | null {
  let outside = 0;
  while (outside < shift.evidence.length && chance(shift, outside) <= level) outside += 1;
  const [low, high] = [shift.evidence[outside - 1], shift.evidence[shift.evidence.length - outside]];
  return low === undefined || high === undefined ? null : { low, high };
}

function chance({ sizes: [a, b], evidence }: Shift, count: number): number {
  if (evidence.length === 0) return 1;
  return b === undefined ? signedRankUpTo(count, a) : rankSumUpTo(count, a, b);
}

/** The least chance that so many samples can come to, when all of them speak the same way. */
export function leastChance(method: Method, pairs: number, observed: number, reference: number): number {
  if (method === 'paired') return pairs === 0 ? 1 : signedRankUpTo(0, pairs);
  return observed === 0 || reference === 0 ? 1 : rankSumUpTo(0, observed, reference);
}
