import type { ElementHandle, Locator } from 'playwright-core';
import type { Box } from '../../model/evidence.ts';
import { labelToPress } from '../in-page/field.ts';
import { aim, attempt, foundAt } from './act.ts';
import { watchPress } from './press-watch.ts';
import { chooser, enter, nativeOption, optionIn, readyField } from './fields.ts';
import type { Effort, Hands, HandsContext } from './hands.ts';
import { problemError } from '../problems.ts';

type Left = () => number;

/** What differs between a mouse and a finger. */
export interface Pointing {
  press(target: Locator | ElementHandle, left: Left, context: HandsContext, effort: Effort): Promise<void>;
  /** Notes its own effort. */
  hover(target: Locator, left: Left, context: HandsContext, effort: Effort): Promise<void>;
  scroll(by: number, context: HandsContext): Promise<void>;
  drag(from: Locator, to: Locator, left: Left, context: HandsContext): Promise<void>;
}

const viewportHeight = (context: HandsContext): number => context.page.viewportSize()?.height ?? 600;

/** The label that customers press instead of a control that is drawn by CSS; null: the control itself can be pressed. */
async function labelInstead(target: Locator): Promise<ElementHandle | null> {
  return (await target.evaluateHandle(labelToPress)).asElement();
}

/** Hands that point at things and press them. */
export function pointingHands(pointing: Pointing): Hands {
  const press = async (target: Locator | ElementHandle, context: HandsContext, effort: Effort, left: Left, box: Promise<Box | null> = target.boundingBox()): Promise<void> => {
    const aimed = aim(box, context, effort);
    const seen = watchPress(target, context);
    context.onInput();
    await pointing.press(target, left, context, effort);
    effort.presses += 1;
    await Promise.all([aimed(), seen()]);
  };

  const setChecked = async (target: Locator, checked: boolean, context: HandsContext, effort: Effort, left: Left): Promise<void> => {
    if ((await target.isChecked({ timeout: left() })) === checked) return;
    await press((await labelInstead(target)) ?? target, context, effort, left);
    if ((await target.isChecked({ timeout: left() }).catch(() => checked)) !== checked) {
      throw problemError('STEP_FAILED', `${context.words} was pressed but is ${checked ? 'still not ticked' : 'still ticked'}.`);
    }
  };

  return {
    click: (target, context) => attempt(target, context, (effort, left) => press(target, context, effort, left, foundAt(target, context))),

    fill: (target, text, context) =>
      attempt(target, context, async (effort, left) => {
        const state = await readyField(target, context, await context.foundField());
        if (!state.focused) await press(target, context, effort, left, foundAt(target, context));
        await enter(target, text, state, context, effort, left);
      }),

    choose: (target, option, context) =>
      attempt(target, context, async (effort, left) => {
        const kind = await chooser(target, context);
        if (kind === 'select') {
          const { index } = await nativeOption(target, option, context);
          const aimed = aim(foundAt(target, context), context, effort);
          context.onInput();
          await target.selectOption({ index }, { timeout: left() });
          await aimed();
          // Once to open the list, once on the option.
          effort.presses += 2;
          return;
        }
        if (kind === 'popup') await press(target, context, effort, left);
        const found = await optionIn(kind === 'group' ? target : context.page, option, context, left);
        const isNativeRadio = await found.evaluate((element) => element instanceof HTMLInputElement);
        await (isNativeRadio ? setChecked(found, true, context, effort, left) : press(found, context, effort, left));
      }),

    check: (target, checked, context) => attempt(target, context, (effort, left) => setChecked(target, checked, context, effort, left)),

    press: (key, target, context) =>
      attempt(target, context, async (effort, left) => {
        if (target !== null) await target.focus({ timeout: left() });
        context.onInput();
        await context.page.keyboard.press(key);
        effort.keys += 1;
      }),

    hover: (target, context) =>
      attempt(target, context, async (effort, left) => {
        context.onInput();
        await pointing.hover(target, left, context, effort);
      }),

    scroll: (where, context) =>
      attempt(typeof where === 'object' && 'to' in where ? where.to : null, context, async (effort, left) => {
        context.onInput();
        if (typeof where === 'object' && 'to' in where) {
          await where.to.scrollIntoViewIfNeeded({ timeout: left() });
          effort.scrolls += 1;
          return;
        }
        const by = typeof where === 'object' ? where.by : where === 'top' ? -1e6 : 1e6;
        await pointing.scroll(by, context);
        const before = typeof where === 'object' ? Math.abs(where.by) : await context.page.evaluate(() => document.documentElement.scrollHeight);
        // One turn of the wheel or one swipe moves the page by most of a screen.
        effort.scrolls += Math.max(1, Math.ceil(before / viewportHeight(context)));
      }),

    drag: (from, to, context) =>
      attempt(from, context, async (effort, left) => {
        const taken = aim(foundAt(from, context), context, effort);
        // Where the pointer is let go of, the page tells of no press.
        const put = aim(to.boundingBox(), context, effort, () => null);
        context.onInput();
        await pointing.drag(from, to, left, context);
        await taken();
        await put();
        effort.presses += 1;
      }),
  };
}
