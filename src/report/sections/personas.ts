import { absenceOf } from '../absence.ts';
import { markOf } from '../charts/journey-lines.ts';
import { stackedBar } from '../charts/bars.ts';
import { effortMetric, effortParts, secondsOf, waitedSeconds } from '../known-metrics.ts';
import type { JourneyFacts, Lookup, PersonaFacts, SiteFacts, TouchpointFacts } from '../lookup.ts';
import { formatPercent, formatValue, plural } from '../numbers.ts';
import { handsNames, statusMarks } from '../words.ts';
import type { Mark } from '../words.ts';
import type { Section } from './section.ts';

/** px of the bar that stands for the largest effort of the journey. */
const barWidth = 200;

/** null: it was not measured, or a part of it is not known. */
function waitedOnJourney(lookup: Lookup, site: string, persona: string, journey: JourneyFacts): number | null {
  const waits = journey.touchpoints.flatMap((touchpoint) => waitedSeconds(lookup, { site, persona, journey: journey.id, touchpoint: touchpoint.id }) ?? []);
  const known = waits.filter((wait) => wait !== 'unknown');
  return waits.length === 0 || known.length < waits.length ? null : known.reduce((sum, wait) => sum + wait, 0);
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

/** Of the whole journey, or of the stretch up to where the persona was stopped. */
function effortOf(lookup: Lookup, site: string, persona: string, journey: JourneyFacts, highest: number) {
  const place = { site, persona, journey: journey.id, touchpoint: null };
  const end = journey.touchpoints.findIndex(({ id }) => lookup.summary({ ...place, touchpoint: id })?.status !== 'reached');
  const reached = end === -1 ? journey.touchpoints : journey.touchpoints.slice(0, end);
  const whole = secondsOf(lookup, effortMetric, place);
  const of = (metric: string): number | null => (whole === null ? secondsSoFar(lookup, metric, { site, persona }, reached) : secondsOf(lookup, metric, place));
  const total = of(effortMetric);
  const known = total === null ? [] : effortParts.flatMap((part) => {
    const value = of(part.metric);
    return value === null ? [] : [{ title: part.title, value }];
  });
  return {
    total: total === null ? null : formatValue(total, 's'),
    upTo: total === null || whole !== null ? null : `up to “${reached.at(-1)?.title ?? ''}”`,
    absent: total === null ? absenceOf(lookup.measurement(effortMetric, place), 'It was not measured.') : null,
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

function siteRows(lookup: Lookup, journey: JourneyFacts, persona: PersonaFacts, sites: readonly SiteFacts[], highest: number) {
  return sites.map((site, index) => {
    const waited = waitedOnJourney(lookup, site.id, persona.id, journey);
    return {
      first: index === 0,
      span: sites.length,
      width: barWidth,
      site: site.title,
      siteId: site.id,
      ...completion(lookup, site.id, persona.id, journey),
      effort: effortOf(lookup, site.id, persona.id, journey, highest),
      waited: waited === null ? 'not available' : formatValue(waited, 's'),
      painPoints: formatValue(painPointsMet(lookup, site.id, persona.id, journey), 'count'),
    };
  });
}

export const personas: Section = {
  id: 'personas',
  title: 'Personas side by side',
  growsWith: 'journeys',
  view({ lookup }) {
    return {
      parts: effortParts.map((part, series) => ({ title: part.title, series })),
      journeys: lookup.journeys.map((journey) => {
        const efforts = lookup.sites.flatMap((site) => lookup.personas.map((persona) => secondsOf(lookup, effortMetric, { site: site.id, persona: persona.id, journey: journey.id, touchpoint: null }) ?? 0));
        const highest = Math.max(0, ...efforts);
        return {
          title: journey.title,
          personas: lookup.personas.map((persona) => ({
            ...markOf(persona.series),
            id: persona.id,
            title: persona.title,
            conditions: conditionsOf(persona),
            rows: siteRows(lookup, journey, persona, lookup.sites, highest),
          })),
        };
      }),
    };
  },
};
