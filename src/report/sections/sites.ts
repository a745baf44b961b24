import { absenceOf } from '../absence.ts';
import type { Metric } from '../../model/metric.ts';
import type { Comparison } from '../../model/record.ts';
import type { Measurement, Place } from '../../model/results.ts';
import { metricAnchor, touchpointAnchor } from '../anchors.ts';
import { byChance } from '../by-chance.ts';
import { rangeBar } from '../charts/bars.ts';
import { keyMetrics } from '../known-metrics.ts';
import type { JourneyFacts, Lookup, PersonaFacts, SiteFacts } from '../lookup.ts';
import { formatPercent, formatRange, formatValue, list } from '../numbers.ts';
import { roleNames } from '../words.ts';
import type { Section } from './section.ts';

/** px of the bar that stands for the largest value of a row. */
const barWidth = 130;

/** open: the samples do not tell whether it differs from the best. */
type Standing = 'best' | 'tie' | 'behind' | 'open' | 'none';

interface Candidate {
  site: string;
  measurement: Measurement;
  value: number;
  low: number;
  high: number;
}

/** What the run said about two sites, seen from the first. */
function saidOf(lookup: Lookup, metric: Metric, place: Omit<Place, 'site'>, a: string, b: string) {
  const between = (site: string, other: string) => lookup.comparisons(metric.id, { ...place, site }).find(({ benchmark, verdict }) => benchmark.kind === 'site' && benchmark.id === other && verdict !== 'not-available');
  const forward = between(a, b);
  if (forward !== undefined) return { verdict: forward.verdict, shift: forward.shift ?? null };
  const backward = between(b, a);
  if (backward === undefined) return null;
  const { shift } = backward;
  return { verdict: backward.verdict, shift: shift === undefined ? null : { ...shift, low: shift.high === null ? null : -shift.high, high: shift.low === null ? null : -shift.low } };
}

/**
 * Do two sites differ in a metric at a place? What the run's comparison says counts; where it says nothing, exact
 * metrics differ if their values do, and others only if their samples do not overlap. null: it cannot be told.
 */
export function differ(lookup: Lookup, metric: Metric, place: Omit<Place, 'site'>, a: Candidate, b: Candidate): boolean | null {
  const said = saidOf(lookup, metric, place, a.site, b.site);
  const single = a.measurement.samples.length < 2 || b.measurement.samples.length < 2;
  // Older records call a difference between single samples none.
  if (said !== null) return said.verdict === 'inconclusive' || (said.verdict === 'no-difference' && said.shift === null && single && metric.kind === 'timing' && a.value !== b.value) ? null : said.verdict !== 'no-difference';
  if (metric.kind === 'exact' && a.low === a.high && b.low === b.high) return a.value !== b.value;
  if (single) return null;
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
  const others = new Map(all.filter((candidate) => candidate !== leader).map((candidate) => [candidate, differ(lookup, metric, place, candidate, leader)]));
  const verdicts = [...others.values()];
  const leads = verdicts.every((apart) => apart === true) ? 'best' : verdicts.includes(false) ? 'tie' : 'open';
  const standing = (candidate: Candidate): Standing => {
    const apart = others.get(candidate);
    if (candidate === leader) return leads;
    return apart === true ? 'behind' : apart === false ? 'tie' : 'open';
  };
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
  open: { icon: 'question', word: 'Cannot be told', tone: 'neutral' },
};

/** As in ", between 1.0 s and 1.2 s with 95 % confidence"; empty: the run has no interval for it. */
function intervalText(lookup: Lookup, metric: Metric, place: Place, best: string, gap: number): string {
  const { site, ...rest } = place;
  const shift = saidOf(lookup, metric, rest, site, best)?.shift ?? null;
  if (shift === null || shift.low === null || shift.high === null || shift.method === 'exact') return '';
  const [low, high] = [Math.abs(shift.low), Math.abs(shift.high)].sort((x, y) => x - y);
  const range = formatRange(low ?? 0, high ?? 0, metric.unit);
  return shift.low * shift.high <= 0 || range === formatValue(Math.abs(gap), metric.unit) ? '' : ` (${range} with ${formatPercent(shift.confidence)} confidence)`;
}

