import type { InconclusiveRule } from '../model/inconclusive.ts';
import type { Plan } from '../model/plan.ts';
import type { GateResult, LedgerEntry, RunRecord } from '../model/record.ts';
import type { Finding } from '../model/results.ts';
import { entriesOfWalks } from '../model/walks.ts';
import { counted, listed } from './wording.ts';

type Verdict = RunRecord['verdict'];

interface Facts {
  gates: readonly GateResult[];
  coverage: RunRecord['coverage'];
  ledger: readonly LedgerEntry[];
  findings: readonly Finding[];
  plan: Pick<Plan, 'sites' | 'gatesLeftOut'>;
  /** Default: fail. */
  inconclusive?: InconclusiveRule;
}

/** What the run comes to, with its exit code. A failed gate says more than a gap, and a gap more than a doubt. */
export function verdictOf(facts: Facts): Verdict {
  const { gates, coverage } = facts;
  const count = (outcome: GateResult['outcome']): number => gates.filter((gate) => gate.outcome === outcome).length;
  const short = coverage.share < coverage.required;

  if (count('fail') > 0) return { outcome: 'fail', exitCode: 1, sentence: `Failed: ${ofGates(count('fail'), gates.length)} failed${firstLabel(gates, 'fail')}.${gaps(facts)}` };
  if (coverage.valid === 0) return { outcome: 'incomplete', exitCode: 3, sentence: 'Incomplete: nothing could be measured, so nothing can be said.' };
  if (short) return { outcome: 'incomplete', exitCode: 3, sentence: `Incomplete: only ${ofSamples(coverage)} could be measured; ${percent(coverage.required)} are required.` };
  if (count('not-measured') > 0) return { outcome: 'incomplete', exitCode: 3, sentence: `Incomplete: ${ofGates(count('not-measured'), gates.length)} could not be decided, because something it needs was not measured${firstLabel(gates, 'not-measured')}.` };
  const doubts = count('inconclusive');
  const undecided = `${ofGates(doubts, gates.length)} could not be decided from what was measured${firstLabel(gates, 'inconclusive')}`;
  if (doubts > 0 && facts.inconclusive !== 'pass') return { outcome: 'inconclusive', exitCode: facts.inconclusive === 'warn' ? 0 : 4, sentence: `Inconclusive: ${undecided}${facts.inconclusive === 'warn' ? ', and this run was told to warn of that only' : ''}.` };
  const unfinished = gates.length === 0 ? unfinishedOnOwn(facts) : [];
  if (unfinished.length > 0) return { outcome: 'incomplete', exitCode: 3, sentence: `Incomplete: no customer could be seen to finish ${listed(unfinished)}, and no gates were declared that say whether that is allowed; ${found(facts)}.` };
  if (gates.length === 0) return { outcome: 'pass', exitCode: 0, sentence: `${facts.plan.gatesLeftOut === undefined ? 'No gates were declared' : 'No gate of the plan is about what was visited'}, so nothing could fail: ${found(facts)}.${ended(facts.ledger)}` };
  if (doubts > 0) return { outcome: 'pass', exitCode: 0, sentence: `Passed, with a doubt that this run was told to let pass: ${undecided}; ${found(facts)}.${ended(facts.ledger)}${leftOut(facts)}` };
  return { outcome: 'pass', exitCode: 0, sentence: `Passed: ${gates.length === 1 ? 'the one gate holds' : `all ${gates.length} gates hold`}; ${found(facts)}.${ended(facts.ledger)}${leftOut(facts)}` };
}

/** Who asks for a part of a plan is not to take it for the whole. */
function leftOut({ plan: { gatesLeftOut: count = 0 } }: Facts): string {
  return count === 0 ? '' : ` ${counted(count, 'more gate')} of the plan ${count === 1 ? 'is' : 'are'} about what this run left out.`;
}

function ofGates(some: number, all: number): string {
  return all === 1 ? 'the one gate' : `${some} of ${all} gates`;
}

