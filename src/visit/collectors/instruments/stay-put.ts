import type { Page } from 'playwright-core';
import type { FocusChange } from '../../../model/keyboard-evidence.ts';
import { within } from '../../patience.ts';
import type { CollectorContext } from '../collector.ts';

/** What the page wanted to do. */
export type Wish = Pick<FocusChange, 'how' | 'url'>;

export interface Stay {
  /** What the page has wanted since the last take. */
  take(): Wish[];
  /** The next wish, if one comes within `ms`. */
  next(ms: number): Promise<Wish | null>;
  /** Brings the address back, lets go of the page, and waits until windows that opened are closed. */
  end(): Promise<void>;
}

/** Not of a moment's doing: the page said before that it would. */
const announced: readonly string[] = ['metaTagRefresh', 'httpHeaderRefresh'];

/** An address without what names a place in the page only. */
export function pageOf(address: string): string {
  return address.replace(/#(?![/!]).*$/, '');
}

/**
 * Holds a page where it is while something is tried on it: what it asks for to replace itself is refused before it is sent, as if the customer had
 * pressed Stop, so that the journey can go on from where it was and no form goes out. Windows that open are closed by the watch of the visit.
 */
export async function stayPut({ cdp, page, context }: CollectorContext): Promise<Stay> {
  const { frameTree } = await cdp.send('Page.getFrameTree');
  const main = frameTree.frame.id;
  const start = await cdp.send('Page.getNavigationHistory');
  const address = page.url();
  let wishes: Wish[] = [];
  let heard: ((wish: Wish) => void) | null = null;
  let allowed = false;
  let asked = false;
  const closing: Promise<unknown>[] = [];

  const note = (wish: Wish): void => {
    if (wishes.length < 50) wishes.push(wish);
    heard?.(wish);
  };
  const onRequested = ({ frameId, reason, url, disposition }: { frameId: string; reason: string; url: string; disposition: string }): void => {
    if (frameId !== main || disposition !== 'currentTab') return;
    allowed = announced.includes(reason);
    asked = true;
    if (!allowed) note({ how: reason.startsWith('formSubmission') ? 'form' : 'page', url });
  };
  const onWithin = ({ frameId, url }: { frameId: string; url: string }): void => {
    if (frameId === main && pageOf(url) !== pageOf(address)) note({ how: 'route', url });
  };
  const onPaused = ({ requestId, frameId, request }: { requestId: string; frameId: string; request: { url: string } }): void => {
    // Nothing is said before of a way back in the history.
    if (frameId === main && !asked) note({ how: 'page', url: request.url });
    if (frameId === main) asked = false;
    const answer = frameId === main && !allowed ? cdp.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }) : cdp.send('Fetch.continueRequest', { requestId });
    void answer.catch(() => undefined);
  };
  const onWindow = ({ url }: { url: string }): void => note({ how: 'window', url });
  const onDialog = ({ type }: { type: string }): void => {
    if (type !== 'beforeunload') note({ how: 'dialog', url: '' });
  };
  const onPopup = (popup: Page): void => void closing.push(within(popup.waitForEvent('close'), 4_000));

  cdp.on('Page.frameRequestedNavigation', onRequested);
  cdp.on('Page.navigatedWithinDocument', onWithin);
  cdp.on('Page.windowOpen', onWindow);
  cdp.on('Fetch.requestPaused', onPaused);
  cdp.on('Page.javascriptDialogOpening', onDialog);
  context.on('page', onPopup);
  await cdp.send('Fetch.enable', { patterns: [{ resourceType: 'Document' }] });

  async function goBack(): Promise<void> {
    if (pageOf(page.url()) === pageOf(address)) return;
    const former = start.entries[start.currentIndex];
    const now = await cdp.send('Page.getNavigationHistory');
    if (former === undefined || now.currentIndex === start.currentIndex) return;
    const back = page.waitForURL((url) => pageOf(url.href) === pageOf(address), { waitUntil: 'commit', timeout: 2_000 }).catch(() => undefined);
    await cdp.send('Page.navigateToHistoryEntry', { entryId: former.id });
    await back;
  }

  return {
    take() {
      const taken = wishes;
      wishes = [];
      return taken;
    },
    next: (ms) =>
      new Promise((resolve) => {
        const finish = (wish: Wish | null): void => {
          clearTimeout(timer);
          heard = null;
          resolve(wish);
        };
        const timer = setTimeout(() => finish(null), ms);
        heard = finish;
      }),
    async end() {
      cdp.off('Page.frameRequestedNavigation', onRequested);
      cdp.off('Page.navigatedWithinDocument', onWithin);
      cdp.off('Page.windowOpen', onWindow);
      cdp.off('Page.javascriptDialogOpening', onDialog);
      await cdp.send('Fetch.disable').catch(() => undefined);
      cdp.off('Fetch.requestPaused', onPaused);
      await within(goBack(), 3_000);
      await Promise.all(closing);
      context.off('page', onPopup);
    },
  };
}
