import type { Measurement } from '../model/results.ts';

/** The ends of what was measured of a metric on a site, over all personas and touchpoints, or over all journeys as a whole. */
export interface Extremes {
  /** null: there is no value. */
  lowest: (Measurement & { value: number }) | null;
  highest: (Measurement & { value: number }) | null;
  /** Places with a value, and places where there should be one and is none. */
  measured: number;
  missing: number;
  /** The first place that could have had a value, else the first of all: what is told where there is none. */
  typical: Measurement;
}

const hasValue = (measurement: Measurement): measurement is Measurement & { value: number } => measurement.value !== null;

const keyOf = (metric: string, site: string, whole: boolean): string => `${metric}~${site}~${whole}`;

/** Gathers them one measurement at a time; of equal ones the first stays. */
export function gatherExtremes(): { add(measurement: Measurement): void; of(metric: string, site: string, whole: boolean): Extremes | undefined } {
  const found = new Map<string, Extremes>();
  return {
    add(measurement) {
      const key = keyOf(measurement.metric, measurement.site, measurement.touchpoint === null);
      const before = found.get(key);
      const valued = hasValue(measurement) ? measurement : null;
      if (before === undefined) {
        found.set(key, { lowest: valued, highest: valued, measured: valued === null ? 0 : 1, missing: valued === null && measurement.applicable !== false ? 1 : 0, typical: measurement });
        return;
      }
      if (valued !== null) before.measured += 1;
      else if (measurement.applicable !== false) before.missing += 1;
      if (before.typical.applicable === false && measurement.applicable !== false) before.typical = measurement;
      if (valued === null) return;
      if (before.lowest === null || valued.value < before.lowest.value) before.lowest = valued;
      if (before.highest === null || valued.value > before.highest.value) before.highest = valued;
    },
    of: (metric, site, whole) => found.get(keyOf(metric, site, whole)),
  };
}
