import { z } from 'zod';

/** What moves by itself on the page when the customer has arrived. */
export const Moving = z.strictObject({
  kind: z.enum(['animation', 'video', 'marquee']),
  selector: z.string(),
  /** Seconds it goes on from its start; null: without end. */
  seconds: z.number().nullable(),
});
export type Moving = z.infer<typeof Moving>;

export const MotionEvidence = z.strictObject({
  moving: z.array(Moving).describe('What goes on for more than five seconds; at most 50'),
  movingCount: z.number().int(),
  /** How many still went on after the customer's system had asked for less motion. Absent: not tried, or it asks for it all the time. */
  whenAsked: z.number().int().optional(),
  /** Name of the first control that can be seen and promises to pause or stop something; null: none. Absent: not looked for. */
  pause: z.string().nullable().optional(),
});
export type MotionEvidence = z.infer<typeof MotionEvidence>;

/** A text with a time in it that became less while the page was looked at. */
export const Countdown = z.strictObject({
  selector: z.string(),
  /** The text around it, at most 100 characters. */
  text: z.string(),
  /** Seconds it told at first and later, and ms between the two. */
  from: z.number(),
  to: z.number(),
  over: z.number(),
});
export type Countdown = z.infer<typeof Countdown>;
