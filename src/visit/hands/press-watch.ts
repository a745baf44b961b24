import type { ElementHandle, Locator } from 'playwright-core';
import { usualFinger } from '../../model/persona.ts';
import { PressEvidence } from '../../model/pointing-evidence.ts';
import { pressSource } from '../in-page/source.ts';
import { within } from '../patience.ts';
import type { HandsContext } from './hands.ts';

/** Device-independent px to the inch, which a CSS px is on a page that fits the screen (Android Developers, Support different pixel densities, 2024). */
const pixelsPerInch = 160;
const millimetresPerInch = 25.4;

/** ms the page may take to say what lay under a press once it was made: most pages say it before the next one is on its way. */
const answerCap = 500;

// Built here from sources that run in the page; nothing of an audited site goes into it.
const inPage = new Function('element', 'options', `return (${pressSource})(element, options)`) as (element: Node, options: { finger: number | null; patience: number }) => unknown;

/**
 * In the inspection: has the page look at what lies under the next press on the target. Gives a function that waits for the answer and
 * keeps it; where there is none, nothing is kept.
 */
export function watchPress(target: Locator | ElementHandle, { inspect, persona, timeout, pointing }: HandsContext): () => Promise<void> {
  if (!inspect) return async () => undefined;
  const finger = persona.hands === 'touch' ? ((persona.finger ?? usualFinger) / millimetresPerInch) * (pixelsPerInch / persona.display.zoom) : null;
  const options = { finger, patience: timeout };
  const asked = ('elementHandles' in target ? target.evaluate(inPage, options) : target.evaluate(inPage, options)).catch(() => null);
  return async () => {
    const seen = PressEvidence.nullable().safeParse(await within(asked, answerCap));
    if (seen.success && seen.data !== null) pointing.press = seen.data;
  };
}
