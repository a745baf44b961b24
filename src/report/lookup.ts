import type { Stage } from '../model/journey.ts';
import type { Metric } from '../model/metric.ts';
import { finishingIn, walkKey, type Finishing } from '../model/finishing.ts';
import type { Persona } from '../model/persona.ts';
import type { GrowingPart, LongRecord, TouchpointSummary } from '../model/record.ts';
import type { Finding, Place } from '../model/results.ts';
import { findPlaces, placeKey, touchpointKey, type Places } from './places.ts';
import { gatherExtremes, type Extremes } from './extremes.ts';
import { capitalised } from './words.ts';

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

/** How well something was looked at: by an inspection that counts, where most is found; by timed visits only; or by nobody who counts. */
export type Sight = 'inspected' | 'reached' | 'none';

/** The record with everything findable in one step, so that the report's cost grows with the record and no faster. What grows with the run is taken from the record when it is asked for. */
export interface Lookup extends Omit<Places, 'journey'> {
  record: LongRecord;
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
  /** What the plan does not have is called by its id. */
  journeyTitle(journey: string): string;
  touchpointTitle(at: { journey: string; touchpoint: string }): string;
  metric(id: string): Metric | undefined;
  /** How a touchpoint was met, without what else is known of it: it can be asked for all over the run. */
  status(place: Place): TouchpointSummary['status'] | undefined;
  /** Did anybody get to a touchpoint on a site, in a sample that counts? Where nobody did, that nothing was found says nothing. */
  isReached(at: Omit<Place, 'persona'>): boolean;
  /** Did an inspection that counts get there? */
  isLookedInto(at: Omit<Place, 'persona'>): boolean;
  /** How well a planned journey was looked at. */
  sightOn(walk: Omit<Place, 'touchpoint'>): Sight;
  /** Is there a valid inspection of any touchpoint on a site? Most pain points are found there alone: without one, that none were found says nothing. */
  isInspected(site: string): boolean;
  /** Over the whole run. `whole`: of journeys as a whole, not of touchpoints. undefined: nothing was recorded. */
  extremes(metric: string, site: string, whole: boolean): Extremes | undefined;
  /** undefined: it was not planned. */
  finishing(walk: Omit<Place, 'touchpoint'>): Finishing | undefined;
  /** Findings of a touchpoint on a site, for any persona; an empty touchpoint: of the journey as a whole. */
  findings(site: string, journey: string, touchpoint: string): readonly Finding[];
  /** Places of a finding at a touchpoint on a site. */
  placesAt(finding: Finding, at: { site: string; journey: string; touchpoint: string }): Finding['places'];
  /** What belongs to one journey, in the order of the record. */
  itemsOf(journey: string): Pick<LongRecord, GrowingPart | 'findings'>;
}

/** As in a touchpoint called sign-up: "Sign up". */
export function titleFromId(id: string): string {
  return capitalised(id.replaceAll(/[-_.]+/gu, ' ').trim());
}

function siteFacts(record: LongRecord): SiteFacts[] {
  return Object.entries(record.plan.sites).map(([id, site]) => ({ id, title: site.title ?? titleFromId(id), origin: site.origin, role: site.role }));
}

function personaFacts(record: LongRecord): PersonaFacts[] {
  return record.plan.personas.map((persona, series) => ({ id: persona.id, title: persona.title, series, device: persona.device.mobile ? 'phone' : 'desktop', persona }));
}

function journeyFacts(record: LongRecord): JourneyFacts[] {
  return Object.entries(record.plan.journeys).map(([id, journey]) => ({
    id,
    title: journey.title,
    goal: journey.goal,
    touchpoints: journey.touchpoints.map((touchpoint) => ({ ...touchpoint, journey: id, title: touchpoint.title === touchpoint.id ? titleFromId(touchpoint.id) : touchpoint.title })),
  }));
}

/** Ids of the journeys that are pages found by a crawl: each has one touchpoint of the same name. */
export function foundPages({ crawl }: Pick<LongRecord, 'crawl'>): ReadonlySet<string> {
  return new Set(crawl?.templates.flatMap(({ audited }) => Object.keys(audited)) ?? []);
}

