import type { Metric } from '../model/metric.ts';
import type { Plan } from '../model/plan.ts';
import { isEarlier, type Comparison, type Explained, type RunRecord } from '../model/record.ts';
import { siteThen } from './earlier.ts';
import { explain, sideOf } from './explain.ts';
import { placeOf } from './places.ts';
import { inUnit, placeInWords } from './wording.ts';

const most = 20;

/** For each metric that got worse against an earlier run or a site of reference under the same conditions: what changed there. Those a gate asks for first, then by size. */
export function explainAll({ plan, metrics, comparisons, now, baseline, metricsOf }: {
  plan: Pick<Plan, 'sites' | 'gates'>;
  metrics: readonly Metric[];
  comparisons: readonly Comparison[];
  now: Pick<RunRecord, 'touchpoints' | 'findings'>;
  baseline: RunRecord | null;
  /** Metric ids by audit id. */
  metricsOf: Readonly<Record<string, readonly string[]>>;
}): Explained[] {
  const metricOf = new Map(metrics.map((metric) => [metric.id, metric]));
  const gated = new Set(plan.gates.map(({ metric }) => metric));
  const size = ({ difference, reference }: Comparison): number => Math.abs(difference ?? 0) / Math.max(Math.abs(reference?.value ?? 0), Number.EPSILON);
  const worse = comparisons.filter(({ verdict, changed, benchmark }) => verdict === 'worse' && changed === undefined && (isEarlier(benchmark.kind) || plan.sites[benchmark.id]?.role === 'reference'));
  return worse
    .toSorted((a, b) => Number(gated.has(b.metric)) - Number(gated.has(a.metric)) || size(b) - size(a))
    .slice(0, most)
    .flatMap((comparison): Explained[] => {
      const { benchmark, observed, reference } = comparison;
      const metric = metricOf.get(comparison.metric);
      const place = placeOf(comparison);
      const then = isEarlier(benchmark.kind) ? baseline : now;
      const site = !isEarlier(benchmark.kind) ? benchmark.id : baseline === null ? null : siteThen(place.site, plan, baseline);
      if (metric === undefined || then === null || site === null || observed === null || reference === null) return [];
      const text = `${metric.title}, ${placeInWords(place)}: ${inUnit(observed.value, metric)} against ${inUnit(reference.value, metric)} of ${benchmark.label}`;
      const changed = explain(metric, sideOf(now, place), sideOf(then, { ...place, site }), (audit) => metricsOf[audit]?.includes(metric.id) ?? false);
      return [{ metric: metric.id, ...place, benchmark: benchmark.label, text, ...changed }];
    });
}
