import type { ElementHandle, Frame, Locator, Page } from 'playwright-core';
import type { ElementFacts, StepEvidence } from '../../model/evidence.ts';
import type { KeyboardUse } from '../../model/keyboard-evidence.ts';
import { elementFacts, subject } from '../facts.ts';
import { focusedElement, standingOf } from '../in-page/focus.ts';
import type { Focus, Standing } from '../in-page/focus.ts';
import { focusSource } from '../in-page/source.ts';
import { problemError, seconds } from '../problems.ts';
import type { ProblemError } from '../problems.ts';
import type { Effort, HandsContext } from './hands.ts';

export type TabStops = NonNullable<StepEvidence['tabStops']>;

/** Nobody presses Tab more often than this to get somewhere; also the bound for pages that grow while they are walked. */
export const mostStops = 250;
/** Layers that are left with Escape on one way. */
const mostLayers = 3;
/** Presses that may leave the focus where it is: a local date and time has seven parts, a player a handful. */
const innerStops = 12;

/** What the keys of one act are noted in. */
export interface Keys {
  context: HandsContext;
  effort: Effort;
  use: KeyboardUse;
  stops: TabStops;
  left(): number;
}

export async function key(name: string, { context, effort, use }: Keys): Promise<void> {
  await context.page.keyboard.press(name);
  effort.keys += 1;
  if (name.includes('Arrow')) use.arrows += 1;
  if (name === 'Shift+Tab') use.backwards += 1;
  if (name === 'Escape') use.escapes += 1;
}

// Built here from sources that run in the page; nothing of an audited site goes into it.
const inPage = new Function(`return (${focusSource})()`) as () => { focus: Focus; facts: ElementFacts | null };

/** Where the focus is, through frames. */
interface Place extends Pick<Focus, 'key' | 'nowhere' | 'inner' | 'layers'> {
  facts: ElementFacts | null;
}

async function focusIn(page: Page): Promise<Place> {
  let frame: Frame | null = page.mainFrame();
  const place: Place = { key: '', nowhere: true, inner: false, layers: 0, facts: null };
  for (let depth = 0; frame !== null && depth < 8; depth += 1) {
    const { focus, facts }: { focus: Focus; facts: ElementFacts | null } = await frame.evaluate(inPage);
    place.key += focus.key;
    place.nowhere = depth === 0 && focus.nowhere;
    place.inner = focus.inner;
    place.layers += focus.layers;
    place.facts = facts ?? place.facts;
    if (!focus.frame) break;
    const owner: ElementHandle<Element> | null = (await frame.evaluateHandle(focusedElement)).asElement() as ElementHandle<Element> | null;
    frame = (await owner?.contentFrame()) ?? null;
  }
  return place;
}

type Look = Place & Standing;

/** Asks where the focus is and where the target is from there; finds the target again if it was replaced. */
function looker(target: Locator, { context, left }: Keys): () => Promise<Look> {
  let element: ElementHandle | null = null;
  const standing = async (): Promise<Standing> => {
    const found = await element?.evaluate(standingOf);
    if (found !== undefined && found.relation !== 'gone') return found;
    element = await target.elementHandle({ timeout: left() });
    return (await element?.evaluate(standingOf)) ?? { relation: 'gone', arrows: [], behind: false };
  };
  return async () => {
    const [where, place] = await Promise.all([standing(), focusIn(context.page)]);
    return { ...place, ...where };
  };
}

/**
 * Presses keys until the target has the focus: Tab, or Shift+Tab when the target lies before the focus; arrow keys within a widget that is one
 * stop of the Tab key; Escape when a modal layer lies between. Throws a problem that blocks this persona when the walk comes round, is caught in a
 * loop (in both directions, and Escape does not lead out), or reaches `mostStops`; one that does not when the time is up.
 */
export async function reach(target: Locator, keys: Keys): Promise<void> {
  const { context, effort, stops, left } = keys;
  const look = looker(target, keys);
  const began = effort.keys;
  const who = subject(await elementFacts(target), context.words);
  const blocked = (how: string, code: 'KEYBOARD_UNREACHABLE' | 'KEYBOARD_TRAPPED' = 'KEYBOARD_UNREACHABLE'): ProblemError => problemError(code, `${who} ${how}.`, true);

  await context.focusWatch?.begin();
  let here = await look();
  let escapes = mostLayers;
  /** Leaves the layer that is open. False: nothing changed; then it is not tried again. */
  const escape = async (): Promise<boolean> => {
    if (escapes === 0) return false;
    const before = here;
    await key('Escape', keys);
    here = await look();
    const left = here.layers < before.layers || (before.behind && !here.behind);
    escapes = left ? escapes - 1 : 0;
    return left;
  };
  while (here.relation !== 'on' && here.behind && (await escape()));

  let back: boolean | null = null;
  let turned = false;
  let outside = false;
  let stays = 0;
  let failed = 0;
  const seen = new Set<string>();
  while (here.relation !== 'on') {
    if (left() <= 1) throw problemError('STEP_TIMEOUT', `${who} was not reached with the keyboard within ${seconds(context.timeout)}: ${effort.keys - began} keys were pressed.`);
    if (effort.keys - began >= mostStops) throw blocked(`was not reached within ${mostStops} presses of the keyboard`);
    const before = here;
    const arrow = here.relation === 'group' ? here.arrows[failed] : undefined;
    if (arrow !== undefined) {
      await key(arrow, keys);
      here = await look();
      if (here.key === before.key) failed += 1;
      else if (seen.has(`arrows ${here.key}`)) throw blocked('cannot be reached with the arrow keys');
      else failed = 0;
      seen.add(`arrows ${here.key}`);
      continue;
    }
    if (here.relation === 'group') throw blocked('cannot be reached with the arrow keys');

    back ??= here.relation === 'before';
    await key(back ? 'Shift+Tab' : 'Tab', keys);
    here = await look();
    outside ||= here.nowhere;
    stays = here.key === before.key ? stays + 1 : 0;
    if (here.inner && stays > 0 && stays < innerStops) continue;
    if (!here.nowhere && here.facts !== null) {
      const stop: TabStops[number] = { role: here.facts.role, name: here.facts.name, selector: here.facts.selector, focusVisible: null };
      stops.push(stop);
      await context.focusWatch?.look(stop);
    }
    if (here.relation === 'on') return;
    if (!seen.has(here.key)) {
      seen.add(here.key);
      continue;
    }
    // Round the whole page, or caught in a part of it: a layer may be the reason, else the other direction may lead out.
    seen.clear();
    if ((here.behind || !outside) && (await escape())) {
      outside = false;
      continue;
    }
    if (outside) throw blocked('cannot be reached with the Tab key');
    if (turned) throw blocked(`cannot be reached: the Tab key is caught at ${subject(here.facts, 'one place').replace(/^The /, 'the ')}`, 'KEYBOARD_TRAPPED');
    turned = true;
    back = !back;
  }
}
