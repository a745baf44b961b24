import type { Frame } from 'playwright-core';

/** Nothing has come to the frame yet, as to one that is loaded when it is scrolled to. Playwright would wait for it when it is asked something. */
export function isEmpty(frame: Frame): boolean {
  return frame.url() === '';
}
