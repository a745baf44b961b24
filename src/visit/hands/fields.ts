import type { Locator } from 'playwright-core';
import { chooserKind, fieldState, selectOptions } from '../in-page/field.ts';
import type { FieldState } from '../in-page/field.ts';
import { elementFacts, subject } from '../facts.ts';
import { askAbout } from '../locate.ts';
import { problemError } from '../problems.ts';
import type { Effort, HandsContext } from './hands.ts';

type Left = () => number;

/** Puts a question to the target; the function runs in the page and knows no imports. */
export async function ask<T>(target: Locator, { timeout }: Pick<HandsContext, 'timeout'>, question: (element: Element) => T): Promise<T> {
  return (await askAbout(target, [question.toString()], timeout))[0] as T;
}

/** Says what kind of field it is; throws a problem if nothing can be typed into it. `known`: it has just said so. */
export async function readyField(target: Locator, context: HandsContext, known: FieldState | null = null): Promise<FieldState> {
  const state = known ?? (await ask(target, context, fieldState));
  if (state.disabled || state.readOnly || state.kind === 'none' || state.kind === 'select') {
    const who = subject(await elementFacts(target), context.words);
    if (state.disabled) throw problemError('TARGET_DISABLED', `${who} was disabled.`);
    if (state.readOnly) throw problemError('TARGET_READ_ONLY', `${who} is read-only: nothing can be typed into it.`);
    throw problemError('TARGET_UNSUITABLE', `${who} is not a field that text can be typed into.`);
  }
  return state;
}

/**
 * Types the text into a field that has the focus, over what was in it. Dates, times, colours and sliders have the browser's own picker,
 * which a script cannot operate: their value is set as the picker would.
 */
export async function enter(target: Locator, text: string, state: FieldState, context: HandsContext, effort: Effort, left: Left): Promise<void> {
  context.onInput();
  context.onField?.(state.empty);
  if (state.kind === 'native') {
    await target.fill(text, { timeout: left() });
    effort.typed += text.length;
    return;
  }
  // What is typed goes where the focus is, as with any keyboard.
  const { keyboard } = context.page;
  if (!state.empty) {
    await keyboard.press('ControlOrMeta+a');
    effort.keys += 1;
    if (text === '') {
      await keyboard.press('Delete');
      effort.keys += 1;
    }
  }
  await keyboard.type(text);
  effort.typed += [...text].length;
}

/** The option a customer means in a native select: by its label, else by its value. */
export async function nativeOption(target: Locator, option: string, context: HandsContext): Promise<{ index: number; from: number }> {
  const [state, options] = (await askAbout(target, [fieldState, selectOptions].map(String), context.timeout)) as [FieldState, ReturnType<typeof selectOptions>];
  const who = async (): Promise<string> => subject(await elementFacts(target), context.words);
  if (state.disabled) throw problemError('TARGET_DISABLED', `${await who()} was disabled.`);
  const wanted = option.replace(/\s+/g, ' ').trim();
  const tests: ((candidate: { label: string; value: string }) => boolean)[] = [
    ({ label }) => label === wanted,
    ({ label }) => label.toLowerCase() === wanted.toLowerCase(),
    ({ value }) => value === wanted,
    ({ label }) => label.toLowerCase().includes(wanted.toLowerCase()),
  ];
  const index = tests.map((test) => options.findIndex(test)).find((found) => found >= 0);
  if (index === undefined) throw problemError('OPTION_MISSING', `${await who()} has no option "${option}".`);
  if (options[index]?.disabled === true) throw problemError('TARGET_DISABLED', `The option "${option}" was disabled.`);
  return { index, from: options.findIndex(({ chosen }) => chosen) };
}

export function chooser(target: Locator, context: HandsContext): Promise<'select' | 'group' | 'popup'> {
  return ask(target, context, chooserKind);
}

const optionRoles = ['radio', 'option', 'menuitemradio', 'menuitem', 'checkbox', 'button'] as const;

/** The option by its name, in a group or in what a control opened; waits for it. Throws a problem if it does not come. */
export async function optionIn(scope: { getByRole: Locator['getByRole'] }, option: string, context: HandsContext, left: Left): Promise<Locator> {
  const byRole = (exact: boolean): Locator => optionRoles.map((role) => scope.getByRole(role, { name: option, exact })).reduce((one, other) => one.or(other)).filter({ visible: true }).first();
  const exact = byRole(true);
  const loose = byRole(false);
  if (await exact.isVisible()) return exact;
  try {
    await loose.waitFor({ state: 'visible', timeout: left() });
  } catch {
    throw problemError('OPTION_MISSING', `There is no option "${option}" in ${context.words}.`);
  }
  return (await exact.isVisible()) ? exact : loose;
}
