import { z } from 'zod';
import { consentPurposes } from './consent-words.ts';

/** A step that the customer took of their own accord to answer a request for consent, not because the plan says so. */
export const ConsentPress = z.strictObject({
  wanted: z.enum(['accept', 'reject']),
  purpose: z.enum([...consentPurposes, 'untick']).describe('What the pressed control is for'),
  press: z.number().int().min(1).describe('The n-th press for this layer'),
});
export type ConsentPress = z.infer<typeof ConsentPress>;

/** Why the customer's answer could not be given. */
const consentObstacles = ['no-way-to-accept', 'no-way-to-reject', 'control-without-name', 'too-many-presses', 'control-not-usable', 'layer-stays', 'frame-not-readable'] as const;

/** A request for consent the customer met, and what became of it. */
export const ConsentMet = z.strictObject({
  layer: z.strictObject({
    name: z.string(),
    selector: z.string(),
    covers: z.number().describe('Share of the viewport, 0 to 1'),
    modal: z.boolean().describe('The rest of the page cannot be used'),
    /** Names of its buttons and links as it was met, at most 10. */
    ways: z.array(z.string()),
    /** What its first layer offers. */
    offers: z.array(z.enum(consentPurposes)),
    /** Controls without a name, which nobody can tell the purpose of by ear. */
    nameless: z.number().int(),
    /** Origin of the frame it is in; null: in the page itself. */
    frame: z.string().nullable(),
  }),
  wanted: z.enum(['accept', 'reject']),
  /** `put-off`: closed without an answer, for there was no way to refuse. `left-to-plan`: a step of the plan deals with it. */
  outcome: z.enum(['accepted', 'rejected', 'put-off', 'left-to-plan', 'not-carried-out']),
  obstacle: z.enum(consentObstacles).optional(),
  /** In the customer's words: what stood in the way. */
  because: z.string().optional(),
  /** Presses or ticks made. */
  presses: z.number().int().min(0),
  /** ms from when it was noticed until it was gone or given up. */
  duration: z.number(),
  /** Indexes of its steps at the touchpoint. */
  steps: z.array(z.number().int()),
  /** It came up in the middle of a step and held it up. */
  late: z.boolean(),
});
export type ConsentMet = z.infer<typeof ConsentMet>;
