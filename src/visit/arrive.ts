import type { Page } from 'playwright-core';
import type { Arrival } from '../model/journey.ts';
import type { Locator } from '../model/locator.ts';
import { describeArrival } from './describe.ts';
import { isTimeout, locate } from './locate.ts';
import { isProblemError, problemError, seconds } from './problems.ts';
import type { ProblemCode } from './problems.ts';

/** Does an address match a pattern? A pattern is a path or a whole address; * stands for anything. A path without a query takes any query. */
export function matchesAddress(address: string, pattern: string): boolean {
  const at = new URL(address);
  const expression = new RegExp(`^${pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`);
  const whole = /^https?:/.test(pattern);
  const forms = whole ? [at.href, at.origin + at.pathname] : [at.pathname, at.pathname + at.search, at.pathname + at.search + at.hash];
  return forms.some((form) => expression.test(form) || expression.test(form.replace(/\/$/, '')));
}

/** Waits until everything the marker asks for holds, and says whether it had to wait. Throws a problem when it does not hold within `timeout` ms. */
export async function awaitArrival(page: Page, arrival: Arrival, timeout: number, code: ProblemCode): Promise<{ waited: boolean }> {
  const end = performance.now() + timeout;
  const marker = typeof arrival === 'object' && 'url' in arrival ? arrival : { see: arrival as Locator };
  let waited = false;
  try {
    if ('url' in marker && marker.url !== undefined) {
      const pattern = marker.url;
      waited = !matchesAddress(page.url(), pattern);
      if (waited) await page.waitForURL((url) => matchesAddress(url.href, pattern), { waitUntil: 'commit', timeout });
    }
    if (marker.see !== undefined) waited = (await locate(page, marker.see, Math.max(1, end - performance.now()))).waited || waited;
    return { waited };
  } catch (error) {
    if (!isProblemError(error) && !isTimeout(error)) throw error;
    const why = isProblemError(error) ? ` ${error.problem.message}` : ` The address was ${page.url()}.`;
    throw problemError(code, `Waited ${seconds(timeout)} for ${describeArrival(arrival)}.${why}`);
  }
}
