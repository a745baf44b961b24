import { createHash } from 'node:crypto';
import type { Collected } from '../model/evidence.ts';
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
  /** What kind of component the element of the draft is, where the picture tells. */
  component?: string;
}

/** What confidence A asks for; a design choice. */
const samplesForCertainty = 3;

/** An id stays readable in a URL and as a file name. */
const idLength = { head: 80, tail: 40 };

/** Hex digits: of a thousand keys that read alike, two share eight of them in one run of ten thousand. */
const digestLength = 8;

/**
 * Findings of all visits, those of a site with the same audit and key as one with all its places. Order: by audit, then as first seen.
 * What rests on timing must be seen in most of the samples of a place: in fewer it may be noise.
 */
export function mergeFindings(run: JudgedRun): Finding[] {
  const samples = samplesAt(run);
  const groups = Map.groupBy(sightings(run), ({ audit, draft, place }) => findingId(audit.id, draft, place.site));
  const order = new Map(run.audits.map(({ id }, index) => [id, index]));
  return [...groups]
    .flatMap(([id, group]) => {
      const places = [...Map.groupBy(group, ({ place }) => placeKey(place))].filter(([key, seen]) => isEnough(seen, samples.get(key) ?? 0)).map(([, seen]) => seen);
      return places.length === 0 ? [] : merged(id, places);
    })
    .sort((a, b) => (order.get(a.audit) ?? 0) - (order.get(b.audit) ?? 0));
}

/** Experience visits that count, by place. */
function samplesAt({ ledger }: JudgedRun): Map<string, number> {
  const counted = ledger.filter((entry) => counts(entry) && entry.pass === 'experience');
  return new Map([...Map.groupBy(counted, placeKey)].map(([key, entries]) => [key, entries.length]));
}

function isEnough(seen: readonly Sighting[], samples: number): boolean {
  const timed = seen.every(({ audit, draft }) => audit.metrics.length > 0 && audit.metrics.every(({ kind, pass }) => pass === 'experience' && (kind === 'timing' || draft.timed === true)));
  return !timed || new Set(seen.map(({ visit }) => visit)).size > samples / 2;
}

/** Stable over runs. A delight and a pain point of one audit may share a key, so delights are marked; a key that lost something on the way has its digest added. */
function findingId(audit: string, { key, kind }: Pick<FindingDraft, 'key' | 'kind'>, site: string): string {
  const words = key.trim().replace(/[^\p{L}\p{N}._#-]+/gu, '-').replace(/^-+|-+$/g, '');
  const short = words.length <= idLength.head + idLength.tail ? words : `${words.slice(0, idLength.head)}…${words.slice(-idLength.tail)}`;
  const slug = short === key ? key : `${short}~${createHash('sha256').update(key).digest('hex').slice(0, digestLength)}`;
  return `${audit}:${slug}${kind === 'delight' ? ':delight' : ''}@${site}`;
}

function* sightings({ audits, visits, results, ledger }: JudgedRun): Generator<Sighting> {
  const auditOf = new Map(audits.map((audit) => [audit.id, audit]));
  const resultsOf = new Map(results.map((result) => [result.visit, result]));
  const pictures = picturesOf(visits);
  const counted = new Set(ledger.filter(counts).map(({ visit, touchpoint }) => `${visit}\n${touchpoint}`));
  for (const { unit, touchpoints } of visits) {
    const urls = new Map(touchpoints.map(({ id, url }) => [id, url]));
    for (const { touchpoint, audit: auditId, outcome } of resultsOf.get(unit.id)?.outcomes ?? []) {
      const audit = auditOf.get(auditId);
      if (outcome.status !== 'measured' || audit === undefined || !(audit.alsoInvalid === true || counted.has(`${unit.id}\n${touchpoint}`))) continue;
      const where = { site: unit.site, persona: unit.persona, journey: unit.journey, touchpoint };
      const { screenshot, elements } = pictures.get(placeKey(where)) ?? {};
      const place = { ...where, url: urls.get(touchpoint) ?? '', visits: [unit.id], ...(screenshot && { screenshot }) };
      for (const draft of outcome.findings) {
        // The picture is of the arrival, not of a state on the way.
        const element = draft.selector === undefined || draft.state !== undefined ? undefined : elements?.get(draft.selector);
        yield element === undefined ? { audit, draft, place, visit: unit.id } : { audit, draft, place: { ...place, box: element.box, selector: element.selector }, visit: unit.id, component: element.component };
      }
    }
  }
}

interface Picture {
  screenshot: Collected['screenshot'];
  /** By selector: those that have a place in it. */
  elements: ReadonlyMap<string, Collected['pictured']['elements'][number]>;
}

/** The last screenshot of each place, as the record shows it. Not every pass takes them: what an experience visit met is shown by the inspection's. */
function picturesOf(visits: JudgedRun['visits']): Map<string, Picture> {
  const pictures = new Map<string, Picture>();
  for (const { unit, touchpoints } of visits) {
    for (const { id, collected } of touchpoints) {
      const { screenshot, pictured } = collected;
      if (screenshot !== undefined) pictures.set(placeKey({ ...unit, touchpoint: id }), { screenshot, elements: new Map(pictured?.elements.map((element) => [element.selector, element])) });
    }
  }
  return pictures;
}

function placeKey({ site, persona, journey, touchpoint }: Place): string {
  return [site, persona, journey, touchpoint].join('\n');
}

/** A place speaks with its middle sample, and the finding with its worst place. */
function merged(id: string, places: readonly (readonly Sighting[])[]): Finding {
  const group = places.flat();
  const [worst] = places.flatMap((seen) => middle(seen)).sort(worstFirst);
  if (worst === undefined) throw new TypeError(`the finding ${id} was seen nowhere`);
  const { audit, draft } = worst;
  const component = worst.component ?? group.find((seen) => seen.component !== undefined)?.component;
  const visits = new Set(group.map(({ visit }) => visit));
  // Met at the end of one touchpoint, it is not a matter of the state after a step.
  const { state, ...rest } = draft;
  const passing = state !== undefined && group.every((seen) => seen.draft.state !== undefined);
  const cost = median(group.flatMap(({ draft: { cost } }) => (cost === undefined ? [] : [cost])));
  return {
    ...rest,
    ...(rest.component === undefined && component !== undefined && { component }),
    ...(passing && { state }),
    ...(cost !== null && { cost }),
    confidence: confidenceOf(draft.confidence, visits.size),
    id,
    audit: audit.id,
    area: audit.area,
    why: audit.why,
    source: audit.source,
    places: placesOf(group).map(({ selector, ...place }) => ({ ...place, ...(selector !== undefined && selector !== draft.selector && { selector }) })),
  };
}

function worstFirst(a: Sighting, b: Sighting): number {
  return severities.indexOf(a.draft.severity) - severities.indexOf(b.draft.severity) || (b.draft.cost ?? 0) - (a.draft.cost ?? 0);
}

/** Of an even number the milder one of the middle two. */
function middle(seen: readonly Sighting[]): Sighting[] {
  return seen.toSorted(worstFirst).slice(Math.floor(seen.length / 2)).slice(0, 1);
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
    places.set(key, { ...(known.box === undefined ? place : known), visits: [...new Set([...known.visits, ...place.visits])] });
  }
  return [...places.values()];
}
