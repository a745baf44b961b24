import type { BrowserContext, CDPSession, Request } from 'playwright-core';
import { within } from './patience.ts';

export interface Received {
  /** What is still coming in is told as far as it has come. To be called before the context is closed; never rejects. */
  end(): Promise<void>;
}

/** ms that sizes of what has just ended are waited for. */
const sizeCap = 1_000;

/**
 * Tells the bytes of each answer that the pages of a context receive, as they come over the network, headers too; what comes from a cache is none. Answers that have come to their
 * end are told of frames and workers in processes of their own, too; those that are cut off, of the page's own process only, and unpacked: of these the browser tells no more for sure.
 * What WebSockets receive is not known.
 * @param cdp Of the page; its network events are on.
 */
export function watchReceived(context: BrowserContext, cdp: CDPSession, tell: (bytes: number) => void): Received {
  const asked = new Set<Promise<void>>();
  const coming = new Map<string, number>();
  context.on('requestfinished', (request) => {
    if (!/^https?:/.test(request.url())) return;
    const work: Promise<void> = sizeOf(request).then(tell).finally(() => asked.delete(work));
    asked.add(work);
  });
  cdp.on('Network.dataReceived', ({ requestId, dataLength }) => void coming.set(requestId, (coming.get(requestId) ?? 0) + dataLength));
  cdp.on('Network.loadingFinished', ({ requestId }) => void coming.delete(requestId));
  cdp.on('Network.loadingFailed', ({ requestId }) => {
    tell(coming.get(requestId) ?? 0);
    coming.delete(requestId);
  });
  return {
    async end() {
      await within(Promise.all(asked), sizeCap);
      tell([...coming.values()].reduce((sum, bytes) => sum + bytes, 0));
      coming.clear();
    },
  };
}

/** 0 where it is not known, as when the page closes meanwhile. */
async function sizeOf(request: Request): Promise<number> {
  const sizes = await request.sizes().catch(() => null);
  return sizes === null ? 0 : Math.max(0, sizes.responseHeadersSize + sizes.responseBodySize);
}
