import type { Metric } from '../model/metric.ts';

/**
 * What decides whether an audit finds anything, where all that it measures varies by nature: those of its metrics that are held against a published
 * limit, else all of them. Empty: what it finds does not rest on such numbers alone, so that it is there or it is not.
 */
export function timedMetrics(audit: string, metrics: readonly Metric[], metricsOf: Readonly<Record<string, readonly string[]>>): Metric[] {
  const own = metrics.filter(({ id }) => metricsOf[audit]?.includes(id) === true);
  if (own.some(({ kind }) => kind !== 'timing')) return [];
  const held = own.filter(({ threshold }) => threshold !== undefined);
  return held.length > 0 ? held : own;
}
