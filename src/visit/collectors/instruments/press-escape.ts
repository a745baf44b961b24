import type { CDPSession } from 'playwright-core';
import { inTime } from '../../patience.ts';

export async function pressEscape(cdp: CDPSession): Promise<void> {
  const key = { key: 'Escape', code: 'Escape', windowsVirtualKeyCode: 27, nativeVirtualKeyCode: 27 };
  for (const type of ['rawKeyDown', 'keyUp'] as const) await inTime(2_000, 'a key', cdp.send('Input.dispatchKeyEvent', { type, ...key }));
}
