import type { Metric, Source } from '../../model/metric.ts';

/** By how much visits of the same thing vary: standard deviation as a share of the mean. */
export interface Variation {
  share: number;
  source: Source;
}

const visits: Variation = { share: 0.33, source: { title: 'LCP on two cores varied by 6 % alone and by up to 32 % with four visits at once, the worst that was measured', year: 2026 } };
const answers: Variation = { share: 0.75, source: { title: 'TBT and INP of short interactions varied by 20 to 75 % on a machine of its own', year: 2026 } };
const modelled: Variation = { share: 0.05, source: { title: 'Figures that are modelled from one recording varied by 5 % with two visits at once', year: 2026 } };

/** Metrics of how soon the page answers. */
const answering = ['speed.inp', 'speed.tbt', 'speed.long-frames', 'friction.blocked', 'friction.feedback'];

/** The most that has to be reckoned with. What comes of the inspection is modelled from its one recording. */
export function variationOf(metric: Pick<Metric, 'id' | 'pass'>): Variation {
  if (metric.pass === 'inspection') return modelled;
  return answering.some((id) => metric.id === id || metric.id.startsWith(`${id}.`)) ? answers : visits;
}
