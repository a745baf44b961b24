import type { Locator as Handle } from 'playwright-core';
import { secretsEngine } from './locate.ts';
import { within } from './patience.ts';
import { shortestAnywhere } from './scrub.ts';
import type { Stage } from './stage.ts';

/** What pictures of the page must not show. */
export interface Veil {
  /** Fields of this document that a secret was typed into, and all that shows one. Empty: the plan has no secrets. */
  over(): Handle[];
  /** Is anything of it on the page? Where the page does not answer: yes. */
  isNeeded(): Promise<boolean>;
}

/** Frames that are searched; where there are more, the whole page is veiled. */
const mostFrames = 100;
/** ms the page may take to say whether it shows a secret. */
const patience = 3_000;

export function veilOf({ page, watch, request, typedSecrets }: Stage): Veil {
  const texts = Object.values(request.secrets).filter((secret) => secret.trim() !== '');
  const selector = `${secretsEngine}=${encodeURIComponent(JSON.stringify({ texts, alone: shortestAnywhere }))}`;
  const over = (): Handle[] => {
    if (texts.length === 0) return [];
    const frames = page.frames();
    if (frames.length > mostFrames) return [page.locator('html')];
    const fields = typedSecrets.filter(({ document }) => document === watch.state.documents).map(({ field }) => field);
    return [...frames.map((frame) => frame.locator(selector)), ...fields];
  };
  return {
    over,
    async isNeeded() {
      const counts = await within(Promise.all(over().map((veiled) => veiled.count())), patience);
      return counts === undefined || counts.some((count) => count > 0);
    },
  };
}
