import type { Pass } from '../model/evidence.ts';
import { isWalked } from '../model/journey.ts';
import type { Metric } from '../model/metric.ts';
import type { LedgerEntry } from '../model/record.ts';
import type { AuditOutcome, Measurement, Place, VisitResults } from '../model/results.ts';
import type { JudgedRun } from './collate.ts';
import { counts } from './facts.ts';
import { median } from './median.ts';

/** A metric in one sample: its value, or why it has none. uncounted: the sample does not count, so nothing can be told from it. */
type Value = { value: number } | { notApplicable: string } | { unavailable: string; uncounted?: boolean };

/** One expected visit of a place. */
interface Sample {
  visit: string;
  /** By touchpoint. */
  entries: Map<string, LedgerEntry>;
  /** By touchpoint, then by audit. */
  outcomes: Map<string, Map<string, AuditOutcome>>;
  reached: Set<string>;
}

/** A reason is shown in one line of a table. */
const reasonLength = 300;
const reasonsShown = 3;

export function measureJourneys(run: JudgedRun): Measurement[] {
  const { plan, audits } = run;
  const samplesAt = samplesByPlace(run);
  return audits.flatMap((audit) =>
    audit.metrics.flatMap((metric) =>
      plan.sites.flatMap((site) =>
        plan.personas.flatMap((persona) =>
          plan.journeys.flatMap((journey) => {
            if (!isWalked(journey, { site: site.id, persona: persona.id })) return [];
            const place = { site: site.id, persona: persona.id, journey: journey.id };
            const samples = samplesAt.get(placeKey({ ...place, pass: metric.pass })) ?? [];
            return measureJourney(audit.id, metric, place, journey.touchpoints.map(({ id }) => id), samples);
          }),
        ),
      ),
    ),
  );
}

/** The samples the ledger expects, in their order. */
function samplesByPlace({ ledger, results, visits }: JudgedRun): Map<string, Sample[]> {
  const resultsOf = new Map(results.map((result) => [result.visit, result]));
  const reachedIn = new Map(visits.map(({ unit, touchpoints }) => [unit.id, new Set(touchpoints.filter(({ status }) => status === 'reached').map(({ id }) => id))]));
  const places = new Map<string, Sample[]>();
  const samples = new Map<string, Sample>();
  for (const entry of [...ledger].sort((a, b) => a.sample - b.sample)) {
    const { visit, touchpoint } = entry;
    const known = samples.get(visit);
    if (known !== undefined) {
      known.entries.set(touchpoint, entry);
      continue;
    }
    const sample = { visit, entries: new Map([[touchpoint, entry]]), outcomes: outcomesOf(resultsOf.get(visit)), reached: reachedIn.get(visit) ?? new Set<string>() };
    samples.set(visit, sample);
    const key = placeKey(entry);
    const place = places.get(key);
    if (place === undefined) places.set(key, [sample]);
    else place.push(sample);
  }
  return places;
}

function placeKey({ site, persona, journey, pass }: Omit<Place, 'touchpoint'> & { pass: Pass }): string {
  return [site, persona, journey, pass].join('\n');
}

function outcomesOf(results: VisitResults | undefined): Sample['outcomes'] {
  const outcomes: Sample['outcomes'] = new Map();
  for (const { touchpoint, audit, outcome } of results?.outcomes ?? []) {
    const known = outcomes.get(touchpoint);
    if (known === undefined) outcomes.set(touchpoint, new Map([[audit, outcome]]));
    else known.set(audit, outcome);
  }
  return outcomes;
}

function measureJourney(audit: string, metric: Metric, place: Omit<Place, 'touchpoint'>, touchpoints: readonly string[], samples: readonly Sample[]): Measurement[] {
  const series = touchpoints.map((touchpoint) => ({ touchpoint, values: samples.map((sample) => valueIn(sample, touchpoint, audit, metric)) }));
  const measurements = series.map(({ touchpoint, values }) => measurement(metric, { ...place, touchpoint }, samples, values));
  if (metric.overJourney === 'none') return measurements;

  const totals = samples.map((sample, index) => {
    if (metric.overJourney === 'ratio') return quotientOf(metric, sample, touchpoints, audit);
    return totalOf(metric.overJourney, sample, series.map(({ touchpoint, values }) => ({ touchpoint, value: values[index] ?? unjudged })));
  });
  return [...measurements, measurement(metric, { ...place, touchpoint: null }, samples, totals)];
}

const unjudged: Value = { unavailable: 'was not judged' };

