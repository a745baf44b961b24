import { z } from 'zod';

/** A style sheet file and how much of it the page uses as it is shown. Sheets written in the document are not told. */
export const StyleUse = z.strictObject({
  url: z.string(),
  characters: z.number().int().describe('Length of its text'),
  used: z.number().int().describe('Characters of the rules that match something on the page; 0 to characters'),
});
export type StyleUse = z.infer<typeof StyleUse>;