type Met = Map<Finding, Finding['places']>;

/** By `touchpointKey`. */
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

/** By journey. */
function findingsByJourney(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const journey of new Set(finding.places.map((place) => place.journey))) {
      const group = groups.get(journey);
      if (group === undefined) groups.set(journey, [finding]);
      else group.push(finding);
    }
  }
  return groups;
}

export function lookUp(record: LongRecord): Lookup {
  const sites = siteFacts(record);
  const personas = personaFacts(record);
  const journeys = journeyFacts(record);
  const own = sites.filter((site) => site.role === 'own');
  const siteById = new Map(sites.map((site) => [site.id, site]));
  const personaById = new Map(personas.map((persona) => [persona.id, persona]));
  const touchpoints = new Map(journeys.flatMap((journey) => journey.touchpoints.map((touchpoint) => [`${journey.id}~${touchpoint.id}`, touchpoint])));
  const journeyTitles = new Map(journeys.map(({ id, title }) => [id, title]));
  const metrics = new Map(record.metrics.map((metric) => [metric.id, metric]));
  const extremes = gatherExtremes();
  const finishing = finishingIn([...record.ledger]);
  const reached = new Set<string>();
  const inspected = new Set<string>();
  const lookedInto = new Set<string>();
  const walked = new Map<string, Sight>();
  const statuses = new Map<string, TouchpointSummary['status']>();
  const { journey: partOf, ...places } = findPlaces(record, {
    entry: (entry) => {
      if (entry.status !== 'valid') return;
      const isInspection = entry.pass === 'inspection';
      if (isInspection) inspected.add(entry.site);
      if (isInspection || !walked.has(walkKey(entry))) walked.set(walkKey(entry), isInspection ? 'inspected' : 'reached');
      if (entry.reason !== undefined) return;
      reached.add(touchpointKey(entry));
      if (isInspection) lookedInto.add(touchpointKey(entry));
    },
    touchpoint: (summary) => void statuses.set(placeKey(summary), summary.status),
    measurement: extremes.add,
  });
  const met = metByTouchpoint(record.findings);
  let findings: ReturnType<typeof findingsByJourney> | null = null;
  return {
    ...places,
    record,
    manyPages: false,
    sites,
    personas,
    journeys,
    focus: new Set((own.length > 0 ? own : sites).map((site) => site.id)),
    site: (id) => siteById.get(id) ?? { id, title: titleFromId(id), origin: '', role: 'competitor' },
    persona: (id) => personaById.get(id) ?? missingPersona(id),
    touchpoint: (journey, touchpoint) => touchpoints.get(`${journey}~${touchpoint ?? ''}`),
    journeyTitle: (journey) => journeyTitles.get(journey) ?? journey,
    touchpointTitle: ({ journey, touchpoint }) => touchpoints.get(`${journey}~${touchpoint}`)?.title ?? touchpoint,
    metric: (id) => metrics.get(id),
    status: (place) => statuses.get(placeKey(place)),
    isReached: (at) => reached.has(touchpointKey(at)),
    isLookedInto: (at) => lookedInto.has(touchpointKey(at)),
    sightOn: (walk) => walked.get(walkKey(walk)) ?? 'none',
    isInspected: (site) => inspected.has(site),
    extremes: extremes.of,
    finishing: (walk) => finishing.get(walkKey(walk)),
    findings: (site, journey, touchpoint) => [...(met.get(touchpointKey({ site, journey, touchpoint }))?.keys() ?? [])],
    placesAt: (finding, at) => met.get(touchpointKey(at))?.get(finding) ?? [],
    itemsOf: (journey) => {
      findings ??= findingsByJourney(record.findings);
      return { ...partOf(journey), findings: findings.get(journey) ?? [] };
    },
  };
}

/** The same with what belongs to one journey only; whatever is asked for by its place is still found. */
export function onlyOf(lookup: Lookup, journey: JourneyFacts): Lookup {
  return { ...lookup, journeys: [journey], record: { ...lookup.record, ...lookup.itemsOf(journey.id) } };
}

function missingPersona(id: string): never {
  throw new RangeError(`The record speaks of a persona that its plan does not have: ${id}`);
}