function valueIn({ entries, outcomes }: Sample, touchpoint: string, audit: string, metric: Pick<Metric, 'id'>): Value {
  const entry = entries.get(touchpoint);
  if (entry === undefined) return { unavailable: 'was not expected' };
  if (!counts(entry)) return { unavailable: `${entry.status} sample${entry.reason === undefined ? '' : `: ${entry.reason}`}`, uncounted: true };
  const outcome = outcomes.get(touchpoint)?.get(audit);
  if (outcome === undefined) return unjudged;
  if (outcome.status === 'not-applicable') return { notApplicable: `not applicable: ${outcome.because}` };
  if (outcome.status === 'not-available') return { unavailable: outcome.because };
  const value = outcome.values[metric.id];
  if (value !== undefined) return { value };
  const because = outcome.missing?.[metric.id] === undefined ? outcome.notApplicable?.[metric.id] : undefined;
  return because === undefined ? { unavailable: outcome.missing?.[metric.id] ?? 'was not measured' } : { notApplicable: `not applicable: ${because}` };
}

/**
 * The journey's total in one sample. Half a journey has no total, and neither has one with a gap in it: both would look better than
 * they are. A touchpoint where the audit does not apply adds nothing.
 */
function totalOf(how: Metric['overJourney'], { reached }: Sample, parts: readonly { touchpoint: string; value: Value }[]): Value {
  const uncounted = parts.some(({ value }) => 'uncounted' in value);
  const missed = parts.find(({ touchpoint }) => !reached.has(touchpoint));
  if (missed !== undefined) return { unavailable: `the journey was not completed: ${missed.touchpoint} was not reached`, ...(uncounted && { uncounted }) };

  const values: number[] = [];
  for (const { touchpoint, value } of parts) {
    if ('unavailable' in value) return { unavailable: `no value at ${touchpoint}: ${value.unavailable}`, ...(uncounted && { uncounted }) };
    if ('value' in value) values.push(value.value);
  }
  if (values.length === 0) return { notApplicable: 'not applicable at any touchpoint' };
  return { value: how === 'sum' ? values.reduce((sum, value) => sum + value, 0) : Math.max(...values) };
}

/** The journey's ratio is that of its sums, not the mean of its touchpoints' ratios: a short touchpoint weighs little. */
function quotientOf(metric: Metric, sample: Sample, touchpoints: readonly string[], audit: string): Value {
  const ids = [metric.ratio?.of ?? '', metric.ratio?.to ?? ''] as const;
  // A touchpoint counts on both sides or on none.
  const parts = touchpoints.map((touchpoint) => ({ touchpoint, values: ids.map((id) => valueIn(sample, touchpoint, audit, { id })) }));
  const sumOf = (side: 0 | 1): Value =>
    totalOf('sum', sample, parts.map(({ touchpoint, values }) => ({ touchpoint, value: values.find((value) => 'notApplicable' in value) ?? values[side] ?? unjudged })));
  const [of, to] = [sumOf(0), sumOf(1)];
  if (!('value' in of)) return of;
  if (!('value' in to)) return to;
  return to.value === 0 ? { notApplicable: 'not applicable: it would be divided by nothing' } : { value: of.value / to.value };
}

function measurement(metric: Metric, place: Place, samples: readonly Sample[], values: readonly Value[]): Measurement {
  const measured = samples.flatMap(({ visit }, index) => {
    const value = values[index];
    return value !== undefined && 'value' in value ? [{ visit, value: value.value }] : [];
  });
  const numbers = measured.map(({ value }) => value);
  const unavailable = reasons(metric, values);
  const counted = values.filter((value) => !('uncounted' in value));
  const applicable = counted.length === 0 || !counted.every((value) => 'notApplicable' in value);
  return {
    metric: metric.id,
    ...place,
    samples: measured,
    value: median(numbers),
    low: numbers.length === 0 ? null : Math.min(...numbers),
    high: numbers.length === 0 ? null : Math.max(...numbers),
    ...(!applicable && { applicable }),
    ...(unavailable !== null && { unavailable }),
  };
}

/** Why samples have no value, the most frequent reason first; null: all have one. */
function reasons(metric: Metric, values: readonly Value[]): string | null {
  if (values.length === 0) return `no ${metric.pass} visit`;
  const frequency = new Map<string, number>();
  for (const value of values) {
    if ('value' in value) continue;
    const reason = shortened('notApplicable' in value ? value.notApplicable : value.unavailable);
    frequency.set(reason, (frequency.get(reason) ?? 0) + 1);
  }
  if (frequency.size === 0) return null;
  const ranked = [...frequency].sort((a, b) => b[1] - a[1]);
  const shown = ranked.slice(0, reasonsShown).map(([reason, count]) => (count === values.length ? reason : `${reason} (${count} of ${values.length} visits)`));
  const left = ranked.length - shown.length;
  return [...shown, ...(left > 0 ? [`and ${left} other ${left === 1 ? 'reason' : 'reasons'}`] : [])].join('; ');
}

function shortened(text: string): string {
  return text.length <= reasonLength ? text : `${text.slice(0, reasonLength - 1)}…`;
}
