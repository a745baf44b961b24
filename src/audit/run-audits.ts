import type { Collected, EvidenceKey, TouchpointEvidence, VisitEvidence } from '../model/evidence.ts';
import type { KeptVisit } from '../model/kept-visit.ts';
import { FindingDraft, type AuditOutcome, type VisitResults } from '../model/results.ts';
import { notApplicable, notAvailable, without, type Audit, type AuditContext, type EarlierTouchpoint } from './define.ts';
import type { JudgePlan } from './plan.ts';

/** What a list of audits of any needs is. */
export type AnyAudit = Audit<EvidenceKey>;

/** Every audit of the visit's pass at every touchpoint of the visit. An audit that fails says so in its outcome. */
export function runAudits({ audits, visit, plan }: { audits: readonly AnyAudit[]; visit: VisitEvidence; plan: JudgePlan }): VisitResults {
  const applying = auditsOf(audits, visit);
  return {
    visit: visit.unit.id,
    outcomes: visit.touchpoints.flatMap((touchpoint) => {
      const known = contextOf(visit, touchpoint, plan);
      const earlier = visit.touchpoints.slice(0, visit.touchpoints.indexOf(touchpoint));
      return applying.map((audit) => {
        const context = { ...known, before: earlier.map((one) => lookedBackAt(audit, one)) };
        return { touchpoint: touchpoint.id, audit: audit.id, outcome: withStates(audit, touchpoint, context, runAudit(audit, touchpoint, context)) };
      });
    }),
  };
}

/** The results of a visit that could not be judged: every audit that should have run says why it did not. */
export function notJudged({ audits, visit, because }: { audits: readonly AnyAudit[]; visit: KeptVisit; because: string }): VisitResults {
  return {
    visit: visit.unit.id,
    failed: because,
    outcomes: visit.touchpoints.flatMap((touchpoint) => auditsOf(audits, visit).map((audit) => ({ touchpoint: touchpoint.id, audit: audit.id, outcome: notAvailable(because) }))),
  };
}

function auditsOf(audits: readonly AnyAudit[], visit: Pick<VisitEvidence, 'unit'>): AnyAudit[] {
  return audits.filter(({ pass }) => pass === 'both' || pass === visit.unit.pass);
}

