import type { Metric } from '../model/metric.ts';
import { absenceOf, gapIn } from './absence.ts';
import { metricAnchor, touchpointAnchor } from './anchors.ts';
import type { Extremes } from './extremes.ts';
import { glanceMetrics } from './known-metrics.ts';
import type { Lookup } from './lookup.ts';
import { ratedValue, thresholdText, verdictMarks, type Mark } from './words.ts';

interface Cell {
  siteId: string;
  value: string | null;
  /** Where there is no value. */
  absent: string;
  /** What the value says nothing of; null: nothing is missing. */
  gap: string | null;
  mark: Mark | null;
  /** Who met it where. */
  at: string;
  href: string | null;
}

export interface GlanceRow {
  title: string;
  href: string;
  /** What the numbers of the row are the largest of. */
  of: string;
  threshold: string;
  cells: Cell[];
}

interface Wanted {
  metric: Metric;
  whole: boolean;
}

/** The worst value on a site; null: there is none. */
function worstOf(lookup: Lookup, { metric, whole }: Wanted, site: string): Extremes['lowest'] {
  const found = lookup.extremes(metric.id, site, whole);
  return (metric.better === 'higher' ? found?.lowest : found?.highest) ?? null;
}

function cellOf(lookup: Lookup, wanted: Wanted, site: string): Cell {
  const { metric } = wanted;
  const found = worstOf(lookup, wanted, site);
  const ends = lookup.extremes(metric.id, site, wanted.whole);
  const [absent, gap] = [absenceOf(ends?.typical, '').word, wanted.whole ? null : gapIn(ends)];
  if (found === null) return { siteId: site, value: null, absent, gap, mark: null, at: '', href: null };
  const verdict = lookup.comparisons(metric.id, found).find(({ benchmark }) => benchmark.kind === 'threshold')?.verdict;
  const touchpoint = lookup.touchpoint(found.journey, found.touchpoint);
  const journey = lookup.journeys.length > 1 ? lookup.journeyTitle(found.journey) : undefined;
  const at = touchpoint?.title ?? journey;
  return {
    siteId: site,
    value: ratedValue(found.value, metric),
    absent,
    gap,
    mark: verdict === undefined || verdict === 'not-available' ? null : verdictMarks[verdict],
    // Nothing anywhere is not worst anywhere.
    at: found.value === 0 ? '' : [lookup.persona(found.persona).title, ...(at === undefined ? [] : [at])].join(', '),
    href: touchpoint === undefined || found.value === 0 ? null : `#${touchpointAnchor(found.journey, touchpoint.id)}`,
  };
}

/** The few best-known numbers, each at its worst: what somebody who reads nothing else should have seen. */
export function glanceRows(lookup: Lookup): GlanceRow[] {
  const wanted = glanceMetrics.flatMap(({ id, whole }): Wanted[] => {
    const metric = lookup.metric(id);
    return metric === undefined ? [] : [{ metric, whole }];
  });
  return wanted
    .map((one) => ({ ...one, cells: lookup.sites.map((site) => cellOf(lookup, one, site.id)) }))
    .filter(({ cells }) => cells.some(({ value }) => value !== null))
    .map(({ metric, whole, cells }) => ({
      title: metric.title,
      href: `#${metricAnchor(metric.id)}`,
      of: whole ? 'The whole journey, for the persona with the most of those who finished' : 'At its worst touchpoint',
      threshold: metric.threshold === undefined ? 'No published threshold' : thresholdText(metric.threshold, metric),
      cells,
    }));
}
