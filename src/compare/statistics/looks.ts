import { leastChance } from './shift.ts';

/**
 * The numbers of samples after which a verdict is tried: declared before anything is measured. Each is half as many again as the one before,
 * as in 3, 5, 8, 12, 18, 24: fewer looks waste samples, more waste confidence; a design choice.
 */
export function looksOf(first: number, cap: number): number[] {
  const looks = [first];
  for (let next = Math.ceil(first * 1.5); next < cap; next = Math.ceil(next * 1.5)) looks.push(next);
  return cap > first ? [...looks, cap] : looks;
}

/**
 * The chance of a false claim that each look may take of the whole (Bonferroni: the chances of several looks add up at most). Looks so early that
 * no samples, however clear, could support a claim take none; which those are follows from the numbers alone.
 */
export function levelPerLook(confidence: number, looks: readonly number[]): number {
  const whole = 1 - confidence;
  const telling = looks.filter((samples) => leastChance('unpaired', samples, samples, samples) <= whole / looks.length + rounding);
  return whole / Math.max(1, telling.length);
}

/** 1 − 0.95 is not quite 0.05 for a computer, and neither is 1 / 20. */
export const rounding = 1e-9;
