import { setTimeout as wait } from 'node:timers/promises';

/** Keeps requests to one origin apart, and away from one that asks to be left alone. */
export interface Pace {
  /** Waits until the origin may be asked. `gap`: ms between two requests to it. Ends at once when the crawl does. */
  turn(origin: string, gap: number): Promise<void>;
  /** Leaves an origin alone for so many ms. */
  pause(origin: string, ms: number): void;
}

/** ms; a server that asks for more gets this much, and what it goes on to refuse is told as failed. */
const longestPause = 60_000;

export function openPace(now: () => number, signal: AbortSignal): Pace {
  const freeAt = new Map<string, number>();
  return {
    async turn(origin, gap) {
      // Another request may have led to a pause meanwhile.
      for (;;) {
        const at = freeAt.get(origin) ?? 0;
        const ms = at - now();
        if (ms <= 0 || signal.aborted) break;
        await wait(ms, undefined, { signal }).catch(() => undefined);
      }
      freeAt.set(origin, Math.max(now(), freeAt.get(origin) ?? 0) + gap);
    },
    pause(origin, ms) {
      freeAt.set(origin, Math.max(freeAt.get(origin) ?? 0, now() + Math.min(longestPause, ms)));
    },
  };
}
