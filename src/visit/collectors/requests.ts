import type { Request } from 'playwright-core';
import type { RequestEvidence } from '../../model/evidence.ts';
import { defineCollector, type CollectorContext } from './collector.ts';
import { eventsArrived } from './instruments/events-arrived.ts';
import { isThirdParty } from './instruments/party.ts';
import { networkLog, type Exchange } from './instruments/network-log.ts';
import { inTime } from '../patience.ts';

const most = 2_000;

/**
 * Every request, one entry per hop of a redirect; data: and blob: addresses are not requests. The browser's network events
 * tell those of the page's own process. Frames of other sites run in processes of their own, and workers have events of their own, whose requests only Playwright
 * sees: of those protocol and cache are not known. Nor is the size of what a service worker has fetched. What has not ended when the customer arrives belongs to the touchpoint it began
 * at, and is filled in there when it ends.
 */
export const requests = defineCollector({
  field: 'requests',
  passes: ['experience', 'inspection'],
  async start(context) {
    const log = await networkLog(context, most);
    let seen: SeenByPlaywright[] = [];
    let isPartial = false;
    /** What had not ended when it was told of. */
    let open: { exchange: Exchange; told: RequestEvidence }[] = [];
    const tellEnds = (): void => {
      for (const { exchange, told } of open) if (hasCome(exchange)) Object.assign(told, describe(context, exchange, log.offset()));
      open = open.filter(({ exchange }) => exchange.ended === null);
    };
    context.page.on('request', (request) => {
      // One more than is kept shows that there were more.
      if (seen.length <= most && mayBeForeign(context, request)) seen.push({ request, start: context.now(), step: context.currentStep() });
    });
    return {
      async collect() {
        await eventsArrived(context.cdp);
        tellEnds();
        const { exchanges, dropped } = log.take();
        const { own, foreign } = apart(seen, exchanges);
        seen = [];
        const known = own.map((exchange) => {
          const told = describe(context, exchange, log.offset());
          if (exchange.ended === null) open.push({ exchange, told });
          return told;
        });
        const others = await Promise.all(foreign.map((one, index) => describeForeign(context, one, index)));
        const all = [...known, ...others].sort((a, b) => a.start - b.start);
        isPartial = dropped > 0 || all.length > most;
        return all.slice(0, most);
      },
      stop: async () => tellEnds(),
      partial: () => (isPartial ? `more than ${most.toLocaleString('en-US')} requests were made` : undefined),
    };
  },
});

/** What the next page or the end of the visit cut off has not: how much of it there would have been is not known. */
function hasCome({ ended, failure }: Exchange): boolean {
  return ended !== null && failure?.includes('ERR_ABORTED') !== true;
}

function describe({ scrub }: CollectorContext, exchange: Exchange, offset: number): RequestEvidence {
  const { started, firstByte, ended, url, redirectedFrom, ...facts } = exchange;
  return {
    ...facts,
    url: scrub(url),
    ...(facts.referrer !== undefined && { referrer: scrub(facts.referrer) }),
    ...(facts.sourceMap !== undefined && { sourceMap: scrub(facts.sourceMap) }),
    redirectedFrom: redirectedFrom === null ? null : scrub(redirectedFrom),
    start: Math.max(0, started + offset),
    firstByte: firstByte === null ? null : Math.max(0, firstByte - started),
    duration: ended === null ? null : Math.max(0, ended - started),
  };
}

interface SeenByPlaywright {
  request: Request;
  start: number;
  step: number | null;
}

function mayBeForeign({ page }: CollectorContext, request: Request): boolean {
  if (!/^https?:/.test(request.url())) return false;
  try {
    // What a worker of the page asks for is told as if the page had; which of it the events of the page tell too is seen by comparing.
    return request.frame() !== page.mainFrame() || page.workers().length > 0;
  } catch {
    // A service worker's request has no frame, and the frame of a navigation is not known before it answers.
    return false;
  }
}

/**
 * Which requests are told best by the page's own network events, and which by Playwright: those of frames and workers that the events do not
 * tell of, or not to the end, as the document of a frame that moves to a process of its own. Matched by method and address.
 */
function apart(seen: readonly SeenByPlaywright[], exchanges: readonly Exchange[]): { own: Exchange[]; foreign: SeenByPlaywright[] } {
  const told = Map.groupBy(exchanges, ({ method, url }) => `${method} ${url}`);
  const replaced = new Set<Exchange>();
  const foreign = seen.filter(({ request }) => {
    const exchange = told.get(`${request.method()} ${withoutFragment(request.url())}`)?.shift();
    if (exchange === undefined) return true;
    const endedElsewhere = !exchange.mainFrame && exchange.ended === null && request.timing().responseEnd >= 0;
    if (endedElsewhere) replaced.add(exchange);
    return endedElsewhere;
  });
  return { own: exchanges.filter((exchange) => !replaced.has(exchange)), foreign };
}

function withoutFragment(url: string): string {
  return url.split('#', 1)[0] ?? url;
}

async function describeForeign(context: CollectorContext, { request, start, step }: SeenByPlaywright, index: number): Promise<RequestEvidence> {
  const response = request.existingResponse();
  const failure = request.failure()?.errorText ?? null;
  const { responseStart, responseEnd } = request.timing();
  const ended = responseEnd >= 0 || failure !== null;
  const sizes = response !== null && ended && failure === null ? await inTime(1_000, 'the size of a response', request.sizes()).catch(() => null) : null;
  const from = request.redirectedFrom();
  return {
    id: `frame-${index}-${Math.round(start)}`,
    url: context.scrub(withoutFragment(request.url())),
    method: request.method(),
    type: request.resourceType(),
    status: response?.status() ?? null,
    failure,
    fromCache: false,
    protocol: null,
    mimeType: response?.headers()['content-type']?.split(';')[0]?.trim() ?? null,
    transferred: sizes === null ? null : sizes.responseHeadersSize + sizes.responseBodySize,
    start,
    firstByte: responseStart >= 0 ? responseStart : null,
    duration: responseEnd >= 0 ? responseEnd : null,
    thirdParty: isThirdParty(request.url(), context.origin),
    mainFrame: false,
    redirectedFrom: from === null ? null : context.scrub(withoutFragment(from.url())),
    step,
  };
}
