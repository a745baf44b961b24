import type { Absence } from '../../src/audit/define.ts';
import type { RequestEvidence, StepEvidence } from '../../src/model/evidence.ts';
import { withoutPageLoad } from '../page-load.ts';
import { address, counted, size, some } from '../wording.ts';

/** From the last document on: what belongs to the page the customer ended up on. null: no document is among the requests. */
function fromLastDocument(requests: readonly RequestEvidence[]): RequestEvidence[] | null {
  const document = requests.findLastIndex(({ type, mainFrame, failure }) => type === 'document' && mainFrame && failure === null);
  return document === -1 ? null : requests.slice(document);
}

/** The requests of the page the customer ended up on, or why an audit has nothing to say of it. */
export function ofLastPage(requests: readonly RequestEvidence[], steps: readonly StepEvidence[]): { page: RequestEvidence[] } | Absence {
  const page = fromLastDocument(requests);
  return page === null ? withoutPageLoad(steps) : { page };
}

/** ms from when the last page was asked for until the first byte of its answer was in, redirects and the persona's line included. null: not known. */
export function firstByteOf(requests: readonly RequestEvidence[]): number | null {
  const document = fromLastDocument(requests)?.[0];
  if (document === undefined || document.firstByte === null) return null;
  // The hops of a redirect share the id of the first one.
  const asked = document.redirectedFrom === null ? document : requests.find(({ id }) => id === document.id.replace(/:\d+$/, ''));
  return asked === undefined ? null : document.start + document.firstByte - asked.start;
}

/** Is the latency of the persona's line to be added to the first byte the browser told of the last page? What lay in a cache was not fetched; a service worker's own fetch had it played before it answered. */
export function lacksLine(requests: readonly RequestEvidence[]): boolean {
  const document = fromLastDocument(requests)?.[0];
  return document === undefined || (!document.fromCache && document.byWorker !== true);
}

/** Did it go to the network? */
export function isFetched({ fromCache, url }: RequestEvidence): boolean {
  return !fromCache && /^(https?|wss?):/.test(url);
}

/** Kinds of request that go on for as long as they like, and those nobody waits for: that they have not ended is no gap. */
const openEnded = new Set(['eventsource', 'websocket', 'media', 'ping', 'beacon']);

/** Is it one over the network that has not failed? */
function isTransfer({ failure, fromCache, url }: RequestEvidence): boolean {
  return failure === null && !fromCache && /^https?:/.test(url);
}

/** Bytes over the network, or why that is not known, with what is known: a sum with gaps would look better than it is. */
export function transferred(requests: readonly RequestEvidence[]): { bytes: number } | { unknown: string } {
  const unsized = requests.filter((request) => isTransfer(request) && request.transferred === null);
  const arriving = unsized.filter(({ type, status, duration }) => duration === null && status !== null && !openEnded.has(type));
  const untold = unsized.filter(({ duration }) => duration !== null);
  const bytes = requests.reduce((sum, request) => sum + (request.transferred ?? 0), 0);
  if (arriving.length + untold.length === 0) return { bytes };
  const reasons = [
    ...(arriving.length === 0 ? [] : [`${counted(arriving.length, 'response')} had not come to ${arriving.length === 1 ? 'its' : 'their'} end (${names(arriving)})`]),
    ...(untold.length === 0 ? [] : [`the size of ${counted(untold.length, 'response')} is not known (${names(untold)})`]),
  ];
  return { unknown: `${reasons.join(', and ')}; without ${arriving.length + untold.length === 1 ? 'it' : 'them'} ${size(bytes)} were downloaded` };
}

function names(requests: readonly RequestEvidence[]): string {
  return some([...new Set(requests.map(({ url, type }) => `${address(url)}, ${type}`))], 3);
}
