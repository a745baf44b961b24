import { compareAll, decideGates } from '../../../src/compare/index.ts';
import type { Metric } from '../../../src/model/metric.ts';
import type { Gate, Plan } from '../../../src/model/plan.ts';
import { GateResult, type Conditions, type RunRecord } from '../../../src/model/record.ts';
import type { Finding, Measurement } from '../../../src/model/results.ts';
import { actions, conditions, full, gate, measurement, metric, plan } from './make.ts';

interface Given {
  gate: Partial<Gate>;
  measurements?: Measurement[];
  metrics?: Metric[];
  plan?: Partial<Plan>;
  baseline?: RunRecord | null;
  conditions?: Conditions;
  findings?: Finding[];
  coverage?: RunRecord['coverage'];
}

export const oneTouchpoint: Partial<Plan> = { journeys: { buy: { goal: 'Buy', touchpoints: { home: { stage: 'awareness' } } } } };

/** The one gate of a plan, decided. */
export function decide(given: Given): GateResult {
  const of = plan({ ...oneTouchpoint, baseline: 'main', ...given.plan, gates: [gate(given.gate)] });
  const facts = { plan: of, metrics: given.metrics ?? [metric(), actions()], measurements: given.measurements ?? [], baseline: given.baseline ?? null, conditions: given.conditions ?? conditions() };
  const [result] = decideGates({ ...facts, comparisons: compareAll(facts), findings: given.findings ?? [], coverage: given.coverage ?? full, metricsOf: { 'accessibility/axe': ['speed.lcp'], 'friction/actions': ['friction.actions'] } });
  if (result === undefined) throw new Error('one gate in, no result out');
  return GateResult.parse(result);
}

export const at = (touchpoint: string | null, values: readonly number[], changes: Partial<Measurement> = {}): Measurement => measurement(values, { touchpoint, ...changes });

export const actionsAt = (touchpoint: string | null, value: number): Measurement => at(touchpoint, [value], { metric: 'friction.actions' });

export const againstRival = (rule: Gate['worseBy'], ours: readonly number[], rival: readonly number[], of = metric()): GateResult =>
  decide({ gate: { metric: of.id, against: 'rival', worseBy: rule }, metrics: [of], measurements: [measurement(ours, { metric: of.id }), measurement(rival, { metric: of.id, site: 'rival' })] });
