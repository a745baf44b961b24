import type { Metric } from '../model/metric.ts';
import type { Finding, Measurement, VisitResults } from '../model/results.ts';
import type { AuditFacts, VisitFacts } from './facts.ts';
import { measureJourneys } from './measure.ts';
import { mergeFindings } from './merge-findings.ts';
import type { JudgePlan } from './plan.ts';

/**
 * The results of all visits as one set of measurements and findings. Visits: one per unit, its last attempt; only valid ones count.
 * Every metric appears once for every place of the plan (and for the journey where it adds up), also where it has no value.
 */
export function collate({ plan, audits, visits, results }: { plan: JudgePlan; audits: readonly AuditFacts[]; visits: readonly VisitFacts[]; results: readonly VisitResults[] }): {
  measurements: Measurement[];
  findings: Finding[];
  metrics: Metric[];
} {
  const resultsOf = new Map(results.map((result) => [result.visit, result]));
  const judged = visits
    .filter(({ valid }) => valid)
    .map((visit) => ({ visit, results: resultsOf.get(visit.unit.id) }))
    .sort((a, b) => a.visit.unit.sample - b.visit.unit.sample);
  return {
    measurements: measureJourneys(plan, audits, judged),
    findings: mergeFindings(audits, judged),
    metrics: audits.flatMap(({ metrics }) => metrics),
  };
}
