import type { Measurement, Place } from '../model/results.ts';

/** Measurements by metric and place. */
export type Lookup = (metric: string, place: Place) => Measurement | undefined;

export function lookupIn(measurements: readonly Measurement[]): Lookup {
  const byPlace = new Map(measurements.map((measurement) => [keyOf(measurement.metric, measurement), measurement]));
  return (metric, place) => byPlace.get(keyOf(metric, place));
}

export function keyOf(metric: string, { site, persona, journey, touchpoint }: Place): string {
  return [metric, site, persona, journey, touchpoint ?? ''].join('\n');
}

export function placeOf({ site, persona, journey, touchpoint }: Place): Place {
  return { site, persona, journey, touchpoint };
}
