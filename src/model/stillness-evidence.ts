import { z } from 'zod';

/**
 * The longest time in a wait in which nothing that can be seen moved: between the input, each visible change (a rendered part of the document,
 * a picture that came in, a scroll position, the first paint of a new document, an animation as long as it runs) and the end of the wait.
 */
export const Stillness = z.strictObject({
  /** ms. Changes are told at most every 200 ms: up to that it is an upper bound. */
  longest: z.number(),
  /** ms from the input to where it begins. */
  from: z.number(),
  /** ms from the input to the end of the wait: the page had settled or, where that was not seen, something had shown. */
  wait: z.number(),
});
export type Stillness = z.infer<typeof Stillness>;

/** What is known of the wait after a step beside when the page had settled. */
export const Waiting = z.strictObject({
  /** Last step of a touchpoint: ms from its input (for `waitFor`: from when that came) until what shows that the customer has arrived was there. Absent: it was there when the step was over, or none is declared. */
  untilArrived: z.number().optional(),
  /** The page was waited for and had not settled when the visit went on: how long the customer waited is not known. */
  endless: z.literal(true).optional(),
});
export type Waiting = z.infer<typeof Waiting>;
