import type { TabWalk } from '../../model/evidence.ts';
import { collectFocusStart, type FocusSeen, type FocusWalk } from '../in-page/collect-focus.ts';
import { defineCollector, type CollectorContext } from './collector.ts';
import { elementFactsSource, evaluateIn, worldOf } from './instruments/evaluate-apart.ts';
import { inTime } from '../patience.ts';

const most = { stops: 150, unreached: 50, milliseconds: 10_000 };
/** Presses that may leave the focus where it is: two for a control of one part, a handful for a date or a player (a local date and time has seven). */
const patience = { simple: 2, inner: 12 };

/**
 * Presses Tab from the top of the page until the focus is back where it began. Runs after the other collectors and puts focus
 * and scroll position back; what the page does on focus or blur, as checking a field, cannot be undone.
 */
export const tabWalk = defineCollector({
  field: 'tabWalk',
  passes: ['inspection'],
  walk: true,
  async start(context) {
    return {
      collect: async () => scrubbed(context, await walk(context)),
    };
  },
});

async function walk({ cdp, page, now }: CollectorContext): Promise<TabWalk> {
  const world = await worldOf(cdp);
  const call = async (expression: string): Promise<unknown> => await evaluateIn(cdp, world, expression, 5_000);
  const key = async (type: 'rawKeyDown' | 'keyUp'): Promise<unknown> => await inTime(2_000, 'a key', cdp.send('Input.dispatchKeyEvent', { type, key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9, nativeVirtualKeyCode: 9 }));
  const address = page.url();
  let onFirst = (await call(`(${collectFocusStart})(null, ${elementFactsSource})`)) === true;

  const path: { index: number; stop: TabWalk['stops'][number] }[] = [];
  const until = now() + most.milliseconds;
  let ended: TabWalk['ended'] = 'limit';
  let trappedAt: string | null = null;
  let stays = 0;
  let returned = false;
  while (path.length < most.stops && now() < until) {
    if (!onFirst) await key('rawKeyDown');
    const [seen] = (await Promise.all([call('focusWalk.next()'), onFirst ? null : key('keyUp')])) as [FocusSeen, unknown];
    onFirst = false;
    const latest = path.at(-1);
    if (latest !== undefined && seen.formerVisible !== null) latest.stop.focusVisible = seen.formerVisible;
    if (seen.stop === null) {
      ended = 'cycled';
      break;
    }
    if (latest?.index === seen.index) {
      stays += 1;
      if (stays < (seen.stop.inner ? patience.inner : patience.simple)) continue;
      // In a frame of another site the stops cannot be seen; that it is a trap cannot be told either.
      if (!seen.stop.frame) [ended, trappedAt] = ['trapped', seen.stop.selector];
      break;
    }
    stays = 0;
    returned = path.some(({ index }) => index === seen.index);
    if (returned) break;
    const { role, name, selector } = seen.stop;
    path.push({ index: seen.index, stop: { role, name, selector, focusVisible: null } });
  }
  if (returned) ended = 'cycled';

  if (page.url() !== address) throw new Error('The page went elsewhere when the focus moved.');
  const { unreached, left, lastVisible } = (await call(`focusWalk.finish(${JSON.stringify({ unreached: most.unreached, complete: ended !== 'limit' })})`)) as ReturnType<FocusWalk['finish']>;
  const last = path.at(-1);
  if (last !== undefined && last.stop.focusVisible === null && lastVisible !== null) last.stop.focusVisible = lastVisible;
  // Back at a known stop without having left the page: by itself no harm, a trap if there was more to go to.
  if (returned && left > 0) [ended, trappedAt] = ['trapped', last?.stop.selector ?? null];
  return { stops: path.map(({ stop }) => stop), ended, unreached, trappedAt };
}

function scrubbed({ scrub }: CollectorContext, { stops, unreached, ...rest }: TabWalk): TabWalk {
  return { ...rest, stops: stops.map((stop) => ({ ...stop, name: scrub(stop.name) })), unreached: unreached.map((one) => ({ ...one, name: scrub(one.name) })) };
}
