import type { Metric } from '../model/metric.ts';
import { comparesFigures, type Gate, type Plan } from '../model/plan.ts';
import type { GateResult } from '../model/record.ts';
import { levelPerLook, looksOf } from './statistics/index.ts';

type Sampling = Pick<Plan, 'samples' | 'maxSamples' | 'confidence' | 'gates'>;

/** Of every claim of a gate together, if the plan does not say another: the usual 1 in 20 (Fisher, Statistical Methods for Research Workers, 1925). */
const usualConfidence = 0.95;

/** May further experience visits decide this gate? Where it compares, or holds what varies by nature against a limit. */
export function isSampled(gate: Gate, metrics: readonly Metric[]): boolean {
  const metric = metrics.find(({ id }) => id === gate.metric);
  if (metric?.pass !== 'experience') return false;
  return comparesFigures(gate) || (metric.kind === 'timing' && (gate.max !== undefined || gate.min !== undefined));
}

/** The numbers of samples after which the gates are tried. One only, unless the plan allows more samples and there is a gate that they may decide. */
export function looksFor(plan: Sampling, metrics: readonly Metric[]): number[] {
  const asksForMore = plan.gates.some((gate) => isSampled(gate, metrics));
  return looksOf(plan.samples, asksForMore ? Math.max(plan.samples, plan.maxSamples ?? plan.samples) : plan.samples);
}

/** The chance of a false claim about a difference that one look may take. */
export function levelFor(plan: Sampling, metrics: readonly Metric[]): number {
  return levelPerLook(confidenceOf(plan), looksFor(plan, metrics));
}

/** The same about a limit: however few the samples, they may lie far enough from it, so every look takes its share. */
export function limitLevelFor(plan: Sampling, metrics: readonly Metric[]): number {
  return (1 - confidenceOf(plan)) / looksFor(plan, metrics).length;
}

function confidenceOf({ confidence }: Sampling): number {
  return confidence ?? usualConfidence;
}

/** Labels of the gates that a further look may decide. */
export function openGates(gates: readonly GateResult[]): string[] {
  return gates.filter(({ outcome, moreSamples }) => outcome === 'inconclusive' && moreSamples !== undefined).map(({ label }) => label);
}
