import type { Comparison } from '../../model/record.ts';
import { placesOf } from '../gates/gate-places.ts';
import { decideLimits } from '../gates/limit.ts';
import { keyOf, placeOf } from '../places.ts';
import { spreadOf, whyMissing } from '../spread.ts';
import { limitsInWords } from '../wording.ts';
import type { Benchmark } from './benchmark.ts';

const verdicts: Readonly<Record<string, Comparison['verdict']>> = { pass: 'good', fail: 'poor', inconclusive: 'inconclusive' };

/** What the plan allows: the `max` and `min` of each gate at this place. Judged like the gate, but by itself: within is good, beyond is poor. */
export const budget: Benchmark = {
  kind: 'budget',
  compare(metric, measurement, { plan, limitLevel }) {
    const place = placeOf(measurement);
    return plan.gates.flatMap((gate, index): Comparison[] => {
      if (gate.metric !== metric.id || (gate.max === undefined && gate.min === undefined)) return [];
      if (!placesOf(gate, metric, plan).some((one) => keyOf(metric.id, one) === keyOf(metric.id, place))) return [];
      const limits = limitsInWords(gate, metric).join(' and ');
      const observed = spreadOf(measurement);
      const base = { metric: metric.id, ...place, benchmark: { kind: 'budget' as const, id: `gates[${index}]`, label: `budget of the plan, ${limits}` }, observed, reference: null, difference: null, percentile: null };
      if (observed === null) return [{ ...base, verdict: 'not-available', note: whyMissing(measurement) }];
      const [decision] = decideLimits(gate, metric, [{ place, measurement }], limitLevel);
      return [{ ...base, verdict: verdicts[decision?.outcome ?? ''] ?? 'not-available', ...(decision?.outcome === 'inconclusive' && { note: decision.line }) }];
    });
  },
};
