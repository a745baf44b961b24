import { z } from 'zod';

/** By how much two measurements differ, as their samples tell it. */
export const Shift = z.strictObject({
  /** paired: sample by sample. unpaired: every sample against every other. exact: the values say it by themselves. */
  method: z.enum(['paired', 'unpaired', 'exact']),
  estimate: z.number(),
  /** Where the true shift lies with this confidence; null: there are too few samples for that. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** 0 to 1. */
  confidence: z.number(),
  /** Up to here a difference does not matter in practice. */
  margin: z.number(),
  /** Further samples that would decide it if they were like those there are; null: it is decided, or no number within reach would do. */
  moreSamples: z.number().int().nullable(),
});
