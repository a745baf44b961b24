import type { VisitUnit } from '../model/evidence.ts';
import type { KeptTouchpoint, KeptVisit } from '../model/kept-visit.ts';
import { customersReasons, faultsOfThePlan } from '../model/problem-codes.ts';
import type { Plan } from '../model/plan.ts';
import type { LedgerEntry, RunRecord } from '../model/record.ts';
import type { VisitResults } from '../model/results.ts';

type Account = Pick<LedgerEntry, 'status' | 'reason'>;

/** HTTP: from here on the server says that it could not answer (RFC 9110, 2022). */
const firstErrorStatus = 400;

/** Every expected touchpoint sample, accounted for. Of several attempts at a visit the last one counts; one whose audits could not be made measured nothing, however well it was walked. */
export function ledgerOf({ plan, visits, results = [], units }: { plan: Pick<Plan, 'journeys'>; visits: readonly KeptVisit[]; results?: readonly Pick<VisitResults, 'visit' | 'failed'>[]; units: readonly VisitUnit[] }): LedgerEntry[] {
  const unjudged = new Map(results.flatMap(({ visit, failed }) => (failed === undefined ? [] : [[visit, failed]])));
  const last = new Map<string, KeptVisit>();
  for (const visit of visits) {
    if (visit.attempt >= (last.get(visit.unit.id)?.attempt ?? 0)) last.set(visit.unit.id, visit);
  }
  return units.flatMap((unit) => {
    const touchpoints = Object.keys(plan.journeys[unit.journey]?.touchpoints ?? {});
    const visit = last.get(unit.id);
    const accounts = visit === undefined ? touchpoints.map((): Account => ({ status: 'missing', reason: 'the visit was not made' })) : accountFor(visit, touchpoints);
    const { id, site, persona, journey, pass, sample } = unit;
    const failed = unjudged.get(id);
    const told = (account: Account): Account => (failed === undefined || account.status !== 'valid' ? account : { status: 'missing', reason: failed });
    return touchpoints.map((touchpoint, index): LedgerEntry => ({ visit: id, site, persona, journey, touchpoint, pass, sample, ...told(accounts[index] ?? { status: 'missing', reason: 'the visit says nothing of it' }) }));
  });
}

/** Did the visit measure everything it was to measure, up to where the customer could not go on? */
export function isVisitValid(visit: KeptVisit): boolean {
  return accountFor(visit, visit.touchpoints.map(({ id }) => id)).every(({ status }) => status === 'valid' || status === 'not-reached');
}

/** Is it to be made again? Not where it measured everything, and not where the plan itself is what it failed at. */
export function isWorthAnotherAttempt(visit: KeptVisit): boolean {
  const problems = [visit.outcome.ok ? undefined : visit.outcome, ...visit.touchpoints.map(({ problem }) => problem)];
  return !isVisitValid(visit) && !problems.some((problem) => problem !== undefined && faultsOfThePlan.has(problem.code));
}

/** Expected: every touchpoint sample except those behind a point where the customer, for a valid reason, could not go on. */
export function coverageOf(ledger: readonly LedgerEntry[], required: number): RunRecord['coverage'] {
  const expected = ledger.filter(({ status }) => status !== 'not-reached').length;
  const valid = ledger.filter(({ status }) => status === 'valid').length;
  return { expected, valid, share: expected === 0 ? 0 : valid / expected, required };
}

function accountFor(visit: KeptVisit, touchpoints: readonly string[]): Account[] {
  if (!visit.outcome.ok) {
    const { code, message } = visit.outcome;
    return touchpoints.map(() => ({ status: 'invalid', reason: `${code}: ${message}` }));
  }
  const evidence = new Map(visit.touchpoints.map((touchpoint) => [touchpoint.id, touchpoint]));
  let ended: { at: string; validly: boolean } | null = null;
  return touchpoints.map((id) => {
    const touchpoint = evidence.get(id);
    if (ended !== null && (touchpoint === undefined || touchpoint.status === 'not-reached')) return behind(ended);
    const account: Account = touchpoint === undefined ? { status: 'missing', reason: 'the visit says nothing of it' } : accountForTouchpoint(touchpoint);
    if (touchpoint?.status !== 'reached' || account.status !== 'valid') ended ??= { at: id, validly: account.status === 'valid' };
    return account;
  });
}

function behind({ at, validly }: { at: string; validly: boolean }): Account {
  return validly ? { status: 'not-reached', reason: `the journey ended at ${at}` } : { status: 'missing', reason: `${at}, which comes before it, was not measured` };
}

function accountForTouchpoint({ status, arrival, problem, collected }: KeptTouchpoint): Account {
  if (status === 'not-reached') return { status: 'missing', reason: 'it was not reached, and nothing says why' };
  const answer = collected.documents?.at(-1)?.status;
  if (arrival !== 'confirmed' && answer !== undefined && answer >= firstErrorStatus) return { status: 'invalid', reason: `the server answered with status ${answer}` };
  if (status === 'reached') {
    if (arrival === 'confirmed' || arrival === 'undeclared') return { status: 'valid' };
    return { status: 'invalid', reason: arrival === 'missing' ? 'it may be another page: what the plan expects there was not seen' : 'whether it is the right page was not checked' };
  }
  if (problem === undefined) return { status: 'invalid', reason: 'the step failed, and nothing says why' };
  const reason = `${problem.code}: ${problem.message}`;
  return customersReasons.has(problem.code) ? { status: 'valid', reason } : { status: 'invalid', reason };
}
