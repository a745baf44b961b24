import { collate } from '../../../src/audit/collate.ts';
import { runAudits } from '../../../src/audit/run-audits.ts';
import type { VisitEvidence } from '../../../src/model/evidence.ts';
import type { LedgerEntry } from '../../../src/model/record.ts';
import { consoleAudit, ledgerFor, planWith, touchpoint, visitWith } from './evidence.ts';

const said = (count: number) => Array.from({ length: count }, () => ({ level: 'error' as const, text: 'x', url: '', step: null }));

/** A visit with so many console messages at each touchpoint; null: not recorded; a string: not reached, because. */
export function visitSaying(counts: Record<string, number | null | string>, unit: Partial<VisitEvidence['unit']> = {}): VisitEvidence {
  const touchpoints = Object.entries(counts).map(([id, count]) => {
    if (typeof count === 'string') return touchpoint(id, { status: 'not-reached', problem: { code: 'X', message: count } });
    return touchpoint(id, count === null ? {} : { collected: { console: said(count) } });
  });
  return visitWith(touchpoints, unit);
}

export function collated(visits: VisitEvidence[], options: { audit?: ReturnType<typeof consoleAudit>; plan?: ReturnType<typeof planWith>; ledger?: LedgerEntry[] } = {}) {
  const { audit = consoleAudit(), plan = planWith(['home', 'basket']), ledger = ledgerFor(visits) } = options;
  const results = visits.map((visit) => runAudits({ audits: [audit], visit, plan }));
  return collate({ plan, audits: [audit], visits, results, ledger });
}
