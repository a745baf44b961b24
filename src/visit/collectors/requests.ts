import type { Request } from 'playwright-core';
import type { RequestEvidence } from '../../model/evidence.ts';
import { defineCollector, type CollectorContext } from './collector.ts';
import { networkLog, type Exchange } from './instruments/network-log.ts';
import { within } from './instruments/within.ts';

const most = 2_000;

/**
 * Every request, one entry per hop of a redirect; data: and blob: addresses are not requests. The browser's network events
 * tell those of the page's own process. Frames of other sites run in processes of their own, whose requests only Playwright
 * sees: of those protocol and cache are not known.
 */
export const requests = defineCollector({
  field: 'requests',
  passes: ['experience', 'inspection'],
  async start(context) {
    const log = await networkLog(context, most);
    let framed: Framed[] = [];
    context.page.on('request', (request) => {
      if (framed.length < most && isFramed(context, request)) framed.push({ request, start: context.now(), step: context.currentStep() });
    });
    return {
      async collect() {
        const exchanges = log.take();
        const candidates = framed;
        framed = [];
        const known = exchanges.map((exchange) => describe(context, exchange, log.offset()));
        const others = await Promise.all(unseen(candidates, exchanges).map((one, index) => describeFramed(context, one, index)));
        return [...known, ...others].sort((a, b) => a.start - b.start).slice(0, most);
      },
    };
  },
});

function describe({ scrub }: CollectorContext, exchange: Exchange, offset: number): RequestEvidence {
  const { started, firstByte, ended, url, redirectedFrom, ...facts } = exchange;
  return {
    ...facts,
    url: scrub(url),
    redirectedFrom: redirectedFrom === null ? null : scrub(redirectedFrom),
    start: Math.max(0, started + offset),
    firstByte: firstByte === null ? null : Math.max(0, firstByte - started),
    duration: ended === null ? null : Math.max(0, ended - started),
  };
}

interface Framed {
  request: Request;
  start: number;
  step: number | null;
}

function isFramed({ page }: CollectorContext, request: Request): boolean {
  if (!/^https?:/.test(request.url())) return false;
  try {
    return request.frame() !== page.mainFrame();
  } catch {
    // A service worker's request has no frame, and the frame of a navigation is not known before it answers.
    return false;
  }
}

/** Those of the frames' requests that the page's own network events did not tell, matched by method and address. */
function unseen(framed: readonly Framed[], exchanges: readonly Exchange[]): Framed[] {
  const counts = new Map<string, number>();
  for (const { method, url } of exchanges) counts.set(`${method} ${url}`, (counts.get(`${method} ${url}`) ?? 0) + 1);
  return framed.filter(({ request }) => {
    const key = `${request.method()} ${withoutFragment(request.url())}`;
    const count = counts.get(key) ?? 0;
    if (count > 0) counts.set(key, count - 1);
    return count === 0;
  });
}

function withoutFragment(url: string): string {
  return url.split('#', 1)[0] ?? url;
}

async function describeFramed(context: CollectorContext, { request, start, step }: Framed, index: number): Promise<RequestEvidence> {
  const response = request.existingResponse();
  const failure = request.failure()?.errorText ?? null;
  const { responseStart, responseEnd } = request.timing();
  const ended = responseEnd >= 0 || failure !== null;
  const sizes = response !== null && ended && failure === null ? await within(1_000, 'the size of a response', request.sizes()).catch(() => null) : null;
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
    thirdParty: true,
    mainFrame: false,
    redirectedFrom: from === null ? null : context.scrub(withoutFragment(from.url())),
    step,
  };
}