function cellOf(lookup: Lookup, metric: Metric, place: Place, highest: number | null, standing: Standing, best: Candidate | null) {
  const measurement = lookup.measurement(metric.id, place);
  if (measurement === undefined || measurement.value === null) {
    return { siteId: place.site, value: null, absent: absenceOf(measurement, 'It was not measured here.'), detail: '', bar: null, standing: null };
  }
  const { value } = measurement;
  const text = formatValue(value, metric.unit);
  const [low, high] = [measurement.low ?? value, measurement.high ?? value];
  const range = formatRange(low, high, metric.unit);
  const gap = standing === 'behind' && best !== null ? `${gapText(value, best.value, metric)}${intervalText(lookup, metric, place, best.site, value - best.value)}` : null;
  return {
    siteId: place.site,
    value: text,
    absent: null,
    detail: [range === text || low === high ? [] : [range], positionText(lookup, metric, place) ?? [], gap === null ? [] : [gap]].flat().join(' · '),
    bar: highest === null ? null : rangeBar(value, low, high, highest, barWidth),
    standing: standing === 'none' ? null : standingWords[standing],
  };
}

function rowOf(lookup: Lookup, metric: Metric, place: Omit<Place, 'site'>) {
  const { of, best } = standings(lookup, metric, place);
  const all = candidates(lookup, metric, place);
  // A bar beside nothing says nothing.
  const highest = all.length < 2 ? null : Math.max(0, ...all.map((candidate) => candidate.high));
  return {
    metric: metric.title,
    href: `#${metricAnchor(metric.id)}`,
    cells: lookup.sites.map((site) => cellOf(lookup, metric, { ...place, site: site.id }, highest, of.get(site.id) ?? 'none', best)),
  };
}

/** A metric has a row where at least one site has a number; the others are only named. A reason that is that of the row above is not told again. */
function rowsOf(lookup: Lookup, metrics: readonly Metric[], place: Omit<Place, 'site'>) {
  const has = (metric: Metric): boolean => lookup.sites.some((site) => (lookup.measurement(metric.id, { ...place, site: site.id })?.value ?? null) !== null);
  const known = metrics.filter((metric) => lookup.sites.some((site) => lookup.tellsOf(metric.id, { ...place, site: site.id })));
  const told = new Map<string, string>();
  const rows = known.filter(has).map((metric) => {
    const row = rowOf(lookup, metric, place);
    const cells = row.cells.map((cell) => {
      const reason = cell.absent?.reason ?? '';
      const again = reason !== '' && told.get(cell.siteId) === reason;
      told.set(cell.siteId, reason);
      return cell.absent === null || !again ? cell : { ...cell, absent: { ...cell.absent, reason: null } };
    });
    return { ...row, cells };
  });
  const missing = known.filter((metric) => !has(metric)).map((metric) => metric.title);
  return { rows, missing: missing.length === 0 ? null : `No site has a number here for ${list(missing)}.` };
}

interface Group {
  title: string;
  href: string | null;
  momentOfTruth: boolean;
  personaId: string;
  rows: ReturnType<typeof rowsOf>['rows'];
  missing: string | null;
}

/** Journeys as a whole, a group of rows per persona: the short answer. */
function wholeTable(lookup: Lookup, journey: JourneyFacts, metrics: readonly Metric[]) {
  const groups = lookup.personas.map((persona): Group => ({ title: persona.title, href: null, momentOfTruth: false, personaId: persona.id, ...rowsOf(lookup, metrics, { persona: persona.id, journey: journey.id, touchpoint: null }) }));
  return { title: `${journey.title}: the whole journey`, personaId: '', open: true, groups: groups.filter((group) => group.rows.length > 0) };
}

