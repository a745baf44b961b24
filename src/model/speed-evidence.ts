import { z } from 'zod';

/** What Lighthouse's estimate of an opportunity says beyond milliseconds; absent where it says nothing. */
export const SavingsDetails = z.strictObject({
  bytes: z.number().describe('Bytes that need not be sent, estimated').optional(),
  shift: z.number().describe('Layout shift score that need not be, estimated').optional(),
  files: z.array(z.string()).describe('Addresses it is about, at most 5, in the order of Lighthouse').optional(),
});
export type SavingsDetails = z.infer<typeof SavingsDetails>;

/** A script at work in a long animation frame. */
export const FrameScript = z.strictObject({
  url: z.string().describe('Address of its source; empty: the browser does not tell'),
  invoker: z.string().describe('What ran it, as in BUTTON#buy.onclick'),
  duration: z.number().describe('ms'),
});
export type FrameScript = z.infer<typeof FrameScript>;

/** A frame that took longer than 50 ms (Long Animation Frames API, Chrome 123, 2024). */
export const LongFrame = z.strictObject({
  start: z.number().describe('ms since the navigation'),
  duration: z.number().describe('ms'),
  blocking: z.number().describe('ms for which no input could be answered, as the browser counts them'),
  scripts: z.array(FrameScript).describe('The longest three, longest first'),
  navigationIndex: z.number().int().describe('As in `vitals`'),
});
export type LongFrame = z.infer<typeof LongFrame>;
