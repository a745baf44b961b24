import type { Browser } from 'playwright-core';

/** With the name behind it, once. */
export function withName(userAgent: string, name: string): string {
  return userAgent.endsWith(` ${name}`) ? userAgent : `${userAgent} ${name}`;
}

/**
 * The user agent of a context with a name behind it, so that sites still see by what stands first whom to serve; empty: there is no name to be given. `own`: what the
 * context would send without; absent: what the browser sends by itself.
 */
export async function named(browser: Browser, name: string | undefined, own?: string): Promise<{ userAgent?: string }> {
  return name === undefined ? {} : { userAgent: withName(own ?? (await userAgentOf(browser)), name) };
}

/** What the browser sends by itself. */
export async function userAgentOf(browser: Browser): Promise<string> {
  const session = await browser.newBrowserCDPSession();
  try {
    return (await session.send('Browser.getVersion')).userAgent;
  } finally {
    await session.detach().catch(() => undefined);
  }
}
