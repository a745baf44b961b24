import type { Measurement } from '../model/results.ts';

/** A measurement as a comparison sees it: the median and the range of its samples. */
export interface Spread {
  value: number;
  low: number;
  high: number;
  samples: number;
}

/** null: there is no value, or none that can be trusted to be one. */
export function spreadOf(measurement: Measurement | undefined): Spread | null {
  if (measurement === undefined || measurement.value === null || measurement.low === null || measurement.high === null) return null;
  const { value, low, high } = measurement;
  const samples = measurement.samples.length;
  return samples > 0 && [value, low, high].every(Number.isFinite) ? { value, low, high, samples } : null;
}

export const varied = ({ low, high }: Pick<Measurement, 'low' | 'high'>): boolean => low !== high;

/** The audit has nothing to measure there, in any sample: nothing is missing. */
export function isNotApplicable(measurement: Measurement | undefined): boolean {
  return measurement?.applicable === false;
}

export function whyMissing(measurement: Measurement | undefined): string {
  return measurement?.unavailable ?? 'was not measured';
}
