import type { LighthouseEvidence } from '../../model/evidence.ts';
import type { SavingsDetails } from '../../model/speed-evidence.ts';
import type { Answer, AuditAnswer } from './internals.ts';

/** Below this Lighthouse marks a result orange or red (Lighthouse performance scoring, 2025: green from 90). */
const passingScore = 0.9;

/** Metrics that Lighthouse computes but does not show in its metrics group. */
const hiddenMetrics = ['interactive', 'max-potential-fid'];

/** What is kept of Lighthouse's answer. What it could not compute is absent. */
export function digest(answer: Answer, recording: Pick<LighthouseEvidence, 'version' | 'step' | 'mode' | 'throttling' | 'url'>): LighthouseEvidence {
  const audits = Object.entries(answer.audits).filter(([, { scoreDisplayMode }]) => scoreDisplayMode !== 'error' && scoreDisplayMode !== 'notApplicable');
  const metricIds = new Set([...answer.performance.auditRefs.filter(({ group }) => group === 'metrics').map(({ id }) => id), ...hiddenMetrics]);
  const failed = Object.entries(answer.audits).flatMap(([id, { scoreDisplayMode }]) => (scoreDisplayMode === 'error' && !metricIds.has(id) ? [id] : []));
  return {
    ...recording,
    performance: performanceOf(answer, recording.mode),
    metrics: Object.fromEntries(audits.flatMap(([id, { numericValue }]) => (numericValue !== undefined && Number.isFinite(numericValue) ? [[id, numericValue]] : []))),
    opportunities: audits
      .filter(([id, { score }]) => !metricIds.has(id) && score !== null && score < passingScore)
      .map(([id, audit]) => ({ id, title: audit.title, score: audit.score, displayValue: audit.displayValue ?? '', savings: savingsOf(audit, answer.audits), ...savedBeside(audit) })),
    ...(failed.length > 0 && { failed }),
    warnings: [...new Set(answer.runWarnings)],
  };
}

/** A score that lacks one of its metrics would not be comparable; Lighthouse itself gives timespans none. */
function performanceOf({ performance, audits }: Answer, mode: LighthouseEvidence['mode']): number | null {
  const complete = performance.auditRefs.every(({ id, weight }) => weight === 0 || (audits[id]?.score ?? null) !== null);
  return mode === 'navigation' && complete ? performance.score : null;
}

const auditOfMetric: Readonly<Record<string, string>> = { FCP: 'first-contentful-paint', LCP: 'largest-contentful-paint' };

/**
 * The largest saving of any metric in ms; CLS has no unit and is left out. Nothing can save more than all the time there was:
 * savings come from a model of the load, whose times can be longer than those that were observed.
 */
function savingsOf({ metricSavings = {} }: AuditAnswer, audits: Answer['audits']): number | null {
  const savings = Object.entries(metricSavings).flatMap(([metric, value]) => {
    if (metric === 'CLS' || value === undefined || !Number.isFinite(value)) return [];
    return [Math.min(value, audits[auditOfMetric[metric] ?? '']?.numericValue ?? Number.POSITIVE_INFINITY)];
  });
  return savings.length === 0 ? null : Math.max(...savings);
}

/** Files that are named, and values of its details that are looked at. */
const most = { files: 5, values: 2_000 };

/** What can be saved that is not time, and the files it is about. */
function savedBeside({ metricSavings = {}, details }: AuditAnswer): SavingsDetails {
  const bytes = typeof details === 'object' && details !== null ? (details as { overallSavingsBytes?: unknown }).overallSavingsBytes : undefined;
  const shift = metricSavings['CLS'];
  const files = filesIn(details);
  return {
    ...(typeof bytes === 'number' && bytes > 0 && Number.isFinite(bytes) && { bytes }),
    ...(shift !== undefined && shift > 0 && Number.isFinite(shift) && { shift }),
    ...(files.length > 0 && { files }),
  };
}

/** Every `url` in the details, wherever it stands: their tables are nested differently. */
function filesIn(details: unknown): string[] {
  const found = new Set<string>();
  const open: unknown[] = [details];
  for (let seen = 0; open.length > 0 && seen < most.values && found.size < most.files; seen += 1) {
    const value = open.shift();
    if (typeof value !== 'object' || value === null) continue;
    const { url } = value as { url?: unknown };
    if (typeof url === 'string' && /^https?:/.test(url)) found.add(url);
    open.push(...Object.values(value));
  }
  return [...found];
}
