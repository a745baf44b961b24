import type { Collected, TouchpointEvidence, VisitEvidence } from '../model/evidence.ts';
import type { LedgerEntry } from '../model/record.ts';
import type { Audit } from './define.ts';

/** What is known of an audit without running it. */
export type AuditFacts = Pick<Audit, 'id' | 'area' | 'why' | 'source' | 'metrics' | 'alsoInvalid'>;

/** What collating reads of a visit: evidence will do, and so will this little of it. */
export type VisitFacts = Pick<VisitEvidence, 'unit'> & {
  touchpoints: readonly (Pick<TouchpointEvidence, 'id' | 'status' | 'url'> & { collected: Pick<Partial<Collected>, 'screenshot' | 'pictured' | 'requests'> })[];
};

/** Does what was recorded count? It does where the customer was stopped too: that was measured. */
export function counts({ status }: LedgerEntry): boolean {
  return status === 'valid' || status === 'not-reached';
}
