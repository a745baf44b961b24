import type { Measurement } from '../../model/results.ts';
import { differentConditions } from '../conditions.ts';
import { judgeDifference } from '../noise.ts';
import { placeOf } from '../places.ts';
import { spreadOf, whyMissing } from '../spread.ts';
import { listed } from '../wording.ts';
import type { Benchmark, BenchmarkContext } from './benchmark.ts';

/** An earlier run that was saved under a name. What was different then is said beside the verdict. */
export const baseline: Benchmark = {
  kind: 'baseline',
  compare(metric, measurement, context) {
    if (context.baseline === null) return [];
    const { record, name } = context.baseline;
    const then = siteThen(measurement, context);
    const before = then === null ? undefined : context.baseline.find(metric.id, { ...placeOf(measurement), site: then });
    const [observed, reference] = [spreadOf(measurement), spreadOf(before)];
    const base = {
      metric: metric.id,
      ...placeOf(measurement),
      benchmark: { kind: 'baseline' as const, id: name, label: `${name}, ${record.startedAt.slice(0, 10)}` },
      observed,
      reference,
      percentile: null,
    };
    if (observed === null) return [{ ...base, verdict: 'not-available', difference: null, note: whyMissing(measurement) }];
    if (reference === null) return [{ ...base, verdict: 'not-available', difference: null, note: whyNotThen(then, before, measurement, name) }];

    const { note, ...judged } = judgeDifference(metric, observed, reference);
    const changed = differentConditions(context.conditions, record.conditions, { metric, persona: measurement.persona });
    const notes = [
      ...(note === undefined ? [] : [note]),
      ...(then === measurement.site ? [] : [`Held against the site ${then} of the baseline.`]),
      ...(changed.length === 0 ? [] : [`Not the same as in the baseline: ${listed(changed)}.`]),
    ];
    return [{ ...base, ...judged, ...(notes.length > 0 && { note: notes.join(' ') }) }];
  },
};

/** The site of the same id; for an own site that has another id now, the own site of the baseline, where it is the only one on both sides. */
function siteThen(measurement: Measurement, { plan, baseline: saved }: BenchmarkContext): string | null {
  if (saved === null) return null;
  const sitesThen = saved.record.plan.sites;
  if (sitesThen[measurement.site] !== undefined) return measurement.site;
  const own = Object.keys(plan.sites).filter((id) => plan.sites[id]?.role === 'own');
  const ownThen = Object.keys(sitesThen).filter((id) => sitesThen[id]?.role === 'own');
  return own.length === 1 && own[0] === measurement.site && ownThen.length === 1 ? (ownThen[0] ?? null) : null;
}

function whyNotThen(site: string | null, before: Measurement | undefined, { site: now }: Measurement, name: string): string {
  if (site === null) return `The baseline ${name} has no site ${now}.`;
  if (before === undefined) return `The baseline ${name} did not measure this here.`;
  return `In the baseline ${name}: ${whyMissing(before)}`;
}