function firstLabel(gates: readonly GateResult[], outcome: GateResult['outcome']): string {
  const labels = gates.filter((gate) => gate.outcome === outcome).map(({ label }) => label);
  const left = labels.length - 1;
  return labels[0] === undefined ? '' : ` (${labels[0]}${left > 0 ? `, and ${left} more` : ''})`;
}

function gaps({ coverage }: Facts): string {
  return coverage.share < coverage.required ? ` Only ${ofSamples(coverage)} could be measured.` : '';
}

function ofSamples({ valid, expected, share }: RunRecord['coverage']): string {
  return `${percent(share)} of what was expected (${valid} of ${expected} samples)`;
}

/** Rounded down: 99.6 % of what is required is not all of it. */
function percent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)} %`;
}

/** Pain points of one's own sites first; those of others are told apart from them. */
function found({ findings, plan, ledger }: Facts): string {
  const painPoints = findings.filter(({ kind }) => kind === 'pain-point');
  const isOwn = (site: string): boolean => plan.sites[site]?.role === 'own';
  const own = painPoints.filter(({ places }) => places.some(({ site }) => isOwn(site)));
  const others = painPoints.filter(({ places }) => places.some(({ site }) => !isOwn(site)));
  const ownSites = Object.keys(plan.sites).filter(isOwn);
  const on = ownSites.length === 1 ? 'on your own site' : 'on your own sites';
  if (ownSites.length === 0) return `${others.length === 0 ? noneOn(ledger) : countedPains(others)}, none of the sites being your own`;
  const onOwn = own.length === 0 ? noneOn(ledger.filter(({ site }) => isOwn(site))) : countedPains(own);
  return ownSites.length === Object.keys(plan.sites).length ? onOwn : `${onOwn} ${on}, and ${others.length} elsewhere`;
}

function countedPains(painPoints: readonly Finding[]): string {
  const critical = painPoints.filter(({ severity }) => severity === 'critical').length;
  if (painPoints.length === 0) return 'no pain points were found';
  return `${counted(painPoints.length, 'pain point')} ${painPoints.length === 1 ? 'was' : 'were'} found${critical > 0 ? `, ${critical} of them critical` : ''}`;
}

/** Most pain points are found in inspections alone: where those that were planned all failed, that none were found says nothing. */
function noneOn(ledger: readonly LedgerEntry[]): string {
  const inspections = ledger.filter(({ pass }) => pass === 'inspection');
  return inspections.length > 0 && inspections.every(({ status }) => status !== 'valid') ? 'no pain point is known, since nothing could be inspected' : 'no pain points were found';
}

/** Journeys on own sites that no valid visit brought to the end, as in: buy on ours. */
function unfinishedOnOwn({ ledger, plan }: Facts): string[] {
  const finishedByVisit = new Map<string, { what: string; finished: boolean }>();
  for (const { visit, site, journey, status, reason } of entriesOfWalks(ledger)) {
    if (plan.sites[site]?.role !== 'own') continue;
    const before = finishedByVisit.get(visit)?.finished ?? true;
    finishedByVisit.set(visit, { what: `${journey} on ${site}`, finished: before && status === 'valid' && reason === undefined });
  }
  const visits = [...finishedByVisit.values()];
  const finished = new Set(visits.flatMap((visit) => (visit.finished ? [visit.what] : [])));
  return [...new Set(visits.map(({ what }) => what))].filter((what) => !finished.has(what));
}

function ended(entries: readonly LedgerEntry[]): string {
  const ledger = entriesOfWalks(entries);
  const visits = new Set(ledger.map(({ visit }) => visit));
  const cut = new Set(ledger.filter(({ status, reason }) => status === 'not-reached' || (status === 'valid' && reason !== undefined)).map(({ visit }) => visit));
  if (cut.size === 0) return '';
  return ` In ${cut.size} of ${counted(visits.size, 'visit')} the customer could not finish the journey.`;
}
