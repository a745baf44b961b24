import type { Measurement } from '../../src/model/results.ts';
import { timingMetrics } from './scenarios.ts';
import type { RecordedRun } from './recording.ts';

/** What a round of a run measured: every visit of it, by measurement. A visit that did not count has no value. */
export type Round = ReadonlyMap<string, number>;

/** The rounds of a run, in their order. */
export function roundsOf({ samples, measurements }: Pick<RecordedRun, 'samples' | 'measurements'>): Round[] {
  return Array.from({ length: samples }, (_, index) => new Map(measurements.filter(isTimed).flatMap((measurement) => {
    const found = measurement.samples.find(({ visit }) => visit.endsWith(`~${index + 1}`));
    return found === undefined ? [] : [[keyOf(measurement), found.value] as const];
  })));
}

export const isTimed = ({ metric }: Pick<Measurement, 'metric'>): boolean => timingMetrics.includes(metric);

export function keyOf({ metric, site, persona, journey, touchpoint }: Measurement): string {
  return [metric, site, persona, journey, touchpoint ?? ''].join('\n');
}

/**
 * A run of so many rounds, made of rounds that were: two that followed one another stay together, so that a slow moment of the machine stays one, and an
 * odd round stays odd, as the two sites take turns in who comes first. (Moving blocks: Künsch, The Jackknife and the Bootstrap for General Stationary Observations, 1989.)
 */
export function resample(runs: readonly (readonly Round[])[], length: number, random: () => number): Round[] {
  const rounds: Round[] = [];
  while (rounds.length < length) {
    const starts = runs.flatMap((run) => run.flatMap((_, index) => (index % 2 === rounds.length % 2 ? [run.slice(index, index + 2)] : [])));
    const block = starts[Math.floor(random() * starts.length)];
    if (block === undefined) throw new RangeError('there are too few rounds to make others of');
    rounds.push(...block.slice(0, length - rounds.length));
  }
  return rounds;
}
