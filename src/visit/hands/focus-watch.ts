import type { CDPSession } from 'playwright-core';
import type { KeyboardUse, TabStop } from '../../model/keyboard-evidence.ts';
import { elementFactsSource, evaluateIn, worldOf } from '../collectors/instruments/evaluate-apart.ts';
import { picture } from '../collectors/instruments/picture.ts';
import type { Clip } from '../collectors/instruments/picture.ts';
import { focusSight } from '../in-page/focus-sight.ts';
import { watchStepFocus } from '../in-page/watch-focus.ts';
import type { StopSeen } from '../in-page/watch-focus.ts';

/** Looks at the stops of the keyboard's way, and at what becomes of the focus. It costs time, so only the inspection has one. */
export interface FocusWatch {
  /** Before the first key of a step: nothing of the step is known yet. */
  begin(): Promise<void>;
  /** The focus has come to a stop: notes in it what can be seen. */
  look(stop: TabStop): Promise<void>;
  /** The keys that follow act on what has the focus. */
  act(): Promise<void>;
  /** The page has settled. */
  after(): Promise<KeyboardUse['focusAfter']>;
}

/** ms a page may take for one question; what it does not answer is not known. */
const answerCap = 2_000;
/** Stops of a step at which pictures are compared. */
const mostPictures = 8;

const source = `((facts) => (${watchStepFocus})(facts, (${focusSight})(facts)))(${elementFactsSource})`;

export function makeFocusWatch(cdp: CDPSession): FocusWatch {
  let world: number | null = null;
  let pictures = 0;
  /** A stop whose styles show nothing: with the focus it looked so. What it looks like without is seen when the focus has moved on. */
  let pending: { stop: TabStop; clip: Clip; focused: string } | null = null;

  const ask = async (expression: string): Promise<unknown> => {
    if (world === null) return null;
    // The document may be on its way out, with our world in it.
    return evaluateIn(cdp, world, expression, answerCap).catch(() => null);
  };

  async function settlePending(next: Clip | null): Promise<void> {
    const former = pending;
    pending = null;
    if (former === null) return;
    const again = (await ask('[scrollX, scrollY, innerWidth, innerHeight]')) as [number, number, number, number] | null;
    if (again === null || (next !== null && touch(former.clip, next))) return;
    const [x, y, width, height] = again;
    const { clip } = former;
    if (clip.x < x || clip.y < y || clip.x + clip.width > x + width || clip.y + clip.height > y + height) return;
    // Two equal pictures show no focus; two that differ may do so for another reason.
    if ((await picture(cdp, clip).catch(() => null)) === former.focused) former.stop.focusVisible = false;
  }

  return {
    begin: async () => {
      pending = null;
      pictures = 0;
      world = await worldOf(cdp).catch(() => null);
      await ask(source);
    },
    look: async (stop) => {
      const seen = (await ask('stepFocus.at()')) as StopSeen | null;
      await settlePending(seen?.clip ?? null);
      if (seen === null) return;
      stop.covered = seen.covered;
      if (seen.by !== null) stop.coveredBy = seen.by;
      stop.focusVisible = seen.shown === true ? true : null;
      if (seen.shown !== false || seen.clip === null || pictures >= mostPictures) return;
      pictures += 1;
      const focused = await picture(cdp, seen.clip).catch(() => null);
      if (focused !== null) pending = { stop, clip: seen.clip, focused };
    },
    act: async () => void (await ask('stepFocus.act()')),
    after: async () => {
      const became = (await ask('stepFocus.after()')) as KeyboardUse['focusAfter'];
      world = null;
      return became;
    },
  };
}

function touch(a: Clip, b: Clip): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
