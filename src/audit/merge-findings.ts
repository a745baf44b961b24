import type { Artefact } from '../model/evidence.ts';
import { severities, type Finding, type FindingDraft, type Place } from '../model/results.ts';
import type { JudgedRun } from './collate.ts';
import { counts, type AuditFacts } from './facts.ts';
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
export function mergeFindings(run: JudgedRun): Finding[] {
  const groups = new Map<string, Sighting[]>();
  for (const sighting of sightings(run)) {
    const id = findingId(sighting.audit.id, sighting.draft);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [sighting]);
    else group.push(sighting);
  }
  const order = new Map(run.audits.map(({ id }, index) => [id, index]));
  return [...groups].map(([id, group]) => merged(id, group)).sort((a, b) => (order.get(a.audit) ?? 0) - (order.get(b.audit) ?? 0));
}

/** Stable over runs and places. A delight and a pain point of one audit may share a key, so delights are marked. */
export function findingId(audit: string, { key, kind }: Pick<FindingDraft, 'key' | 'kind'>): string {
  const words = key.trim().replace(/[^\p{L}\p{N}._#-]+/gu, '-').replace(/^-+|-+$/g, '');
  const slug = words.length <= idLength.head + idLength.tail ? words : `${words.slice(0, idLength.head)}…${words.slice(-idLength.tail)}`;
  return `${audit}:${slug}${kind === 'delight' ? ':delight' : ''}`;
}

function* sightings({ audits, visits, results, ledger }: JudgedRun): Generator<Sighting> {
  const auditOf = new Map(audits.map((audit) => [audit.id, audit]));
  const resultsOf = new Map(results.map((result) => [result.visit, result]));
  const screenshots = screenshotsOf(visits);
  const counted = new Set(ledger.filter(counts).map(({ visit, touchpoint }) => `${visit}\n${touchpoint}`));
  for (const { unit, touchpoints } of visits) {
    const urls = new Map(touchpoints.map(({ id, url }) => [id, url]));
    for (const { touchpoint, audit: auditId, outcome } of resultsOf.get(unit.id)?.outcomes ?? []) {
      const audit = auditOf.get(auditId);
      if (outcome.status !== 'measured' || audit === undefined || !counted.has(`${unit.id}\n${touchpoint}`)) continue;
      const where = { site: unit.site, persona: unit.persona, journey: unit.journey, touchpoint };
      const screenshot = screenshots.get(placeKey(where));
      const place = { ...where, url: urls.get(touchpoint) ?? '', visits: [unit.id], ...(screenshot && { screenshot }) };
      for (const draft of outcome.findings) yield { audit, draft, place, visit: unit.id };
    }
  }
}

/** The first screenshot of each place. Not every pass takes them: what an experience visit met is shown by the inspection's. */
function screenshotsOf(visits: JudgedRun['visits']): Map<string, Artefact> {
  const screenshots = new Map<string, Artefact>();
  for (const { unit, touchpoints } of visits) {
    for (const { id, collected } of touchpoints) {
      const { screenshot } = collected;
      const key = placeKey({ ...unit, touchpoint: id });
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
