import type { BrowserContext, CDPSession, Page, Request } from 'playwright-core';
import { watchPageReactions } from './reactions.ts';
import type { ReactionWatch } from './reactions.ts';
import { requestsUnderWay } from './requests-under-way.ts';

/** What the page is doing, as seen from outside; read at any time. Times are of the visit's clock (ms since 1970). */
export interface PageWatch {
  reactions: ReactionWatch;
  state: {
    /** Documents committed in the main frame, and address changes within them. */
    documents: number;
    softNavigations: number;
    /** Requests begun. */
    requests: number;
    /** Dialogs, windows, file choosers and downloads. */
    opened: number;
    /** When the load event of the current document fired; null: not yet. The blank page a visit begins on is loaded. */
    loadedAt: number | null;
    /** The last moment at which a request ended or a script's was answered, a document came or was loaded. */
    activeAt: number;
    /** Status of the current main document; null: it has none (about:blank, a cached or restored page). */
    status: number | null;
    /** Why the last main document did not come; null: it came. */
    failure: { url: string; error: string } | null;
    /** Number of the document whose load event is not waited for any more; null: none. */
    givenUp: number | null;
    /** Number of the document that went on asking for things for too long; null: none. */
    restless: number | null;
    /** What had been asked for when the page last settled. */
    settledWith: string;
    /** Something that may be a request for consent lay over the page when it was last looked at. */
    asksForConsent: boolean;
    /** Addresses of windows that opened, not yet dealt with. */
    popups: string[];
  };
  /** Requests that hold the page up and have not ended. */
  waiting(): number;
  /** Of the first so many requests, those whose answers are coming in. */
  receiving(upTo: number): number;
  /** Forgets the requests that are under way: they are not waited for any more. */
  giveUp(): void;
  /** Resolves when the condition holds (true) or `timeout` ms have passed (false). Asked again on every event. */
  until(condition: () => boolean, timeout: number): Promise<boolean>;
}

/**
 * Watches a page for the length of a visit. Dialogs are answered at once: leaving a page is confirmed, everything else is dismissed.
 * Downloads are cancelled. A window that opens is closed, its address kept for the replay to follow in the same tab, since all
 * instruments are bound to one page.
 */
export async function watchPage(context: BrowserContext, page: Page, cdp: CDPSession, now: () => number): Promise<PageWatch> {
  const waiters = new Set<() => void>();
  /** Addresses of windows that were asked for and have not come yet. */
  const windows: string[] = [];
  const state: PageWatch['state'] = { documents: 0, softNavigations: 0, requests: 0, opened: 0, loadedAt: now(), activeAt: 0, status: null, failure: null, givenUp: null, restless: null, settledWith: '', asksForConsent: false, popups: [] };
  const changed = (): void => {
    for (const waiter of waiters) waiter();
  };
  const active = (): void => {
    state.activeAt = now();
    changed();
  };

  const isOfDocument = (request: Request): boolean => request.isNavigationRequest() && request.frame() === page.mainFrame();
  page.on('requestfailed', (request) => {
    if (isOfDocument(request)) state.failure = { url: request.url(), error: request.failure()?.errorText ?? '' };
  });
  page.on('response', (response) => {
    if (isOfDocument(response.request())) Object.assign(state, { status: response.status(), failure: null });
  });
  const requests = requestsUnderWay(page, cdp, { state, now, changed });

  const { frameTree } = await cdp.send('Page.getFrameTree');
  const mainFrame = frameTree.frame.id;
  cdp.on('Page.frameNavigated', ({ frame }) => {
    if (frame.parentId !== undefined) return;
    address = frame.url + (frame.urlFragment ?? '');
    state.documents += 1;
    state.asksForConsent = false;
    state.loadedAt = null;
    requests.leaveDocument(frame.url);
    if (!/^https?:/.test(frame.url)) state.status = null;
    active();
  });
  let address = frameTree.frame.url + (frameTree.frame.urlFragment ?? '');
  cdp.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
    if (frameId !== mainFrame) return;
    // Routers write the address that is there already, again and again: nobody goes anywhere.
    if (url !== address) state.softNavigations += 1;
    address = url;
    active();
  });
  cdp.on('Page.loadEventFired', () => {
    state.loadedAt = now();
    active();
  });

  const openedSomething = (): void => {
    state.opened += 1;
    changed();
  };
  // An answer that comes too late finds the dialog gone; that is as good as answered.
  page.on('dialog', (dialog) => {
    openedSomething();
    void (dialog.type() === 'beforeunload' ? dialog.accept() : dialog.dismiss()).catch(() => undefined);
  });
  page.on('download', (download) => {
    openedSomething();
    void download.cancel().catch(() => undefined);
  });
  page.on('filechooser', openedSomething);
  cdp.on('Page.windowOpen', ({ url }) => {
    windows.push(url);
    openedSomething();
  });
  const close = async (popup: Page): Promise<void> => {
    const asked = windows.shift() ?? '';
    state.popups.push(await closePopup(popup, asked));
    changed();
  };
  context.on('page', (popup) => {
    if (popup !== page) void close(popup);
  });

  return {
    reactions: await watchPageReactions(cdp, changed),
    state,
    waiting: () => requests.waiting() + windows.length,
    receiving: requests.receiving,
    giveUp() {
      requests.forget();
      windows.length = 0;
    },
    until: (condition, timeout) =>
      new Promise((resolve) => {
        if (condition()) return resolve(true);
        const finish = (held: boolean): void => {
          clearTimeout(timer);
          waiters.delete(check);
          resolve(held);
        };
        const check = (): void => {
          if (condition()) finish(true);
        };
        const timer = setTimeout(() => finish(condition()), Math.max(0, timeout));
        waiters.add(check);
      }),
  };
}

/** ms a new window may take to say where it is going. */
const popupTimeout = 3_000;

async function closePopup(popup: Page, asked: string): Promise<string> {
  if (!/^https?:/.test(asked)) await popup.waitForURL((url) => /^https?:$/.test(url.protocol), { waitUntil: 'commit', timeout: popupTimeout }).catch(() => undefined);
  const address = /^https?:/.test(asked) ? asked : popup.url();
  await popup.close({ runBeforeUnload: false }).catch(() => undefined);
  return address;
}
