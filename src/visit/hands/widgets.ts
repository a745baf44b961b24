import type { Locator } from 'playwright-core';
import { elementFacts, subject } from '../facts.ts';
import { controlOf, sliderOf } from '../in-page/widget.ts';
import type { Control } from '../in-page/widget.ts';
import { within } from '../patience.ts';
import { problemError } from '../problems.ts';
import { observationWindow } from '../reactions.ts';
import { ask, optionIn } from './fields.ts';
import { key } from './reach.ts';
import type { Keys } from './reach.ts';

/** Presses of a key that move one slider. */
const mostMoves = 250;
/** ms in which a person expects an answer before they try another key (Nielsen, Usability Engineering: response times, 1993). */
const answerCap = 1_000;
/** ms a control that has been pressed may take to say how it stands. */
const stateCap = 2_000;

async function control(target: Locator, keys: Keys): Promise<Control> {
  // What was pressed may be gone, which is an answer too.
  return (await within(ask(target, { ...keys.context, timeout: stateCap }, controlOf), stateCap)) ?? { native: true, chosen: null, expanded: null };
}

/** What works a control: Space ticks, Enter does the rest (ARIA Authoring Practices Guide, W3C 2023); the other is tried where nothing follows. */
function activationKeys(role: string): readonly ['Space' | 'Enter', 'Space' | 'Enter'] {
  return /^(checkbox|radio|switch|menuitemcheckbox|menuitemradio)$/.test(role) ? ['Space', 'Enter'] : ['Enter', 'Space'];
}

/**
 * Presses what has the focus. The browser makes keys work native controls; any other has to see to that itself: when nothing at all follows
 * either key, it throws KEYBOARD_NO_EFFECT, which blocks this persona.
 */
export async function activate(target: Locator, keys: Keys): Promise<void> {
  const { context, use } = keys;
  const [facts, before] = await Promise.all([elementFacts(target), control(target, keys)]);
  const [first, second] = activationKeys(facts?.role ?? '');
  context.onInput();
  await key(first, keys);
  // Arrow keys may have chosen it on the way, then nothing is left to follow.
  if (before.native || before.chosen === true || use.arrows > 0) return;
  if (await context.followed(answerCap)) return;
  context.onInput();
  await key(second, keys);
  if (await context.followed(observationWindow)) return;
  throw problemError('KEYBOARD_NO_EFFECT', `${subject(facts, context.words)} takes the focus, but nothing follows the Enter or the Space key.`, true);
}

/** Ticks or unticks what has the focus, or chooses it; nothing is pressed where it is so already. */
export async function tick(target: Locator, wanted: boolean, keys: Keys): Promise<void> {
  const { context } = keys;
  const before = await control(target, keys);
  if (before.chosen === wanted) return;
  if (before.chosen === null) return activate(target, keys);
  const facts = await elementFacts(target);
  const tried = facts?.role === 'option' ? (['Enter', 'Space'] as const) : (['Space', 'Enter'] as const);
  for (const name of tried) {
    context.onInput();
    await key(name, keys);
    const now = await control(target, keys);
    if (now.chosen === wanted || now.chosen === null) return;
    // A native box answers to Space at once; its Enter sends the form.
    if (before.native) break;
    if ((await context.followed(answerCap)) && (await control(target, keys)).chosen !== before.chosen) return;
  }
  throw problemError('KEYBOARD_NO_EFFECT', `${subject(facts, context.words)} cannot be ${wanted ? 'ticked' : 'unticked'} with the ${before.native ? 'Space key' : 'Space or the Enter key'}.`, true);
}

/** Opens what has the focus with the keys that should open it, and gives the option in it. */
export async function openPopup(target: Locator, option: string, keys: Keys): Promise<Locator> {
  const { context, left } = keys;
  const find = (cap: number): Promise<Locator> => optionIn(context.page, option, context, () => Math.min(left(), cap));
  const state = await control(target, keys);
  if (state.expanded === true) return find(left());
  const editable = await ask(target, context, (element) => element.matches('input, textarea, [contenteditable]'));
  // Enter in a text field sends the form.
  for (const name of editable ? ['ArrowDown', 'Alt+ArrowDown'] : ['Enter', 'Space', 'ArrowDown']) {
    context.onInput();
    await key(name, keys);
    const found = await find(answerCap).catch(() => null);
    if (found !== null) return found;
    // It did something: what it opened may still be on its way, another key would close it.
    if ((await control(target, keys)).expanded === true || (state.expanded === null && (await context.followed(1)))) return find(left());
  }
  const who = subject(await elementFacts(target), context.words);
  throw problemError('KEYBOARD_NO_EFFECT', `${who} does not open with the ${editable ? 'arrow keys' : 'Enter, the Space or the arrow keys'}.`, true);
}

/** Moves a slider that has the focus to a value. False: it is none. */
export async function slide(target: Locator, text: string, keys: Keys): Promise<boolean> {
  const { context } = keys;
  const first = await ask(target, context, sliderOf);
  const wanted = Number(text);
  if (first === null || text.trim() === '' || !Number.isFinite(wanted)) return false;
  const who = async (): Promise<string> => subject(await elementFacts(target), context.words);
  if (wanted < first.least || wanted > first.most) throw problemError('OPTION_MISSING', `${await who()} goes from ${first.least} to ${first.most}: it has no ${text}.`);
  const read = async (): Promise<number> => (await ask(target, context, sliderOf))?.value ?? Number.NaN;
  context.onInput();
  let value = first.value;
  let far = true;
  // Up and right both mean more (ARIA Authoring Practices Guide, slider pattern, W3C 2023); a page may know one of them only.
  let small = ['Up', 'Right'];
  for (let count = 0; count < mostMoves && value !== wanted; count += 1) {
    const up = wanted > value;
    const name = far ? largest(wanted, value, first) : `Arrow${up ? small[0] : small[0] === 'Up' ? 'Down' : 'Left'}`;
    await key(name, keys);
    const now = await read();
    const passed = wanted !== now && now > wanted === up;
    if (now === value && !far && small.length > 1) {
      small = small.slice(1);
      continue;
    }
    if (now === value && !far) throw problemError('KEYBOARD_NO_EFFECT', `${await who()} does not move with the arrow keys.`, true);
    if (passed && !far) throw problemError('OPTION_MISSING', `${await who()} has no ${text}: it goes from ${value} to ${now}.`);
    // The big steps lead nowhere, or too far: from here on the small ones.
    if (far && (now === value || passed || Math.abs(wanted - now) * 10 < first.most - first.least)) far = false;
    value = now;
  }
  if (value !== wanted) throw problemError('KEYBOARD_NO_EFFECT', `${await who()} was not moved to ${text} with ${mostMoves} presses of the keyboard.`, true);
  return true;
}

/** The key that takes a slider the furthest without going too far. */
function largest(wanted: number, value: number, { least, most }: { least: number; most: number }): string {
  if (wanted === least) return 'Home';
  if (wanted === most) return 'End';
  return wanted > value ? 'PageUp' : 'PageDown';
}