/** Touchpoint by touchpoint, as one persona met it. */
function personaTable(lookup: Lookup, journey: JourneyFacts, persona: PersonaFacts, metrics: readonly Metric[]) {
  const groups = journey.touchpoints.map((touchpoint): Group => ({
    title: touchpoint.title,
    href: `#${touchpointAnchor(touchpoint.journey, touchpoint.id)}`,
    momentOfTruth: touchpoint.momentOfTruth,
    personaId: persona.id,
    ...rowsOf(lookup, metrics, { persona: persona.id, journey: journey.id, touchpoint: touchpoint.id }),
  }));
  return { title: `${journey.title}, touchpoint by touchpoint: ${persona.title}`, personaId: persona.id, open: false, groups: groups.filter((group) => group.rows.length > 0) };
}

/** The metrics worth a row each: those best known, and where a record has few of them, any with a direction. */
function comparedMetrics(lookup: Lookup): Metric[] {
  const known = keyMetrics.flatMap((id) => lookup.metric(id) ?? []);
  const others = lookup.record.metrics.filter((metric) => metric.better !== 'neither' && !known.includes(metric));
  return known.length >= 4 ? known : [...known, ...others].slice(0, 6);
}

/** At how many touchpoints, as each persona met them, a site is best in more numbers than every other. Only those where two sites or more can be ranked. */
function leads(lookup: Lookup, metrics: readonly Metric[], site: SiteFacts): { led: number; of: number } {
  const places = lookup.journeys.flatMap((journey) => lookup.personas.flatMap((persona) => journey.touchpoints.map((touchpoint) => ({ persona: persona.id, journey: journey.id, touchpoint: touchpoint.id }))));
  const compared = places.map((place) => metrics.map((metric) => standings(lookup, metric, place).of).filter((of) => of.size > 0)).filter((rows) => rows.length > 0);
  const bestOf = (rows: readonly Map<string, Standing>[], id: string): number => rows.filter((of) => of.get(id) === 'best').length;
  const led = compared.filter((rows) => lookup.sites.every(({ id }) => id === site.id || bestOf(rows, site.id) > bestOf(rows, id)));
  return { led: led.length, of: compared.length };
}

/** The place among the sites that have a number: one after those that are better by more than chance and matter; null: there are only two, or it cannot be told. */
export function positionText(lookup: Lookup, metric: Metric, place: Place): string | null {
  const { site, ...rest } = place;
  const all = candidates(lookup, metric, rest);
  const own = all.find((candidate) => candidate.site === site);
  if (own === undefined || all.length < 3 || metric.better === 'neither') return null;
  const better = all.filter(({ value }) => (metric.better === 'higher' ? value > own.value : value < own.value));
  const apart = better.map((other) => differ(lookup, metric, rest, other, own));
  return apart.includes(null) ? null : `place ${1 + apart.filter(Boolean).length} of ${all.length}`;
}

/** How often each site is best, level or behind, so that the long tables have a short answer. */
export function tally(lookup: Lookup, metrics: readonly Metric[], site: SiteFacts) {
  const counts = { best: 0, tie: 0, behind: 0, open: 0 };
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
  const { led, of } = leads(lookup, metrics, site);
  return { title: site.title, role: roleNames[site.role], origin: site.origin, ...counts, led: of === 0 ? null : `Leads at ${led} of ${of} touchpoints (${formatPercent(led / of)}), counted for each persona: best there in more numbers than any other site.` };
}

function* withSites({ record }: Lookup): Generator<Comparison> {
  for (const comparison of record.comparisons) if (comparison.benchmark.kind === 'site') yield comparison;
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
      chance: byChance(withSites(lookup)),
      tallies: lookup.sites.map((site) => tally(lookup, metrics, site)),
      metrics: metrics.map((metric) => ({ title: metric.title, why: metric.why, href: `#${metricAnchor(metric.id)}` })),
      sites: lookup.sites.map((site) => ({ id: site.id, title: site.title, role: roleNames[site.role] })),
      columns: lookup.sites.length + 1,
      tables,
    };
  },
};
