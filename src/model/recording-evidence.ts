import { z } from 'zod';
import { Artefact } from './artefact.ts';
import { Film } from './filmstrip-evidence.ts';
import { SavingsDetails } from './speed-evidence.ts';

/** The digest of what Lighthouse's audits say about the trace and log of one step. */
export const LighthouseEvidence = z.strictObject({
  version: z.string(),
  step: z.number().int().describe('Index of the step that was recorded'),
  mode: z.enum(['navigation', 'timespan']),
  throttling: z.enum(['simulate', 'provided']),
  url: z.string(),
  /** Performance score 0 to 1; null: not available. */
  performance: z.number().nullable(),
  /** Numeric values by Lighthouse audit id, in Lighthouse's units (ms, bytes). Absent: not available. */
  metrics: z.record(z.string(), z.number()),
  /** Audits that did not pass. */
  opportunities: z.array(z.strictObject({ id: z.string(), title: z.string(), score: z.number().nullable(), displayValue: z.string(), savings: z.number().nullable().describe('ms, estimated'), ...SavingsDetails.shape })),
  /** Audits that Lighthouse could not make of it, but for metrics. Absent: none, or not told. */
  failed: z.array(z.string()).optional(),
  warnings: z.array(z.string()),
});
export type LighthouseEvidence = z.infer<typeof LighthouseEvidence>;

export const RecordingEvidence = z.strictObject({
  step: z.number().int().describe('Index of the step; of fields filled in one after the other, the first'),
  mode: z.enum(['navigation', 'timespan']),
  /** Gzipped JSON: { traceEvents } */
  trace: Artefact,
  /** Gzipped JSON: Lighthouse's devtools log. */
  devtoolsLog: Artefact,
  /** The log ends before the step did: it had more events than are kept, and nothing can be judged from it. */
  cut: z.literal(true).optional(),
  /** The trace holds no pictures of the page, since a secret of the plan was to be seen. */
  pictures: z.literal(false).optional(),
  /** What the customer saw from the input on. Absent: not recorded. */
  film: Film.optional(),
  /** Address before and after the step. */
  from: z.string(),
  to: z.string(),
});
export type RecordingEvidence = z.infer<typeof RecordingEvidence>;
