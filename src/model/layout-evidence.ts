import { z } from 'zod';

/** A piece of text and where it stands. */
const Text = z.strictObject({ text: z.string().describe('At most 100 characters'), selector: z.string() });

/** Text that could be read in the persona's own window and cannot any more. */
const LostText = z.strictObject({
  ...Text.shape,
  /** cut: lines are cut off or out of sight; shortened: ends in dots on purpose, or can be unfolded; aside: what juts out beyond a box that is narrower. */
  how: z.enum(['cut', 'shortened', 'aside']),
  /** What cuts it off; "viewport": the window itself. */
  by: z.string(),
});

/** What can be reached by scrolling sideways only. */
export const Beyond = z.strictObject({
  selector: z.string(),
  text: z.string(),
  kind: z.enum(['text', 'control', 'media', 'table', 'code']),
  /** Two-dimensional by nature, as WCAG 1.4.10 excepts: tables, pictures, maps, code, toolbars. */
  excepted: z.boolean(),
});
export type Beyond = z.infer<typeof Beyond>;

/** The page in another window, or with other text, than the persona's. */
export const Layout = z.strictObject({
  /** CSS px of the window. */
  width: z.number(),
  height: z.number(),
  scrollWidth: z.number(),
  /** The page as a whole can be scrolled sideways. */
  sideways: z.boolean(),
  beyond: z.array(Beyond).describe('At most 20'),
  lost: z.array(LostText).describe('At most 20'),
  lostCount: z.number().int(),
  overlaps: z.array(z.strictObject({ one: Text, other: Text })).describe('Texts printed over each other; at most 10'),
  overlapCount: z.number().int(),
});
export type Layout = z.infer<typeof Layout>;

/** How the page takes narrow windows and large text. A layout says what is different from the persona's own. */
export const LayoutEvidence = z.strictObject({
  /** Texts that were followed. */
  texts: z.number().int(),
  /** 320 CSS px wide: a window of 1280 px at 400 % (WCAG 2.2, 1.4.10). */
  narrow: Layout,
  /** 640 CSS px wide: a window of 1280 px at 200 %. null: a phone zooms without a new layout. */
  zoomed: Layout.nullable(),
  /** The browser's font size at 200 %. null: the persona's text is that large already. */
  large: Layout.nullable(),
  /** Line height 1.5, letters 0.12, words 0.16, paragraphs 2 times the font size (WCAG 2.2, 1.4.12). */
  spaced: Layout,
});
export type LayoutEvidence = z.infer<typeof LayoutEvidence>;
