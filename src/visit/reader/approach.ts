import { setTimeout } from 'node:timers/promises';
import type { ElementHandle, Locator as Handle } from 'playwright-core';
import type { Announcement, Heard } from '../../model/heard-evidence.ts';
import type { Locator } from '../../model/locator.ts';
import { wordFor } from '../describe.ts';
import { subject } from '../facts.ts';
import type { HandsContext } from '../hands/hands.ts';
import { operandOf } from '../in-page/operand.ts';
import { problemError } from '../problems.ts';
import type { ProblemError } from '../problems.ts';
import { keyOf } from './find.ts';
import { isOperable, nodeOf, readingOf } from './order.ts';
import type { Item, Reading } from './order.ts';
import { readTree } from './tree.ts';
import type { FrameSession, Tree } from './tree.ts';
import { heardOn, shortestWay } from './ways.ts';
import type { Way } from './ways.ts';

/** control: something that can be used, with a name; content: anything that is announced. */
export type Need = 'control' | 'content';

/** ms a page may take to have announced what can be seen already: scripts that show a layer often name it, or give it free, a moment later. */
const lateness = 1_000;
const pause = 100;

/** Elements that answer to a locator and are asked what they are announced as. */
const mostMatches = 10;

/** The words a customer knows it by; null: only the plan knows it, by a test id, a selector or a role. */
function wantedWords(locator: Locator | null): string | null {
  if (locator === null || typeof locator === 'string') return locator;
  return locator.named ?? locator.name ?? locator.label ?? locator.text ?? locator.alt ?? locator.title ?? locator.heading ?? null;
}

const bare = (text: string): string => text.replace(/[\s\u00ad\u200b\u2060\ufeff]+/g, '').toLowerCase();

interface Candidate {
  element: ElementHandle;
  item: Item;
  frame: Awaited<ReturnType<typeof keyOf>>;
}

/** What is announced of an element, or why it cannot be used by what is announced. */
async function judge(element: ElementHandle, need: Need, tree: Tree, reading: Reading, { sought, words }: HandsContext): Promise<Candidate | { problem: ProblemError; said: Announcement | null }> {
  const operand = (await element.evaluateHandle(operandOf as (node: Node) => Element)).asElement() as ElementHandle<Element>;
  const who = subject(null, words);
  const blocked = (code: Parameters<typeof problemError>[0], message: string, said: Announcement | null = null) => ({ problem: problemError(code, message, true), said });
  const found = await keyOf(operand, tree);
  const key = found?.key ?? '';
  const item = reading.items.find((one) => one.key === key) ?? (need === 'content' ? await contentOf(operand, key, tree, reading) : undefined);
  if (item === undefined) {
    const node = nodeOf(tree.root, key);
    if (node !== null && !reading.places.has(key)) return blocked('NOT_ANNOUNCED', `${who} cannot be got to with a screen reader: it lies behind the dialog${reading.modal === null || reading.modal === '' ? '' : ` "${reading.modal}"`}.`);
    const reason = found === null ? 'unknown' : await ignoredBecause(found);
    if (reason === null && (node === null || !isOperable(node.role))) return blocked('ANNOUNCED_AS_TEXT', `${who} is plain text for a screen reader, nothing that can be used.`);
    return blocked('NOT_ANNOUNCED', `${who} is never announced by a screen reader${reason === null || reason === 'unknown' ? '' : `: ${reason}`}.`);
  }
  const { said } = item;
  if (need === 'content') return { element: operand, item, frame: found };
  if (!item.operable) return blocked('ANNOUNCED_AS_TEXT', `${who} is announced as ${said.role === 'text' ? 'plain text' : `a ${wordFor(said.role)}`}, nothing that can be used.`, said);
  if (said.name === '' && !isOnlySearch(item, reading)) return blocked('ANNOUNCED_WITHOUT_NAME', `${who} is announced as "${wordFor(said.role)}" and nothing else: it has no name.`, said);
  const known = wantedWords(sought);
  const spoken = typeof sought === 'object' && sought?.title !== undefined ? said.name + said.description : said.name;
  if (known !== null && !bare(spoken).includes(bare(known))) return blocked('ANNOUNCED_OTHERWISE', `${who} is announced as "${said.name.slice(0, 80)}".`, said);
  return { element: operand, item, frame: found };
}

/** A search field without a name is announced as such all the same: as long as it is the only one, that says enough. */
function isOnlySearch({ said: { role } }: Item, { items }: Reading): boolean {
  return isSearch(role) && items.filter(({ said }) => isSearch(said.role)).length === 1;
}

