import { fingerprintOf, type KnownFinding, type KnownList, type KnownState } from '../model/known-findings.ts';
import type { RunRecord } from '../model/record.ts';
import type { Finding } from '../model/results.ts';

type PlanPlaces = { journeys: Readonly<Record<string, { touchpoints: unknown }>>; personas: readonly { id: string }[] };

/** What this run says of the list of known findings. */
export function knownState({ known: { file, findings: entries, today }, plan, findings, coverage }: { known: KnownList; plan: PlanPlaces; findings: readonly Finding[]; coverage: RunRecord['coverage'] }): KnownState {
  return {
    file,
    listed: entries.length,
    // Where samples are missing, what was not seen may still be there.
    stale: coverage.share < 1 ? [] : staleOf({ entries, plan, findings }),
    expired: entries.filter(({ expires }) => expires < today),
  };
}

/** Entries that were not seen, though this run went everywhere where, and as everyone to whom, they showed up before. */
export function staleOf({ entries, plan, findings }: { entries: readonly KnownFinding[]; plan: PlanPlaces; findings: readonly Finding[] }): KnownFinding[] {
  const seen = new Set(findings.filter(({ kind }) => kind === 'pain-point').map(fingerprintOf));
  const places = new Set(Object.entries(plan.journeys).flatMap(([journey, { touchpoints }]) => idsOf(touchpoints).map((touchpoint) => `${journey}/${touchpoint}`)));
  const personas = new Set(plan.personas.map(({ id }) => id));
  return entries.filter((entry) => !seen.has(entry.fingerprint) && entry.where.every((place) => places.has(place)) && entry.personas.every((id) => personas.has(id)));
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
