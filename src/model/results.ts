import { z } from 'zod';
import { Artefact } from './evidence.ts';
import { Id } from './ids.ts';
import { Area, Source } from './metric.ts';
import { Box } from './target-evidence.ts';

/** A measured place: one persona at one touchpoint of one journey on one site; touchpoint null: the whole journey. */
export const Place = z.strictObject({ site: Id, persona: Id, journey: Id, touchpoint: Id.nullable() });
export type Place = z.infer<typeof Place>;

/** A metric at a place, over the samples that measured it. */
export const Measurement = z.strictObject({
  metric: z.string(),
  ...Place.shape,
  /** One per valid sample, in the unit of the metric, in order of the samples. */
  samples: z.array(z.strictObject({ visit: z.string(), value: z.number() })),
  /** Median of the samples; null: not available. */
  value: z.number().nullable(),
  /** Smallest and largest sample; null: not available. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** false: there is nothing to measure here, said by the audit of every sample. Absent, as in older records: true. */
  applicable: z.boolean().optional(),
  /** Why there is no value, or why samples are missing. */
  unavailable: z.string().optional(),
  /** What was not the same in all samples though it should be, where the evidence tells; a sentence. */
  unstable: z.string().optional(),
});
export type Measurement = z.infer<typeof Measurement>;

export const severities = ['critical', 'serious', 'moderate', 'minor'] as const;
export const Severity = z.enum(severities);
export type Severity = z.infer<typeof Severity>;

/** What an audit says; where it was seen is added by the runner. */
export const FindingDraft = z.strictObject({
  kind: z.enum(['pain-point', 'delight']),
  severity: Severity,
  /** One sentence: what the customer meets. Text of the page stands in it as text. */
  title: z.string(),
  /** What to do about it, as an instruction. */
  advice: z.string(),
  /** Is the advice to do something or to stop doing it? */
  direction: z.enum(['do', 'stop']),
  /** Tells this from other findings of the same audit, stable over runs and personas and whatever the markup is called: a rule with a kind of component, a step of the plan, a host. Never a selector, and never a number that varies. */
  key: z.string(),
  selector: z.string().optional(),
  /** What kind of component it is about, as in AxeNode: "link named navigation list". Absent: not told. */
  component: z.string().optional(),
  /** Text that proves it, as a header, a message or markup. */
  quote: z.string().optional(),
  /** Seconds it costs the customer, where that was measured or modelled: the median over its places and samples. */
  cost: z.number().optional(),
  /** A: seen in at least three samples; B: one rule-based observation; C: modelled; D: rests on a secondary source. */
  confidence: z.enum(['A', 'B', 'C', 'D']),
  /** After which step it was seen, in the customer's words; absent: when the customer had arrived. */
  state: z.string().optional(),
  /** true: it rests on a time that was measured, though the metrics of its audit are counted. Absent: it is as exact as they are. */
  timed: z.boolean().optional(),
  /** decided: the rule tells by itself; needed: a person has to look before it counts as a failure. Absent: the rule tells. */
  judgement: z.enum(['decided', 'needed']).optional(),
  /** How hard the fix is; an estimate of the audit's author. */
  effort: z.enum(['small', 'medium', 'large']),
  wcag: z.array(z.string()).optional().describe('Success criteria, as 1.4.3'),
});
export type FindingDraft = z.infer<typeof FindingDraft>;

/** A finding with every place of a site it was seen at. */
export const Finding = z.strictObject({
  ...FindingDraft.shape,
  /** Stable over runs: audit, key and site. */
  id: z.string(),
  audit: z.string(),
  area: Area,
  why: z.string(),
  source: Source,
  /**
   * Held against an earlier run: it had this pain point too, or it had not, though it looked for it under the same conditions. crossed: it had not, but the
   * pain point rests on numbers that vary by nature, and the samples of the two do not show that these have become worse. Absent: there is none, or it cannot be told.
   */
  since: z.enum(['known', 'new', 'crossed']).optional(),
  places: z
    .array(
      z.strictObject({
        ...Place.shape,
        url: z.string(),
        visits: z.array(z.string()),
        screenshot: Artefact.optional(),
        /** Where the element is in the screenshot, in CSS px from its top left corner. Absent: it has no place in the picture, or none is known; also in older records. */
        box: Box.optional(),
        /** The element there. Absent: the one that the finding names, or none has a box. */
        selector: z.string().optional(),
      }),
    )
    .min(1),
});
export type Finding = z.infer<typeof Finding>;

/** What one audit said about one touchpoint of one visit. */
export const AuditOutcome = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('measured'),
    /** By metric id; a metric of the audit that is absent here does not apply, see `notApplicable`, or was not available, see `missing`. */
    values: z.record(z.string(), z.number()),
    missing: z.record(z.string(), z.string()).optional().describe('Why a metric has no value'),
    notApplicable: z.record(z.string(), z.string()).optional().describe('Why a metric has nothing to measure here; of one that stands in `missing` too, that holds'),
    findings: z.array(FindingDraft),
  }),
  z.strictObject({ status: z.literal('not-applicable'), because: z.string() }),
  z.strictObject({ status: z.literal('not-available'), because: z.string() }),
]);
export type AuditOutcome = z.infer<typeof AuditOutcome>;

/** Everything the audits said about one visit: what a judge worker hands back. */
export const VisitResults = z.strictObject({
  visit: z.string(),
  /** Why none of the audits could be made: the visit measured nothing. Absent: they were made. */
  failed: z.string().optional(),
  outcomes: z.array(z.strictObject({ touchpoint: Id, audit: z.string(), outcome: AuditOutcome })),
});
export type VisitResults = z.infer<typeof VisitResults>;
