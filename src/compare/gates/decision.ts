import type { GateResult } from '../../model/record.ts';
import { mostSamples } from '../difference.ts';
import { counted } from '../wording.ts';

/** What a gate comes to at one place. */
export interface Decision {
  outcome: GateResult['outcome'];
  /** One line for the report: where, what was seen, what was asked. */
  line: string;
  /** How near a pass was to failing, as a share of what is allowed; smaller is nearer. */
  room?: number;
  /** Further samples that would decide it; null: it is not known how many. Absent where it is decided, or where samples would not help. */
  moreSamples?: number | null;
}

const linesShown = 20;

/** The worst decides: one place that fails fails the gate, and what was not measured cannot pass. */
const worstFirst = ['fail', 'not-measured', 'inconclusive', 'pass'] as const satisfies readonly GateResult['outcome'][];

/** Without any decision nothing was measured. */
export function fold(decisions: readonly Decision[]): Pick<GateResult, 'outcome' | 'reasons' | 'moreSamples'> {
  const outcome = worstFirst.find((candidate) => decisions.some((decision) => decision.outcome === candidate));
  if (outcome === undefined) return { outcome: 'not-measured', reasons: ['There is no place where this applies.'] };
  if (outcome === 'pass') return { outcome, reasons: passed(decisions) };
  const lines = worstFirst.slice(0, -1).flatMap((kind) => decisions.filter((decision) => decision.outcome === kind).map(({ line }) => line));
  const left = lines.length - linesShown;
  const more = outcome === 'inconclusive' ? furtherFor(decisions) : undefined;
  return { outcome, reasons: [...lines.slice(0, linesShown), ...(left > 0 ? [`And ${left} more.`] : [])], ...(more !== undefined && { moreSamples: more }) };
}

/** What would decide every place that is open; null: of one it is not known; undefined: no samples would. */
function furtherFor(decisions: readonly Decision[]): number | null | undefined {
  const open = decisions.flatMap(({ outcome, moreSamples }) => (outcome === 'inconclusive' ? [moreSamples] : []));
  return open.every((more) => more !== undefined) ? mostSamples(open) : undefined;
}

function passed(decisions: readonly Decision[]): string[] {
  const [nearest] = [...decisions].sort((a, b) => (a.room ?? Infinity) - (b.room ?? Infinity));
  if (nearest === undefined || decisions.length === 1) return decisions.map(({ line }) => line);
  return [`Holds at ${counted(decisions.length, 'place')}. The nearest to failing: ${nearest.line}`];
}
