import { EventEmitter } from 'node:events';
import type { CDPSession, Page } from 'playwright-core';

/**
 * As much of a Puppeteer page as Lighthouse uses, on a Playwright page: sessions of the DevTools protocol. Playwright attaches to
 * frames and workers itself; a second auto-attach on its page would leave them paused, so Lighthouse's is answered and not sent.
 */
export function lighthousePage(page: Page): object {
  return {
    url: () => page.url(),
    isClosed: () => page.isClosed(),
    on: () => undefined,
    off: () => undefined,
    browser: () => ({ version: () => page.context().browser()?.version() ?? '' }),
    target: () => ({ createCDPSession: async () => puppeteerSession(await page.context().newCDPSession(page)) }),
  };
}

function puppeteerSession(cdp: CDPSession): object {
  const events = new EventEmitter();
  events.setMaxListeners(0);
  cdp.on('event', ({ method, params }) => {
    events.emit(method, params);
    events.emit('*', method, params);
  });
  return {
    id: () => 'root',
    connection: () => undefined,
    on: (name: string, listener: (...values: unknown[]) => void) => events.on(name, listener),
    once: (name: string, listener: (...values: unknown[]) => void) => events.once(name, listener),
    off: (name: string, listener: (...values: unknown[]) => void) => events.off(name, listener),
    send: (method: Parameters<CDPSession['send']>[0], params?: object) => (method === 'Target.setAutoAttach' ? Promise.resolve({}) : cdp.send(method, params as never)),
    detach: () => cdp.detach(),
  };
}
