import { z } from 'zod';
import { Pass } from './evidence.ts';
import type { Hands } from './persona.ts';

export const areas = ['speed', 'accessibility', 'friction', 'trust'] as const;
export const Area = z.enum(areas);
export type Area = z.infer<typeof Area>;

/** Where a figure or a definition comes from. */
export const Source = z.strictObject({ title: z.string().min(1), year: z.number().int(), url: z.url().optional() });
export type Source = z.infer<typeof Source>;

/** Two published points: at or below `good` (above, when higher is better) is good, beyond `poor` is poor. */
export const Threshold = z.strictObject({ good: z.number(), poor: z.number(), source: Source });
export type Threshold = z.infer<typeof Threshold>;

/** What a plan has to have for an audit to measure anything. */
export interface OnlyWith {
  /** A persona with one of these hands; for others the audit does not apply. */
  hands?: readonly Hands[];
  /** Leave of the site. */
  allow?: 'doubleSubmit';
  /** Ids of metrics that are measured only where the touchpoint declares its optimum. */
  optimum?: readonly string[];
}

export const units = ['ms', 's', 'bytes', 'count', 'characters', 'ratio', 'share', 'points', 'none'] as const;

/** What a measurement means. Kept in the record, so that a report needs nothing else. */
export const Metric = z.strictObject({
  /** As in speed.lcp; the part before the dot is the area. */
  id: z.string().regex(/^(speed|accessibility|friction|trust)\.[a-z0-9-]+(\.[a-z0-9-]+)?$/),
  title: z.string(),
  unit: z.enum(units),
  better: z.enum(['lower', 'higher', 'neither']),
  /** timing: varies between samples by nature. exact: should not. */
  kind: z.enum(['timing', 'exact']),
  /** Which pass it is read from. */
  pass: Pass,
  /** How touchpoints add up to the journey. none: they do not. ratio: as the sums of the two metrics in `ratio`, divided. */
  overJourney: z.enum(['sum', 'max', 'ratio', 'none']),
  /** Ids of two metrics of the same audit; their quotient is this one. Goes with `overJourney: ratio`. */
  ratio: z.strictObject({ of: z.string(), to: z.string() }).optional(),
  /** Plain words: why a customer cares. */
  why: z.string(),
  /** How it is obtained. */
  how: z.string(),
  source: Source,
  threshold: Threshold.optional(),
  /** Ids of reference figures (population) it is held against, by form factor. */
  references: z.strictObject({ mobile: z.string(), desktop: z.string() }).partial().optional(),
});
export type Metric = z.infer<typeof Metric>;
