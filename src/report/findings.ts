import { severities, type Finding, type Place } from '../model/results.ts';
import { findingAnchor, linkable, metAnchor, touchpointAnchor } from './anchors.ts';
import type { Lookup, Sight } from './lookup.ts';
import { list, plural, formatValue } from './numbers.ts';
import { whoOf } from './phrases.ts';
import { touchpointKey } from './places.ts';
import { areaNames, certainty, delightMark, severityMarks, workNames } from './words.ts';
import type { Mark } from './words.ts';

export interface FindingCard {
  anchor: string;
  kind: string;
  isPain: boolean;
  mark: Mark;
  severity: string;
  area: string;
  title: string;
  why: string;
  advice: string;
  /** null: the advice says it itself. */
  adviceLabel: string | null;
  selector: string | null;
  quote: string | null;
  cost: string | null;
  work: string;
  confidence: string;
  /** After which step it shows; null: when the customer has arrived. */
  state: string | null;
  wcag: string | null;
  /** null: there is no earlier run, or it cannot be told. */
  since: string | null;
  personas: string;
  personaIds: string;
  siteIds: string;
  places: { site: string; at: string; href: string | null; personas: string; siteId: string }[];
  morePlaces: string | null;
  source: { text: string; href: string | null };
  audit: string;
  /** Its number in the screenshots beside it; null: it has no place in them, or there are none. */
  spot: SpotLink | null;
}

/** Leads to where a finding is outlined. */
export interface SpotLink {
  number: number;
  href: string;
}

const sinceText = { known: 'the earlier run had it too', new: 'new since the earlier run', crossed: 'the earlier run had it not, but the samples do not show that its numbers got worse: that may be chance' } as const;

/** Places listed per finding; the count of the rest is given. */
const placesShown = 12;

function labelOf(finding: Finding): string | null {
  if (finding.kind === 'pain-point') return 'What to do';
  return finding.advice.startsWith('Keep') ? null : 'Keep';
}

function placesOf(lookup: Lookup, finding: Finding): FindingCard['places'] {
  return [...Map.groupBy(finding.places, touchpointKey).values()].flatMap((places) => {
    const [first] = places;
    if (first === undefined) return [];
    const touchpoint = lookup.touchpoint(first.journey, first.touchpoint);
    return [
      {
        site: lookup.site(first.site).title,
        siteId: first.site,
        at: touchpoint?.title ?? 'the whole journey',
        href: touchpoint === undefined ? null : `#${touchpointAnchor(first.journey, touchpoint.id)}`,
        personas: whoOf(lookup, [...new Set(places.map((place) => place.persona))]),
      },
    ];
  });
}

/** A finding with all that its card says. */
export function findingCard(lookup: Lookup, finding: Finding, spot: SpotLink | null = null): FindingCard {
  const places = placesOf(lookup, finding);
  const personaIds = [...new Set(finding.places.map((place) => place.persona))];
  return {
    anchor: findingAnchor(finding.id),
    kind: finding.kind,
    isPain: finding.kind === 'pain-point',
    mark: finding.kind === 'delight' ? delightMark : severityMarks[finding.severity],
    severity: finding.severity,
    area: areaNames[finding.area],
    title: finding.title,
    why: finding.why,
    advice: finding.advice,
    adviceLabel: labelOf(finding),
    state: finding.state ?? null,
    selector: finding.selector ?? null,
    quote: finding.quote ?? null,
    cost: finding.cost === undefined ? null : `${formatValue(finding.cost, 's')}${finding.places.length > 1 ? `, median of its ${finding.places.length} places` : ''}`,
    work: workNames[finding.effort],
    since: finding.since === undefined ? null : sinceText[finding.since],
    confidence: certainty(finding),
    wcag: finding.wcag === undefined || finding.wcag.length === 0 ? null : list(finding.wcag),
    personas: whoOf(lookup, personaIds),
    personaIds: personaIds.join(' '),
    siteIds: [...new Set(finding.places.map((place) => place.site))].join(' '),
    places: places.slice(0, placesShown),
    morePlaces: places.length > placesShown ? `and ${plural(places.length - placesShown, 'more place')}` : null,
    source: { text: `${finding.source.title}, ${finding.source.year}`, href: linkable(finding.source.url) },
    audit: finding.audit,
    spot,
  };
}

const mostMetFirst = (finding: Finding): number => -finding.places.length;

/** Pain points before delights, worst first, then the smallest of `rank`; ties by id, so that the order is stable. */
export function inOrder(findings: readonly Finding[], rank: (finding: Finding) => number = mostMetFirst): Finding[] {
  const ranks = new Map(findings.map((finding) => [finding, rank(finding)]));
  const rankOf = (finding: Finding): number => ranks.get(finding) ?? 0;
  return [...findings].sort(
    (a, b) =>
      Number(a.kind === 'delight') - Number(b.kind === 'delight') ||
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      rankOf(a) - rankOf(b) ||
      (a.id < b.id ? -1 : 1),
  );
}

/** How well places were looked at: the best of them. */
export function sightOf(lookup: Lookup, places: readonly Omit<Place, 'persona'>[]): Sight {
  if (places.some(lookup.isLookedInto)) return 'inspected';
  return places.some(lookup.isReached) ? 'reached' : 'none';
}

const noPains: Record<Sight, string> = { inspected: 'no pain points found', reached: 'not inspected', none: 'not reached' };

/** How many pain points there are, and the mark of the worst; `sight`: of where they would have been found. */
export function painsIn(findings: readonly Finding[], sight: Sight): { text: string; mark: Mark | null } {
  const pains = findings.filter((finding) => finding.kind === 'pain-point');
  if (pains.length === 0) return { text: noPains[sight], mark: null };
  return { text: plural(pains.length, 'pain point'), mark: severityMarks[inOrder(pains)[0]?.severity ?? 'minor'] };
}

/** A one-line mention that leads to the card. */
export interface FindingLine {
  href: string;
  mark: Mark;
  title: string;
  personas: string;
  personaIds: string;
  /** Empty for a delight. */
  severity: string;
  spot: SpotLink | null;
  /** Its own; null: nothing leads to it. */
  anchor: string | null;
}

export function findingLine(lookup: Lookup, finding: Finding, at: { site: string; journey: string; touchpoint: string }, spot: SpotLink | null = null): FindingLine {
  const here = lookup.placesAt(finding, at);
  const ids = [...new Set(here.map((place) => place.persona))];
  return {
    href: `#${findingAnchor(finding.id)}`,
    mark: finding.kind === 'delight' ? delightMark : severityMarks[finding.severity],
    title: finding.title,
    personas: whoOf(lookup, ids),
    personaIds: ids.join(' '),
    severity: finding.kind === 'delight' ? '' : finding.severity,
    spot,
    anchor: spot === null ? null : metAnchor(at.site, at.journey, at.touchpoint, spot.number),
  };
}

/**
 * Where a finding's card stands: accessibility and trust have a section of their own, the rest stands at the first touchpoint it was met at.
 * In a report of many pages what was met at one touchpoint only stands there too.
 */
export function cardHome(lookup: Lookup, finding: Finding): string {
  const folded = finding.area === 'accessibility' || finding.area === 'trust';
  if (folded && !(lookup.manyPages && isMetOnce(finding))) return finding.area;
  const place = finding.places.find((candidate) => lookup.focus.has(candidate.site)) ?? finding.places[0];
  return touchpointKey(place ?? { site: '', journey: '', touchpoint: null });
}

function isMetOnce({ places }: Finding): boolean {
  return new Set(places.map(touchpointKey)).size <= 1;
}
