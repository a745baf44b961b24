import { z } from 'zod';
import { Id } from './ids.ts';
import { Area } from './metric.ts';
import { FindingDraft } from './results.ts';

/** A metric over the pages of one kind that were audited lightly. */
export const PageFigure = z.strictObject({
  metric: z.string(),
  /** With a value; pages that it does not apply to and pages without a value are counted apart. */
  pages: z.number().int(),
  notApplicable: z.number().int(),
  notAvailable: z.number().int(),
  /** Over the pages with a value, in the unit of the metric; null: there is none. */
  mean: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Page with the highest value, or with the lowest where higher is better; absent: neither is. */
  worst: z.string().optional(),
});
export type PageFigure = z.infer<typeof PageFigure>;

/** A finding over all pages that were audited lightly. */
export const PageFinding = z.strictObject({
  ...FindingDraft.pick({ kind: true, severity: true, title: true, advice: true, direction: true, judgement: true, wcag: true }).shape,
  /** Audit and key: the same as in the id of a finding at a touchpoint. */
  audit: z.string(),
  key: z.string(),
  area: Area,
  /** It was met on so many of them. */
  pages: z.number().int(),
  /** The same by kind of page: the id of its template. */
  templates: z.record(z.string(), z.number().int()),
  /** Up to five of them. */
  examples: z.array(z.string()),
  /** The page that title and advice are true of, where those of other pages read differently, as in how many elements have the fault. */
  wordedOn: z.string().optional(),
});
export type PageFinding = z.infer<typeof PageFinding>;

/**
 * What audits that read no times say of every page a crawl has opened. It is kept page by page beside the run; here it is folded, so that it has
 * the size of what is wrong and not of the site.
 */
export const LightAudits = z.strictObject({
  /** Who looked at the pages. */
  persona: Id,
  /** Audited pages. */
  pages: z.number().int(),
  /** Pages that could not be: code of the problem, how many, one of the messages, and up to five of them. */
  failed: z.array(z.strictObject({ code: z.string(), count: z.number().int(), message: z.string(), examples: z.array(z.string()) })),
  /** Audits that could tell nothing of some of the pages, on how many, and why of the first of them; most pages first. Absent in older records. */
  gaps: z.array(z.strictObject({ audit: z.string(), pages: z.number().int(), because: z.string() })).optional(),
  /** Audits that need more than a light inspection records: they are made at the touchpoints only. */
  leftOut: z.array(z.string()),
  templates: z.array(z.strictObject({ template: z.string(), pages: z.number().int(), figures: z.array(PageFigure) })),
  /** Worst first, then by the number of pages; the first 2,000 that were met. */
  findings: z.array(PageFinding),
  /** Sightings of findings beyond those. */
  further: z.number().int(),
});
export type LightAudits = z.infer<typeof LightAudits>;
