import type { Trap } from '../model/crawl.ts';
import { identityOf, parametersOf, segmentsOf } from './address.ts';

/** How far a crawl goes into what may have no end. */
export interface Bounds {
  /** Pages opened of one group: addresses that differ in their last part, in numbers, or in the values of parameters only. */
  perGroup: number;
  /** Values of the same parameters opened of one path. */
  perPath: number;
  /** Links from the first page to the last that is opened. */
  depth: number;
}

/** An address that was come upon. */
export interface Entry {
  url: URL;
  identity: string;
  /** Links from the seed. */
  depth: number;
  /** Redirects in a row that led here. */
  hops: number;
  from: string | null;
  group: string;
}

/** Addresses to open, each once, and what is kept from being opened. */
export interface Frontier {
  /** Is it new? A known one is not added again. */
  add(url: URL, from: Pick<Entry, 'depth' | 'hops' | 'from'>): boolean;
  /** The next to open: of the group of which fewest were, nearest to the seed first. null: none is left. */
  next(): Entry | null;
  /** Puts one back that could not be opened yet. */
  putBack(entry: Entry): void;
  knows(url: URL): boolean;
  found(): number;
  waiting(): number;
  /** All that were not opened: within the bounds and beyond them. */
  unopened(): URL[];
  traps(): Trap[];
}

/** Redirects in a row that browsers follow (Fetch standard, 2025: 20). */
export const mostHops = 20;
/** Times one part of a path may come in a row, or a pair of them, before it counts as a loop of relative links. */
const mostRepeats = 3;
const kept = 5;

export function openFrontier({ perGroup, perPath, depth: deepest }: Bounds): Frontier {
  /** Addresses by their identity. */
  const known = new Map<string, string>();
  const groups = new Map<string, { waiting: Entry[]; opened: number }>();
  const openedByPath = new Map<string, number>();
  const traps = new Map<string, Trap>();
  const opened = new Set<string>();

  const leave = (kind: Trap['kind'], where: string, bound: number, count: number, url: URL): void => {
    const trap = traps.get(`${kind} ${where}`) ?? { kind, where, opened: count, left: 0, bound, examples: [] };
    trap.left += 1;
    trap.opened = count;
    if (trap.examples.length < kept) trap.examples.push(url.href);
    traps.set(`${kind} ${where}`, trap);
  };

  /** Its bound, if opening it would go beyond one. */
  const beyond = (entry: Entry): (() => void) | null => {
    const { url, depth, hops, group } = entry;
    const path = pathOf(url);
    const ofGroup = groups.get(group)?.opened ?? 0;
    const ofPath = openedByPath.get(path) ?? 0;
    if (hops > mostHops) return () => leave('redirects', group, mostHops, ofGroup, url);
    if (repeats(segmentsOf(url)) > mostRepeats) return () => leave('repeating-path', repeatedPart(url), mostRepeats, ofGroup, url);
    if (ofGroup >= perGroup) return () => leave('pages-of-one-kind', group, perGroup, ofGroup, url);
    if (url.search !== '' && ofPath >= perPath) return () => leave('parameters', path, perPath, ofPath, url);
    return depth > deepest ? () => leave('depth', group, deepest, ofGroup, url) : null;
  };

  return {
    add(url, { depth, hops, from }) {
      const identity = identityOf(url);
      if (known.has(identity)) return false;
      known.set(identity, url.href);
      const group = groupOf(url);
      const place = groups.get(group) ?? { waiting: [], opened: 0 };
      groups.set(group, place);
      place.waiting.push({ url, identity, depth, hops, from, group });
      return true;
    },
    next() {
      for (;;) {
        let best: { waiting: Entry[]; opened: number } | null = null;
        for (const place of groups.values()) {
          const [first] = place.waiting;
          if (first === undefined) continue;
          const current = best?.waiting[0];
          if (current === undefined || best === null || place.opened < best.opened || (place.opened === best.opened && first.depth < current.depth)) best = place;
        }
        const entry = best?.waiting.shift();
        if (best === null || entry === undefined) return null;
        const leaveIt = beyond(entry);
        if (leaveIt !== null) {
          leaveIt();
          continue;
        }
        best.opened += 1;
        opened.add(entry.identity);
        if (entry.url.search !== '') {
          const path = pathOf(entry.url);
          openedByPath.set(path, (openedByPath.get(path) ?? 0) + 1);
        }
        return entry;
      }
    },
    putBack(entry) {
      const place = groups.get(entry.group);
      if (place === undefined) return;
      place.opened -= 1;
      opened.delete(entry.identity);
      place.waiting.unshift(entry);
      const path = pathOf(entry.url);
      if (entry.url.search !== '') openedByPath.set(path, (openedByPath.get(path) ?? 1) - 1);
    },
    knows: (url) => known.has(identityOf(url)),
    found: () => known.size,
    waiting: () => [...groups.values()].reduce((sum, { waiting }) => sum + waiting.length, 0),
    unopened: () => [...known].flatMap(([identity, href]) => (opened.has(identity) ? [] : [new URL(href)])),
    traps: () => [...traps.values()].sort((a, b) => b.left - a.left || a.where.localeCompare(b.where)),
  };
}

/** Addresses that differ in the values of parameters only. */
function pathOf(url: URL): string {
  return `${url.origin}${url.pathname}?${parametersOf(url).join('&')}`;
}

/** Addresses that differ in their last part, in numbers within it, or in the values of parameters only. */
export function groupOf(url: URL): string {
  const segments = segmentsOf(url).map((segment) => segment.replace(/\d+/g, '0'));
  const place = segments.length === 0 ? '/' : `/${[...segments.slice(0, -1), '*'].join('/')}`;
  const parameters = parametersOf(url);
  return `${url.origin}${place}${parameters.length === 0 ? '' : `?${parameters.join('&')}`}${url.hash === '' ? '' : '#'}`;
}

/** How often a part of the path, or a pair or three of them, comes in a row. */
export function repeats(segments: readonly string[]): number {
  let most = 1;
  for (const length of [1, 2, 3]) {
    for (let start = 0; start + length <= segments.length; start += 1) {
      let times = 1;
      while (segments.slice(start, start + length).every((segment, at) => segment === segments[start + times * length + at])) times += 1;
      most = Math.max(most, times);
    }
  }
  return most;
}

/** The path up to where it begins to repeat itself. */
function repeatedPart(url: URL): string {
  const segments = segmentsOf(url);
  const until = segments.findIndex((_, at) => repeats(segments.slice(0, at + 1)) > mostRepeats);
  return `${url.origin}/${segments.slice(0, until === -1 ? segments.length : until + 1).join('/')}`;
}
