import { z } from 'zod';

/** A request of a touchpoint as it is over the samples: medians. */
export const UsualRequest = z.strictObject({
  /** Address without origin where it is the site's own, without query, and with what looks like a hash of the content as `*`. */
  address: z.string(),
  /** Host of a third party; null: the site's own. */
  party: z.string().nullable(),
  bytes: z.number().nullable(),
  /** ms */
  duration: z.number().nullable(),
  /** ms until the first byte. */
  firstByte: z.number().nullable(),
});
export type UsualRequest = z.infer<typeof UsualRequest>;

/** What a place was made of, kept in the record so that a later run can say what changed. */
export const Makeup = z.strictObject({
  /** The heaviest, at most 60; the address of each is there once. */
  requests: z.array(UsualRequest),
  /** All of them; null: not measured. */
  requestCount: z.number().int().nullable(),
  /** ms of tasks over 50 ms by script, the longest first, at most 10; null: not measured. */
  longTasks: z.array(z.strictObject({ script: z.string(), duration: z.number() })).nullable(),
  /** Selector of the largest element drawn; null: not known. */
  lcpElement: z.string().nullable(),
  /** Labels of the visible fields, at most 60; null: not measured. */
  fields: z.array(z.strictObject({ label: z.string(), required: z.boolean() })).nullable(),
});
export type Makeup = z.infer<typeof Makeup>;

const changeKinds = ['request-added', 'request-grown', 'request-slower', 'long-task', 'lcp-element', 'step-added', 'field-added', 'finding-new', 'party-new'] as const;

/** Something that is otherwise than in the reference and adds to a regression. */
export const Change = z.strictObject({
  kind: z.enum(changeKinds),
  /** One sentence. */
  text: z.string(),
  /** By how much, in `unit`: what changes of one unit are ranked by. */
  by: z.number(),
  unit: z.enum(['ms', 'bytes', 'count']),
});
export type Change = z.infer<typeof Change>;
