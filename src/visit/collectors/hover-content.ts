import { HoverEvidence } from '../../model/hover-evidence.ts';
import { counted } from '../../model/wording.ts';
import { collectHoverStart, type HoverWatch } from '../in-page/collect-hover.ts';
import { findHover, type HoverFind, type HoverSign } from '../in-page/find-hover.ts';
import { inTime } from '../patience.ts';
import { defineCollector, type CollectorContext } from './collector.ts';
import { moreThan } from './instruments/bounded.ts';
import { elementFactsSource, evaluateIn, worldOf } from './instruments/evaluate-apart.ts';
import { pressEscape } from './instruments/press-escape.ts';
import { pageOf, stayPut } from './instruments/stay-put.ts';
import { leavesIn, tryFocus, tryPointer, type Tried, type Hand } from './instruments/try-hover.ts';

/** Kinds of triggers aimed at and tried at one touchpoint, and ms after which no other is begun. `listeners`: elements that listen; `sheets`: style sheets of other origins, of so many `bytes`. */
const most = { aimed: 10, kinds: 3, milliseconds: 8_000, listeners: 500, sheets: 10, bytes: 1_000_000 };
const looking = { rules: 20_000, alike: 50, milliseconds: 100 };
const trying = { elements: 10_000, away: 100 };

/**
 * ms until something shows up: a rule of a style sheet tells by its transitions when; Bootstrap, Tippy and Radix wait 0 to 700 ms (documentation of 2024); of
 * most of what merely listens nothing comes, and hoverIntent waits 100 ms (documentation of 2024).
 */
const shownIn: Readonly<Record<HoverSign, number>> = { rule: 1_000, mark: 800, listener: 300 };

/** What came of each kind of trigger, and at which touchpoint. */
type Results = Map<string, { touchpoint: string; tried: Tried }>;

/**
 * Points at what may show something on hover, and sees whether Escape takes that away and whether the pointer can go onto it; where nothing shows, the focus
 * is tried. One trigger of each kind in a visit. Pointer, focus and scroll positions are put back.
 */
export const hoverContent = defineCollector({
  field: 'hoverContent',
  passes: ['inspection'],
  walk: true,
  async start(context) {
    const results: Results = new Map();
    let gaps: string[] = [];
    let [resting, opened] = [false, false];
    return {
      async afterStep({ action, outcome, navigation, effect }) {
        if (outcome === 'skipped') return;
        resting = action === 'hover';
        opened = navigation === 'none' && (opened || effect?.opened === true);
      },
      async collect(touchpoint) {
        gaps = [];
        const { kinds, unread } = await findKinds(context);
        gaps.push(...unread);
        const fresh = kinds.filter(({ kind }) => !results.has(keyOf(context, kind)));
        if (fresh.length > 0) {
          if (resting || opened) throw new Error('A step has opened something that Escape or the pointer might close.');
          await tryKinds(context, fresh, touchpoint, results);
        }
        const known = kinds.flatMap(({ kind, trigger }) => {
          const result = results.get(keyOf(context, kind));
          return result === undefined ? [] : [{ ...result, trigger }];
        });
        const sure = known.filter(({ tried }) => tried !== 'unsure');
        const left = kinds.length - sure.length;
        if (left > 0) gaps.push(`${left} of ${counted(kinds.length, 'kind')} of triggers could not be tried`);
        const contents = sure.flatMap(({ touchpoint: at, tried, trigger }) => (typeof tried === 'string' ? [] : [{ ...tried, trigger, ...(at !== touchpoint && { triedAt: at }) }]));
        return scrubbed(context, { pointer: !context.persona.device.mobile, kinds: kinds.length, tried: sure.length, contents });
      },
      partial: () => (gaps.length === 0 ? undefined : gaps.join('; ')),
    };
  },
});

type Kinds = ReturnType<HoverFind['kinds']>['kinds'];

function keyOf({ page }: CollectorContext, kind: string): string {
  return `${new URL(page.url()).origin} ${kind}`;
}

/** Reads only. */
async function findKinds({ cdp, persona }: CollectorContext): Promise<{ kinds: Kinds; unread: string[] }> {
  const world = await worldOf(cdp);
  const call = async (expression: string): Promise<unknown> => await evaluateIn(cdp, world, expression, 5_000);
  const [unread, listening] = await Promise.all([
    call(`(${findHover})(${JSON.stringify(looking)}, ${elementFactsSource})`) as Promise<string[]>,
    persona.device.mobile ? { ids: [], cut: false } : inTime(3_000, 'listing listeners', listenersIn(cdp)),
  ]);
  const frame = unread.length === 0 ? '' : (await cdp.send('Page.getFrameTree')).frameTree.frame.id;
  const texts = await Promise.all(unread.slice(0, most.sheets).map((url) => textOf(cdp, frame, url)));
  for (const text of texts) if (text !== null) await call(`hoverFind.read(${JSON.stringify(text)})`);
  if (listening.ids.length > 0) await inTime(3_000, 'listing listeners', hand(cdp, world, listening.ids));
  const { kinds, cut } = (await call('hoverFind.kinds()')) as ReturnType<HoverFind['kinds']>;
  const gaps = [
    ...(cut || unread.length > most.sheets || texts.includes(null) ? ['not all style sheets were read'] : []),
    ...(listening.cut ? [`${moreThan(most.listeners, 'elements')} that listen for a pointer`] : []),
  ];
  return { kinds, unread: gaps };
}

