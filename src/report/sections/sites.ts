import { absenceOf } from '../absence.ts';
import type { Metric } from '../../model/metric.ts';
import type { Measurement, Place } from '../../model/results.ts';
import { metricAnchor, touchpointAnchor } from '../anchors.ts';
import { rangeBar } from '../charts/bars.ts';
import { keyMetrics } from '../known-metrics.ts';
import type { JourneyFacts, Lookup, PersonaFacts, SiteFacts } from '../lookup.ts';
import { formatRange, formatValue } from '../numbers.ts';
import { roleNames } from '../words.ts';
import type { Section } from './section.ts';

/** px of the bar that stands for the largest value of a row. */
const barWidth = 130;

type Standing = 'best' | 'tie' | 'behind' | 'none';

interface Candidate {
  site: string;
  measurement: Measurement;
  value: number;
  low: number;
  high: number;
}

/**
 * Do two sites differ in a metric at a place? What the run's comparison says counts; where it says nothing, exact
 * metrics differ if their values do, and others only if their samples do not overlap.
 */
export function differ(lookup: Lookup, metric: Metric, place: Omit<Place, 'site'>, a: Candidate, b: Candidate): boolean {
  const said = [
    ...lookup.comparisons(metric.id, { ...place, site: a.site }).filter((comparison) => comparison.benchmark.kind === 'site' && comparison.benchmark.id === b.site),
    ...lookup.comparisons(metric.id, { ...place, site: b.site }).filter((comparison) => comparison.benchmark.kind === 'site' && comparison.benchmark.id === a.site),
  ].find((comparison) => ['better', 'worse', 'no-difference'].includes(comparison.verdict));
  if (said !== undefined) return said.verdict !== 'no-difference';
  if (metric.kind === 'exact' && a.low === a.high && b.low === b.high) return a.value !== b.value;
  return a.low > b.high || b.low > a.high;
}

function candidates(lookup: Lookup, metric: Metric, place: Omit<Place, 'site'>): Candidate[] {
  return lookup.sites.flatMap((site) => {
    const measurement = lookup.measurement(metric.id, { ...place, site: site.id });
    if (measurement === undefined || measurement.value === null) return [];
    return [{ site: site.id, measurement, value: measurement.value, low: measurement.low ?? measurement.value, high: measurement.high ?? measurement.value }];
  });
}

/** Who is best, who shares that place, who is behind. With fewer than two numbers nobody is best. */
export function standings(lookup: Lookup, metric: Metric, place: Omit<Place, 'site'>): { of: Map<string, Standing>; best: Candidate | null } {
  const all = candidates(lookup, metric, place);
  const [leader] = [...all].sort((a, b) => (metric.better === 'higher' ? b.value - a.value : a.value - b.value));
  if (leader === undefined || all.length < 2 || metric.better === 'neither') return { of: new Map(), best: null };
  const level = all.filter((candidate) => candidate === leader || !differ(lookup, metric, place, candidate, leader));
  const standing = (candidate: Candidate): Standing => (level.includes(candidate) ? (level.length === 1 ? 'best' : 'tie') : 'behind');
  return { of: new Map(all.map((candidate) => [candidate.site, standing(candidate)])), best: leader };
}

/** Gap to the best, as in "1.1 s more" or "12 more, 7.0 times as much". */
export function gapText(value: number, best: number, metric: Metric): string {
  if (value === best) return 'equal to the best';
  const more = value > best ? 'more' : 'less';
  const size = formatValue(Math.abs(value - best), metric.unit);
  const ratio = best > 0 ? value / best : 0;
  const times = ratio >= 1.5 ? `, ${ratio >= 9.95 ? Math.round(ratio) : ratio.toFixed(1)} times as much` : '';
  return `${size} ${more}${times}`;
}

const standingWords: Record<Exclude<Standing, 'none'>, { icon: string; word: string; tone: string }> = {
  best: { icon: 'star', word: 'Best', tone: 'good' },
  tie: { icon: 'equal', word: 'Tie', tone: 'neutral' },
  behind: { icon: 'down', word: 'Behind', tone: 'poor' },
};

function cellOf(lookup: Lookup, metric: Metric, place: Place, highest: number, standing: Standing, best: Candidate | null) {
  const measurement = lookup.measurement(metric.id, place);
  if (measurement === undefined || measurement.value === null) {
    return { siteId: place.site, value: null, absent: absenceOf(measurement, 'It was not measured here.'), detail: '', bar: null, standing: null };
  }
  const { value } = measurement;
  const text = formatValue(value, metric.unit);
  const [low, high] = [measurement.low ?? value, measurement.high ?? value];
  const range = formatRange(low, high, metric.unit);
  const gap = standing === 'behind' && best !== null ? gapText(value, best.value, metric) : null;
  return {
    siteId: place.site,
    value: text,
    absent: null,
    detail: [range === text || low === high ? [] : [range], gap === null ? [] : [gap]].flat().join(' · '),
    bar: rangeBar(value, low, high, highest, barWidth),
    standing: standing === 'none' ? null : standingWords[standing],
  };
}

