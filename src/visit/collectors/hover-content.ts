import { HoverEvidence, type HoverContent } from '../../model/hover-evidence.ts';
import { collectHoverStart, type Appeared, type HoverWatch } from '../in-page/collect-hover.ts';
import { inTime } from '../patience.ts';
import { defineCollector, type CollectorContext } from './collector.ts';
import { elementFactsSource, evaluateIn, worldOf } from './instruments/evaluate-apart.ts';

/** Triggers of a kind are alike, so one of each is tried. */
const most = { elements: 5_000, rules: 20_000, kinds: 3, milliseconds: 6_000 };

/** ms: until something shows up (Bootstrap, Tippy and Radix wait 0 to 700 ms, documentation of 2024), how long it is watched, and until it has gone. */
const waits = { shown: 800, watched: 300, gone: 300 };

/** Places a pointer is seen at on its way from the trigger to what it opened; a design choice. */
const way = 6;

/**
 * Points at what shows something on hover, and sees whether Escape takes that away and whether the pointer can go onto it; where nothing shows, the focus
 * is tried. Pointer, focus and scroll position are put back.
 */
export const hoverContent = defineCollector({
  field: 'hoverContent',
  passes: ['inspection'],
  walk: true,
  async start(context) {
    let kinds = 0;
    let resting = false;
    return {
      async afterStep({ action, outcome }) {
        if (outcome !== 'skipped') resting = action === 'hover';
      },
      async collect() {
        if (resting) throw new Error("The customer's pointer rests on something that closes when it moves.");
        const found = await tryAll(context);
        kinds = found.kinds - found.tried;
        return scrubbed(context, found);
      },
      partial: () => (kinds > 0 ? `${kinds} more ${kinds === 1 ? 'kind' : 'kinds'} of triggers were not tried` : undefined),
    };
  },
});

interface Hand {
  call(expression: string): Promise<unknown>;
  move(to: { x: number; y: number }): Promise<unknown>;
  escape(): Promise<void>;
}

async function tryAll({ cdp, page, persona, pointer, now }: CollectorContext): Promise<HoverEvidence> {
  const world = await worldOf(cdp);
  const call = async (expression: string): Promise<unknown> => await evaluateIn(cdp, world, expression, 5_000);
  const move = async ({ x, y }: { x: number; y: number }): Promise<unknown> => await inTime(2_000, 'a move', cdp.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y }));
  const key = async (type: 'rawKeyDown' | 'keyUp'): Promise<unknown> => await inTime(2_000, 'a key', cdp.send('Input.dispatchKeyEvent', { type, key: 'Escape', code: 'Escape', windowsVirtualKeyCode: 27, nativeVirtualKeyCode: 27 }));
  const escape = async (): Promise<void> => void (await key('rawKeyDown'), await key('keyUp'));
  const hand: Hand = { call, move, escape };
  const canHover = !persona.device.mobile;
  const address = page.url();
  const { kinds, kept } = (await call(`(${collectHoverStart})(${JSON.stringify(most)}, ${elementFactsSource})`)) as { kinds: number; kept: number };
  if (kept === 0) return { pointer: canHover, kinds, tried: 0, contents: [] };
  const contents: HoverContent[] = [];
  const until = now() + most.milliseconds;
  let tried = 0;
  try {
    for (; tried < kept && now() < until; tried += 1) contents.push(...(await tryOne(hand, tried, canHover)));
    if (page.url() !== address) throw new Error('The page went elsewhere when the pointer moved.');
  } finally {
    if (canHover) await move(pointer?.() ?? { x: 0, y: 0 }).catch(() => undefined);
    await call('hoverWatch.end()').catch(() => undefined);
  }
  return { pointer: canHover, kinds, tried, contents };
}

async function tryOne({ call, move, escape }: Hand, index: number, canHover: boolean): Promise<HoverContent[]> {
  const aim = async (): Promise<ReturnType<HoverWatch['aim']>> => (await call(`hoverWatch.aim(${index})`)) as ReturnType<HoverWatch['aim']>;
  const appeared = async (): Promise<Appeared | null> => (await call(`hoverWatch.appeared(${waits.shown})`)) as Appeared | null;
  const isGone = async (ms: number): Promise<boolean> => (await call(`hoverWatch.gone(${ms})`)) === true;
  const told = ({ selector, text, covers }: Appeared): Pick<HoverContent, 'selector' | 'text' | 'covers'> => ({ selector, text, covers });

  const { trigger, at, away, focusable } = await aim();
  if (canHover && at !== null) {
    await move(away);
    await aim();
    await move(at);
    const shown = await appeared();
    if (shown !== null) {
      const vanished = await isGone(waits.watched);
      if (!vanished) await escape();
      const dismissed = vanished ? null : await isGone(waits.gone);
      let hoverable: boolean | null = null;
      if (dismissed === true) {
        await move(away);
        await aim();
        await move(at);
      }
      const there = vanished ? null : dismissed === true ? await appeared() : shown;
      const to = there?.nearest ?? null;
      if (to !== null) {
        for (let place = 1; place <= way; place += 1) await move({ x: at.x + ((to.x - at.x) * place) / way, y: at.y + ((to.y - at.y) * place) / way });
        hoverable = !(await isGone(waits.watched));
      }
      await move(away);
      return [{ by: 'pointer', trigger, ...told(shown), vanished, dismissed, hoverable }];
    }
    await move(away);
  }
  if (!focusable) return [];
  await aim();
  await call(`hoverWatch.focus(${index})`);
  const shown = await appeared();
  if (shown === null) {
    await call('hoverWatch.blur()');
    return [];
  }
  const vanished = await isGone(waits.watched);
  if (!vanished) await escape();
  const dismissed = vanished ? null : await isGone(waits.gone);
  await call('hoverWatch.blur()');
  return [{ by: 'focus', trigger, ...told(shown), vanished, dismissed, hoverable: null }];
}

function scrubbed({ scrub }: CollectorContext, found: HoverEvidence): HoverEvidence {
  return HoverEvidence.parse({ ...found, contents: found.contents.map((one) => ({ ...one, text: scrub(one.text), selector: scrub(one.selector), trigger: { ...one.trigger, name: scrub(one.trigger.name) } })) });
}