/** Numbers of the elements that listen for a pointer that comes over them. */
async function listenersIn(cdp: CollectorContext['cdp']): Promise<{ ids: number[]; cut: boolean }> {
  const { result } = await cdp.send('Runtime.evaluate', { expression: 'document', objectGroup: 'hover' });
  if (result.objectId === undefined) throw new Error('The page does not say what listens.');
  // To look into all worlds and frames at once (`pierce`) makes pages crash in Chromium 156; those of the page's own world are what is asked for.
  const { listeners } = await cdp.send('DOMDebugger.getEventListeners', { objectId: result.objectId, depth: -1 });
  const ids = [...new Set(listeners.filter(({ type }) => /^(?:mouse|pointer)(?:enter|over)$/.test(type)).flatMap(({ backendNodeId }) => backendNodeId ?? []))];
  return { ids: ids.slice(0, most.listeners), cut: ids.length > most.listeners };
}

async function hand(cdp: CollectorContext['cdp'], executionContextId: number, ids: readonly number[]): Promise<void> {
  const resolved = await Promise.all(ids.map(async (backendNodeId) => await cdp.send('DOM.resolveNode', { backendNodeId, executionContextId, objectGroup: 'hover' }).catch(() => null)));
  const given = resolved.flatMap((one) => (one?.object.objectId === undefined ? [] : [{ objectId: one.object.objectId }]));
  await cdp.send('Runtime.callFunctionOn', { functionDeclaration: 'function (...elements) { hoverFind.listening(...elements); }', executionContextId, arguments: given });
  await cdp.send('Runtime.releaseObjectGroup', { objectGroup: 'hover' });
}

/** Of a style sheet that scripts may not read, as the browser has it. null: too long, or gone. */
async function textOf(cdp: CollectorContext['cdp'], frameId: string, url: string): Promise<string | null> {
  try {
    const { content, base64Encoded } = await inTime(1_000, 'a style sheet', cdp.send('Page.getResourceContent', { frameId, url }));
    return base64Encoded || content.length > most.bytes ? null : content;
  } catch {
    return null;
  }
}

async function tryKinds(context: CollectorContext, kinds: Kinds, touchpoint: string, results: Results): Promise<void> {
  const { cdp, page, persona, pointer, now } = context;
  const world = await worldOf(cdp);
  const call = async (expression: string): Promise<unknown> => await evaluateIn(cdp, world, expression, 5_000);
  const move = async ({ x, y }: { x: number; y: number }): Promise<void> => void (await inTime(2_000, 'a move', cdp.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y })));
  const escape = async (): Promise<void> => await pressEscape(cdp);
  const canHover = !persona.device.mobile;
  await call(`(${collectHoverStart})(${JSON.stringify(trying)}, ${elementFactsSource})`);
  const address = pageOf(page.url());
  const until = now() + most.milliseconds;
  const stay = await stayPut(context);
  let isElsewhere = false;
  try {
    let count = 0;
    for (const { kind, sign } of kinds.slice(0, most.aimed)) {
      if (count >= most.kinds || now() > until) break;
      const aim = async (): Promise<ReturnType<HoverWatch['aim']>> => (await call(`hoverWatch.aim(${JSON.stringify(kind)})`)) as ReturnType<HoverWatch['aim']>;
      // What is open by the pointer or the focus moves other things.
      await call('hoverWatch.blur()');
      if (canHover) await move((await aim()).away);
      await call(`hoverWatch.gone(${leavesIn})`);
      const { at, away, focusable } = await aim();
      // Something lies on top of it, perhaps not so at the next touchpoint.
      if (canHover && at === null) continue;
      count += 1;
      const by: Hand = { call, move, escape, at, away, shownIn: shownIn[sign], watched: sign === 'rule' ? 0 : 300 };
      const pointed: Tried = canHover ? await tryPointer(by) : 'nothing';
      // What only listens for a pointer is no concern of the focus.
      const focused: Tried = typeof pointed === 'string' && focusable && (sign === 'rule' || (sign === 'mark' && !canHover)) ? await tryFocus(by) : pointed;
      results.set(keyOf(context, kind), { touchpoint, tried: focused === 'nothing' ? pointed : focused });
    }
  } finally {
    if (canHover) await move(pointer?.() ?? { x: 0, y: 0 }).catch(() => undefined);
    await call('hoverWatch.end()').catch(() => undefined);
    isElsewhere = pageOf(page.url()) !== address;
    await stay.end();
  }
  if (isElsewhere) throw new Error('The page went elsewhere when the pointer or the focus moved.');
}

function scrubbed({ scrub }: CollectorContext, found: HoverEvidence): HoverEvidence {
  return HoverEvidence.parse({ ...found, contents: found.contents.map((one) => ({ ...one, text: scrub(one.text), selector: scrub(one.selector), trigger: { ...one.trigger, name: scrub(one.trigger.name), selector: scrub(one.trigger.selector) } })) });
}
