import type { ElementHandle, Locator } from 'playwright-core';
import type { Heard } from '../../model/heard-evidence.ts';
import { elementFacts, subject } from '../facts.ts';
import { selectOptions } from '../in-page/field.ts';
import { isNative, pressByScript, takeFocus } from '../in-page/operand.ts';
import { limited } from '../patience.ts';
import { problemError } from '../problems.ts';
import { approach } from '../reader/approach.ts';
import type { Need } from '../reader/approach.ts';
import { beginListening, listenOn, watchAnnouncements } from '../reader/listen.ts';
import { attempt } from './act.ts';
import { ask, chooser, enter, nativeOption, optionIn, readyField } from './fields.ts';
import type { Act, Effort, Hands, HandsContext } from './hands.ts';
import { chooseInSelect, keyboard } from './keyboard.ts';

type Left = () => number;
type HeardBefore = Omit<Heard, 'after'>;

/** What a reader has come to. */
interface Reached {
  /** Where it was found. */
  target: Locator;
  /** The control that is meant by it. */
  element: ElementHandle;
  role: string;
  /** It has the focus, too. */
  focused: boolean;
}

/** ms a control may take to be pressed as a pointer would before it is set off by itself. */
const pressCap = 1_500;

/** Goes to the target, and then acts on it; what was heard is recorded, whether it succeeds or not. */
async function go(target: Locator, need: Need, context: HandsContext, act: (reached: Reached, effort: Effort, left: Left, heard: HeardBefore) => Promise<void>): Promise<Act> {
  let heard: HeardBefore = { way: null, items: 0, words: 0, inOrder: null, silent: 0, alike: 0, target: null };
  const done = await attempt(target, context, async (effort, left) => {
    const found = await approach(target, need, context, (announced) => {
      heard = { ...heard, target: announced };
    });
    heard = found.heard;
    effort.keys += found.keys;
    const focused = need === 'content' || hanging.test(found.role) ? false : await focus(found.element, context);
    context.reader.listening = await beginListening(context.cdp, found.frame);
    await act({ target: found.target, element: found.element, role: found.role, focused }, effort, left, heard);
  });
  return { ...done, heard };
}

async function focus(element: ElementHandle, { reader }: HandsContext): Promise<boolean> {
  const taken = await element.evaluate(takeFocus as (node: Node) => boolean);
  if (taken) reader.focus = reader.at;
  return taken;
}

async function key(name: string, context: HandsContext, effort: Effort): Promise<void> {
  await context.page.keyboard.press(name);
  effort.keys += 1;
}

/** The list an option is in may hang on the focus of its field: readers leave that where it is, and have the browser press the option. */
const hanging = /^option$/;

const ticked = /^(?:checkbox|radio|switch|menuitemcheckbox|menuitemradio)$/;
const typed = /^(?:textbox|searchbox|spinbutton|slider|Date|DateTime|InputTime|ColorWell|combobox|ComboBox.*)$/;

/**
 * What a reader's Enter does. A control of the browser's own gets the focus and its key. For one made of something else, readers have the browser
 * press it, as a pointer would: that it has no focus or no keys of its own does not keep them out.
 */
async function activate({ element, role, focused }: Reached, context: HandsContext, effort: Effort, left: Left): Promise<void> {
  const native = await element.evaluate(isNative as (node: Node) => boolean);
  if (focused && typed.test(role)) {
    context.onInput();
    return;
  }
  if (native && focused) {
    context.onInput();
    return key(ticked.test(role) ? 'Space' : 'Enter', context, effort);
  }
  await element.scrollIntoViewIfNeeded({ timeout: Math.min(left(), pressCap) }).catch(() => undefined);
  context.onInput();
  effort.keys += 1;
  const pressed = await limited(element.click({ timeout: Math.min(left(), pressCap) }), pressCap + 500);
  if (pressed.ended && pressed.ok) return;
  await element.evaluate(pressByScript as (node: Node) => void);
}

async function tick(reached: Reached, checked: boolean, context: HandsContext, effort: Effort, left: Left): Promise<void> {
  if ((await reached.element.isChecked()) === checked) return;
  await activate(reached, context, effort, left);
  if ((await reached.element.isChecked().catch(() => checked)) === checked) return;
  const who = subject(await elementFacts(reached.target), context.words);
  throw problemError('READER_NO_EFFECT', `${who} cannot be ${checked ? 'ticked' : 'unticked'} with a screen reader.`, true);
}

