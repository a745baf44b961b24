import type { TabWalk } from '../../model/evidence.ts';
import type { FocusChange } from '../../model/keyboard-evidence.ts';
import { collectFocusStart, type FocusSeen, type FocusWalk } from '../in-page/collect-focus.ts';
import { focusReach } from '../in-page/focus-reach.ts';
import { focusSight } from '../in-page/focus-sight.ts';
import { defineCollector, type CollectorContext } from './collector.ts';
import { elementFactsSource, evaluateIn, worldOf } from './instruments/evaluate-apart.ts';
import { pageOf, stayPut, type Stay, type Wish } from './instruments/stay-put.ts';
import { picture } from './instruments/picture.ts';
import type { Clip } from './instruments/picture.ts';
import { inTime, limited, within } from '../patience.ts';

/** `pictured`: stops at which pictures are compared, `alike` of them of one kind; at some 0.1 s each. */
const most = { stops: 150, unreached: 50, milliseconds: 10_000, pictured: 12, alike: 2, known: 1_000 };
/** Changes on focus that are followed up; ms in which one shows itself again, a design choice: more than a page takes that answers at once. */
const change = { most: 5, shownIn: 250 };
/** Presses that may leave the focus where it is: two for a control of one part, a handful for a date or a player (a local date and time has seven). */
const patience = { simple: 2, inner: 12 };
/** Stops in a row that a page may replace while they get the focus. */
const mostLost = 3;

/**
 * Presses Tab from the top of the page until the focus is back where it began. Runs after the other collectors and puts focus
 * and scroll position back; what the page does on focus or blur, as checking a field, cannot be undone.
 */
export const tabWalk = defineCollector({
  field: 'tabWalk',
  passes: ['inspection'],
  walk: true,
  async start(context) {
    // Header, footer and the like come again at each touchpoint: what was seen of a control holds for those that are drawn as it is.
    const known: Known = { undrawn: {}, pictured: new Map() };
    return {
      collect: async () => scrubbed(context, await walk(context, known)),
    };
  },
});

/** Of controls that are of one kind and drawn alike. `undrawn`: how many were drawn no differently with the focus. `pictured`: what pictures said of those of a kind that were compared. */
interface Known {
  undrawn: Record<string, number>;
  pictured: Map<string, Pictured[]>;
}

type Pictured = boolean | 'unseen' | null;

type Call = (expression: string) => Promise<unknown>;
type Stop = TabWalk['stops'][number];
/** Something the page wanted when the focus moved, and the numbers of the stops that may have made it, the likeliest first. */
interface Suspicion {
  wish: Wish;
  suspects: readonly number[];
}
/** A stop with its number among the elements seen, what kind of control it is, and how it is drawn; '': that is not known. */
interface Step {
  index: number;
  kind: string;
  drawn: string;
  stop: Stop;
}

const startSource = ({ undrawn }: Known): string => `((facts) => (${collectFocusStart})(${JSON.stringify(undrawn)}, facts, (${focusSight})(facts), (${focusReach})(facts)))(${elementFactsSource})`;

async function walk(context: CollectorContext, known: Known): Promise<TabWalk> {
  const address = pageOf(context.page.url());
  const isElsewhere = (): boolean => pageOf(context.page.url()) !== address;
  const stay = await stayPut(context);
  const round = await limited(walkRound(context, stay, known), most.milliseconds * 3);
  // A page that is being replaced has its new address once it answers again.
  if (!round.ended || !round.ok) await within(context.cdp.send('Page.getFrameTree'), 2_000);
  const left = isElsewhere();
  await stay.end();
  if (isElsewhere()) throw new Error('The page went elsewhere when the focus moved, and there was no way back.');
  if (!round.ended) throw new Error('The walk did not come to an end.');
  if (!round.ok) throw left ? new Error('The page went elsewhere when the focus moved.') : round.error;
  return round.value;
}

