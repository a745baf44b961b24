import type { Heard } from '../../model/heard-evidence.ts';
import { wordsOf } from './order.ts';
import type { Item, Kind } from './order.ts';

/** How a reader gets to a target: what is announced on the way, the target last, and the keys that takes. */
export interface Way {
  way: NonNullable<Heard['way']>;
  heard: readonly Item[];
  keys: number;
}

/**
 * The shortest way from one place to a target in reading order, in things heard. A reader does not know where the target is, only what kind
 * of thing it is and what it is called; so everything of the kind that is jumped by is heard, from where the reader is to the end of
 * the page, and then from its top, until the announcement is the wanted one. No search for text: that would need to know it is there.
 *
 * - items: from one thing to the next.
 * - kind: from one link, button, field or heading to the next, as the target is one.
 * - headings, landmarks: from one to the next until the one that the target stands under, then by kind. That the heading says what stands under
 *   it is taken for granted.
 *
 * A reader can take a longer one: it is a lower bound. `after`: the place of the reader among all nodes; 0: the top of the page.
 */
export function shortestWay(items: readonly Item[], after: number, target: Item): Way {
  const next = items.findIndex(({ order }) => order > after);
  const from = next < 0 ? items.length : next;
  const to = items.indexOf(target);
  const [kind] = (['field', 'button', 'link', 'heading'] as const).filter((one) => target.kinds.has(one));

  /** All that match from `start` on until the target, round by the top of the page, which takes a key of its own. */
  const until = (start: number, end: number, matches: (item: Item) => boolean): { heard: Item[]; keys: number } => {
    const round = end < start;
    const passed = round ? [...items.slice(start), ...items.slice(0, end + 1)] : items.slice(start, end + 1);
    const heard = passed.filter((item) => matches(item) || item === items[end]);
    return { heard, keys: heard.length + (round ? 1 : 0) };
  };
  const byKind = (item: Item): boolean => kind !== undefined && item.kinds.has(kind);
  const ways: Way[] = [{ way: 'items', ...until(from, to, () => true) }];
  if (kind !== undefined) ways.push({ way: 'kind', ...until(from, to, byKind) });
  for (const [way, mark] of [['headings', 'heading'], ['landmarks', 'landmark']] as const satisfies readonly (readonly [Way['way'], Kind])[]) {
    const section = items.findLastIndex((item, index) => index <= to && item.kinds.has(mark));
    if (section < 0) continue;
    const there = until(from, section, (item) => item.kinds.has(mark));
    const on = section === to ? { heard: [], keys: 0 } : until(section + 1, to, kind === undefined ? () => true : byKind);
    ways.push({ way, heard: [...there.heard, ...on.heard], keys: there.keys + on.keys });
  }
  return ways.reduce((best, way) => (way.heard.length < best.heard.length ? way : best));
}

/** What is kept of a way. */
export function heardOn({ way, heard }: Way, items: readonly Item[], after: number, target: Item): Omit<Heard, 'after'> {
  const inOrder = way === 'there' ? 0 : shortestInOrder(items, after, target);
  const same = ({ said }: Item): boolean => said.role === target.said.role && said.name === target.said.name;
  return {
    way,
    items: heard.length,
    words: heard.reduce((sum, { said }) => sum + wordsOf(said), 0),
    inOrder,
    silent: heard.filter(({ operable, said }) => operable && said.name === '').length,
    alike: heard.filter((item) => item !== target && same(item)).length,
    target: target.said,
  };
}

function shortestInOrder(items: readonly Item[], after: number, target: Item): number {
  const from = items.findIndex(({ order }) => order > after);
  const to = items.indexOf(target);
  const start = from < 0 ? items.length : from;
  return to >= start ? to - start + 1 : items.length - start + to + 1;
}
