import type { Metric } from '../model/metric.ts';
import type { AuditOutcome, Measurement, Place } from '../model/results.ts';
import type { AuditFacts, JudgedVisit, VisitFacts } from './facts.ts';
import { median } from './median.ts';
import type { JudgePlan } from './plan.ts';

/** A metric in one sample: its value, or why it has none. */
type Sample = { value: number } | { notApplicable: string } | { unavailable: string };
type SampleOfVisit = { visit: string; sample: Sample };

/** A reason is shown in one line of a table. */
const reasonLength = 300;
const reasonsShown = 3;

export function measureJourneys(plan: JudgePlan, audits: readonly AuditFacts[], judged: readonly JudgedVisit[]): Measurement[] {
  const visitsAt = groupByPlace(judged);
  return audits.flatMap((audit) =>
    audit.metrics.flatMap((metric) =>
      plan.sites.flatMap((site) =>
        plan.personas.flatMap((persona) =>
          plan.journeys.flatMap((journey) => {
            const place = { site: site.id, persona: persona.id, journey: journey.id };
            const visits = visitsAt.get(placeKey({ ...place, pass: metric.pass })) ?? [];
            return measureJourney(audit.id, metric, place, journey.touchpoints.map(({ id }) => id), visits);
          }),
        ),
      ),
    ),
  );
}

/** An indexed visit: outcomes by touchpoint and audit. */
interface IndexedVisit {
  visit: VisitFacts;
  outcomes: Map<string, AuditOutcome>;
}

function groupByPlace(judged: readonly JudgedVisit[]): Map<string, IndexedVisit[]> {
  const groups = new Map<string, IndexedVisit[]>();
  for (const { visit, results } of judged) {
    const outcomes = new Map(results?.outcomes.map(({ touchpoint, audit, outcome }) => [outcomeKey(touchpoint, audit), outcome]));
    const key = placeKey(visit.unit);
    groups.set(key, [...(groups.get(key) ?? []), { visit, outcomes }]);
  }
  return groups;
}

function placeKey({ site, persona, journey, pass }: { site: string; persona: string; journey: string; pass: string }): string {
  return [site, persona, journey, pass].join('\n');
}

function outcomeKey(touchpoint: string, audit: string): string {
  return `${touchpoint}\n${audit}`;
}

function measureJourney(audit: string, metric: Metric, place: Omit<Place, 'touchpoint'>, touchpoints: readonly string[], visits: readonly IndexedVisit[]): Measurement[] {
  const atTouchpoints = touchpoints.map((touchpoint) => ({
    touchpoint,
    samples: visits.map(({ visit, outcomes }) => ({ visit: visit.unit.id, sample: sampleOf(metric, outcomes.get(outcomeKey(touchpoint, audit))) })),
  }));
  const measurements = atTouchpoints.map(({ touchpoint, samples }) => measurement(metric, { ...place, touchpoint }, samples));
  if (metric.overJourney === 'none') return measurements;

  const totals = visits.map(({ visit }, index) => ({
    visit: visit.unit.id,
    sample: totalOf(metric.overJourney, visit, atTouchpoints.map(({ touchpoint, samples }) => ({ touchpoint, sample: samples[index]?.sample }))),
  }));
  return [...measurements, measurement(metric, { ...place, touchpoint: null }, totals)];
}

function sampleOf(metric: Metric, outcome: AuditOutcome | undefined): Sample {
  if (outcome === undefined) return { unavailable: 'was not judged' };
  if (outcome.status === 'not-applicable') return { notApplicable: `not applicable: ${outcome.because}` };
  if (outcome.status === 'not-available') return { unavailable: outcome.because };
  const value = outcome.values[metric.id];
  return value === undefined ? { unavailable: outcome.missing?.[metric.id] ?? 'was not measured' } : { value };
}

/**
 * The journey's total in one sample. Half a journey has no total, and neither has one with a gap in it: both would look better than
 * they are. A touchpoint where the audit does not apply adds nothing.
 */
function totalOf(how: 'sum' | 'max' | 'none', visit: VisitFacts, parts: readonly { touchpoint: string; sample: Sample | undefined }[]): Sample {
  const reached = new Set(visit.touchpoints.filter(({ status }) => status === 'reached').map(({ id }) => id));
  const missed = parts.find(({ touchpoint }) => !reached.has(touchpoint));
  if (missed !== undefined) return { unavailable: `the journey was not completed: ${missed.touchpoint} was not reached` };

  const values: number[] = [];
  for (const { touchpoint, sample } of parts) {
    if (sample === undefined || 'unavailable' in sample) return { unavailable: `no value at ${touchpoint}: ${sample?.unavailable ?? 'was not judged'}` };
    if ('value' in sample) values.push(sample.value);
  }
  if (values.length === 0) return { notApplicable: 'not applicable at any touchpoint' };
  return { value: how === 'sum' ? values.reduce((sum, value) => sum + value, 0) : Math.max(...values) };
}

function measurement(metric: Metric, place: Place, all: readonly SampleOfVisit[]): Measurement {
  const samples = all.flatMap(({ visit, sample }) => ('value' in sample ? [{ visit, value: sample.value }] : []));
  const values = samples.map(({ value }) => value);
  const unavailable = reasons(metric, all.map(({ sample }) => sample));
  return {
    metric: metric.id,
    ...place,
    samples,
    value: median(values),
    low: values.length === 0 ? null : Math.min(...values),
    high: values.length === 0 ? null : Math.max(...values),
    ...(unavailable !== null && { unavailable }),
  };
}

/** Why samples have no value, the most frequent reason first; null: all have one. */
function reasons(metric: Metric, samples: readonly Sample[]): string | null {
  if (samples.length === 0) return `no valid ${metric.pass} visit`;
  const counts = new Map<string, number>();
  for (const sample of samples) {
    if ('value' in sample) continue;
    const reason = shortened('notApplicable' in sample ? sample.notApplicable : sample.unavailable);
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  if (counts.size === 0) return null;
  const ranked = [...counts].sort((a, b) => b[1] - a[1]);
  const shown = ranked.slice(0, reasonsShown).map(([reason, count]) => (count === samples.length ? reason : `${reason} (${count} of ${samples.length} visits)`));
  const left = ranked.length - shown.length;
  return [...shown, ...(left > 0 ? [`and ${left} other ${left === 1 ? 'reason' : 'reasons'}`] : [])].join('; ');
}

function shortened(text: string): string {
  return text.length <= reasonLength ? text : `${text.slice(0, reasonLength - 1)}…`;
}
