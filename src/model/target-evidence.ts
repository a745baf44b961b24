import { z } from 'zod';

/** CSS px relative to the viewport. */
export const Box = z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
export type Box = z.infer<typeof Box>;

/** Something to press, follow or fill in, and how large it is. */
export const TargetFacts = z.strictObject({
  role: z.string(),
  name: z.string(),
  selector: z.string(),
  box: Box,
  inline: z.boolean().describe('A link inside a sentence'),
  /** A label that can be seen and works it too. Absent: none. */
  label: Box.optional(),
  /** Address of a link, scrubbed. Absent: not a link, or not told. */
  leads: z.string().optional(),
});
export type TargetFacts = z.infer<typeof TargetFacts>;
