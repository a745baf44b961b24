import { z } from 'zod';

/** What became of the layer that is on top at the end, a dialog, menu or list, when Escape was pressed. */
export const EscapeEvidence = z.strictObject({
  /** null: no such layer is open, or it asks for consent. */
  layer: z
    .strictObject({
      kind: z.enum(['dialog', 'menu', 'list', 'popover']),
      name: z.string(),
      selector: z.string(),
      /** It was gone within a second. null: not tried, because the customer's next step may be in it. */
      closed: z.boolean().nullable(),
      /** Something had the focus afterwards. null: it did not close, or nothing had the focus before. */
      focusKept: z.boolean().nullable(),
    })
    .nullable(),
});
export type EscapeEvidence = z.infer<typeof EscapeEvidence>;