function rowOf(lookup: Lookup, metric: Metric, place: Omit<Place, 'site'>) {
  const { of, best } = standings(lookup, metric, place);
  const highest = Math.max(0, ...candidates(lookup, metric, place).map((candidate) => candidate.high));
  return {
    metric: metric.title,
    href: `#${metricAnchor(metric.id)}`,
    cells: lookup.sites.map((site) => cellOf(lookup, metric, { ...place, site: site.id }, highest, of.get(site.id) ?? 'none', best)),
  };
}

/** A metric has a row where at least one site has a number or a reason. */
function rowsOf(lookup: Lookup, metrics: readonly Metric[], place: Omit<Place, 'site'>) {
  return metrics.filter((metric) => lookup.sites.some((site) => lookup.measurement(metric.id, { ...place, site: site.id }) !== undefined)).map((metric) => rowOf(lookup, metric, place));
}

interface Group {
  title: string;
  href: string | null;
  momentOfTruth: boolean;
  personaId: string;
  rows: ReturnType<typeof rowsOf>;
}

/** Journeys as a whole, a group of rows per persona: the short answer. */
function wholeTable(lookup: Lookup, journey: JourneyFacts, metrics: readonly Metric[]) {
  const groups = lookup.personas.map((persona): Group => ({ title: persona.title, href: null, momentOfTruth: false, personaId: persona.id, rows: rowsOf(lookup, metrics, { persona: persona.id, journey: journey.id, touchpoint: null }) }));
  return { title: `${journey.title}: the whole journey`, personaId: '', open: true, groups: groups.filter((group) => group.rows.length > 0) };
}

/** Touchpoint by touchpoint, as one persona met it. */
function personaTable(lookup: Lookup, journey: JourneyFacts, persona: PersonaFacts, metrics: readonly Metric[]) {
  const groups = journey.touchpoints.map((touchpoint): Group => ({
    title: touchpoint.title,
    href: `#${touchpointAnchor(touchpoint.journey, touchpoint.id)}`,
    momentOfTruth: touchpoint.momentOfTruth,
    personaId: persona.id,
    rows: rowsOf(lookup, metrics, { persona: persona.id, journey: journey.id, touchpoint: touchpoint.id }),
  }));
  return { title: `${journey.title}, touchpoint by touchpoint: ${persona.title}`, personaId: persona.id, open: false, groups: groups.filter((group) => group.rows.length > 0) };
}

/** The metrics worth a row each: those best known, and where a record has few of them, any with a direction. */
export function comparedMetrics(lookup: Lookup): Metric[] {
  const known = keyMetrics.flatMap((id) => lookup.metric(id) ?? []);
  const others = lookup.record.metrics.filter((metric) => metric.better !== 'neither' && !known.includes(metric));
  return known.length >= 4 ? known : [...known, ...others].slice(0, 6);
}

/** How often each site is best, level or behind, so that the long tables have a short answer. */
function tally(lookup: Lookup, metrics: readonly Metric[], site: SiteFacts) {
  const counts = { best: 0, tie: 0, behind: 0 };
  for (const journey of lookup.journeys) {
    for (const persona of lookup.personas) {
      for (const touchpoint of journey.touchpoints) {
        for (const metric of metrics) {
          const standing = standings(lookup, metric, { persona: persona.id, journey: journey.id, touchpoint: touchpoint.id }).of.get(site.id);
          if (standing !== undefined && standing !== 'none') counts[standing] += 1;
        }
      }
    }
  }
  return { title: site.title, role: roleNames[site.role], origin: site.origin, ...counts };
}

export const sites: Section = {
  id: 'sites',
  title: 'Sites side by side',
  growsWith: 'journeys',
  view({ lookup }) {
    if (lookup.sites.length < 2) return null;
    const metrics = comparedMetrics(lookup);
    const tables = lookup.journeys
      .flatMap((journey) => [wholeTable(lookup, journey, metrics), ...lookup.personas.map((persona) => personaTable(lookup, journey, persona, metrics))])
      .filter((table) => table.groups.length > 0);
    return {
      tallies: lookup.sites.map((site) => tally(lookup, metrics, site)),
      metrics: metrics.map((metric) => ({ title: metric.title, why: metric.why, href: `#${metricAnchor(metric.id)}` })),
      sites: lookup.sites.map((site) => ({ id: site.id, title: site.title, role: roleNames[site.role] })),
      columns: lookup.sites.length + 1,
      tables,
    };
  },
};
