import type { BrowserContext, CDPSession } from 'playwright-core';
import type { Throttling } from '../model/throttling.ts';
import { networkConditions } from './throttle.ts';

/** Workers of one visit that are followed; a page that starts them without end is not followed for ever. */
const most = 100;

/** Number of the question. */
const isRunning = 1;

/**
 * Plays the persona's line to service workers too: what a page asks for through one is fetched by a target of its own, to which the page's throttling does
 * not apply. Playwright gives no session to it, so it is asked through the browser's. What a worker asks for in the moment in which it starts may
 * come too soon. Gives a function that ends it.
 */
export async function throttleServiceWorkers(context: BrowserContext, page: CDPSession, { network }: Throttling): Promise<() => Promise<void>> {
  const browser = context.browser();
  if (network === null || browser === null) return async () => undefined;
  const { browserContextId } = (await page.send('Target.getTargetInfo')).targetInfo;
  const session = await browser.newBrowserCDPSession();
  let left = most;
  const tell = (sessionId: string, id: number, method: string, params: object): Promise<unknown> => session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) });
  // Before the worker runs the browser takes the conditions, and forgets them; a worker that answers runs.
  const apply = async (targetId: string): Promise<void> => {
    const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
    await tell(sessionId, isRunning, 'Runtime.evaluate', { expression: '0' });
  };
  session.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
    if (message.startsWith(`{"id":${isRunning},`)) void tell(sessionId, isRunning + 1, 'Network.emulateNetworkConditions', networkConditions(network)).catch(() => undefined);
  });
  session.on('Target.targetCreated', ({ targetInfo }) => {
    if (targetInfo.type !== 'service_worker' || targetInfo.browserContextId !== browserContextId || left === 0) return;
    left -= 1;
    // One that has ended by then fetches nothing.
    void apply(targetInfo.targetId).catch(() => undefined);
  });
  await session.send('Target.setDiscoverTargets', { discover: true, filter: [{ type: 'service_worker' }] });
  return () => session.detach().catch(() => undefined);
}
