import type { StepEvidence } from '../model/evidence.ts';
import type { TouchpointSummary } from '../model/record.ts';
import type { Place } from '../model/results.ts';
import type { Lookup } from './lookup.ts';

/** The few metrics the report draws by name. Where a record lacks one, the drawing falls back or says "not available". */
export const effortMetric = 'friction.effort';
export const actionsMetric = 'friction.actions';
export const heardMetric = 'accessibility.items-heard';

/** Parts of the effort, in the order of the stacked bar. */
export const effortParts = [
  { metric: 'friction.effort.typing', title: 'Typing' },
  { metric: 'friction.effort.pointing', title: 'Pointing' },
  { metric: 'friction.effort.listening', title: 'Listening' },
  { metric: 'friction.effort.thinking', title: 'Thinking' },
  { metric: 'friction.effort.waiting', title: 'Waiting' },
  { metric: 'friction.effort.interruptions', title: 'Interruptions' },
  { metric: 'friction.effort.recovery', title: 'Recovery' },
] as const;

/** What sites are compared by first, best known first; the rest of what the record has follows folded. */
export const keyMetrics = [
  'speed.lcp',
  'speed.inp',
  'speed.cls',
  'friction.effort',
  'friction.longest-wait',
  'friction.actions',
  'accessibility.violations',
  'speed.bytes',
] as const;

/** Of those, what the first screen shows at its worst: of a whole journey, or at one touchpoint. */
export const glanceMetrics = [
  { id: 'speed.lcp', whole: false },
  { id: 'friction.longest-wait', whole: false },
  { id: 'friction.effort', whole: true },
  { id: 'friction.actions', whole: true },
  { id: 'accessibility.violations', whole: false },
] as const;

/** Seconds of a metric in s or ms at a place; null: not available. */
export function secondsOf(lookup: Lookup, metric: string, place: Place): number | null {
  const value = lookup.measurement(metric, place)?.value ?? null;
  if (value === null) return null;
  return lookup.metric(metric)?.unit === 'ms' ? value / 1000 : value;
}

/** ms the site let the customer wait at a step; null: not known, for the page never settled. What a function of the plan takes is not the site's doing alone, and left out. */
export function waitedAt({ outcome, action, navigation, untilActionable, untilSettled, waiting = {} }: StepEvidence): number | null {
  if (action === 'run') return 0;
  const { untilArrived } = waiting;
  const isUnknown = outcome === 'done' && untilSettled === null && untilArrived === undefined && (navigation === 'hard' || waiting.endless === true);
  return isUnknown ? null : untilActionable + Math.max(untilSettled ?? 0, untilArrived ?? 0);
}

/** Are the times of its steps what a customer meets? Those of an inspection are not; older records tell it only by having made no other visits. */
export function isTimed({ record }: Lookup, { pass }: Pick<TouchpointSummary, 'pass'>): boolean {
  return pass !== 'inspection' && record.plan.samples > 0;
}

/** Seconds the site let the customer wait on the way to a touchpoint, from the steps taken. unknown: a page never settled, or nothing was timed; null: no steps were recorded. */
export function waitedSeconds(lookup: Lookup, place: Place): number | 'unknown' | null {
  const summary = lookup.summary(place);
  if (summary === undefined || summary.steps.length === 0) return null;
  if (!isTimed(lookup, summary)) return 'unknown';
  const waits = summary.steps.map(waitedAt);
  return waits.includes(null) ? 'unknown' : waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0) / 1000;
}

/** Audits whose critical findings tell why a customer could not go on. Where none of them did, the report tells it from the visit itself. */
export const stopAudits: ReadonlySet<string> = new Set(['friction/completion', 'accessibility/keyboard-journey', 'accessibility/reader-journey']);
