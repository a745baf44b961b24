import type { CDPSession, Page, Request } from 'playwright-core';

/** Requests of a page that someone waits for. */
export interface RequestsUnderWay {
  /** Those that have not ended; a script's counts as ended when its answer has begun and does not go on coming. */
  waiting(): number;
  /** Of the first so many requests, those whose answers are coming in. */
  receiving(upTo: number): number;
  /** They are not waited for any more. */
  forget(): void;
  /** A document has come: what the one before was waiting for is not waited for any more. */
  leaveDocument(to: string): void;
}

interface Activity {
  /** Requests begun. */
  requests: number;
  /** The last moment at which a request ended or a script's was answered. */
  activeAt: number;
}

/** ms without data after which a script's answer that has begun counts as come: the page does not read it to its end, or it is a stream. */
const stallCap = 1_000;

const isOfScript = (request: Request): boolean => /^(?:fetch|xhr)$/.test(request.resourceType());

/** Connections that stay open or that no one waits for. */
const nobodyWaitsFor = new Set(['eventsource', 'websocket', 'ping', 'beacon', 'media', 'texttrack', 'manifest', 'other', 'cspviolationreport']);

/** `changed`: called whenever what is waiting may be another. */
export function requestsUnderWay(page: Page, cdp: CDPSession, { state, now, changed }: { state: Activity; now: () => number; changed: () => void }): RequestsUnderWay {
  /** With their number. */
  const open = new Map<Request, number>();
  /** Those whose answer has begun, and when. */
  const answered = new Map<Request, number>();
  let dataAt = 0;
  let stall: NodeJS.Timeout | undefined;

  const active = (): void => {
    state.activeAt = now();
    changed();
  };
  const recheckWhenStalled = (): void => {
    clearTimeout(stall);
    stall = setTimeout(changed, stallCap);
  };
  const isStalled = (request: Request): boolean => {
    const begun = answered.get(request);
    return begun !== undefined && now() - Math.max(begun, dataAt) >= stallCap;
  };
  const ended = (request: Request): void => {
    answered.delete(request);
    if (open.delete(request)) active();
  };

  page.on('request', (request) => {
    if (nobodyWaitsFor.has(request.resourceType())) return;
    state.requests += 1;
    open.set(request, state.requests);
    changed();
  });
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
  page.on('response', (response) => {
    const request = response.request();
    if (!open.has(request)) return;
    answered.set(request, now());
    recheckWhenStalled();
    if (isOfScript(request)) active();
  });
  cdp.on('Network.dataReceived', () => {
    if (answered.size === 0) return;
    dataAt = now();
    state.activeAt = dataAt;
    recheckWhenStalled();
  });
  page.on('close', () => clearTimeout(stall));

  return {
    waiting: () => [...open.keys()].filter((request) => !(isOfScript(request) && isStalled(request))).length,
    receiving: (upTo) => [...open].filter(([request, number]) => number <= upTo && answered.has(request) && !isStalled(request)).length,
    forget() {
      open.clear();
      answered.clear();
    },
    leaveDocument(to) {
      for (const request of open.keys()) {
        if (!(request.isNavigationRequest() && request.url() === to)) open.delete(request);
      }
    },
  };
}
