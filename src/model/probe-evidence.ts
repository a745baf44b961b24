import { z } from 'zod';

/** What kept a customer from using a target a second after it could be seen. */
export const ObstacleSeen = z.strictObject({
  kind: z.enum(['covered', 'disabled', 'inert', 'moving']),
  /** What covered it, as in: a cookie banner ("We value your privacy"); empty: nothing did. */
  by: z.string(),
  /** ms from when it could be seen until it could be used; null: it never could. */
  waited: z.number().nullable(),
});
export type ObstacleSeen = z.infer<typeof ObstacleSeen>;

/** What a second press of the same control did. */
export const SecondPress = z.strictObject({
  /** ms between the first input and the second; null: the control was gone or could not be pressed any more, so there was none. */
  after: z.number().nullable(),
  /** What both presses sent, as POST https://shop.example/basket; without query. At most 10. */
  sentAgain: z.array(z.string()),
  /** The page did not answer in time: whether the control could be pressed again, or was, is not known. */
  unanswered: z.literal(true).optional(),
});
export type SecondPress = z.infer<typeof SecondPress>;