async function walkRound({ cdp, now }: CollectorContext, stay: Stay, known: Known): Promise<TabWalk> {
  const world = await worldOf(cdp);
  const call: Call = async (expression) => await evaluateIn(cdp, world, expression, 5_000);
  const key = async (type: 'rawKeyDown' | 'keyUp'): Promise<unknown> => await inTime(2_000, 'a key', cdp.send('Input.dispatchKeyEvent', { type, key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9, nativeVirtualKeyCode: 9 }));
  let onFirst = (await call(startSource(known))) === true;
  let presses = 0;
  /** The page is asked while the key is on its way: where it is heard, the answer is the only way there and back. */
  const press = async (): Promise<FocusSeen> => {
    presses += 1;
    const number = presses;
    let answered = false;
    const answer = call(`focusWalk.next(${number})`).finally(() => (answered = true));
    const pressed = Promise.all([key('rawKeyDown'), key('keyUp')]).then(() => (answered ? null : call(`focusWalk.released(${number})`)));
    const [seen] = await Promise.all([answer, pressed]);
    return seen as FocusSeen;
  };

  const path: Step[] = [];
  const until = now() + most.milliseconds;
  let ended: TabWalk['ended'] = 'limit';
  let trappedAt: string | null = null;
  let stays = 0;
  let returned = false;
  const suspicions: Suspicion[] = [];
  let lost = 0;
  let losses = 0;
  while (path.length < most.stops && now() < until) {
    const seen = onFirst ? ((await call('focusWalk.next(0)')) as FocusSeen) : await press();
    onFirst = false;
    const latest = path.at(-1);
    suspicions.push(...stay.take().map((wish) => ({ wish, suspects: [seen.index, ...path.slice(-2).map(({ index }) => index).reverse()] })));
    if (latest !== undefined && seen.formerVisible !== null) latest.stop.focusVisible = seen.formerVisible;
    if (seen.stop === null && seen.lost && lost < mostLost) {
      lost += 1;
      losses += 1;
      continue;
    }
    if (seen.stop === null) {
      if (!seen.lost) ended = 'cycled';
      break;
    }
    lost = 0;
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
    path.push({ index: seen.index, kind: seen.stop.kind, drawn: seen.stop.drawn, stop: stopOf(seen.stop, seen.cover) });
    // Where the address has changed, so has perhaps all that is on the page.
    if (suspicions.length >= change.most || suspicions.some(({ wish }) => wish.how === 'route')) break;
  }
  // Once the focus was lost, to begin again is no way round.
  if (returned && losses === 0) ended = 'cycled';

  suspicions.push(...stay.take().map((wish) => ({ wish, suspects: path.slice(-3).map(({ index }) => index).reverse() })));
  const changes = await followUp(suspicions.slice(0, change.most), path, call, stay);
  await comparePictures(path.filter(({ stop }) => stop.focusVisible === false), call, cdp, known.pictured, () => now() < until);
  const { unreached, left, lastVisible, places, undrawn } = (await call(`focusWalk.finish(${JSON.stringify({ unreached: most.unreached, complete: ended !== 'limit' })})`)) as ReturnType<FocusWalk['finish']>;
  known.undrawn = Object.fromEntries(Object.entries({ ...known.undrawn, ...undrawn }).slice(-most.known));
  for (const { index, stop } of path) Object.assign(stop, places[index] ?? {});
  const last = path.at(-1);
  if (last !== undefined && last.stop.focusVisible === null && lastVisible !== null) last.stop.focusVisible = lastVisible;
  // Back at a known stop without having left the page: by itself no harm, a trap if there was more to go to.
  if (returned && losses === 0 && left > 0) [ended, trappedAt] = ['trapped', last?.stop.selector ?? null];
  return { stops: path.map(({ stop }) => stop), ended, unreached, trappedAt, changes };
}