function runAudit(audit: AnyAudit, touchpoint: TouchpointEvidence, context: AuditContext): AuditOutcome {
  const hands = audit.onlyWith?.hands;
  if (hands !== undefined && !hands.includes(context.persona.hands)) return notApplicable(`only for personas with these hands: ${hands.join(', ')}`);
  if (touchpoint.status !== 'reached' && audit.alsoUnreached !== true) return notAvailable(notReached(touchpoint));
  const lacking = audit.needs.filter((field) => touchpoint.collected[field] === undefined);
  if (lacking.length > 0 && touchpoint.status === 'not-reached') return notAvailable(notReached(touchpoint));
  if (lacking.length > 0) return notAvailable(lacking.map((field) => notRecorded(field, touchpoint)).join('; '));
  try {
    const outcome = notApplicableOnlyIfReached(touchpoint, checked(audit, audit.run(narrowed(touchpoint.collected, audit.needs), context), context));
    const gaps = (touchpoint.partlyCollected ?? []).filter(({ collector }) => (audit.countsFrom ?? audit.needs).some((field) => field === collector));
    return gaps.length === 0 ? outcome : withoutValues(outcome, gaps.map(({ collector, reason }) => `${collector} was recorded in part only: ${reason}`).join('; '));
  } catch (error) {
    return notAvailable(`the audit ${audit.id} failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * Adds what an audit finds in the states the journey passed through, each with its step. Only audits that ask for nothing but what was
 * recorded there; a pain point that is met at the end too is told once, without a step. The values stay those of the end.
 */
function withStates(audit: AnyAudit, touchpoint: TouchpointEvidence, context: AuditContext, outcome: AuditOutcome): AuditOutcome {
  const states = (touchpoint.states ?? []).filter(({ collected }) => audit.needs.length > 0 && audit.needs.every((field) => field in collected));
  if (states.length === 0) return outcome;
  const known = new Set(outcome.status === 'measured' ? outcome.findings.map(({ key }) => key) : []);
  const found: FindingDraft[] = [];
  for (const { step, collected } of states) {
    const there = runAudit({ ...audit, alsoUnreached: true }, { ...touchpoint, collected, partlyCollected: [] }, context);
    if (there.status !== 'measured') continue;
    const state = touchpoint.steps[step]?.description ?? `step ${step + 1}`;
    for (const draft of there.findings) {
      if (draft.kind !== 'pain-point' || known.has(draft.key)) continue;
      known.add(draft.key);
      found.push({ ...draft, state });
    }
  }
  if (found.length === 0) return outcome;
  if (outcome.status === 'measured') return { ...outcome, findings: [...outcome.findings, ...found] };
  const ids = audit.metrics.filter(({ pass }) => pass === context.pass).map(({ id }) => id);
  return { status: 'measured', values: {}, ...without(ids, outcome), findings: found };
}

function notReached({ problem }: TouchpointEvidence): string {
  return problem === undefined ? 'not reached' : `not reached: ${problem.message}`;
}

/** Lighthouse's digest is made from the recordings, so what is said about them explains its absence too. */
function notRecorded(field: EvidenceKey, { notCollected }: TouchpointEvidence): string {
  const reason = [field, ...(field === 'lighthouse' ? ['recordings'] : [])]
    .map((name) => notCollected.find(({ collector }) => collector === name)?.reason)
    .find((text) => text !== undefined);
  return reason === undefined ? `${field} was not recorded` : `${field} was not recorded: ${reason}`;
}

/** Where the customer did not get, nobody has seen that something does not apply. */
function notApplicableOnlyIfReached(touchpoint: TouchpointEvidence, outcome: AuditOutcome): AuditOutcome {
  return outcome.status === 'not-applicable' && touchpoint.status !== 'reached' ? notAvailable(notReached(touchpoint)) : outcome;
}

/** From part of the evidence nothing can be counted, and nothing praised; what was found in it is there all the same. */
function withoutValues(outcome: AuditOutcome, because: string): AuditOutcome {
  if (outcome.status === 'not-applicable') return notAvailable(because);
  if (outcome.status === 'not-available') return outcome;
  const missing = Object.fromEntries(Object.keys({ ...outcome.values, ...outcome.notApplicable }).map((id) => [id, because]));
  return { status: 'measured', values: {}, missing: { ...outcome.missing, ...missing }, findings: outcome.findings.filter(({ kind }) => kind === 'pain-point') };
}

/** The evidence an audit asked for and nothing else, so that what it declares is what it uses. */
function narrowed(collected: Partial<Collected>, needs: readonly EvidenceKey[]): Collected {
  return Object.fromEntries(needs.map((field) => [field, collected[field]])) as Collected;
}

/** Of a touchpoint that was not reached or recorded in part only, nothing can be compared. */
function lookedBackAt({ looksBackAt = [] }: AnyAudit, { id, status, steps, url, collected, partlyCollected = [] }: TouchpointEvidence): EarlierTouchpoint {
  const fields = looksBackAt.filter((field) => status === 'reached' && collected[field] !== undefined && !partlyCollected.some(({ collector }) => collector === field));
  return { touchpoint: id, steps, url, ...(fields.length > 0 && { collected: narrowed(collected, fields) }) };
}

/** An audit may come from the user: its answer is believed only as far as it keeps what it declares. */
function checked(audit: AnyAudit, outcome: AuditOutcome, { pass }: AuditContext): AuditOutcome {
  if (outcome.status === 'not-applicable') return notApplicable(String(outcome.because));
  if (outcome.status === 'not-available') return notAvailable(String(outcome.because));
  if (outcome.status !== 'measured') return notAvailable(`the audit ${audit.id} gave no outcome`);

  const values: Record<string, number> = {};
  const missing: Record<string, string> = { ...outcome.missing };
  for (const [id, value] of Object.entries(outcome.values)) {
    const metric = audit.metrics.find((declared) => declared.id === id);
    if (metric === undefined) missing[id] = `the audit ${audit.id} does not declare this metric`;
    else if (!Number.isFinite(value)) missing[id] = `the audit ${audit.id} gave ${String(value)}, which is not a number`;
    else if (metric.pass === pass) values[id] = value;
  }
  const findings = outcome.findings.map((finding, index) => {
    const result = FindingDraft.safeParse(finding);
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    throw new TypeError(`finding ${index + 1} does not have the declared shape: ${issue?.path.join('.')}: ${issue?.message}`);
  });
  return { status: 'measured', values, ...(Object.keys(missing).length > 0 && { missing }), ...(outcome.notApplicable !== undefined && { notApplicable: outcome.notApplicable }), findings };
}

function contextOf(visit: VisitEvidence, evidence: TouchpointEvidence, plan: JudgePlan): AuditContext {
  const { unit } = visit;
  const persona = plan.personas.find(({ id }) => id === unit.persona);
  const site = plan.sites.find(({ id }) => id === unit.site);
  const touchpoints = plan.journeys.find(({ id }) => id === unit.journey)?.touchpoints ?? [];
  const index = touchpoints.findIndex(({ id }) => id === evidence.id);
  const touchpoint = touchpoints[index];
  if (persona === undefined || site === undefined || touchpoint === undefined) {
    throw new TypeError(`the visit ${unit.id} (touchpoint ${evidence.id}) does not belong to this plan`);
  }
  const { status, problem, url, title, arrival } = evidence;
  return {
    pass: unit.pass,
    persona,
    site,
    touchpoint: { ...touchpoint, first: index === 0, last: index === touchpoints.length - 1 },
    visit: { status, ...(problem && { problem }), url, title, arrival },
    steps: evidence.steps,
  };
}
