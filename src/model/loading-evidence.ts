import { z } from 'zod';

/** One request of a touchpoint, for the drawing of how it loaded. */
export const LoadedRequest = z.strictObject({
  /** Host and path of a third party, the path alone where it is the site's own; without query. */
  address: z.string(),
  type: z.string(),
  /** ms since the first request of the touchpoint began. */
  start: z.number(),
  /** ms from its start; null: not known. */
  firstByte: z.number().nullable(),
  /** ms from its start; null: it did not end. */
  duration: z.number().nullable(),
  /** On the wire; null: not known. */
  bytes: z.number().nullable(),
  /** null: no answer. */
  status: z.number().int().nullable(),
  failure: z.string().nullable(),
  thirdParty: z.boolean(),
  /** The browser had it already. Absent: it did not, or the record is older. */
  cached: z.literal(true).optional(),
  /** Nothing was drawn, or nothing more, until it was there. Absent: not so, or not known. */
  blocking: z.literal(true).optional(),
});
export type LoadedRequest = z.infer<typeof LoadedRequest>;

/** What became of a request. open: it had not ended when the touchpoint was over. cancelled: given up by the page or the browser, as for a page that was left. */
export function becameOf({ status, failure, duration }: Pick<LoadedRequest, 'status' | 'failure' | 'duration'>): 'done' | 'failed' | 'cancelled' | 'open' {
  if (status !== null && status >= 400) return 'failed';
  if (failure !== null) return failure.includes('ERR_ABORTED') ? 'cancelled' : 'failed';
  return duration === null ? 'open' : 'done';
}

/** How one visit loaded a touchpoint, and what went wrong in the page on the way. */
export const Loading = z.strictObject({
  visit: z.string(),
  /** In the order in which they began, the first 40. */
  requests: z.array(LoadedRequest),
  requestCount: z.number().int(),
  /** Of all of them, those that failed. Absent in older records. */
  failedCount: z.number().int().optional(),
  /** What the page wrote as errors, and what it did not catch: each once, the first 10. */
  errors: z.array(z.string()),
  errorCount: z.number().int(),
});
export type Loading = z.infer<typeof Loading>;
