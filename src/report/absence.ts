import type { Measurement } from '../model/results.ts';
import type { Extremes } from './extremes.ts';
import { plural } from './numbers.ts';

/** Why a number is not there: there was nothing to measure, or it could not be measured. */
export interface Absence {
  word: 'not applicable' | 'not available';
  reason: string | null;
}

/** `otherwise`: what is said where nothing was recorded. */
export function absenceOf(measurement: Pick<Measurement, 'applicable' | 'unavailable'> | undefined, otherwise: string): Absence {
  const reason = measurement?.unavailable;
  if (measurement?.applicable !== false) return { word: 'not available', reason: reason ?? otherwise };
  // The word stands before it.
  const rest = reason?.replace(/^not applicable(?:: | )?/, '') ?? '';
  return { word: 'not applicable', reason: rest === '' ? null : rest };
}

/** What the ends of a metric say nothing of, as in "not available at 3 of 18 places" (a place: one persona at one touchpoint); null: there is no end, or nothing is missing. */
export function gapIn(ends: Pick<Extremes, 'measured' | 'missing'> | undefined): string | null {
  if (ends === undefined || ends.measured === 0 || ends.missing === 0) return null;
  return `not available at ${ends.missing} of ${plural(ends.measured + ends.missing, 'place')}`;
}

/** A text with what it says nothing of. */
export const withGap = (text: string, gap: string | null): string => (gap === null ? text : `${text}; ${gap}`);
