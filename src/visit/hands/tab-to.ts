import type { ElementHandle, Frame, Locator, Page } from 'playwright-core';
import type { ElementFacts, StepEvidence } from '../../model/evidence.ts';
import { elementFacts, subject } from '../facts.ts';
import { arrowKeyOf, focusRelation, focusedElement } from '../in-page/focus.ts';
import type { Focus } from '../in-page/focus.ts';
import { focusSource } from '../in-page/source.ts';
import { problemError } from '../problems.ts';
import type { Effort, HandsContext } from './hands.ts';

export type TabStops = NonNullable<StepEvidence['tabStops']>;

/** Nobody presses Tab more often than this to get somewhere; also the bound for pages that grow while they are walked. */
export const mostStops = 250;

// Built here from sources that run in the page; nothing of an audited site goes into it.
const inPage = new Function(`return (${focusSource})()`) as () => { focus: Focus; facts: ElementFacts | null };

/** Where the focus is, through frames. */
async function focusIn(page: Page): Promise<{ key: string; nowhere: boolean; facts: ElementFacts | null }> {
  let frame: Frame | null = page.mainFrame();
  let key = '';
  let nowhere = true;
  let facts: ElementFacts | null = null;
  for (let depth = 0; frame !== null && depth < 8; depth += 1) {
    const found: { focus: Focus; facts: ElementFacts | null } = await frame.evaluate(inPage);
    key += found.focus.key;
    nowhere = depth === 0 && found.focus.nowhere;
    facts = found.facts ?? facts;
    if (!found.focus.frame) break;
    const owner: ElementHandle<Element> | null = (await frame.evaluateHandle(focusedElement)).asElement() as ElementHandle<Element> | null;
    frame = (await owner?.contentFrame()) ?? null;
  }
  return { key, nowhere, facts };
}

/**
 * Presses Tab (Shift+Tab when the target lies before the focus) until the target has the focus. Throws KEYBOARD_UNREACHABLE, which blocks
 * this persona, when the walk comes round, is caught in a loop, or reaches `mostStops`.
 */
export async function tabTo(target: Locator, context: HandsContext, effort: Effort, stops: TabStops, left: () => number): Promise<void> {
  const { page } = context;
  let element = await target.elementHandle({ timeout: left() });
  const relation = async (): Promise<ReturnType<typeof focusRelation>> => {
    const found = (await element?.evaluate(focusRelation)) ?? 'gone';
    if (found !== 'gone') return found;
    element = await target.elementHandle({ timeout: left() });
    return (await element?.evaluate(focusRelation)) ?? 'gone';
  };
  const first = await relation();
  if (first === 'on') return;
  if (first === 'group') return arrowTo(target, context, effort, left);
  const key = first === 'before' ? 'Shift+Tab' : 'Tab';

  const seen = new Set<string>();
  for (let count = 0; count < mostStops; count += 1) {
    await page.keyboard.press(key);
    effort.keys += 1;
    const { key: place, nowhere, facts } = await focusIn(page);
    if (!nowhere && facts !== null) stops.push({ role: facts.role, name: facts.name, selector: facts.selector, focusVisible: null });
    const now = await relation();
    if (now === 'on') return;
    if (now === 'group') return arrowTo(target, context, effort, left);
    if (seen.has(place)) break;
    seen.add(place);
  }
  const who = subject(await elementFacts(target), context.words);
  throw problemError('KEYBOARD_UNREACHABLE', `${who} cannot be reached with the Tab key.`, true);
}

/** Within a group of radio buttons the arrow keys move the focus, and choose; within other widgets they move it, or the mark. */
async function arrowTo(target: Locator, context: HandsContext, effort: Effort, left: () => number): Promise<void> {
  const arrow = await target.evaluate(arrowKeyOf, undefined, { timeout: left() });
  for (let count = 0; count < mostStops; count += 1) {
    await context.page.keyboard.press(arrow);
    effort.keys += 1;
    if ((await target.evaluate(focusRelation, undefined, { timeout: left() })) === 'on') return;
  }
  const who = subject(await elementFacts(target), context.words);
  throw problemError('KEYBOARD_UNREACHABLE', `${who} cannot be reached with the arrow keys.`, true);
}
