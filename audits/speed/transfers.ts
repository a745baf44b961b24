import type { RequestEvidence } from '../../src/model/evidence.ts';

/** From the last document on: what belongs to the page the customer ended up on. null: no document was loaded. */
export function ofLastPage(requests: readonly RequestEvidence[]): RequestEvidence[] | null {
  const document = requests.findLastIndex(({ type, mainFrame, failure }) => type === 'document' && mainFrame && failure === null);
  return document === -1 ? null : requests.slice(document);
}

/** Requests whose size should be known and is not: they came over the network and ended well. */
function unsized(requests: readonly RequestEvidence[]): RequestEvidence[] {
  return requests.filter((request) => request.transferred === null && request.duration !== null && request.failure === null && !request.fromCache && /^https?:/.test(request.url));
}

/** Bytes over the network, or why that is not known: a sum with gaps would look better than it is. */
export function transferred(requests: readonly RequestEvidence[]): { bytes: number } | { unknown: string } {
  const gaps = unsized(requests).length;
  if (gaps > 0) return { unknown: `the size of ${gaps} of ${requests.length} responses is not known` };
  return { bytes: requests.reduce((sum, request) => sum + (request.transferred ?? 0), 0) };
}
