import { z } from 'zod';
import { FieldInForm } from './form-evidence.ts';
import { TargetFacts } from './target-evidence.ts';

export const FieldFacts = z.strictObject({
  selector: z.string(),
  tag: z.string(),
  type: z.string(),
  name: z.string(),
  /** What names it: a visible label, ARIA only, a placeholder only, a title only, or nothing. */
  labelledBy: z.enum(['label', 'aria', 'title', 'placeholder', 'nothing']),
  label: z.string(),
  required: z.boolean(),
  autocomplete: z.string(),
  inputmode: z.string(),
  visible: z.boolean(),
  ...FieldInForm.shape,
});
export type FieldFacts = z.infer<typeof FieldFacts>;

/** What is on the page when the customer has arrived. */
export const Census = z.strictObject({
  fields: z.array(FieldFacts).describe('At most 300'),
  fieldCount: z.number().int().optional().describe('Absent: all are in `fields`'),
  /** Visible fields in the frames of the page, which are not among `fields`; null: a frame did not say. Absent: none, or not asked. */
  framedFields: z.number().int().nullable().optional(),
  targets: z.array(TargetFacts).describe('At most 500'),
  targetCount: z.number().int(),
  words: z.number().int().describe('Visible words'),
  elements: z.number().int().describe('Elements in the document'),
  language: z.string().describe('lang of the document; empty: none'),
  title: z.string(),
  viewport: z.string().describe('Content of the viewport meta tag; empty: none'),
  scrollWidth: z.number().describe('CSS px'),
  clientWidth: z.number().describe('CSS px'),
  /** Share of the window in which touch-action forbids zooming with two fingers, 0 to 1. */
  pinchBarred: z.number().optional(),
  /** Elements marked as draggable that can be seen; the first 20 of them. */
  draggables: z.strictObject({ count: z.number().int(), first: z.array(z.strictObject({ role: z.string(), name: z.string(), selector: z.string() })) }).optional(),
});
export type Census = z.infer<typeof Census>;
