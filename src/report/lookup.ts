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
  /** Is the report written as many pages? */
  manyPages: boolean;
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
  /** Findings of a touchpoint on a site, for any persona; an empty touchpoint: of the journey as a whole. */
  findings(site: string, journey: string, touchpoint: string): readonly Finding[];
  /** Places of a finding at a touchpoint on a site. */
  placesAt(finding: Finding, at: { site: string; journey: string; touchpoint: string }): Finding['places'];
  /** The same record with what belongs to one journey only; whatever is asked for by its place is still found. */
  only(journey: JourneyFacts): Lookup;
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

/** Ids of the journeys that are pages found by a crawl: each has one touchpoint of the same name. */
export function foundPages({ crawl }: Pick<RunRecord, 'crawl'>): ReadonlySet<string> {
  return new Set(crawl?.templates.flatMap(({ audited }) => Object.keys(audited)) ?? []);
}

type Met = Map<Finding, Finding['places']>;

/** By `site~journey~touchpoint`. */
function metByTouchpoint(findings: readonly Finding[]): Map<string, Met> {
  const groups = new Map<string, Met>();
  for (const finding of findings) {
    for (const place of finding.places) {
      const key = touchpointKey(place);
      const group: Met = groups.get(key) ?? new Map();
      groups.set(key, group);
      const places = group.get(finding);
      if (places === undefined) group.set(finding, [place]);
      else places.push(place);
    }
  }
  return groups;
}

const touchpointKey = ({ site, journey, touchpoint }: Omit<Place, 'persona'>): string => `${site}~${journey}~${touchpoint ?? ''}`;

/** What a place has, by metric: one text per place is kept, not one per number. */
function byPlaceAndMetric<T extends Place & { metric: string }, V>(items: readonly T[], add: (item: T, before: V | undefined) => V): (metric: string, place: Place) => V | undefined {
  const places = new Map<string, Map<string, V>>();
  for (const item of items) {
    const key = placeKey(item);
    const metrics = places.get(key) ?? new Map<string, V>();
    if (metrics.size === 0) places.set(key, metrics);
    metrics.set(item.metric, add(item, metrics.get(item.metric)));
  }
  return (metric, place) => places.get(placeKey(place))?.get(metric);
}

function append<T>(item: T, before: T[] | undefined): T[] {
  if (before === undefined) return [item];
  before.push(item);
  return before;
}

/** The record by journey, each part put together when it is first asked for. */
function partsOf(record: RunRecord): (journey: string) => RunRecord {
  const groupsOf = <T extends { journey: string }>(items: readonly T[]): Map<string, T[]> => Map.groupBy(items, ({ journey }) => journey);
  const [ledger, touchpoints, measurements, comparisons] = [groupsOf(record.ledger), groupsOf(record.touchpoints), groupsOf(record.measurements), groupsOf(record.comparisons)];
  const findings = new Map<string, Finding[]>();
  for (const finding of record.findings) {
    for (const journey of new Set(finding.places.map((place) => place.journey))) {
      const group = findings.get(journey);
      if (group === undefined) findings.set(journey, [finding]);
      else group.push(finding);
    }
  }
  return (journey) => ({
    ...record,
    ledger: ledger.get(journey) ?? [],
    touchpoints: touchpoints.get(journey) ?? [],
    measurements: measurements.get(journey) ?? [],
    comparisons: comparisons.get(journey) ?? [],
    findings: findings.get(journey) ?? [],
  });
}

export function lookUp(record: RunRecord, { manyPages = false }: { manyPages?: boolean } = {}): Lookup {
  const sites = siteFacts(record);
  const personas = personaFacts(record);
  const journeys = journeyFacts(record);
  const own = sites.filter((site) => site.role === 'own');
  const siteById = new Map(sites.map((site) => [site.id, site]));
  const personaById = new Map(personas.map((persona) => [persona.id, persona]));
  const touchpoints = new Map(journeys.flatMap((journey) => journey.touchpoints.map((touchpoint) => [`${journey.id}~${touchpoint.id}`, touchpoint])));
  const metrics = new Map(record.metrics.map((metric) => [metric.id, metric]));
  const measurements = byPlaceAndMetric(record.measurements, (measurement) => measurement);
  const comparisons = byPlaceAndMetric<Comparison, Comparison[]>(record.comparisons, append);
  const summaries = new Map(record.touchpoints.map((summary) => [placeKey(summary), summary]));
  const finishing = finishingIn(record.ledger);
  const met = metByTouchpoint(record.findings);
  let parts: ReturnType<typeof partsOf> | null = null;
  const whole: Lookup = {
    record,
    manyPages,
    sites,
    personas,
    journeys,
    focus: new Set((own.length > 0 ? own : sites).map((site) => site.id)),
    site: (id) => siteById.get(id) ?? { id, title: titleFromId(id), origin: '', role: 'competitor' },
    persona: (id) => personaById.get(id) ?? missingPersona(id),
    touchpoint: (journey, touchpoint) => touchpoints.get(`${journey}~${touchpoint ?? ''}`),
    metric: (id) => metrics.get(id),
    measurement: measurements,
    comparisons: (metric, place) => comparisons(metric, place) ?? [],
    summary: (place) => summaries.get(placeKey(place)),
    finishing: (walk) => finishing.get(walkKey(walk)) ?? null,
    findings: (site, journey, touchpoint) => [...(met.get(touchpointKey({ site, journey, touchpoint }))?.keys() ?? [])],
    placesAt: (finding, at) => met.get(touchpointKey(at))?.get(finding) ?? [],
    only: (journey) => {
      parts ??= partsOf(record);
      return { ...whole, journeys: [journey], record: parts(journey.id) };
    },
  };
  return whole;
}

/** Did anybody get to a touchpoint on a site? Where nobody did, that nothing was found says nothing. */
export function isReached({ personas, summary }: Lookup, at: Omit<Place, 'persona'>): boolean {
  return personas.some(({ id }) => summary({ ...at, persona: id })?.status === 'reached');
}

function missingPersona(id: string): never {
  throw new RangeError(`The record speaks of a persona that its plan does not have: ${id}`);
}
