import type { Metric } from '../model/metric.ts';
import type { Measurement } from '../model/results.ts';
import { metricAnchor, touchpointAnchor } from './anchors.ts';
import { glanceMetrics } from './known-metrics.ts';
import type { Lookup } from './lookup.ts';
import { formatValue } from './numbers.ts';
import { thresholdText, verdictMarks, type Mark } from './words.ts';

interface Cell {
  siteId: string;
  value: string | null;
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

type Worst = ReadonlyMap<string, Measurement>;

interface Wanted {
  metric: Metric;
  whole: boolean;
}

/** The worst of each metric on each site, by `metric~site`, in one pass over the measurements. */
function worstValues(lookup: Lookup, wanted: readonly Wanted[]): Worst {
  const wantedOf = new Map(wanted.map((entry) => [entry.metric.id, entry]));
  const worst = new Map<string, Measurement>();
  for (const measurement of lookup.record.measurements) {
    const entry = wantedOf.get(measurement.metric);
    if (entry === undefined || measurement.value === null || (measurement.touchpoint === null) !== entry.whole) continue;
    const key = `${measurement.metric}~${measurement.site}`;
    const before = worst.get(key)?.value ?? null;
    if (before === null || (entry.metric.better === 'higher' ? measurement.value < before : measurement.value > before)) worst.set(key, measurement);
  }
  return worst;
}

function cellOf(lookup: Lookup, metric: Metric, site: string, worst: Worst): Cell {
  const found = worst.get(`${metric.id}~${site}`);
  if (found === undefined || found.value === null) return { siteId: site, value: null, mark: null, at: '', href: null };
  const verdict = lookup.comparisons(metric.id, found).find(({ benchmark }) => benchmark.kind === 'threshold')?.verdict;
  const touchpoint = lookup.touchpoint(found.journey, found.touchpoint);
  const journey = lookup.journeys.length > 1 ? lookup.journeys.find(({ id }) => id === found.journey)?.title : undefined;
  const at = touchpoint?.title ?? journey;
  return {
    siteId: site,
    value: formatValue(found.value, metric.unit),
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
  const worst = worstValues(lookup, wanted);
  return wanted
    .filter(({ metric }) => lookup.sites.some((site) => worst.has(`${metric.id}~${site.id}`)))
    .map(({ metric, whole }) => ({
      title: metric.title,
      href: `#${metricAnchor(metric.id)}`,
      of: whole ? 'The whole journey, for the persona with the most of those who finished' : 'At its worst touchpoint',
      threshold: metric.threshold === undefined ? 'No published threshold' : thresholdText(metric.threshold, metric),
      cells: lookup.sites.map((site) => cellOf(lookup, metric, site.id, worst)),
    }));
}
