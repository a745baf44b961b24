import { z } from 'zod';

/** What the network events tell of a request beyond its times; absent in older evidence, and where they do not tell it. */
export const RequestDetails = z.strictObject({
  initiator: z.string().describe('Who asked for it: parser, script, preload, …').optional(),
  renderBlocking: z.boolean().describe('Nothing was drawn, or nothing more of the page, until it was there').optional(),
  referrer: z.string().describe('Third parties only: what they were told of the page the customer was on, scrubbed').optional(),
  /** Seconds for which a cache may give it out again without asking; 0: never. Absent: the answer does not say. */
  freshFor: z.number().min(0).optional(),
  byWorker: z.literal(true).describe('A service worker answered it, from the network: what it fetched for that, and so the size, is not told').optional(),
  sourceMap: z.string().describe('Address that the answer names as its source map').optional(),
});
export type RequestDetails = z.infer<typeof RequestDetails>;
