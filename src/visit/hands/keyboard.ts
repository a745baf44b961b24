import type { Locator } from 'playwright-core';
import { elementFacts, subject } from '../facts.ts';
import { selectOptions } from '../in-page/field.ts';
import { problemError } from '../problems.ts';
import { attempt } from './act.ts';
import { ask, chooser, enter, nativeOption, optionIn, readyField } from './fields.ts';
import type { Act, Effort, Hands, HandsContext } from './hands.ts';
import { tabTo } from './tab-to.ts';
import type { TabStops } from './tab-to.ts';

type Left = () => number;

/** Runs an act whose way there is recorded, whether it succeeds or not. */
async function walk(target: Locator, context: HandsContext, act: (effort: Effort, left: Left, stops: TabStops) => Promise<void>): Promise<Act> {
  const tabStops: TabStops = [];
  const done = await attempt(target, context, async (effort, left) => {
    await tabTo(target, context, effort, tabStops, left);
    await act(effort, left, tabStops);
  });
  return { ...done, tabStops };
}

async function key(name: string, context: HandsContext, effort: Effort): Promise<void> {
  await context.page.keyboard.press(name);
  effort.keys += 1;
}

/** What works a control: Space ticks, Enter does the rest (ARIA Authoring Practices Guide, W3C 2023). */
function activationKey(role: string): string {
  return /^(checkbox|radio|switch|menuitemcheckbox|menuitemradio)$/.test(role) ? 'Space' : 'Enter';
}

async function chooseInSelect(target: Locator, option: string, context: HandsContext, effort: Effort): Promise<void> {
  const { index, from } = await nativeOption(target, option, context);
  context.onInput();
  const arrow = index > from ? 'ArrowDown' : 'ArrowUp';
  for (let count = Math.abs(index - from); count > 0; count -= 1) {
    const options = await ask(target, context, selectOptions);
    if (options[index]?.chosen === true) return;
    await key(arrow, context, effort);
  }
  const options = await ask(target, context, selectOptions);
  if (options[index]?.chosen !== true) throw problemError('KEYBOARD_NO_EFFECT', `The arrow keys do not choose "${option}" in ${context.words}.`, true);
}

/** A keyboard and nothing else: Tab to the target, then the key that works it. */
export const keyboard: Hands = {
  click: (target, context) =>
    walk(target, context, async (effort) => {
      const facts = await elementFacts(target);
      context.onInput();
      await key(activationKey(facts?.role ?? ''), context, effort);
    }),

  fill: (target, text, context) =>
    walk(target, context, async (effort, left) => {
      const state = await readyField(target, context);
      await enter(target, text, state, context, effort, left);
    }),

  choose: async (target, option, context) => {
    const kind = await chooser(target, context);
    if (kind === 'select') return walk(target, context, (effort) => chooseInSelect(target, option, context, effort));
    if (kind === 'popup') {
      return walk(target, context, async (effort, left, stops) => {
        await key('Enter', context, effort);
        const found = await optionIn(context.page, option, context, left);
        await tabTo(found, context, effort, stops, left);
        context.onInput();
        await key('Enter', context, effort);
      });
    }
    const found = await optionIn(target, option, context, () => context.timeout).catch(() => null);
    if (found === null) return attempt(target, context, async (_effort, left) => void (await optionIn(target, option, context, left)));
    return keyboard.check(found, true, context);
  },

  check: (target, checked, context) =>
    walk(target, context, async (effort, left) => {
      if ((await target.isChecked({ timeout: left() })) === checked) return;
      context.onInput();
      await key('Space', context, effort);
      if ((await target.isChecked({ timeout: left() })) === checked) return;
      const who = subject(await elementFacts(target), context.words);
      throw problemError('KEYBOARD_NO_EFFECT', `${who} cannot be ${checked ? 'ticked' : 'unticked'} with the Space key.`, true);
    }),

  press: (name, target, context) => {
    const act = async (effort: Effort): Promise<void> => {
      context.onInput();
      await key(name, context, effort);
    };
    return target === null ? attempt(null, context, act) : walk(target, context, act);
  },

  // With a keyboard, what shows on pointing has to show on focus.
  hover: (target, context) => walk(target, context, async () => context.onInput()),

  scroll: (where, context) => {
    if (typeof where === 'object' && 'to' in where) {
      return attempt(where.to, context, async (effort, left) => {
        context.onInput();
        await where.to.scrollIntoViewIfNeeded({ timeout: left() });
        effort.scrolls += 1;
      });
    }
    return attempt(null, context, async (effort) => {
      context.onInput();
      if (typeof where === 'string') return key(where === 'top' ? 'Home' : 'End', context, effort);
      const screens = Math.max(1, Math.round(Math.abs(where.by) / (context.page.viewportSize()?.height ?? 600)));
      for (let count = 0; count < screens; count += 1) await key(where.by < 0 ? 'PageUp' : 'PageDown', context, effort);
    });
  },

  drag: async (from, _to, context) =>
    attempt(from, context, async () => {
      throw problemError('HANDS_CANNOT', `${subject(await elementFacts(from), context.words)} cannot be dragged with a keyboard.`, true);
    }),
};
