import type { Absence } from '../../src/audit/define.ts';
import type { Collected } from '../../src/model/evidence.ts';
import type { AuditOutcome, FindingDraft } from '../../src/model/results.ts';
import { counted } from '../wording.ts';

type Walk = Pick<Collected['tabWalk'], 'ended' | 'stops' | 'trappedAt'>;

/** Why a walk says nothing of what lies behind its last stop; null: it came round. */
export function whyCutShort({ ended, stops, trappedAt }: Walk): string | null {
  if (ended === 'cycled') return null;
  return ended === 'trapped' ? `the Tab key was caught at ${trappedAt ?? 'one place'}, so what lies behind was not looked at` : `the walk with the Tab key was stopped after ${counted(stops.length, 'stop')}`;
}

/** A walk that came round has too few stops for the audit to apply; of one that did not nobody knows. */
export function tooFewStops(walk: Walk, because: string): Absence {
  const cut = whyCutShort(walk);
  return cut === null ? { status: 'not-applicable', because } : { status: 'not-available', because: cut };
}

/** A count over the stops of a walk. What was found is told in any case; the count only of a walk that came round, and where nothing else is `unknown`. */
export function overWalk(metric: string, count: number, findings: readonly FindingDraft[], walk: Walk, unknown: string | null = null): AuditOutcome {
  const because = whyCutShort(walk) ?? unknown;
  if (because === null) return { status: 'measured', values: { [metric]: count }, findings: [...findings] };
  if (findings.length === 0) return { status: 'not-available', because };
  return { status: 'measured', values: {}, missing: { [metric]: because }, findings: [...findings] };
}

/** A frame, or what is in one, whose drawing is not looked at. */
export function isFramed({ role, selector }: Collected['tabWalk']['stops'][number]): boolean {
  return selector.includes(' >> ') || /(?:^|[ >])iframe(?::nth-of-type\(\d+\))?$/.test(selector) || role.toLowerCase() === 'iframe';
}
