import type { LedgerEntry } from '../model/record.ts';
import type { Finding, Measurement, VisitResults } from '../model/results.ts';
import type { AuditFacts, VisitFacts } from './facts.ts';
import { measureJourneys } from './measure.ts';
import { mergeFindings } from './merge-findings.ts';
import type { JudgePlan } from './plan.ts';
import { withInstability } from './unstable.ts';

/** What a run has when its visits are judged. One visit and one result per unit: its last attempt. */
export interface JudgedRun {
  plan: JudgePlan;
  audits: readonly AuditFacts[];
  visits: readonly VisitFacts[];
  results: readonly VisitResults[];
  /** Says which samples were expected and which of them count. */
  ledger: readonly LedgerEntry[];
}

/**
 * The results of all visits as one set of measurements and findings; only samples that count in the ledger are used.
 * Every metric appears once for every place of the plan (and for the journey where it adds up), also where it has no value.
 */
export function collate(run: JudgedRun): { measurements: Measurement[]; findings: Finding[] } {
  return { measurements: withInstability(measureJourneys(run), run), findings: mergeFindings(run) };
}
