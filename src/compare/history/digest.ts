import { createHash, type Hash } from 'node:crypto';
import { finishingIn, walkKey } from '../../model/finishing.ts';
import { followedMetrics, type PastValue, type RunDigest } from '../../model/history.ts';
import type { Metric } from '../../model/metric.ts';
import type { LongRecord } from '../../model/record.ts';
import type { Finding, Measurement, Place } from '../../model/results.ts';
import { placeOf } from '../places.ts';
import { timedMetrics } from '../timed.ts';

/** Of each so many are kept, so that the histories of large runs stay small: a place takes about a kilobyte. Texts are cut to so many characters. */
export const mostDigested = { places: 80, painPoints: 400, samples: 30, title: 120, reason: 160 };

/** What the history of a plan needs of a run. The record is gone through once. */
export function digestOf(record: LongRecord, metricsOf: Readonly<Record<string, readonly string[]>>): RunDigest {
  const { id, name, startedAt, verdict, gates, coverage, conditions, plan } = record;
  const { tool, browser, axe, lighthouse, webVitals, platform, cores, hostIndex, throttling, planDigest, digests, names } = conditions;
  const { kept, further } = keptPlaces(plan);
  const walks = walksOf(record);
  const journeys = [...new Set(kept.map(({ journey }) => journey))];
  return {
    id: id.slice(0, 200),
    name,
    startedAt,
    outcome: verdict.outcome,
    gates: gates.length,
    coverage: { expected: coverage.expected, valid: coverage.valid },
    sites: Object.fromEntries(Object.entries(plan.sites).map(([site, { origin, role }]) => [site, { origin, role }])),
    journeys,
    conditions: { tool, browser, axe, lighthouse, webVitals, platform, cores, hostIndex, throttling, planDigest, ...(digests && { digests: { personas: digests.personas, journeys: someJourneys(digests.journeys, new Set(journeys)) } }), ...(names && { names }) },
    walks: walks.filter(({ site, persona, journey }) => kept.some((place) => place.site === site && place.persona === persona && place.journey === journey)),
    completion: Object.fromEntries(Object.keys(plan.sites).map((site) => [site, completionOf(walks.filter((walk) => walk.site === site))])),
    ...measuredIn(record, kept, metricsOf),
    furtherPlaces: further,
    ...painPointsOf(record, kept, metricsOf),
  };
}

const placeKey = ({ site, persona, journey, touchpoint }: Place): string => `${site}~${persona}~${journey}~${touchpoint ?? ''}`;

/** What a journey is as a whole tells most; touchpoints follow one after the other, each for everybody. The same for the same plan. */
function keptPlaces({ sites, journeys, personas }: LongRecord['plan']): { kept: Place[]; further: number } {
  const walks = Object.keys(sites).flatMap((site) => Object.keys(journeys).map((journey) => ({ site, journey })));
  const everybody = (at: Omit<Place, 'persona'>): Place[] => personas.map(({ id: persona }) => ({ ...at, persona }));
  const all = [...walks.flatMap((walk) => everybody({ ...walk, touchpoint: null })), ...walks.flatMap((walk) => (journeys[walk.journey]?.touchpoints ?? []).flatMap(({ id }) => everybody({ ...walk, touchpoint: id })))];
  return { kept: all.slice(0, mostDigested.places), further: Math.max(0, all.length - mostDigested.places) };
}

function someJourneys(digests: Readonly<Record<string, string>>, wanted: ReadonlySet<string>): Record<string, string> {
  return Object.fromEntries(Object.entries(digests).filter(([key]) => wanted.has(key.slice(0, key.lastIndexOf('@')))));
}

function walksOf({ plan, ledger }: LongRecord): RunDigest['walks'] {
  const finishing = finishingIn([...ledger]);
  return Object.keys(plan.sites).flatMap((site) => Object.keys(plan.journeys).flatMap((journey) => plan.personas.flatMap(({ id: persona }) => {
    const walk = finishing.get(walkKey({ site, persona, journey }));
    return walk === undefined ? [] : [{ site, persona, journey, finished: walk.finished, samples: walk.samples }];
  })));
}

function completionOf(walks: RunDigest['walks']): RunDigest['completion'][string] {
  const unseen = walks.filter(({ samples }) => samples === 0).length;
  return { always: walks.filter(({ finished, samples }) => samples > 0 && finished === samples).length, walks: walks.length, ...(unseen > 0 && { unseen }) };
}

