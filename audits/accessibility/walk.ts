import type { Collected } from '../../src/model/evidence.ts';
import type { AuditOutcome, FindingDraft } from '../../src/model/results.ts';
import { counted } from '../wording.ts';

/** A count over the stops of a walk. What was found is told in any case; the count only of a walk that came round. */
export function overWalk(metric: string, count: number, findings: readonly FindingDraft[], { ended, stops, trappedAt }: Collected['tabWalk']): AuditOutcome {
  if (ended === 'cycled') return { status: 'measured', values: { [metric]: count }, findings: [...findings] };
  const because = ended === 'trapped' ? `the Tab key was caught at ${trappedAt ?? 'one place'}, so what lies behind was not looked at` : `the walk with the Tab key was stopped after ${counted(stops.length, 'stop')}`;
  if (findings.length === 0) return { status: 'not-available', because };
  return { status: 'measured', values: {}, missing: { [metric]: because }, findings: [...findings] };
}
