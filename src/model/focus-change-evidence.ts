import { z } from 'zod';

/** What the page did by itself when a control got the focus from the Tab key. */
export const FocusChange = z.strictObject({
  /** page: asked for another document; form: sent a form; window: opened one; dialog: a box of the browser; route: changed the address within the document. */
  how: z.enum(['page', 'form', 'window', 'dialog', 'route']),
  /** Where it led, scrubbed; empty: nowhere. */
  url: z.string(),
  role: z.string(),
  name: z.string(),
  selector: z.string(),
  /** It happened again when the control was given the focus once more. false: it may have had another cause. */
  again: z.boolean(),
});
export type FocusChange = z.infer<typeof FocusChange>;