function measuredIn({ measurements, metrics }: LongRecord, places: readonly Place[], metricsOf: Readonly<Record<string, readonly string[]>>): Pick<RunDigest, 'places' | 'looked'> {
  const followed = new Map(metrics.filter(({ id }) => followedMetrics.some((known) => known === id)).map((metric) => [metric.id, metric]));
  const auditOf = new Map(Object.entries(metricsOf).flatMap(([audit, ids]) => ids.map((id) => [id, audit])));
  const values = new Map(places.map((place) => [placeKey(place), new Map<string, PastValue>()]));
  const looked = new Map<string, Map<string, Hash>>();
  for (const measurement of measurements) {
    const audit = auditOf.get(measurement.metric);
    if (audit !== undefined && (measurement.value !== null || measurement.applicable === false)) {
      const bySite = looked.get(measurement.site) ?? new Map<string, Hash>();
      looked.set(measurement.site, bySite);
      const hash = bySite.get(audit) ?? createHash('sha256');
      bySite.set(audit, hash.update(`${measurement.metric}~${placeKey(measurement)}\n`));
    }
    const metric = followed.get(measurement.metric);
    if (metric !== undefined) values.get(placeKey(measurement))?.set(metric.id, valueOf(metric, measurement));
  }
  return {
    places: places.map((place) => ({ ...placeOf(place), values: followedMetrics.flatMap((id) => values.get(placeKey(place))?.get(id) ?? []) })),
    looked: Object.fromEntries([...looked].map(([site, audits]) => [site, Object.fromEntries([...audits].map(([audit, hash]) => [audit, shortHex(hash)]))])),
  };
}

function valueOf({ id, kind }: Metric, { value, low, high, samples, applicable, unavailable }: Measurement): PastValue {
  const short = (number: number): number => (kind === 'timing' ? Number(number.toPrecision(6)) : number);
  const orNull = (number: number | null): number | null => (number === null ? null : short(number));
  return {
    metric: id,
    value: orNull(value),
    low: orNull(low),
    high: orNull(high),
    samples: samples.slice(0, mostDigested.samples).map((sample) => short(sample.value)),
    ...(samples.length > mostDigested.samples && { furtherSamples: samples.length - mostDigested.samples }),
    ...(applicable === false && { applicable }),
    ...(value === null && unavailable !== undefined && { unavailable: unavailable.slice(0, mostDigested.reason) }),
  };
}

/** 64 bits, so that the histories of large runs stay small. */
const shortHex = (hash: Hash): string => hash.digest('hex').slice(0, 16);

function painPointsOf({ findings, metrics }: LongRecord, kept: readonly Place[], metricsOf: Readonly<Record<string, readonly string[]>>): Pick<RunDigest, 'painPoints' | 'furtherPainPoints' | 'counts' | 'titles'> {
  const positions = new Map(kept.map((place, at) => [placeKey(place), at]));
  const all = findings.flatMap((finding) => (finding.kind === 'pain-point' ? [...new Set(finding.places.map(({ site }) => site))].map((site) => ({ site, finding })) : []));
  const groups = Map.groupBy(all.slice(0, mostDigested.painPoints), ({ site, finding }) => `${site}\n${finding.audit}`);
  const titles: Record<string, string> = {};
  const painPoints = [...groups.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const found = alike.map(({ finding }) => {
      const digest = shortHex(createHash('sha256').update(finding.key));
      titles[`${finding.audit}:${digest}`] = finding.title.slice(0, mostDigested.title);
      return [digest, finding.severity] as const;
    });
    const { site, finding: { audit } } = first;
    const isTimed = timedMetrics(audit, metrics, metricsOf).length > 0;
    const at = alike.flatMap(({ finding }, index) => (isTimed || finding.timed === true ? [[found[index]?.[0] ?? '', positionsOn(site, finding, positions)] as const] : []));
    return [{ site, audit, found: Object.fromEntries(found), ...(at.length > 0 && { at: Object.fromEntries(at) }) }];
  });
  const further = Math.max(0, all.length - mostDigested.painPoints);
  return { painPoints, furtherPainPoints: further, ...(further > 0 && { counts: countsOf(all) }), titles };
}

/** Of the places that are kept. */
function positionsOn(site: string, { places }: Finding, positions: ReadonlyMap<string, number>): number[] {
  return [...new Set(places.flatMap((place) => (place.site === site ? (positions.get(placeKey(place)) ?? []) : [])))];
}

function countsOf(all: readonly { site: string; finding: Finding }[]): NonNullable<RunDigest['counts']> {
  const counts: NonNullable<RunDigest['counts']> = {};
  for (const { site, finding } of all) (counts[site] ??= { critical: 0, serious: 0, moderate: 0, minor: 0 })[finding.severity] += 1;
  return counts;
}

/** As it is quoted by later runs: what the pain points were called is told by the run itself. */
export function quoted({ titles: _, ...digest }: RunDigest): RunDigest {
  return digest;
}
