import type { Comparison } from '../model/record.ts';
import { plural } from './numbers.ts';

/**
 * How many of these comparisons may be wrong by chance: each is judged by itself, so with each the chance of a false claim adds up.
 * null: none of them rests on samples that vary.
 */
export function byChance(comparisons: readonly Comparison[]): string | null {
  const judged = comparisons.flatMap(({ shift }) => (shift === undefined || shift.method === 'exact' ? [] : [1 - shift.confidence]));
  if (judged.length === 0) return null;
  const most = Math.ceil(judged.reduce((sum, chance) => sum + chance, 0) - 1e-9);
  return `${plural(judged.length, 'comparison')} of what varies ${judged.length === 1 ? 'is' : 'are'} judged one by one: by chance alone, up to about ${most} of them may be called better or worse where nothing differs by more than matters. Gates allow for that, these comparisons do not.`;
}
