import { z } from 'zod';

/** One thing a screen reader says in one go. */
export const Announcement = z.strictObject({
  role: z.string().describe('As in the accessibility tree; text: plain text'),
  name: z.string(),
  /** As a reader says them: required, not checked, collapsed, … */
  states: z.array(z.string()),
  description: z.string(),
});
export type Announcement = z.infer<typeof Announcement>;

/** How a reader got from where it was to the target. `items`: one after the other; the others jump. */
const readingWays = ['there', 'items', 'kind', 'headings', 'landmarks'] as const;

/** What was said, or could have been, after an input: until the next step began, in the main document and its frames of the same site. */
export const HeardAfter = z.strictObject({
  /** What live regions said, in order; at most 20. `inserted`: the region came with its text, which only alerts are reliably heard of. */
  announced: z.array(z.strictObject({ text: z.string(), live: z.enum(['polite', 'assertive']), inserted: z.boolean() })),
  /**
   * Text that appeared outside of live regions and away from where the focus went, and can be seen; at most 20. `error`: it is tied to a field
   * that is marked as invalid; `described`: it is tied to the field or control that has the focus.
   */
  appeared: z.array(z.strictObject({ text: z.string(), selector: z.string(), error: z.boolean(), described: z.boolean() })),
  /** The focus went to something else than the control that was used, which the reader says. */
  focusMoved: z.boolean(),
  /** More was said or appeared than could be kept. */
  cut: z.boolean(),
});
export type HeardAfter = z.infer<typeof HeardAfter>;

/** Screen-reader hands only: what was heard on the way to the target of a step, and after it was used. */
export const Heard = z.strictObject({
  way: z.enum(readingWays).nullable().describe('null: the target is not announced, there is no way to it'),
  /** Things announced on the shortest way, the target included. */
  items: z.number().int(),
  /** Words of these announcements. */
  words: z.number().int(),
  /** Things that would be announced from item to item, without any jump; null: no way. */
  inOrder: z.number().int().nullable(),
  /** Controls on the way that are announced without a name. */
  silent: z.number().int(),
  /** Things on the way that are announced exactly as the target is, but are not the target. */
  alike: z.number().int(),
  /** What is announced of the target; null: nothing. */
  target: Announcement.nullable(),
  after: HeardAfter.nullable().describe('null: not listened to'),
});
export type Heard = z.infer<typeof Heard>;

/** Controls the tree announces without a name. */
export const SilentControl = z.strictObject({ role: z.string(), selector: z.string(), html: z.string().optional().describe('Its opening tag. Absent: not told') });

/** What the accessibility tree of a touchpoint holds for a reader, in all its frames. */
export const Spoken = z.strictObject({
  items: z.number().int().describe('Things announced from the top to the bottom of the page'),
  controls: z.number().int().describe('Those of them that can be used'),
  headings: z.number().int(),
  landmarks: z.number().int(),
  silent: z.array(SilentControl).describe('At most 20'),
  silentCount: z.number().int(),
});
export type Spoken = z.infer<typeof Spoken>;
