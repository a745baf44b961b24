import { z } from 'zod';

/** Something that shows up while the pointer rests on a control, or while that has the focus, and goes with it. What is wrong with it was seen twice. */
export const HoverContent = z.strictObject({
  by: z.enum(['pointer', 'focus']),
  trigger: z.strictObject({ role: z.string(), name: z.string(), selector: z.string() }),
  selector: z.string(),
  text: z.string().describe('At most 100 characters'),
  /** It lies over something else that is there to be read or pressed. */
  covers: z.boolean(),
  /** It went away by itself while nothing was moved, in the 300 ms it was watched. */
  vanished: z.boolean(),
  /** Escape made it go away. null: not tried. */
  dismissed: z.boolean().nullable(),
  /** It was still there after the pointer had gone straight onto it. null: not tried, out of the window, or now so and now otherwise. */
  hoverable: z.boolean().nullable(),
  /** Touchpoint where another of its kind was tried. Absent: this one. */
  triedAt: z.string().optional(),
});
export type HoverContent = z.infer<typeof HoverContent>;

export const HoverEvidence = z.strictObject({
  /** Can this device point without pressing? Where it cannot, only the focus was tried. */
  pointer: z.boolean(),
  /** Kinds of triggers that style sheets, attributes or listeners tell of, and how many of them have been tried, here or at an earlier touchpoint; one of each kind. */
  kinds: z.number().int(),
  tried: z.number().int(),
  contents: z.array(HoverContent),
});
export type HoverEvidence = z.infer<typeof HoverEvidence>;