async function chooseNative(target: Locator, option: string, context: HandsContext): Promise<Act> {
  return go(target, 'control', context, async ({ target: found }, effort, left, heard) => {
    const { index, from } = await nativeOption(found, option, context);
    const labels = (await ask(found, context, selectOptions)).map(({ label }) => label);
    const before = effort.keys;
    await chooseInSelect(found, option, { context, effort, left, use: { backwards: 0, arrows: 0, escapes: 0, focusAfter: null }, stops: [] });
    // Each press of an arrow key has the option announced that it leads to.
    heard.items += effort.keys - before;
    const passed = index > from ? labels.slice(from + 1, index + 1) : labels.slice(index, Math.max(from, 0));
    heard.words += passed.join(' ').split(/\s+/).filter((word) => word !== '').length;
  });
}

/**
 * A screen reader in front of the accessibility tree: it goes to a target by what is announced, the shortest way (reader/ways.ts), and uses it with
 * Enter, Space and the keyboard. A target that is not announced, has no name, or is announced as plain text blocks this customer. Its own
 * reading of the tree lies between the moment a target could be used and the input, and after what followed had come: in no measured time.
 */
export const screenReader: Hands = {
  findsUnseen: true,

  prepare: watchAnnouncements,

  listen: async (patient, sinceInput, { reader }) => {
    const { listening } = reader;
    reader.listening = [];
    return listening.length === 0 ? null : listenOn(listening, patient ? sinceInput : Number.POSITIVE_INFINITY);
  },

  click: (target, context) => go(target, 'control', context, (reached, effort, left) => activate(reached, context, effort, left)),

  fill: (target, text, context) =>
    go(target, 'control', context, async ({ target: found }, effort, left) => {
      const state = await readyField(found, context);
      await enter(found, text, state, context, effort, left);
    }),

  choose: async (target, option, context) => {
    const kind = await chooser(target, context);
    if (kind === 'select') return chooseNative(target, option, context);
    if (kind === 'popup') {
      const opened = await screenReader.click(target, context);
      if (!opened.done) return opened;
      const chosen = await choice(context.page, option, context, (found, within) => screenReader.click(found, within));
      return joined(opened, chosen);
    }
    return choice(target, option, context, (found, within) => screenReader.check(found, true, within));
  },

  check: (target, checked, context) => go(target, 'control', context, (reached, effort, left) => tick(reached, checked, context, effort, left)),

  press: (name, target, context) => {
    const act = async (effort: Effort): Promise<void> => {
      context.onInput();
      await key(name, context, effort);
    };
    return target === null ? attempt(null, context, act) : go(target, 'control', context, (_reached, effort) => act(effort));
  },

  // There is nothing to point with: what shows on pointing has to show on focus.
  hover: (target, context) =>
    go(target, 'content', context, async ({ element }) => {
      context.onInput();
      await focus(element, context);
    }),

  scroll: (where, context) => {
    if (typeof where !== 'object' || !('to' in where)) return keyboard.scroll(where, context);
    return go(where.to, 'content', context, async ({ element }, effort, left) => {
      context.onInput();
      await element.scrollIntoViewIfNeeded({ timeout: left() });
      effort.scrolls += 1;
    });
  },

  drag: (from, _to, context) =>
    attempt(from, context, async () => {
      throw problemError('HANDS_CANNOT', `${subject(await elementFacts(from), context.words)} cannot be dragged with a screen reader.`, true);
    }),
};

/** Chooses one of several controls by its name. */
async function choice(scope: { getByRole: Locator['getByRole'] }, option: string, context: HandsContext, act: (found: Locator, context: HandsContext) => Promise<Act>): Promise<Act> {
  const end = performance.now() + context.timeout;
  let found: Locator | null = null;
  const looked = await attempt(null, context, async () => {
    found = await optionIn(scope, option, context, () => Math.max(1, end - performance.now()));
  });
  if (found === null) return looked;
  return act(found, { ...context, sought: { named: option }, all: found, words: `"${option}"`, timeout: Math.max(1, end - performance.now()) });
}

/** Two acts that are one for the customer. */
function joined(first: Act, then: Act): Act {
  const effort = { ...then.effort, keys: first.effort.keys + then.effort.keys, typed: first.effort.typed + then.effort.typed };
  const { heard } = then;
  if (heard === undefined || first.heard === undefined) return { ...then, effort };
  return { ...then, effort, heard: { ...heard, items: heard.items + first.heard.items, words: heard.words + first.heard.words, silent: heard.silent + first.heard.silent, alike: heard.alike + first.heard.alike } };
}
