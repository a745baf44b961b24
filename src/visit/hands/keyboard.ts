import type { Locator } from 'playwright-core';
import { elementFacts, subject } from '../facts.ts';
import { selectOptions } from '../in-page/field.ts';
import { problemError } from '../problems.ts';
import { attempt } from './act.ts';
import { ask, chooser, enter, nativeOption, optionIn, readyField } from './fields.ts';
import type { Act, Hands, HandsContext } from './hands.ts';
import { key, reach } from './reach.ts';
import type { Keys } from './reach.ts';
import { activate, openPopup, slide, tick } from './widgets.ts';

/** Runs an act whose way there is recorded, whether it succeeds or not. */
async function walk(target: Locator, context: HandsContext, act: (keys: Keys) => Promise<void>): Promise<Act> {
  return pressing(target, context, async (keys) => {
    await reach(target, keys);
    await context.focusWatch?.act();
    await act(keys);
  });
}

async function pressing(target: Locator | null, context: HandsContext, act: (keys: Keys) => Promise<void>): Promise<Act> {
  const use: Keys['use'] = { backwards: 0, arrows: 0, escapes: 0, focusAfter: null };
  const stops: Keys['stops'] = [];
  const done = await attempt(target, context, (effort, left) => act({ context, effort, use, stops, left }));
  return { ...done, keyboard: use, ...(target === null ? {} : { tabStops: stops }) };
}

/** Chooses in a native select that has the focus, with the arrow keys. */
export async function chooseInSelect(target: Locator, option: string, keys: Keys): Promise<void> {
  const { context } = keys;
  const { index, from } = await nativeOption(target, option, context);
  context.onInput();
  const arrow = index > from ? 'ArrowDown' : 'ArrowUp';
  for (let count = Math.abs(index - from); count > 0; count -= 1) {
    const options = await ask(target, context, selectOptions);
    if (options[index]?.chosen === true) return;
    await key(arrow, keys);
  }
  const options = await ask(target, context, selectOptions);
  if (options[index]?.chosen !== true) throw problemError('KEYBOARD_NO_EFFECT', `The arrow keys do not choose "${option}" in ${context.words}.`, true);
}

/** A keyboard and nothing else: Tab to the target, arrow keys within widgets, then the key that works it. */
export const keyboard: Hands = {
  click: (target, context) => walk(target, context, (keys) => activate(target, keys)),

  fill: (target, text, context) =>
    walk(target, context, async (keys) => {
      if (await slide(target, text, keys)) return;
      const state = await readyField(target, context);
      await enter(target, text, state, context, keys.effort, keys.left);
    }),

  choose: async (target, option, context) => {
    const kind = await chooser(target, context);
    if (kind === 'select') return walk(target, context, (keys) => chooseInSelect(target, option, keys));
    if (kind === 'popup') {
      return walk(target, context, async (keys) => {
        const found = await openPopup(target, option, keys);
        const inner = { ...keys, context: { ...context, words: `the option "${option}"` } };
        await reach(found, inner);
        await context.focusWatch?.act();
        await activate(found, inner);
      });
    }
    return pressing(target, context, async (keys) => {
      const found = await optionIn(target, option, context, keys.left);
      const inner = { ...keys, context: { ...context, words: `the option "${option}"` } };
      await reach(found, inner);
      await context.focusWatch?.act();
      await tick(found, true, inner);
    });
  },

  check: (target, checked, context) => walk(target, context, (keys) => tick(target, checked, keys)),

  press: (name, target, context) => {
    const act = async (keys: Keys): Promise<void> => {
      context.onInput();
      await key(name, keys);
    };
    return target === null ? pressing(null, context, act) : walk(target, context, act);
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
    return pressing(null, context, async (keys) => {
      context.onInput();
      if (typeof where === 'string') return key(where === 'top' ? 'Home' : 'End', keys);
      const screens = Math.max(1, Math.round(Math.abs(where.by) / (context.page.viewportSize()?.height ?? 600)));
      for (let count = 0; count < screens; count += 1) await key(where.by < 0 ? 'PageUp' : 'PageDown', keys);
    });
  },

  drag: async (from, _to, context) =>
    attempt(from, context, async () => {
      throw problemError('HANDS_CANNOT', `${subject(await elementFacts(from), context.words)} cannot be dragged with a keyboard.`, true);
    }),
};
