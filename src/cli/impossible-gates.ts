import { audits, metrics } from '../../audits/index.ts';
import { gateFaults, gateHint, type GateFault } from '../compare/index.ts';
import type { OnlyWith } from '../model/metric.ts';
import type { Plan } from '../model/plan.ts';

const needs = new Map(audits.flatMap(({ metrics: own, onlyWith }): [string, OnlyWith | undefined][] => own.map(({ id }) => [id, onlyWith])));

/** Gates of a plan that could never be decided, by what the catalogue of audits can measure. */
export function impossibleGates(plan: Plan): { faults: GateFault[]; hint: string } {
  return { faults: gateFaults(plan, metrics, (metric) => needs.get(metric)), hint: gateHint };
}
