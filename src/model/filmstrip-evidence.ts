import { z } from 'zod';
import { Artefact } from './artefact.ts';

export const paints = ['first-contentful', 'largest-contentful'] as const;

/** What the page looked like at a moment of a step, as the browser drew it. */
export const FilmFrame = z.strictObject({
  picture: Artefact,
  /** ms from the input of the step (from its start where it has none) until this was drawn; 0: it was there already. */
  at: z.number().min(0),
  /** Paints of the load that it is the first to show. Absent: none. */
  paints: z.array(z.enum(paints)).optional(),
});
export type FilmFrame = z.infer<typeof FilmFrame>;

/** Pictures of a step, or why there are none. */
export const Film = z.union([
  z.strictObject({
    /** In their order: the most telling of those that differ. Empty: others of the touchpoint tell more. */
    frames: z.array(FilmFrame),
    /** How many pictures differed from the one before. */
    drawn: z.number().int(),
  }),
  z.strictObject({ absent: z.string() }),
]);
export type Film = z.infer<typeof Film>;

/** The way to a touchpoint in pictures, from the inspection, or why there are none. */
export const Filmstrip = z.union([
  z.strictObject({
    visit: z.string(),
    /** Those steps that were recorded; of fields filled in one after the other, the first. */
    steps: z.array(z.strictObject({ description: z.string(), film: Film })),
  }),
  z.strictObject({ absent: z.string() }),
]);
export type Filmstrip = z.infer<typeof Filmstrip>;
