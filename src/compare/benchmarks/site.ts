import type { Plan } from '../../model/plan.ts';
import { judgeDifference } from '../difference.ts';
import { placeOf } from '../places.ts';
import { spreadOf, whyMissing } from '../spread.ts';
import type { Benchmark } from './benchmark.ts';

/** Another site of the same run: same persona, journey, touchpoint and metric. */
export const site: Benchmark = {
  kind: 'site',
  compare(metric, measurement, { plan, find, level }) {
    return referencesOf(plan, measurement.site).map((id) => {
      const other = find(metric.id, { ...placeOf(measurement), site: id });
      const [observed, reference] = [spreadOf(measurement), spreadOf(other)];
      const base = { metric: metric.id, ...placeOf(measurement), benchmark: { kind: 'site' as const, id, label: plan.sites[id]?.title ?? id }, observed, reference, percentile: null };
      if (observed === null) return { ...base, verdict: 'not-available', difference: null, note: whyMissing(measurement) };
      if (reference === null || other === undefined) return { ...base, verdict: 'not-available', difference: null, note: `On ${id}: ${whyMissing(other)}` };
      return { ...base, ...judgeDifference(metric, { observed: measurement, reference: other, interleaved: true }, level) };
    });
  },
};

/** Sites that a site is held against: an own site against every other, and whatever a gate asks for. Without an own site, the first one stands for it. */
export function referencesOf(plan: Pick<Plan, 'sites' | 'gates'>, id: string): string[] {
  const sites = Object.keys(plan.sites);
  const own = sites.filter((other) => plan.sites[other]?.role === 'own');
  const compared = own.length > 0 ? own : sites.slice(0, 1);
  const asked = plan.gates.filter((gate) => gate.site === id).map((gate) => gate.against);
  return sites.filter((other) => other !== id && (compared.includes(id) || asked.includes(other)));
}
