import type { Metric } from '../model/metric.ts';
import type { Plan } from '../model/plan.ts';
import type { Comparison, EarlierKind, RunRecord } from '../model/record.ts';
import type { Measurement } from '../model/results.ts';
import type { BenchmarkContext } from './benchmarks/benchmark.ts';
import { differentConditions } from './conditions.ts';
import { judgeDifference } from './difference.ts';
import { placeOf } from './places.ts';
import { spreadOf, whyMissing } from './spread.ts';
import { listed } from './wording.ts';

/** A measurement held against an earlier run, if it was given in this way. What was different then is said beside the verdict. */
export function heldAgainstEarlier(kind: EarlierKind, metric: Metric, measurement: Measurement, context: BenchmarkContext): Comparison[] {
  if (context.baseline === null || (context.baseline.kind ?? 'baseline') !== kind) return [];
  const { record, name } = context.baseline;
  const what = kind === 'run' ? 'the earlier run' : 'the baseline';
  const then = siteThen(measurement.site, context.plan, record);
  const before = then === null ? undefined : context.baseline.find(metric.id, { ...placeOf(measurement), site: then });
  const [observed, reference] = [spreadOf(measurement), spreadOf(before)];
  const base = {
    metric: metric.id,
    ...placeOf(measurement),
    benchmark: { kind, id: name, label: `${name}, ${record.startedAt.slice(0, 10)}` },
    observed,
    reference,
    percentile: null,
  };
  if (observed === null) return [{ ...base, verdict: 'not-available', difference: null, note: whyMissing(measurement) }];
  if (reference === null || before === undefined) return [{ ...base, verdict: 'not-available', difference: null, note: whyNotThen(then, before, measurement, `${what} ${name}`) }];

  const { note, ...judged } = judgeDifference(metric, { observed: measurement, reference: before, interleaved: false }, context.level);
  const changed = differentConditions(context.conditions, record.conditions, { metric, ...placeOf(measurement), siteThen: then ?? measurement.site });
  const notes = [
    ...(note === undefined ? [] : [note]),
    ...(then === measurement.site ? [] : [`Held against the site ${then} of ${what}.`]),
    ...(changed.length === 0 ? [] : [`Not the same as in ${what}: ${listed(changed)}.`]),
  ];
  return [{ ...base, ...judged, ...(notes.length > 0 && { note: notes.join(' ') }), ...(changed.length > 0 && { changed }) }];
}

/** The site of the same id; for an own site that has another id now, the own site of the earlier run, where it is the only one on both sides. */
export function siteThen(site: string, plan: Pick<Plan, 'sites'>, { plan: { sites: sitesThen } }: Pick<RunRecord, 'plan'>): string | null {
  if (sitesThen[site] !== undefined) return site;
  const own = Object.keys(plan.sites).filter((id) => plan.sites[id]?.role === 'own');
  const ownThen = Object.keys(sitesThen).filter((id) => sitesThen[id]?.role === 'own');
  return own.length === 1 && own[0] === site && ownThen.length === 1 ? (ownThen[0] ?? null) : null;
}

function whyNotThen(site: string | null, before: Measurement | undefined, { site: now }: Measurement, what: string): string {
  if (site === null) return `There is no site ${now} in ${what}.`;
  if (before === undefined) return `It was not measured here in ${what}.`;
  return `In ${what}: ${whyMissing(before)}`;
}
