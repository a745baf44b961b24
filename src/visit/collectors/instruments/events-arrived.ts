import type { CDPSession } from 'playwright-core';
import { within } from '../../patience.ts';

/** Events that were on their way have arrived when the browser answers. */
export async function eventsArrived(cdp: CDPSession): Promise<void> {
  await within(cdp.send('Page.getFrameTree'), 1_000);
}
