import { z } from 'zod';
import { Box } from './target-evidence.ts';

/** Where elements are in the screenshot of the touchpoint. */
export const Pictured = z.strictObject({
  path: z.string().describe('Of the screenshot'),
  /** CSS px: what the picture shows, whatever its own size is. */
  width: z.number(),
  height: z.number(),
  /** Those that collectors named and that stood in the picture, were not hidden or covered there, and had not moved since; at most 600. One that is not here has no place in the picture. */
  elements: z.array(
    z.strictObject({
      selector: z.string(),
      /** What can be seen of it, from the picture's top left corner. */
      box: Box,
      /** What kind of component it is, as in AxeNode. */
      component: z.string(),
    }),
  ),
});
export type Pictured = z.infer<typeof Pictured>;
