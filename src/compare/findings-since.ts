import { fingerprintOf } from '../model/known-findings.ts';
import type { Metric } from '../model/metric.ts';
import type { Plan } from '../model/plan.ts';
import { isEarlier, type Comparison, type Conditions, type RunRecord } from '../model/record.ts';
import type { Finding, Place } from '../model/results.ts';
import { differentConditions } from './conditions.ts';
import { siteThen } from './earlier.ts';
import { keyOf, lookupIn, placeOf } from './places.ts';
import { spreadOf } from './spread.ts';
import { timedMetrics } from './timed.ts';

interface Facts {
  plan: Plan;
  metrics: readonly Metric[];
  findings: readonly Finding[];
  conditions: Conditions;
  /** What the samples say of the measurements against the earlier run. */
  comparisons: readonly Comparison[];
  /** null: there is none. */
  baseline: RunRecord | null;
  /** Metric ids by audit id. */
  metricsOf: Readonly<Record<string, readonly string[]>>;
}

/**
 * Pain points with what the earlier run knew of them. known: it had the same, at whatever place of the site. new: it had not, though its audit
 * measured all the places then, under the same conditions. Where it rests on numbers that vary by nature one of them has to be worse than then, at one of the
 * places, by what the samples support: a median that lies beyond a limit now may do so by chance (crossed). What can be told neither way is left without a word.
 */
export function findingsSince({ plan, metrics, findings, conditions, comparisons, baseline, metricsOf }: Facts): Finding[] {
  if (baseline === null) return [...findings];
  const find = lookupIn(baseline.measurements);
  const then = (site: string): string | null => siteThen(site, plan, baseline);
  const known = new Set(baseline.findings.filter(({ kind }) => kind === 'pain-point').flatMap((finding) => finding.places.map(({ site }) => `${site} ${fingerprintOf(finding)}`)));
  const wasLookedAt = (audit: string, place: Place, site: string): boolean =>
    metrics.some((metric) => {
      if (metricsOf[audit]?.includes(metric.id) !== true || spreadOf(find(metric.id, { ...placeOf(place), site })) === null) return false;
      return differentConditions(conditions, baseline.conditions, { metric, ...placeOf(place), siteThen: site }).length === 0;
    });
  const worse = new Set(comparisons.flatMap((comparison) => (isEarlier(comparison.benchmark.kind) && comparison.verdict === 'worse' ? [keyOf(comparison.metric, comparison)] : [])));
  const isShown = ({ audit, places, timed: isTimed = false }: Finding): boolean => {
    const timed = timedMetrics(audit, metrics, metricsOf);
    return (timed.length === 0 && !isTimed) || places.some((place) => timed.some(({ id }) => worse.has(keyOf(id, place))));
  };
  return findings.map((finding) => {
    const sites = [...new Set(finding.places.map(({ site }) => site))].map(then);
    if (finding.kind !== 'pain-point' || sites.includes(null)) return finding;
    if (sites.some((site) => known.has(`${site} ${fingerprintOf(finding)}`))) return { ...finding, since: 'known' };
    const everywhere = finding.places.every((place) => wasLookedAt(finding.audit, place, then(place.site) ?? place.site));
    if (!everywhere) return finding;
    return { ...finding, since: isShown(finding) ? 'new' : 'crossed' };
  });
}
