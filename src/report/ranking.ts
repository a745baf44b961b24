import type { Area } from '../model/metric.ts';
import { severities, type Finding, type Place, type Severity } from '../model/results.ts';
import { notTheSite } from '../model/problem-codes.ts';
import { stopAudits } from './known-metrics.ts';
import type { Lookup } from './lookup.ts';
import { placeKey } from './places.ts';

/** Conventions of this report, stated in it: each step of severity counts three times the one below or more, and a customer who cannot go on more than many who can. */
const severityWeight: Record<Severity, number> = { critical: 40, serious: 9, moderate: 3, minor: 1 };
const stopWeight = 1000;
const momentOfTruthFactor = 2;
const effortWeight: Record<Finding['effort'], number> = { small: 1, medium: 2, large: 3 };

/** Something to do or to stop doing: one cause, wherever it was met. */
export interface Action {
  key: string;
  direction: Finding['direction'];
  title: string;
  advice: string;
  why: string;
  area: Area;
  severity: Severity;
  effort: Finding['effort'];
  findings: Finding[];
  /** Only those on the sites asked for. */
  places: Finding['places'];
  personas: string[];
  journeys: string[];
  momentOfTruth: boolean;
  /** Persona and journey pairs hit. */
  pairs: number;
  /** Pairs of those that cannot go on because of it. */
  stopped: number;
  /** Seconds per customer, where that was measured or modelled. */
  cost: number | null;
  /** severity × persona and journey pairs hit × 2 at a moment of truth, + the seconds it costs each of them, + 1,000 for each that cannot go on. */
  impact: number;
  /** impact ÷ work (small 1, medium 2, large 3): what the list is ordered by. */
  priority: number;
}

const distinct = <T>(items: readonly T[]): T[] => [...new Set(items)];

/** Of several findings. */
export function worstSeverity(findings: readonly Finding[]): Severity {
  return severities.find((severity) => findings.some((finding) => finding.severity === severity)) ?? 'minor';
}

function hardest(findings: readonly Finding[]): Finding['effort'] {
  return (['large', 'medium', 'small'] as const).find((effort) => findings.some((finding) => finding.effort === effort)) ?? 'small';
}

/** Same audit and same advice means same cause: one thing to do, wherever it shows. */
function causeOf(finding: Finding): string {
  return JSON.stringify([finding.audit, finding.direction, finding.advice]);
}

function isStop(lookup: Lookup, place: Place): boolean {
  const status = lookup.status(place);
  return status === 'blocked' || status === 'failed';
}

/** Does the finding tell why somebody could not go on at one of its places? */
const tellsOfStop = (finding: Finding): boolean => finding.kind === 'pain-point' && finding.severity === 'critical' && stopAudits.has(finding.audit);

function actionOf(lookup: Lookup, sites: ReadonlySet<string>, key: string, found: readonly Finding[]): Action | null {
  // What a competitor's site does is neither the title nor the cost of what is to be done on ours.
  const findings = found.filter((finding) => finding.places.some((place) => sites.has(place.site))).sort((a, b) => severityWeight[b.severity] - severityWeight[a.severity] || b.places.length - a.places.length);
  const [first] = findings;
  const places = findings.flatMap((finding) => finding.places).filter((place) => sites.has(place.site));
  if (first === undefined || places.length === 0) return null;
  const pairsOf = (at: readonly Place[]): number => distinct(at.map((place) => `${place.persona}~${place.journey}`)).length;
  const pairs = pairsOf(places);
  const stopped = pairsOf(findings.filter(tellsOfStop).flatMap((finding) => finding.places).filter((place) => sites.has(place.site) && isStop(lookup, place)));
  const momentOfTruth = places.some((place) => lookup.touchpoint(place.journey, place.touchpoint)?.momentOfTruth === true);
  const costs = findings.flatMap((finding) => (finding.cost === undefined ? [] : [finding.cost]));
  const cost = costs.length === 0 ? null : Math.max(...costs);
  const severity = worstSeverity(findings);
  const effort = hardest(findings);
  const impact = severityWeight[severity] * pairs * (momentOfTruth ? momentOfTruthFactor : 1) + (cost ?? 0) * pairs + stopWeight * stopped;
  return {
    key,
    direction: first.direction,
    title: first.title,
    advice: first.advice,
    why: first.why,
    area: first.area,
    severity,
    effort,
    findings,
    places,
    personas: distinct(places.map((place) => place.persona)),
    journeys: distinct(places.map((place) => place.journey)),
    momentOfTruth,
    pairs,
    stopped,
    cost,
    impact,
    priority: impact / effortWeight[effort],
  };
}

/** The weights that went into the impact of an action, for whoever wants to see how it came about. */
export function impactParts({ severity, momentOfTruth }: Pick<Action, 'severity' | 'momentOfTruth'>): { severity: number; factor: number; stopped: number } {
  return { severity: severityWeight[severity], factor: momentOfTruth ? momentOfTruthFactor : 1, stopped: stopWeight };
}

/** Pain points of some sites, one entry per cause. */
function actionsOf(lookup: Lookup, sites: ReadonlySet<string>): Action[] {
  const causes = Map.groupBy(lookup.record.findings.filter(({ kind }) => kind === 'pain-point'), causeOf);
  return [...causes].flatMap(([key, findings]) => actionOf(lookup, sites, key, findings) ?? []);
}

const byKey = (a: Action, b: Action): number => (a.key < b.key ? -1 : 1);

/** What to do and to stop doing, most worthwhile first. */
export function rankedActions(lookup: Lookup): Action[] {
  return actionsOf(lookup, lookup.focus).sort((a, b) => b.priority - a.priority || b.impact - a.impact || byKey(a, b));
}

/** What hurts customers most, however hard it is to mend: what keeps them from going on comes first. */
export function worstPainPoints(lookup: Lookup, sites: ReadonlySet<string> = lookup.focus): Action[] {
  return worstFirst(actionsOf(lookup, sites));
}

export function worstFirst(actions: readonly Action[]): Action[] {
  return actions.toSorted((a, b) => b.stopped - a.stopped || severityWeight[b.severity] - severityWeight[a.severity] || b.impact - a.impact || byKey(a, b));
}

/** A persona who could not go on, and where; not because of the plan or of this tool, which no customer would meet. */
export interface Obstacle extends Place {
  touchpoint: string;
  status: 'blocked' | 'failed';
  message: string;
  /** No finding of an audit that tells why people cannot go on says it already. */
  unexplained: boolean;
}

export function obstacles(lookup: Lookup): Obstacle[] {
  const found: Obstacle[] = [];
  for (const summary of lookup.record.touchpoints) {
    const { site, persona, journey, touchpoint, status, problem } = summary;
    if ((status !== 'blocked' && status !== 'failed') || notTheSite.has(problem?.code ?? '')) continue;
    const explained = lookup.findings(site, journey, touchpoint).some((finding) => tellsOfStop(finding) && finding.places.some((place) => placeKey(place) === placeKey(summary)));
    found.push({ site, persona, journey, touchpoint, status, message: problem?.message ?? 'The reason was not recorded.', unexplained: !explained });
  }
  return found;
}
