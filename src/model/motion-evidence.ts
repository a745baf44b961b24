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
});
export type MotionEvidence = z.infer<typeof MotionEvidence>;
