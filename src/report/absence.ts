import type { Measurement } from '../model/results.ts';

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
