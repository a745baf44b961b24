import type { Stage } from '../model/journey.ts';
import type { Metric } from '../model/metric.ts';
import type { Persona } from '../model/persona.ts';
import type { Comparison, RunRecord, TouchpointSummary } from '../model/record.ts';
import type { Finding, Measurement, Place } from '../model/results.ts';
import { finishingIn, walkKey, type Finishing } from './finishing.ts';

export interface SiteFacts {
  id: string;
  title: string;
  origin: string;
  role: 'own' | 'reference' | 'competitor';
}

export interface PersonaFacts {
  id: string;
  title: string;
  /** Position in the plan: gives colour, dash and symbol of the line. */
  series: number;
  device: 'phone' | 'desktop';
  persona: Omit<Persona, 'data'>;
}

export interface TouchpointFacts {
  id: string;
  journey: string;
  title: string;
  stage: Stage;
  momentOfTruth: boolean;
  optimum: number | null;
}

export interface JourneyFacts {
  id: string;
  title: string;
  goal: string;
  touchpoints: TouchpointFacts[];
}

/** The record with everything findable in one step, so that the report's cost grows with the record and no faster. */
export interface Lookup {
  record: RunRecord;
  sites: SiteFacts[];
  personas: PersonaFacts[];
  journeys: JourneyFacts[];
  /** Sites the advice is for: our own, or all where none is ours. */
  focus: ReadonlySet<string>;
  site(id: string): SiteFacts;
  persona(id: string): PersonaFacts;
  touchpoint(journey: string, touchpoint: string | null): TouchpointFacts | undefined;
  metric(id: string): Metric | undefined;
  measurement(metric: string, place: Place): Measurement | undefined;
  comparisons(metric: string, place: Place): readonly Comparison[];
  summary(place: Place): TouchpointSummary | undefined;
  /** null: there is no valid sample. */
  finishing(walk: Omit<Place, 'touchpoint'>): Finishing | null;
  /** Findings of a touchpoint on a site, for any persona. */
  findings(site: string, journey: string, touchpoint: string): readonly Finding[];
}

export const placeKey = (place: Place): string => `${place.site}~${place.persona}~${place.journey}~${place.touchpoint ?? ''}`;

/** As in a touchpoint called sign-up: "Sign up". */
export function titleFromId(id: string): string {
  const words = id.replaceAll(/[-_.]+/gu, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function siteFacts(record: RunRecord): SiteFacts[] {
  return Object.entries(record.plan.sites).map(([id, site]) => ({ id, title: site.title ?? titleFromId(id), origin: site.origin, role: site.role }));
}

function personaFacts(record: RunRecord): PersonaFacts[] {
  return record.plan.personas.map((persona, series) => ({ id: persona.id, title: persona.title, series, device: persona.device.mobile ? 'phone' : 'desktop', persona }));
}

function journeyFacts(record: RunRecord): JourneyFacts[] {
  return Object.entries(record.plan.journeys).map(([id, journey]) => ({
    id,
    title: journey.title,
    goal: journey.goal,
    touchpoints: journey.touchpoints.map((touchpoint) => ({ ...touchpoint, journey: id, title: touchpoint.title === touchpoint.id ? titleFromId(touchpoint.id) : touchpoint.title })),
  }));
}

function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

function findingsByTouchpoint(findings: readonly Finding[]): Map<string, Finding[]> {
  const seen = new Map<string, Set<Finding>>();
  for (const finding of findings) {
    for (const place of finding.places) {
      const key = `${place.site}~${place.journey}~${place.touchpoint ?? ''}`;
      const group = seen.get(key);
      if (group === undefined) seen.set(key, new Set([finding]));
      else group.add(finding);
    }
  }
  return new Map([...seen].map(([key, group]) => [key, [...group]]));
}

export function lookUp(record: RunRecord): Lookup {
  const sites = siteFacts(record);
  const personas = personaFacts(record);
  const journeys = journeyFacts(record);
  const own = sites.filter((site) => site.role === 'own');
  const siteById = new Map(sites.map((site) => [site.id, site]));
  const personaById = new Map(personas.map((persona) => [persona.id, persona]));
  const touchpoints = new Map(journeys.flatMap((journey) => journey.touchpoints.map((touchpoint) => [`${journey.id}~${touchpoint.id}`, touchpoint])));
  const metrics = new Map(record.metrics.map((metric) => [metric.id, metric]));
  const measurements = new Map(record.measurements.map((measurement) => [`${measurement.metric}~${placeKey(measurement)}`, measurement]));
  const comparisons = grouped(record.comparisons, (comparison) => `${comparison.metric}~${placeKey(comparison)}`);
  const summaries = new Map(record.touchpoints.map((summary) => [placeKey(summary), summary]));
  const finishing = finishingIn(record.ledger);
  const findings = findingsByTouchpoint(record.findings);
  return {
    record,
    sites,
    personas,
    journeys,
    focus: new Set((own.length > 0 ? own : sites).map((site) => site.id)),
    site: (id) => siteById.get(id) ?? { id, title: titleFromId(id), origin: '', role: 'competitor' },
    persona: (id) => personaById.get(id) ?? missingPersona(id),
    touchpoint: (journey, touchpoint) => touchpoints.get(`${journey}~${touchpoint ?? ''}`),
    metric: (id) => metrics.get(id),
    measurement: (metric, place) => measurements.get(`${metric}~${placeKey(place)}`),
    comparisons: (metric, place) => comparisons.get(`${metric}~${placeKey(place)}`) ?? [],
    summary: (place) => summaries.get(placeKey(place)),
    finishing: (walk) => finishing.get(walkKey(walk)) ?? null,
    findings: (site, journey, touchpoint) => findings.get(`${site}~${journey}~${touchpoint}`) ?? [],
  };
}

function missingPersona(id: string): never {
  throw new RangeError(`The record speaks of a persona that its plan does not have: ${id}`);
}
