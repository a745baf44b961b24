import { fingerprintOf, type KnownFinding, type KnownList, type KnownState } from '../model/known-findings.ts';
import type { Items, RunRecord } from '../model/record.ts';
import type { Finding, Measurement } from '../model/results.ts';

type PlanPlaces = { sites: RunRecord['plan']['sites']; journeys: Readonly<Record<string, { touchpoints: unknown }>>; personas: readonly { id: string }[] };

interface Facts {
  plan: PlanPlaces;
  findings: readonly Finding[];
  measurements: Items<Measurement>;
  /** Metric ids by audit id. */
  metricsOf: Readonly<Record<string, readonly string[]>>;
}

/** What this run says of the list of known findings. */
export function knownState({ known: { file, findings: entries, today }, coverage, ...facts }: Facts & { known: KnownList; coverage: RunRecord['coverage'] }): KnownState {
  return {
    file,
    listed: entries.length,
    // Where samples are missing, what was not seen may still be there.
    stale: coverage.share < 1 ? [] : staleOf({ entries, ...facts }),
    expired: entries.filter(({ expires }) => expires < today),
  };
}

/** Entries that were not seen, though their audit looked everywhere where, and as everyone to whom, they showed up before. */
export function staleOf({ entries, plan, findings, measurements, metricsOf }: Facts & { entries: readonly KnownFinding[] }): KnownFinding[] {
  const seen = new Set(findings.filter(({ kind }) => kind === 'pain-point').map(fingerprintOf));
  const places = new Set(Object.entries(plan.journeys).flatMap(([journey, { touchpoints }]) => idsOf(touchpoints).map((touchpoint) => `${journey}/${touchpoint}`)));
  const personas = new Set(plan.personas.map(({ id }) => id));
  const unseen = entries.filter((entry) => !seen.has(entry.fingerprint) && entry.where.every((place) => places.has(place)) && entry.personas.every((id) => personas.has(id)));
  if (unseen.length === 0) return [];
  const looked = lookedOn(Object.keys(plan.sites).filter((id) => plan.sites[id]?.role === 'own'), measurements, metricsOf);
  return unseen.filter(({ fingerprint, where, personas: met }) => {
    const at = (place: string, persona: string): boolean | null => looked(auditIn(fingerprint), place, persona);
    // Not everybody walks every journey: it is enough that everybody was somewhere, and somebody everywhere.
    const everywhere = where.every((place) => met.some((persona) => at(place, persona) !== null)) && met.every((persona) => where.some((place) => at(place, persona) !== null));
    return everywhere && where.every((place) => met.every((persona) => at(place, persona) !== false));
  });
}

export const auditIn = (fingerprint: string): string => fingerprint.slice(0, fingerprint.indexOf(':'));

/**
 * Did an audit look at a touchpoint, as a persona, on every one of these sites that has it? Where customers were stopped before, or nothing could be recorded, nothing is
 * gone that was not seen. Of an audit without numbers it is only known whether anything was measured there. null: the persona was not to go there.
 */
function lookedOn(sites: readonly string[], measurements: Items<Measurement>, metricsOf: Facts['metricsOf']): (audit: string, where: string, persona: string) => boolean | null {
  const auditOf = new Map(Object.entries(metricsOf).flatMap(([audit, ids]) => ids.map((id) => [id, audit] as const)));
  /** By site: did it look? Absent: nothing of the kind is there. */
  const known = new Map<string, Map<string, boolean>>();
  const note = (key: string, site: string, isTold: boolean): unknown => {
    const bySite = known.get(key) ?? new Map<string, boolean>();
    known.set(key, bySite);
    return bySite.set(site, isTold || bySite.get(site) === true);
  };
  for (const { metric, site, persona, journey, touchpoint, value, applicable } of measurements) {
    if (touchpoint === null || !sites.includes(site)) continue;
    const at = `${journey}/${touchpoint}\n${persona}`;
    note(`${auditOf.get(metric) ?? ''}\n${at}`, site, value !== null || applicable === false);
    note(`any\n${at}`, site, value !== null);
  }
  return (audit, where, persona) => {
    const bySite = known.get(`${(metricsOf[audit]?.length ?? 0) > 0 ? audit : 'any'}\n${where}\n${persona}`);
    return bySite === undefined ? null : [...bySite.values()].every(Boolean);
  };
}

/** A plan has touchpoints by id, a record has a list of them. */
function idsOf(touchpoints: unknown): string[] {
  if (Array.isArray(touchpoints)) return touchpoints.flatMap((touchpoint: unknown) => (typeof touchpoint === 'object' && touchpoint !== null && 'id' in touchpoint ? [String(touchpoint.id)] : []));
  return typeof touchpoints === 'object' && touchpoints !== null ? Object.keys(touchpoints) : [];
}

/** An entry for every pain point on an own site that the list does not have. */
export function entriesFor(record: Pick<RunRecord, 'findings' | 'plan'>, known: readonly KnownFinding[], promise: Pick<KnownFinding, 'reason' | 'owner' | 'expires'>): KnownFinding[] {
  const listed = new Set(known.map(({ fingerprint }) => fingerprint));
  const own = record.findings.filter(({ kind, places }) => kind === 'pain-point' && places.some(({ site }) => record.plan.sites[site]?.role === 'own'));
  const fresh = Map.groupBy(own.filter((finding) => !listed.has(fingerprintOf(finding))), fingerprintOf);
  return [...fresh].map(([fingerprint, [first, ...others]]): KnownFinding => {
    const places = [first, ...others].flatMap((finding) => finding?.places ?? []).filter(({ site }) => record.plan.sites[site]?.role === 'own');
    const where = places.map(({ journey, touchpoint }) => (touchpoint === null ? journey : `${journey}/${touchpoint}`));
    return { fingerprint, title: first?.title ?? '', where: [...new Set(where)], personas: [...new Set(places.map(({ persona }) => persona))], ...promise };
  });
}
