import { z } from 'zod';

/** One stop of the Tab key. */
export const TabStop = z.strictObject({
  role: z.string(),
  name: z.string(),
  selector: z.string(),
  focusVisible: z.boolean().nullable().describe('null: not checked'),
  /** How much of the element, as it had the focus, lay under something opaque; looked at in 25 points of it. null: it cannot be told. Absent: not looked at. */
  covered: z.enum(['none', 'partly', 'entirely']).nullable().optional(),
  /** Selector of what lay on top, where the element was covered. */
  coveredBy: z.string().optional(),
  /** CSS px in the viewport as the walk found it scrolled, read of all stops of a walk at one moment without focus; absent: not read, or nothing of it was to be seen then. */
  box: z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).optional(),
  /** Stops of the same number lie in the same flow: what is positioned, sticks or scrolls by itself has a number of its own. Absent with `box`. */
  flow: z.number().int().optional(),
  /** Is the text around it written from right to left? Absent: no. */
  rightToLeft: z.boolean().optional(),
  /** Of the tabindex attribute, where it is above 0. */
  tabindex: z.number().int().optional(),
});
export type TabStop = z.infer<typeof TabStop>;

/** What the keys of one step were, beside what `effort.keys` counts in all; and what became of the focus. */
export const KeyboardUse = z.strictObject({
  backwards: z.number().int().describe('Shift+Tab'),
  arrows: z.number().int(),
  escapes: z.number().int().describe('Presses of Escape to leave a layer that stood in the way'),
  /**
   * Where the focus was when the page had settled: on what had been acted on, elsewhere, or on the page as a whole because what had it was
   * removed, hidden or disabled (`lost`). null: not looked at, or a new document came.
   */
  focusAfter: z.enum(['kept', 'moved', 'lost']).nullable(),
});
export type KeyboardUse = z.infer<typeof KeyboardUse>;

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
