import type { Collected, EvidenceKey, StepEvidence, TouchpointEvidence } from '../model/evidence.ts';
import type { Stage } from '../model/journey.ts';
import type { Area, Metric, OnlyWith, Source } from '../model/metric.ts';
import type { Persona } from '../model/persona.ts';
import type { Pass } from '../model/evidence.ts';
import type { AuditOutcome, FindingDraft } from '../model/results.ts';

/** What an audit is told beside the evidence it asked for. */
export interface AuditContext {
  pass: Pass;
  persona: Persona;
  site: { id: string; origin: string };
  touchpoint: { id: string; stage: Stage; momentOfTruth: boolean; optimum: number | null; optimumPages?: number | null; first: boolean; last: boolean };
  /** Status, url and problem of the touchpoint; steps have their own field. */
  visit: Pick<TouchpointEvidence, 'status' | 'problem' | 'url' | 'title' | 'arrival'>;
  steps: readonly StepEvidence[];
  /** The touchpoints before this one, in the order of the journey. Absent: not known. */
  before?: readonly EarlierTouchpoint[];
}

/** What an audit is told of a touchpoint that the visit has passed. */
export interface EarlierTouchpoint {
  touchpoint: string;
  steps: readonly StepEvidence[];
  /** Address on arrival, scrubbed; absent: not known. */
  url?: string;
  /** Of the evidence it `looksBackAt`: what was recorded there, and recorded whole. Absent: nothing. */
  collected?: Readonly<Partial<Collected>>;
}

export interface Audit<K extends EvidenceKey = EvidenceKey> {
  /** As in speed/lcp; the folder and file name. */
  id: string;
  area: Area;
  title: string;
  /** Plain words: why a customer cares. */
  why: string;
  source: Source;
  /** Passes whose evidence it judges. Its metrics name the pass their value is read from. */
  pass: Pass | 'both';
  /** Runs also where the touchpoint was not reached; default: only where it was. */
  alsoUnreached?: boolean;
  /** What it finds is told also of samples that do not count: it says why they do not. Default: only of those that do. */
  alsoInvalid?: boolean;
  /** Without it the audit measures nothing, and a gate on its metrics cannot be decided. Default: nothing special. */
  onlyWith?: OnlyWith;
  metrics: readonly Metric[];
  /** Evidence it cannot do without; where that is missing the runner answers `not-available` for it. */
  needs: readonly K[];
  /** Those of its needs that its values are counted from: where only another one was recorded in part, they stand. Default: all. */
  countsFrom?: readonly EvidenceKey[];
  /** Evidence of the touchpoints before that it compares with, told in `before`; what it says belongs to the later one of the two. Default: none. */
  looksBackAt?: readonly EvidenceKey[];
  /** Pure. */
  run(evidence: Readonly<Pick<Collected, K>>, context: AuditContext): AuditOutcome;
}

export function defineAudit<const K extends EvidenceKey>(audit: Audit<K>): Audit<K> {
  return audit;
}

export function measured(values: Record<string, number>, findings: readonly FindingDraft[] = []): AuditOutcome {
  return { status: 'measured', values, findings: [...findings] };
}

/** Why there is no value. */
export type Absence = Exclude<AuditOutcome, { status: 'measured' }>;

export function notAvailable(because: string): AuditOutcome {
  return { status: 'not-available', because };
}

export function notApplicable(because: string): AuditOutcome {
  return { status: 'not-applicable', because };
}

/** For an audit that has values, but none of these metrics. */
export function without(metrics: readonly string[], { status, because }: Absence): Pick<Extract<AuditOutcome, { status: 'measured' }>, 'missing' | 'notApplicable'> {
  return { [status === 'not-applicable' ? 'notApplicable' : 'missing']: Object.fromEntries(metrics.map((id) => [id, because])) };
}
