import type { Area } from '../model/metric.ts';
import type { Finding, Place, Severity } from '../model/results.ts';
import { severities } from '../model/results.ts';
import type { Lookup } from './lookup.ts';

/** A convention of this report, stated in it: each step counts three times the one below, and a customer who cannot go on more than that. */
const severityWeight: Record<Severity, number> = { critical: 40, serious: 9, moderate: 3, minor: 1 };
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
  /** Only those on the sites the advice is for. */
  places: Finding['places'];
  personas: string[];
  journeys: string[];
  momentOfTruth: boolean;
  /** Seconds per customer, where that was measured or modelled. */
  cost: number | null;
  /** severity × persona–journey pairs hit × 2 at a moment of truth, + the seconds it costs each of them. */
  impact: number;
  /** impact ÷ effort (small 1, medium 2, large 3): what the list is ordered by. */
  priority: number;
}

const distinct = <T>(items: readonly T[]): T[] => [...new Set(items)];

function worst(findings: readonly Finding[]): Severity {
  return severities.find((severity) => findings.some((finding) => finding.severity === severity)) ?? 'minor';
}

function hardest(findings: readonly Finding[]): Finding['effort'] {
  return (['large', 'medium', 'small'] as const).find((effort) => findings.some((finding) => finding.effort === effort)) ?? 'small';
}

/** Same audit and same advice means same cause: one thing to do, wherever it shows. */
function causeOf(finding: Finding): string {
  return JSON.stringify([finding.audit, finding.direction, finding.advice]);
}

function actionOf(lookup: Lookup, key: string, found: readonly Finding[]): Action | null {
  const findings = [...found].sort((a, b) => severityWeight[b.severity] - severityWeight[a.severity] || b.places.length - a.places.length);
  const [first] = findings;
  const places = findings.flatMap((finding) => finding.places).filter((place) => lookup.focus.has(place.site));
  if (first === undefined || places.length === 0) return null;
  const pairs = distinct(places.map((place) => `${place.persona}~${place.journey}`)).length;
  const momentOfTruth = places.some((place) => lookup.touchpoint(place.journey, place.touchpoint)?.momentOfTruth === true);
  const costs = findings.flatMap((finding) => (finding.cost === undefined ? [] : [finding.cost]));
  const cost = costs.length === 0 ? null : Math.max(...costs);
  const severity = worst(findings);
  const effort = hardest(findings);
  const impact = severityWeight[severity] * pairs * (momentOfTruth ? momentOfTruthFactor : 1) + (cost ?? 0) * pairs;
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
    cost,
    impact,
    priority: impact / effortWeight[effort],
  };
}

/** Pain points of the sites the advice is for, one entry per cause. */
function actionsOf(lookup: Lookup): Action[] {
  const causes = new Map<string, Finding[]>();
  for (const finding of lookup.record.findings) {
    if (finding.kind !== 'pain-point') continue;
    const cause = causeOf(finding);
    const alike = causes.get(cause);
    if (alike === undefined) causes.set(cause, [finding]);
    else alike.push(finding);
  }
  return [...causes].flatMap(([key, findings]) => actionOf(lookup, key, findings) ?? []);
}

const byKey = (a: Action, b: Action): number => (a.key < b.key ? -1 : 1);

/** What to do and to stop doing, most worthwhile first. */
export function rankedActions(lookup: Lookup): Action[] {
  return actionsOf(lookup).sort((a, b) => b.priority - a.priority || b.impact - a.impact || byKey(a, b));
}

/** What hurts customers most, however hard it is to mend. */
export function worstPainPoints(lookup: Lookup): Action[] {
  return actionsOf(lookup).sort((a, b) => severityWeight[b.severity] - severityWeight[a.severity] || b.impact - a.impact || byKey(a, b));
}

/** A persona who could not go on, and where. */
export interface Obstacle extends Place {
  touchpoint: string;
  status: 'blocked' | 'failed';
  message: string;
  /** No finding of a critical pain point says the same already. */
  unexplained: boolean;
}

export function obstacles(lookup: Lookup): Obstacle[] {
  return lookup.record.touchpoints.flatMap((summary) => {
    if (summary.status !== 'blocked' && summary.status !== 'failed') return [];
    const explained = lookup
      .findings(summary.site, summary.journey, summary.touchpoint)
      .some((finding) => finding.kind === 'pain-point' && finding.severity === 'critical' && finding.places.some((place) => place.persona === summary.persona && place.touchpoint === summary.touchpoint));
    return [
      {
        site: summary.site,
        persona: summary.persona,
        journey: summary.journey,
        touchpoint: summary.touchpoint,
        status: summary.status,
        message: summary.problem?.message ?? 'The reason was not recorded.',
        unexplained: !explained,
      },
    ];
  });
}