const isSearch = (role: string): boolean => role === 'searchbox' || role === 'SearchBox';

/** The first thing that is announced of what is in an element. */
async function contentOf(element: ElementHandle, key: string, tree: Tree, { items }: Reading): Promise<Item | undefined> {
  const node = nodeOf(tree.root, key);
  if (node !== null) {
    const inside = new Set<string>();
    const gather = (each: typeof node): void => {
      inside.add(each.key);
      each.children.forEach(gather);
    };
    gather(node);
    const found = items.find((item) => item.key !== '' && inside.has(item.key));
    if (found !== undefined) return found;
  }
  const text = bare((await element.textContent()) ?? '').slice(0, 100);
  return text === '' ? undefined : items.find(({ said }) => bare(said.name).includes(text));
}

/** Why the tree leaves an element out; null: only because it means nothing by itself. */
async function ignoredBecause({ key, frame: { cdp } }: NonNullable<Candidate['frame']>): Promise<string | null> {
  try {
    const { nodes } = await cdp.send('Accessibility.getPartialAXTree', { backendNodeId: Number(key.slice(key.lastIndexOf(':') + 1)), fetchRelatives: false });
    const reasons = (nodes[0]?.ignoredReasons ?? []).map(({ name }) => name as string);
    if (reasons.some((name) => /^ariaHidden/i.test(name))) return 'it is hidden from assistive technology by aria-hidden';
    if (reasons.some((name) => /inert|modal/i.test(name))) return 'the page has made this part of it inert';
    if (reasons.some((name) => /notRendered|notVisible/i.test(name))) return 'it is not rendered';
    return null;
  } finally {
    await cdp.send('Accessibility.disable').catch(() => undefined);
  }
}

/** Where the reader is among all nodes; 0: at the top. A focus that has been moved since takes the reader along. */
function placeOf({ places, focused }: Reading, { document }: Tree, { reader }: HandsContext): { after: number; announced: string | null } {
  const known = reader.document === document;
  if (focused !== null && !(known && focused === reader.focus)) return { after: places.get(focused) ?? 0, announced: focused };
  if (!known) return { after: 0, announced: null };
  return { after: (reader.at === null ? undefined : places.get(reader.at)) ?? 0, announced: null };
}

/**
 * Goes to the target by what is announced. Gives the control that it means with the frame it is in, what was heard on the way, and the keys of
 * the reader's that took. Throws a problem that blocks this persona where what is announced does not lead there; `onSaid` is told what
 * was announced of it even so.
 */
export async function approach(target: Handle, need: Need, context: HandsContext, onSaid: (said: Announcement | null) => void): Promise<{ target: Handle; element: ElementHandle; frame: FrameSession | null; role: string; heard: Omit<Heard, 'after'>; keys: number }> {
  const { page, cdp, reader } = context;
  const end = performance.now() + Math.min(lateness, context.timeout);
  for (;;) {
    const tree = await readTree(page.context(), page, cdp);
    const reading = readingOf(tree.root);
    let first: { problem: ProblemError; said: Announcement | null } | undefined;
    const all = context.all ?? target;
    const matches = (await all.elementHandles()).slice(0, mostMatches);
    for (const [index, match] of matches.entries()) {
      const found = await judge(match, need, tree, reading, context);
      if ('problem' in found) {
        first ??= found;
        continue;
      }
      const { element, item } = found;
      if (item.said.states.includes('unavailable')) await enabled(element, context);
      const { after, announced } = placeOf(reading, tree, context);
      const there = announced === item.key || (announced === null && reader.document === tree.document && reader.at === item.key);
      const way: Way = there ? { way: 'there', heard: announced === null ? [] : [item], keys: 0 } : shortestWay(reading.items, after, item);
      Object.assign(reader, { document: tree.document, at: item.key, focus: reading.focused });
      return { target: matches.length === 1 ? all : all.nth(index), element, frame: found.frame?.frame ?? null, role: item.said.role, heard: heardOn(way, reading.items, after, item), keys: way.keys };
    }
    if (performance.now() >= end) {
      onSaid(first?.said ?? null);
      throw first?.problem ?? problemError('TARGET_GONE', `${context.words} went away before it could be used.`);
    }
    // The browser says nothing of a tree that is read only now and then: it has to be asked again.
    await setTimeout(pause);
  }
}

async function enabled(element: ElementHandle, context: HandsContext): Promise<void> {
  try {
    await element.waitForElementState('enabled', { timeout: context.timeout });
  } catch {
    throw problemError('TARGET_DISABLED', `${context.words} was disabled.`);
  }
}
