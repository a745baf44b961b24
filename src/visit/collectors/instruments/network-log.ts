import type { RequestEvidence } from '../../../model/evidence.ts';
import type { CollectorContext } from '../collector.ts';
import { fromHeaders } from './answer-headers.ts';
import { isThirdParty } from './party.ts';

/** A request as the browser tells it; times in ms on the browser's monotonic clock. */
export interface Exchange extends Omit<RequestEvidence, 'start' | 'firstByte' | 'duration'> {
  started: number;
  firstByte: number | null;
  ended: number | null;
}

export interface NetworkLog {
  /** What began since the last take, and how many more began that were not recorded. Those that have not ended yet are still filled in. */
  take(): { exchanges: Exchange[]; dropped: number };
  /** ms to add to the browser's clock to get ms since the visit began. */
  offset(): number;
}

/** What is needed of the protocol's Network.Response. */
interface Answer {
  status: number;
  mimeType: string;
  protocol?: string;
  fromDiskCache?: boolean;
  fromPrefetchCache?: boolean;
  fromServiceWorker?: boolean;
  serviceWorkerResponseSource?: string;
  encodedDataLength: number;
  headers: Record<string, string>;
  timing?: { requestTime: number; receiveHeadersEnd: number };
}

/** The protocol's words for what holds back the first drawing, or the parser with what it would draw next. */
const blocks: readonly string[] = ['Blocking', 'InBodyParserBlocking'];

/** Follows the network events of the page's own process. At most `most` are kept at a time; what comes beyond is only counted. */
export async function networkLog(context: CollectorContext, most: number): Promise<NetworkLog> {
  const { cdp, now, currentStep, origin } = context;
  const { frameTree } = await cdp.send('Page.getFrameTree');
  const mainFrame = frameTree.frame.id;
  let exchanges: Exchange[] = [];
  const open = new Map<string, Exchange>();
  let hops = new Map<string, number>();
  let dropped = 0;
  let offset = Number.POSITIVE_INFINITY;

  function begin(id: string, details: Pick<Exchange, 'url' | 'method' | 'type' | 'mainFrame' | 'redirectedFrom' | 'initiator' | 'renderBlocking' | 'referrer'>, timestamp: number, step: number | null): void {
    if (!/^(https?|wss?):/.test(details.url)) return;
    if (exchanges.length >= most) {
      dropped += 1;
      return;
    }
    const hop = details.redirectedFrom === null ? 0 : (hops.get(id) ?? 0) + 1;
    if (hop > 0) hops.set(id, hop);
    const exchange: Exchange = {
      id: hop === 0 ? id : `${id}:${hop}`,
      ...details,
      status: null,
      failure: null,
      fromCache: false,
      protocol: null,
      mimeType: null,
      transferred: null,
      started: timestamp * 1_000,
      firstByte: null,
      ended: null,
      thirdParty: isThirdParty(details.url, origin),
      step,
    };
    exchanges.push(exchange);
    open.set(id, exchange);
  }

  cdp.on('Network.requestWillBeSent', ({ requestId, request, type, frameId, timestamp, redirectResponse, initiator, renderBlockingBehavior }) => {
    // Events arrive late, never early: the smallest difference seen is the nearest to the truth.
    offset = Math.min(offset, now() - timestamp * 1_000);
    const former = redirectResponse === undefined ? undefined : open.get(requestId);
    if (former !== undefined && redirectResponse !== undefined) {
      answered(former, redirectResponse, timestamp);
      former.transferred = redirectResponse.encodedDataLength;
      former.ended = timestamp * 1_000;
    }
    const referrer = isThirdParty(request.url, origin) ? (request.headers['Referer'] ?? request.headers['referer']) : undefined;
    const details = {
      url: request.url,
      method: request.method,
      type: (type ?? 'other').toLowerCase(),
      mainFrame: frameId === mainFrame,
      redirectedFrom: former?.url ?? null,
      initiator: initiator.type,
      renderBlocking: blocks.includes(renderBlockingBehavior ?? ''),
      ...(referrer !== undefined && { referrer }),
    };
    // The first hop may have been taken already: its step was one of the touchpoint before.
    begin(requestId, details, timestamp, former !== undefined && exchanges.includes(former) ? former.step : currentStep());
  });
  cdp.on('Network.requestServedFromCache', ({ requestId }) => {
    const exchange = open.get(requestId);
    if (exchange !== undefined) exchange.fromCache = true;
  });
  cdp.on('Network.responseReceived', ({ requestId, response, timestamp }) => {
    const exchange = open.get(requestId);
    if (exchange !== undefined) answered(exchange, response, timestamp);
  });
  cdp.on('Network.loadingFinished', ({ requestId, timestamp, encodedDataLength }) => {
    const exchange = open.get(requestId);
    open.delete(requestId);
    if (exchange === undefined) return;
    exchange.ended = timestamp * 1_000;
    exchange.transferred = exchange.fromCache ? 0 : exchange.byWorker === true ? null : encodedDataLength;
  });
  cdp.on('Network.loadingFailed', ({ requestId, timestamp, errorText, blockedReason, corsErrorStatus }) => {
    const exchange = open.get(requestId);
    open.delete(requestId);
    if (exchange === undefined) return;
    exchange.ended = timestamp * 1_000;
    exchange.failure = [errorText, blockedReason, corsErrorStatus?.corsError].filter(Boolean).join(', ');
  });
  const sockets = new Map<string, string>();
  cdp.on('Network.webSocketCreated', ({ requestId, url }) => {
    if (sockets.size < most) sockets.set(requestId, url);
    else dropped += 1;
  });
  cdp.on('Network.webSocketWillSendHandshakeRequest', ({ requestId, timestamp }) => {
    const url = sockets.get(requestId);
    sockets.delete(requestId);
    if (url !== undefined) begin(requestId, { url, method: 'GET', type: 'websocket', mainFrame: true, redirectedFrom: null }, timestamp, currentStep());
  });
  cdp.on('Network.webSocketHandshakeResponseReceived', ({ requestId, timestamp, response }) => {
    const exchange = open.get(requestId);
    if (exchange === undefined) return;
    exchange.status = response.status;
    exchange.firstByte = timestamp * 1_000;
  });

  return {
    offset: () => (Number.isFinite(offset) ? offset : 0),
    take() {
      const taken = { exchanges, dropped };
      exchanges = [];
      dropped = 0;
      hops = new Map([...hops].filter(([id]) => open.has(id)));
      return taken;
    },
  };
}

function answered(exchange: Exchange, answer: Answer, timestamp: number): void {
  const { status, mimeType, protocol, fromDiskCache, fromPrefetchCache, fromServiceWorker, serviceWorkerResponseSource = '', timing, headers } = answer;
  Object.assign(exchange, fromHeaders(headers));
  exchange.status = status;
  exchange.mimeType = mimeType === '' ? null : mimeType;
  exchange.protocol = protocol ?? null;
  // Chrome says `fromPrefetchCache` of what it fetches ahead too, not only of what was fetched by then.
  exchange.fromCache ||= fromDiskCache === true || (fromPrefetchCache === true && exchange.type !== 'prefetch') || /^(?:cache-storage|http-cache|fallback-code)$/.test(serviceWorkerResponseSource);
  if (fromServiceWorker === true && !exchange.fromCache) exchange.byWorker = true;
  // The end of the headers, not their start: what Chrome adds to play a slow line lies between the two.
  exchange.firstByte = timing === undefined || exchange.fromCache ? timestamp * 1_000 : timing.requestTime * 1_000 + timing.receiveHeadersEnd;
}
