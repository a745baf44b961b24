import type { Metric } from '../model/metric.ts';
import type { Plan } from '../model/plan.ts';
import { levelPerLook, looksOf } from './statistics/index.ts';

type Sampling = Pick<Plan, 'samples' | 'maxSamples' | 'confidence' | 'gates'>;

/** Of every claim of a gate together, if the plan does not say another: the usual 1 in 20 (Fisher, Statistical Methods for Research Workers, 1925). */
const usualConfidence = 0.95;

/**
 * The numbers of samples after which the gates are tried. One only, unless the plan allows more samples and a gate compares what further
 * experience visits would measure again.
 */
export function looksFor(plan: Sampling, metrics: readonly Metric[]): number[] {
  const asksForMore = plan.gates.some((gate) => gate.worseBy !== undefined && metrics.some(({ id, pass }) => id === gate.metric && pass === 'experience'));
  return looksOf(plan.samples, asksForMore ? Math.max(plan.samples, plan.maxSamples ?? plan.samples) : plan.samples);
}

/** The chance of a false claim that one look may take. */
export function levelFor(plan: Sampling, metrics: readonly Metric[]): number {
  return levelPerLook(plan.confidence ?? usualConfidence, looksFor(plan, metrics));
}
