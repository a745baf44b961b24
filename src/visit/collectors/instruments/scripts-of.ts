import type { CDPSession } from 'playwright-core';

/** Addresses of the scripts that were asked for since the page's document came, but for those that were not answered with one. null: there are more than `most`. */
export function scriptsOf(cdp: CDPSession, most: number): () => string[] | null {
  /** By request: where it led to, for the document it was made for. */
  let asked = new Map<string, { url: string; loader: string }>();
  let isFull = false;
  cdp.on('Network.requestWillBeSent', ({ requestId, loaderId: loader, type, request: { url } }) => {
    if (type !== 'Script' || !/^https?:/.test(url)) return;
    isFull ||= asked.size >= most && !asked.has(requestId);
    if (!isFull) asked.set(requestId, { url, loader });
  });
  cdp.on('Network.responseReceived', ({ requestId, response: { status } }) => {
    if (status >= 400) asked.delete(requestId);
  });
  cdp.on('Network.loadingFailed', ({ requestId }) => void asked.delete(requestId));
  cdp.on('Page.frameNavigated', ({ frame: { parentId, loaderId } }) => {
    if (parentId !== undefined) return;
    asked = new Map([...asked].filter(([, { loader }]) => loader === loaderId));
    isFull = false;
  });
  return () => (isFull ? null : [...new Set([...asked.values()].map(({ url }) => url))]);
}
