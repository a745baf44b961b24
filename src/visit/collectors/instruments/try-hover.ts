import type { HoverContent } from '../../../model/hover-evidence.ts';
import type { Appeared, HoverWatch } from '../../in-page/collect-hover.ts';

/** What one trigger is tried with. */
export interface Hand {
  call(expression: string): Promise<unknown>;
  move(to: { x: number; y: number }): Promise<void>;
  escape(): Promise<void>;
  /** A place of the trigger, and one where no trigger is. */
  at: { x: number; y: number } | null;
  away: { x: number; y: number };
  /** ms until something shows up, and that it is watched for afterwards. */
  shownIn: number;
  watched: number;
}

/** unsure: something came up that has perhaps nothing to do with it, or that stays. */
export type Tried = Omit<HoverContent, 'trigger'> | 'nothing' | 'unsure';

/** Places a pointer is seen at on its way from the trigger to what it opened; a design choice. */
const way = 6;
/** ms in which what was shown is gone when the pointer or the focus has left. */
export const leavesIn = 1_000;
/** ms in which a key is answered: the limit of what is felt as at once (Nielsen, Usability Engineering, 1993). What fades out then is waited for. */
const answersIn = 100;

/** Pointing, or giving the focus: comes to the trigger and leaves it. */
interface Approach {
  come(): Promise<unknown>;
  leave(): Promise<unknown>;
}

interface Trial {
  /** What comes up, the approach being made from afar; undefined: what came before stays. */
  show(): Promise<Appeared | null | undefined>;
  /** The same thing comes once more, and not by itself: much does. */
  comesAgain(first: Appeared): Promise<boolean>;
  isGone(ms: number): Promise<boolean>;
}

function trialOf({ call, shownIn, watched }: Hand, { come, leave }: Approach): Trial {
  const isGone = async (ms: number): Promise<boolean> => ((await call(`hoverWatch.gone(${ms})`)) as Awaited<ReturnType<HoverWatch['gone']>>) === true;
  const appears = async (ms: number): Promise<Appeared | null> => (await call(`hoverWatch.appeared(${ms})`)) as Appeared | null;
  const isLeft = async (): Promise<boolean> => {
    await leave();
    const left = await isGone(leavesIn);
    await call('hoverWatch.ready()');
    return left;
  };
  const show = async (): Promise<Appeared | null | undefined> => {
    if (!(await isLeft())) return undefined;
    await come();
    return await appears(shownIn);
  };
  return {
    show,
    isGone,
    async comesAgain(first) {
      if (!(await isLeft()) || (watched > 0 && (await appears(watched)) !== null)) return false;
      const again = await show();
      // Libraries make it anew each time, under another id.
      return again != null && (again.selector === first.selector || again.text === first.text);
    },
  };
}

/** What is wrong with it must be so twice. */
export async function tryPointer(hand: Hand): Promise<Tried> {
  const { at, away, watched, move, escape } = hand;
  // Out of the window, or covered.
  if (at === null) return 'unsure';
  const answered = Math.min(watched, answersIn);
  const { show, comesAgain, isGone } = trialOf(hand, { come: () => move(at), leave: () => move(away) });
  const first = await show();
  if (first == null) return first === null ? 'nothing' : 'unsure';
  const { nearest } = first;
  const told = (judged: Pick<HoverContent, 'vanished' | 'dismissed' | 'hoverable'>): Tried => ({ by: 'pointer', selector: first.selector, text: first.text, covers: first.covers, ...judged });
  const goOnto = async (): Promise<void> => {
    if (nearest === null) return;
    for (let place = 1; place <= way; place += 1) await move({ x: at.x + ((nearest.x - at.x) * place) / way, y: at.y + ((nearest.y - at.y) * place) / way });
  };

  await goOnto();
  if (!(await isGone(watched))) {
    const hoverable = nearest === null ? null : true;
    await escape();
    if (await isGone(answered)) return told({ vanished: false, dismissed: true, hoverable });
    return (await comesAgain(first)) ? told({ vanished: false, dismissed: false, hoverable }) : 'unsure';
  }
  if (!(await comesAgain(first))) return 'unsure';
  if (await isGone(watched)) return told({ vanished: true, dismissed: null, hoverable: null });
  if (nearest === null) return 'unsure';
  await escape();
  const dismissed = await isGone(answered);
  if (dismissed && !(await comesAgain(first))) return told({ vanished: false, dismissed, hoverable: null });
  await goOnto();
  return told({ vanished: false, dismissed, hoverable: (await isGone(watched)) ? false : null });
}

/** The same by the focus; nothing can be said of going onto it. */
export async function tryFocus(hand: Hand): Promise<Tried> {
  const { call, watched, escape } = hand;
  const answered = Math.min(watched, answersIn);
  const { show, comesAgain, isGone } = trialOf(hand, { come: () => call('hoverWatch.focus()'), leave: () => call('hoverWatch.blur()') });
  const first = await show();
  if (first == null) return first === null ? 'nothing' : 'unsure';
  const told = (judged: Pick<HoverContent, 'vanished' | 'dismissed'>): Tried => ({ by: 'focus', selector: first.selector, text: first.text, covers: first.covers, ...judged, hoverable: null });
  if (!(await isGone(watched))) {
    await escape();
    if (await isGone(answered)) return told({ vanished: false, dismissed: true });
    return (await comesAgain(first)) ? told({ vanished: false, dismissed: false }) : 'unsure';
  }
  return (await comesAgain(first)) && (await isGone(watched)) ? told({ vanished: true, dismissed: null }) : 'unsure';
}
