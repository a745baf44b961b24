import type { Artefact, TouchpointEvidence, VisitEvidence, VisitUnit } from '../model/evidence.ts';
import type { VisitResults } from '../model/results.ts';
import type { Audit } from './define.ts';

/** What is known of an audit without running it. */
export type AuditFacts = Pick<Audit, 'id' | 'area' | 'why' | 'source' | 'metrics'>;

/** What collating needs to know of a visit; small, so that the evidence of a long run need not stay in memory. */
export interface VisitFacts {
  unit: VisitUnit;
  /** Did it measure what it was to measure? */
  valid: boolean;
  touchpoints: (Pick<TouchpointEvidence, 'id' | 'status' | 'problem' | 'url'> & { screenshot?: Artefact })[];
}

export function visitFacts(visit: VisitEvidence, valid: boolean): VisitFacts {
  return {
    unit: visit.unit,
    valid,
    touchpoints: visit.touchpoints.map(({ id, status, problem, url, collected }) => ({
      id,
      status,
      url,
      ...(problem && { problem }),
      ...(collected.screenshot && { screenshot: collected.screenshot }),
    })),
  };
}

/** A valid visit with what the audits said about it; undefined: it was not judged. */
export interface JudgedVisit {
  visit: VisitFacts;
  results: VisitResults | undefined;
}