/** Gives the suspects the focus once more. What a page asks for a moment after the focus has come may be seen at the next stop only. */
async function followUp(suspicions: readonly Suspicion[], path: readonly Step[], call: Call, stay: Stay): Promise<FocusChange[]> {
  const changes: FocusChange[] = [];
  for (const { wish, suspects } of suspicions) {
    const steps = [...new Set(suspects)].flatMap((one) => path.find(({ index }) => index === one) ?? []);
    let [culprit] = steps;
    let again = false;
    for (const step of steps) {
      await call('focusWalk.hide()');
      const [seen] = await Promise.all([stay.next(change.shownIn), call(`focusWalk.show(${step.index})`)]);
      if (seen?.how !== wish.how) continue;
      [culprit, again] = [step, true];
      break;
    }
    if (culprit === undefined || changes.some(({ how, selector }) => how === wish.how && selector === culprit.stop.selector)) continue;
    const { role, name, selector } = culprit.stop;
    changes.push({ ...wish, role, name, selector, again });
  }
  return changes;
}

function stopOf({ role, name, selector, tabindex }: NonNullable<FocusSeen['stop']>, { covered, by }: FocusSeen['cover']): Stop {
  return { role, name, selector, focusVisible: null, covered, ...(by !== null && { coveredBy: by }), ...(tabindex !== undefined && { tabindex }) };
}

/**
 * Where styles show no difference, pictures may: of the surroundings with the focus, without, and with it again. With two equal pictures nothing
 * shows; where the two with the focus differ, something else moves and it cannot be told. Of each kind of control a few are compared: where pictures
 * contradict the styles, those of the others of its kind are not trusted either.
 */
async function comparePictures(stops: readonly Step[], call: Call, cdp: CollectorContext['cdp'], known: Known['pictured'], isTime: () => boolean): Promise<void> {
  let pictured = 0;
  for (const [kind, alike] of Map.groupBy(stops, (stop) => stop.kind)) {
    const compared = alike.slice(0, isTime() ? Math.min(most.alike, most.pictured - pictured) : 0);
    pictured += compared.length;
    // What is not known to be drawn like something is of this page only.
    const key = compared.some(({ drawn }) => drawn === '') ? null : [kind, ...compared.map(({ drawn }) => drawn)].join('\n');
    const before = key === null ? undefined : known.get(key);
    const told = before ?? [];
    if (before === undefined) for (const { index } of compared) told.push(await isDrawn(index, call, cdp));
    // What cannot be seen at all shows no focus either.
    for (const [at, { stop }] of compared.entries()) stop.focusVisible = told[at] === 'unseen' ? false : (told[at] ?? null);
    if (key !== null && known.size < most.known && told.every((one) => typeof one === 'boolean')) known.set(key, told);
    if (compared.every(({ stop }) => stop.focusVisible === false)) continue;
    for (const { stop } of alike.slice(compared.length)) stop.focusVisible = null;
  }
}

/** 'unseen': nothing of it is in the window. null: something else moves there, or it does not take the focus by itself, as an entry of a menu that has closed. */
async function isDrawn(index: number, call: Call, cdp: CollectorContext['cdp']): Promise<Pictured> {
  const shown = async (): ReturnType<FocusWalk['show']> => (await call(`focusWalk.show(${index})`)) as Clip | 'unseen' | null;
  const clip = await shown();
  if (clip === null || clip === 'unseen') return clip;
  const focused = await picture(cdp, clip);
  await call('focusWalk.hide()');
  if ((await picture(cdp, clip)) === focused) return false;
  const again = await shown();
  return again !== null && again !== 'unseen' && (await picture(cdp, clip)) === focused ? true : null;
}

function scrubbed({ scrub }: CollectorContext, { stops, unreached, changes = [], ...rest }: TabWalk): TabWalk {
  return { ...rest, changes: changes.map((one) => ({ ...one, url: scrub(one.url), name: scrub(one.name) })), stops: stops.map((stop) => ({ ...stop, name: scrub(stop.name) })), unreached: unreached.map((one) => ({ ...one, name: scrub(one.name) })) };
}
