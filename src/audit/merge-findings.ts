import type { Artefact } from '../model/evidence.ts';
import { severities, type Finding, type FindingDraft, type Place } from '../model/results.ts';
import type { AuditFacts, JudgedVisit } from './facts.ts';
import { median } from './median.ts';

/** A draft where it was seen. */
interface Sighting {
  audit: AuditFacts;
  draft: FindingDraft;
  place: Finding['places'][number];
  visit: string;
}

/** What confidence A asks for; a design choice. */
const samplesForCertainty = 3;

/** An id stays readable in a URL and as a file name. */
const idLength = { head: 80, tail: 40 };

/** Findings of all visits, those with the same audit and key as one with all its places. Order: by audit, then as first seen. */
export function mergeFindings(audits: readonly AuditFacts[], judged: readonly JudgedVisit[]): Finding[] {
  const groups = new Map<string, Sighting[]>();
  for (const sighting of sightings(audits, judged)) {
    const id = findingId(sighting.audit.id, sighting.draft);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [sighting]);
    else group.push(sighting);
  }
  const order = new Map(audits.map(({ id }, index) => [id, index]));
  return [...groups].map(([id, group]) => merged(id, group)).sort((a, b) => (order.get(a.audit) ?? 0) - (order.get(b.audit) ?? 0));
}

/** Stable over runs and places. A delight and a pain point of one audit may share a key, so delights are marked. */
export function findingId(audit: string, { key, kind }: Pick<FindingDraft, 'key' | 'kind'>): string {
  const words = key.trim().replace(/[^\p{L}\p{N}._#-]+/gu, '-').replace(/^-+|-+$/g, '');
  const slug = words.length <= idLength.head + idLength.tail ? words : `${words.slice(0, idLength.head)}…${words.slice(-idLength.tail)}`;
  return `${audit}:${slug}${kind === 'delight' ? ':delight' : ''}`;
}

function* sightings(audits: readonly AuditFacts[], judged: readonly JudgedVisit[]): Generator<Sighting> {
  const auditOf = new Map(audits.map((audit) => [audit.id, audit]));
  const screenshots = screenshotsOf(judged);
  for (const { visit, results } of judged) {
    const { site, persona, journey, id } = visit.unit;
    const touchpoints = new Map(visit.touchpoints.map((touchpoint) => [touchpoint.id, touchpoint]));
    for (const { touchpoint, audit: auditId, outcome } of results?.outcomes ?? []) {
      const audit = auditOf.get(auditId);
      if (outcome.status !== 'measured' || audit === undefined) continue;
      const where = { site, persona, journey, touchpoint };
      const screenshot = screenshots.get(placeKey(where));
      const place = { ...where, url: touchpoints.get(touchpoint)?.url ?? '', visits: [id], ...(screenshot && { screenshot }) };
      for (const draft of outcome.findings) yield { audit, draft, place, visit: id };
    }
  }
}

/** The first screenshot of each place. Not every pass takes them: what an experience visit met is shown by the inspection's. */
function screenshotsOf(judged: readonly JudgedVisit[]): Map<string, Artefact> {
  const screenshots = new Map<string, Artefact>();
  for (const { visit } of judged) {
    for (const { id, screenshot } of visit.touchpoints) {
      const key = placeKey({ ...visit.unit, touchpoint: id });
      if (screenshot !== undefined && !screenshots.has(key)) screenshots.set(key, screenshot);
    }
  }
  return screenshots;
}

function placeKey({ site, persona, journey, touchpoint }: Place): string {
  return [site, persona, journey, touchpoint].join('\n');
}

function merged(id: string, group: readonly Sighting[]): Finding {
  const [worst] = [...group].sort((a, b) => severities.indexOf(a.draft.severity) - severities.indexOf(b.draft.severity));
  if (worst === undefined) throw new TypeError(`the finding ${id} was seen nowhere`);
  const { audit, draft } = worst;
  const visits = new Set(group.map(({ visit }) => visit));
  const cost = median(group.flatMap(({ draft: { cost } }) => (cost === undefined ? [] : [cost])));
  return {
    ...draft,
    ...(cost !== null && { cost }),
    confidence: confidenceOf(draft.confidence, visits.size),
    id,
    audit: audit.id,
    area: audit.area,
    why: audit.why,
    source: audit.source,
    places: placesOf(group),
  };
}

/** What was modelled or rests on a secondary source does not become certain by being repeated. */
function confidenceOf(claimed: FindingDraft['confidence'], visits: number): FindingDraft['confidence'] {
  if (claimed === 'C' || claimed === 'D') return claimed;
  return visits >= samplesForCertainty ? 'A' : 'B';
}

function placesOf(group: readonly Sighting[]): Finding['places'] {
  const places = new Map<string, Finding['places'][number]>();
  for (const { place } of group) {
    const key = placeKey(place);
    const known = places.get(key);
    if (known === undefined) {
      places.set(key, { ...place });
      continue;
    }
    places.set(key, { ...known, visits: [...new Set([...known.visits, ...place.visits])] });
  }
  return [...places.values()];
}
