/** The public API: what a plan, an audit or a program that embeds the tool needs. */
export { defineAudit, measured, notApplicable, notAvailable, type Audit, type AuditContext } from './audit/index.ts';
export { crawlSite } from './crawling.ts';
export { defineConfig, loadPlan, planFromUrl, planJsonSchema, resolveSecrets } from './config/index.ts';
export { KnownError } from './errors/known-error.ts';
export type { RunEvent } from './model/events.ts';
export type { VisitEvidence } from './model/evidence.ts';
export type { Journey, Step, Touchpoint } from './model/journey.ts';
export type { Metric } from './model/metric.ts';
export type { Persona } from './model/persona.ts';
export type { Plan } from './model/plan.ts';
export type { RunRecord } from './model/record.ts';
export type { Finding, Measurement } from './model/results.ts';
export { runPlan, type RunOptions } from './pipeline.ts';
export { formats, recordJsonSchema } from './report/index.ts';
export { readUnfinished } from './store/index.ts';
