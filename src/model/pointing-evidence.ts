import { z } from 'zod';

const Control = { role: z.string(), name: z.string(), selector: z.string() };

/** Another control that a finger lies on when it presses its target. */
export const NearControl = z.strictObject({
  ...Control,
  /** CSS px from the middle of the finger to the nearest point at which this control would be hit. */
  distance: z.number(),
  /** Share of the finger's contact area that lies on it, 0 to 1. */
  share: z.number(),
});
export type NearControl = z.infer<typeof NearControl>;

/** The page moved the target by itself, before it was pressed. */
export const TargetMove = z.strictObject({
  /** ms from the shift to the press. */
  ago: z.number(),
  /** CSS px from where the middle of the target had been before this shift to where it was pressed. */
  distance: z.number(),
  /** Who had aimed at the middle of the target before this shift would not have hit it. */
  missed: z.boolean(),
  /** What they would have hit instead; null: nothing that can be pressed. */
  hit: z.strictObject(Control).nullable(),
});
export type TargetMove = z.infer<typeof TargetMove>;

/** What lay under a press; recorded in the inspection, for the last press of a step. */
export const PressEvidence = z.strictObject({
  /** It is a control by its markup, or the pointer becomes a hand over it. */
  interactive: z.boolean(),
  /** What pressing it does cannot be seen from within the page: a field, a list or picker of the browser's own, a player, a drawing, a link to another program. */
  silent: z.boolean(),
  /** Touch only: the round area a finger covers, in CSS px, and the other controls in it, nearest first, at most 10. */
  contact: z.strictObject({ diameter: z.number(), others: z.array(NearControl) }).optional(),
  /** Shifts of the last 3 s that moved the target and followed no input, the latest first, at most 10. */
  moves: z.array(TargetMove),
});
export type PressEvidence = z.infer<typeof PressEvidence>;

/** What pointing at things met on the way. */
export const PointingEvidence = z.strictObject({
  press: PressEvidence.optional(),
  /** Mouse only: what had opened when the pointer rested on something closed while it went straight to its target. Absent: nothing had been opened so. */
  closedOnTheWay: z.boolean().optional(),
});
export type PointingEvidence = z.infer<typeof PointingEvidence>;
