import { z } from 'zod';

/** What a customer has to read and look through at a touchpoint. Counts and sizes only: the text itself is not kept. */
export const Reading = z.strictObject({
  /** The main text: what stands in sentences in the `main` element, in the only article, or else outside of navigation, header, footer and forms. */
  text: z.strictObject({
    /** Language the text declares, from the nearest lang attribute; empty: none. */
    language: z.string(),
    words: z.number().int(),
    sentences: z.number().int(),
    /** Letters and digits. */
    letters: z.number().int(),
    /** Words of more than six letters. */
    longWords: z.number().int(),
    /** null: not counted, for there is no counter for the language. */
    syllables: z.number().int().nullable(),
    /** Share of the words that are among the most frequent of the declared language, 0 to 1; null: not known for that language. */
    frequent: z.number().nullable(),
  }),
  /** Visible text by its size, the smallest first. */
  sizes: z.array(z.strictObject({ px: z.number().describe('CSS px as laid out, times the scale at which the page is shown'), characters: z.number().int(), selector: z.string().describe('The first element with it') })).describe('At most 100'),
  /** Links, buttons and fields in the first screen that differ in role or name. */
  choices: z.number().int(),
  /** Pictures a customer sees as broken: loaded, but without a picture in it, and at least 8 px wide and high. */
  brokenImages: z.array(z.strictObject({ selector: z.string(), url: z.string() })).describe('At most 50'),
  brokenImageCount: z.number().int(),
});
export type Reading = z.infer<typeof Reading>;
