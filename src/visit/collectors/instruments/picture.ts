import type { CDPSession } from 'playwright-core';
import { inTime } from '../../patience.ts';

/** A part of the page that is in the window, in CSS px of the document. */
export interface Clip {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A picture of it, as base64: equal where the same is drawn. */
export async function picture(cdp: CDPSession, clip: Clip): Promise<string> {
  const taken = cdp.send('Page.captureScreenshot', { format: 'png', clip: { ...clip, scale: 1 }, captureBeyondViewport: false, optimizeForSpeed: true });
  return (await inTime(3_000, 'a picture', taken)).data;
}
