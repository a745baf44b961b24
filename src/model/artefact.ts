import { z } from 'zod';

/** A file that belongs to the evidence. */
export const Artefact = z.strictObject({ path: z.string().describe('Relative to the run directory'), mediaType: z.string(), bytes: z.number().int() });
export type Artefact = z.infer<typeof Artefact>;
