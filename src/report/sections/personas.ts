import { absenceOf } from '../absence.ts';
import { markOf } from '../charts/journey-lines.ts';
import { stackedBar } from '../charts/bars.ts';
import { effortMetric, effortParts, secondsOf, waitedSeconds } from '../known-metrics.ts';
import type { JourneyFacts, Lookup, PersonaFacts, TouchpointFacts } from '../lookup.ts';
import { formatPercent, formatValue, plural } from '../numbers.ts';
import { handsNames, statusMarks } from '../words.ts';
import type { Mark } from '../words.ts';
import type { Place } from '../../model/results.ts';
import type { Section } from './section.ts';

/** px of the bar that stands for the largest effort of the journey. */
const barWidth = 200;

/** From the first touchpoint up to the last before the persona was stopped. */
function stretchOf(lookup: Lookup, site: string, persona: string, journey: JourneyFacts): TouchpointFacts[] {
  const end = journey.touchpoints.findIndex(({ id }) => lookup.summary({ site, persona, journey: journey.id, touchpoint: id })?.status !== 'reached');
  return journey.touchpoints.slice(0, end === -1 ? undefined : end);
}

/** As in: up to “Basket” */
const upToText = (stretch: readonly TouchpointFacts[]): string => `up to “${stretch.at(-1)?.title ?? ''}”`;

const unknownWait = { waited: 'not available', waitedUpTo: null };

/** In the first visit that counts. Not available: there is none, or a part of it is not known. */
function waitedOf(lookup: Lookup, site: string, persona: string, journey: JourneyFacts): { waited: string; waitedUpTo: string | null } {
  if ((lookup.finishing({ site, persona, journey: journey.id })?.samples ?? 0) === 0) return unknownWait;
  const stretch = stretchOf(lookup, site, persona, journey);
  const waits = stretch.flatMap(({ id }) => waitedSeconds(lookup, { site, persona, journey: journey.id, touchpoint: id }) ?? []);
  const known = waits.filter((wait) => wait !== 'unknown');
  if (waits.length === 0 || known.length < waits.length) return unknownWait;
  return { waited: formatValue(known.reduce((sum, wait) => sum + wait, 0), 's'), waitedUpTo: stretch.length === journey.touchpoints.length ? null : upToText(stretch) };
}

/** Reached the last touchpoint, always or at times, got stuck, or was never seen there. */
export function completion(lookup: Lookup, site: string, persona: string, journey: JourneyFacts): { mark: Mark; text: string } {
  const summaries = journey.touchpoints.map((touchpoint) => lookup.summary({ site, persona, journey: journey.id, touchpoint: touchpoint.id }));
  const reached = summaries.filter((summary) => summary?.status === 'reached').length;
  const counts = `${reached} of ${plural(journey.touchpoints.length, 'touchpoint')}`;
  const stop = summaries.find((summary) => summary?.status === 'blocked' || summary?.status === 'failed');
  const stopAt = stop === undefined ? '' : `at ${lookup.touchpointTitle(stop)}`;
  const because = stop?.problem?.message ?? '';
  if (summaries.every((summary) => summary === undefined)) return { mark: { ...statusMarks['not-reached'], word: 'Not measured' }, text: 'No visit was made.' };
  const finishing = lookup.finishing({ site, persona, journey: journey.id });
  // The inspection and samples that are not valid say nothing of how customers get on.
  if (finishing === undefined || finishing.samples === 0) {
    const seen = `A visit that does not tell how customers get on reached ${counts}`;
    return { mark: { ...statusMarks['not-reached'], tone: 'warn', word: 'Not measured' }, text: `could not be measured. ${stop === undefined ? `${seen}.` : `${seen} and was stopped ${stopAt}. ${because}`.trim()}` };
  }
  if (finishing.finished > 0 && finishing.finished < finishing.samples) {
    const times = `finished in ${finishing.finished} of ${plural(finishing.samples, 'visit')}`;
    return { mark: { ...statusMarks['not-reached'], tone: 'warn', word: 'Not always' }, text: stop === undefined ? times : `${times}; stopped ${stopAt}. ${because}`.trim() };
  }
  if (stop !== undefined) {
    const mark = statusMarks[stop.status];
    return { mark: { ...mark, word: stop.status === 'blocked' ? 'Blocked' : 'Failed' }, text: `${stopAt}; ${counts}. ${because}`.trim() };
  }
  if (reached < journey.touchpoints.length) return { mark: { ...statusMarks['not-reached'], word: 'Not finished' }, text: counts };
  return { mark: { ...statusMarks.reached, word: 'Finished' }, text: counts };
}

