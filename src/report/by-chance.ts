import type { Comparison } from '../model/record.ts';
import { plural } from './numbers.ts';

/**
 * How many of these comparisons may be wrong by chance: each is judged by itself, so with each the chance of a false claim adds up.
 * null: none of them rests on samples that vary.
 */
export function byChance(comparisons: Iterable<Comparison>): string | null {
  let judged = 0;
  let chances = 0;
  for (const { shift } of comparisons) {
    if (shift === undefined || shift.method === 'exact') continue;
    judged += 1;
    chances += 1 - shift.confidence;
  }
  if (judged === 0) return null;
  const most = Math.ceil(chances - 1e-9);
  return `${plural(judged, 'comparison')} of what varies ${judged === 1 ? 'is' : 'are'} judged one by one: by chance alone, up to about ${most} of them may be called better or worse where nothing differs by more than matters. Gates allow for that, these comparisons do not.`;
}