/** Seconds of a metric up to the last touchpoint that was reached, where the journey ended before its end; null: a touchpoint of that stretch has no number. */
function secondsSoFar(lookup: Lookup, metric: string, at: { site: string; persona: string }, reached: readonly TouchpointFacts[]): number | null {
  const seconds = reached.map(({ id, journey }) => {
    const place = { ...at, journey, touchpoint: id };
    return lookup.measurement(metric, place)?.applicable === false ? 0 : secondsOf(lookup, metric, place);
  });
  return seconds.length === 0 || seconds.includes(null) ? null : seconds.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

interface Effort {
  total: number;
  /** The whole of the journey, not of a stretch of it. */
  whole: boolean;
  stretch: readonly TouchpointFacts[];
  /** By position in the parts of the effort; null: not known. */
  parts: readonly (number | null)[];
}

/** Of the whole journey, or of the stretch up to where the persona was stopped. null: not available. */
function effortOf(lookup: Lookup, site: string, persona: string, journey: JourneyFacts): Effort | null {
  const place = { site, persona, journey: journey.id, touchpoint: null };
  const stretch = stretchOf(lookup, site, persona, journey);
  const whole = secondsOf(lookup, effortMetric, place);
  const of = (metric: string): number | null => (whole === null ? secondsSoFar(lookup, metric, { site, persona }, stretch) : secondsOf(lookup, metric, place));
  const total = of(effortMetric);
  return total === null ? null : { total, whole: whole !== null, stretch, parts: effortParts.map(({ metric }) => of(metric)) };
}

/** Medians of parts need not add up to the median of the whole. */
const lengthOf = ({ total, parts }: Effort): number => Math.max(total, parts.reduce<number>((sum, part) => sum + Math.max(0, part ?? 0), 0));

function effortView(lookup: Lookup, place: Omit<Place, 'touchpoint'>, effort: Effort | null, highest: number) {
  if (effort === null) return { total: null, upTo: null, absent: absenceOf(lookup.measurement(effortMetric, { ...place, touchpoint: null }), 'It was not measured.'), split: null };
  const known = effortParts.flatMap(({ title }, series) => {
    const value = effort.parts[series] ?? null;
    return value === null ? [] : [{ title, series, value }];
  });
  return {
    total: formatValue(effort.total, 's'),
    upTo: effort.whole ? null : upToText(effort.stretch),
    absent: null,
    split: known.length === 0 ? null : { bars: stackedBar(known, highest, barWidth), text: known.filter((part) => part.value > 0).map((part) => `${part.title.toLowerCase()} ${formatValue(part.value, 's')}`).join(', ') },
  };
}

function painPointsMet(lookup: Lookup, site: string, persona: string, journey: JourneyFacts): number {
  const met = ['', ...journey.touchpoints.map(({ id }) => id)].flatMap((touchpoint) => {
    const at = { site, journey: journey.id, touchpoint };
    return lookup.findings(site, journey.id, touchpoint).filter((finding) => finding.kind === 'pain-point' && lookup.placesAt(finding, at).some((place) => place.persona === persona));
  });
  return new Set(met).size;
}

function conditionsOf({ persona }: PersonaFacts): string {
  const network = persona.network === null ? 'line not throttled' : persona.network.name;
  const cpu = persona.cpuSlowdown === 1 ? 'full processor speed' : `processor ${persona.cpuSlowdown} times slower than a fast desktop`;
  const zoom = persona.display.zoom === 1 ? [] : [`zoomed to ${formatPercent(persona.display.zoom)}`];
  return [`${persona.device.name}, ${persona.device.width} × ${persona.device.height}`, handsNames[persona.hands].toLowerCase(), network, cpu, ...zoom].join(' · ');
}

/** Where nobody looked who counts, none were met that are known. */
function painText(lookup: Lookup, site: string, persona: string, journey: JourneyFacts): string {
  const met = painPointsMet(lookup, site, persona, journey);
  const sight = lookup.sightOn({ site, persona, journey: journey.id });
  if (met > 0 || sight === 'inspected') return formatValue(met, 'count');
  return sight === 'reached' ? 'not inspected' : 'not available';
}

function siteRows(lookup: Lookup, journey: JourneyFacts, persona: PersonaFacts, efforts: ReadonlyMap<string, Effort | null>, highest: number) {
  return lookup.sites.map((site, index) => ({
    first: index === 0,
    span: lookup.sites.length,
    width: barWidth,
    site: site.title,
    siteId: site.id,
    ...completion(lookup, site.id, persona.id, journey),
    effort: effortView(lookup, { site: site.id, persona: persona.id, journey: journey.id }, efforts.get(`${site.id}~${persona.id}`) ?? null, highest),
    ...waitedOf(lookup, site.id, persona.id, journey),
    painPoints: painText(lookup, site.id, persona.id, journey),
  }));
}

export const personas: Section = {
  id: 'personas',
  title: 'Personas side by side',
  growsWith: 'journeys',
  view({ lookup }) {
    return {
      parts: effortParts.map((part, series) => ({ title: part.title, series })),
      journeys: lookup.journeys.map((journey) => {
        const efforts = new Map(lookup.sites.flatMap((site) => lookup.personas.map((persona) => [`${site.id}~${persona.id}`, effortOf(lookup, site.id, persona.id, journey)] as const)));
        const highest = Math.max(0, ...[...efforts.values()].map((effort) => (effort === null ? 0 : lengthOf(effort))));
        return {
          title: journey.title,
          personas: lookup.personas.map((persona) => ({
            ...markOf(persona.series),
            id: persona.id,
            title: persona.title,
            conditions: conditionsOf(persona),
            rows: siteRows(lookup, journey, persona, efforts, highest),
          })),
        };
      }),
    };
  },
};
