import type { Trap } from '../model/crawl.ts';
import { identityOf, parametersOf, segmentsOf } from './address.ts';

/** How far a crawl goes into what may have no end. */
export interface Bounds {
  /** Pages opened of one group: addresses that differ in their last part, in numbers, or in the values of parameters only. */
  perGroup: number;
  /** Values of the same parameters opened of one path, and combinations of parameters opened of it. */
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
  /** The next to open, of origins that `may` be asked: from where fewest were opened, those with fewer parameters and nearer to the seed first. null: none is left. */
  next(may?: (origin: string) => boolean): Entry | null;
  /** Puts one back that could not be opened yet. */
  putBack(entry: Entry): void;
  knows(url: URL): boolean;
  /** Takes one out that waits. false: none does. */
  drop(url: URL): boolean;
  found(): number;
  /** In all, or of one origin. */
  waiting(origin?: string): number;
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
  const groups = new Map<string, Group>();
  /** Opened below one place, whatever their parameters: combinations of these are many, and would come before all else if each were on its own. */
  const openedAt = new Map<string, number>();
  const setsOf = new Map<string, Set<string>>();
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
    if (ofGroup >= perGroup) return () => leave(lookOf(url) ?? 'pages-of-one-kind', group, perGroup, ofGroup, url);
    if (url.search !== '' && ofPath >= perPath) return () => leave(lookOf(url) ?? 'parameters', path, perPath, ofPath, url);
    const sets = setsOf.get(bare(url));
    if (url.search !== '' && sets !== undefined && !sets.has(path) && sets.size >= perPath) return () => leave('parameter-sets', `${bare(url)}?*`, perPath, sets.size, url);
    return depth > deepest ? () => leave('depth', group, deepest, ofGroup, url) : null;
  };

  const count = (group: Group, { url }: Entry, by: number): void => {
    group.opened += by;
    openedAt.set(group.place, (openedAt.get(group.place) ?? 0) + by);
    if (url.search === '') return;
    const path = pathOf(url);
    openedByPath.set(path, (openedByPath.get(path) ?? 0) + by);
    setsOf.set(bare(url), (setsOf.get(bare(url)) ?? new Set()).add(path));
  };
  const comesBefore = (one: Group, other: Group): boolean =>
    ((openedAt.get(one.place) ?? 0) - (openedAt.get(other.place) ?? 0) || one.parameters - other.parameters || one.opened - other.opened || (one.waiting[0]?.depth ?? 0) - (other.waiting[0]?.depth ?? 0)) < 0;

  return {
    add(url, { depth, hops, from }) {
      const identity = identityOf(url);
      if (known.has(identity)) return false;
      known.set(identity, url.href);
      const group = groupOf(url);
      const place = groups.get(group) ?? { waiting: [], opened: 0, origin: url.origin, place: placeOf(url), parameters: parametersOf(url).length };
      groups.set(group, place);
      place.waiting.push({ url, identity, depth, hops, from, group });
      return true;
    },
    next(may = () => true) {
      for (;;) {
        let best: Group | undefined;
        for (const group of groups.values()) if (group.waiting.length > 0 && may(group.origin) && (best === undefined || comesBefore(group, best))) best = group;
        const entry = best?.waiting.shift();
        if (best === undefined || entry === undefined) return null;
        const leaveIt = beyond(entry);
        if (leaveIt !== null) {
          leaveIt();
          continue;
        }
        count(best, entry, 1);
        opened.add(entry.identity);
        return entry;
      }
    },
    putBack(entry) {
      const group = groups.get(entry.group);
      if (group === undefined) return;
      count(group, entry, -1);
      opened.delete(entry.identity);
      group.waiting.unshift(entry);
    },
    drop(url) {
      const identity = identityOf(url);
      const group = groups.get(groupOf(url));
      const at = group?.waiting.findIndex((entry) => entry.identity === identity) ?? -1;
      if (at !== -1) group?.waiting.splice(at, 1);
      return at !== -1;
    },
    knows: (url) => known.has(identityOf(url)),
    found: () => known.size,
    waiting: (of) => [...groups.values()].reduce((sum, { waiting, origin }) => sum + (of === undefined || of === origin ? waiting.length : 0), 0),
    unopened: () => [...known].flatMap(([identity, href]) => (opened.has(identity) ? [] : [new URL(href)])),
    traps: () => [...traps.values()].sort((a, b) => b.left - a.left || a.where.localeCompare(b.where)),
  };
}

interface Group {
  waiting: Entry[];
  opened: number;
  origin: string;
  /** Where it is, without its parameters. */
  place: string;
  parameters: number;
}

const bare = ({ origin, pathname }: URL): string => `${origin}${pathname}`;

/** Addresses that differ in the values of parameters only. */
function pathOf(url: URL): string {
  return `${url.origin}${url.pathname}?${parametersOf(url).join('&')}`;
}

/** Addresses that differ in their last part, in numbers and ids, or in the values of parameters only. */
export function groupOf(url: URL): string {
  const parameters = parametersOf(url);
  return `${placeOf(url)}${parameters.length === 0 ? '' : `?${parameters.join('&')}`}${url.hash === '' ? '' : '#'}`;
}

function placeOf(url: URL): string {
  const segments = segmentsOf(url).map((segment) => (isId(segment) ? '(id)' : segment.replace(/\d+/g, '0')));
  return `${url.origin}/${segments.length === 0 ? '' : [...segments.slice(0, -1), '*'].join('/')}`;
}

/** UUIDs (RFC 9562, 2024), long hexadecimal numbers, and letters that change with digits three times or more, which words and the names of things do not. */
function isId(segment: string): boolean {
  if (/^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$|^(?=.*\d)[0-9a-f]{16,}$/i.test(segment)) return true;
  return /^[\w~=-]{8,}$/.test(segment) && segment.split(/[-_]/).some((part) => (part.match(/\d(?=[a-z])|[a-z](?=\d)/gi) ?? []).length >= 3);
}

const dates = /^(?:year|month|week|day|date|calendar|jahr|monat|woche|tag|datum|ann[eé]e|mois|semaine|jour|a[nñ]o|mes|semana|d[ií]a|fecha|anno|mese|data|giorno)$/i;
const pages = /^(?:page|paged|pagenum|pageno|p|pg|seite|pagina|p[aá]gina|offset|start|skip|cursor|after)$/i;

/** What goes on and on, where its address shows that; null: it does not. */
function lookOf(url: URL): 'calendar' | 'pagination' | 'ids-in-path' | null {
  const segments = segmentsOf(url);
  const names = parametersOf(url);
  if (names.some((name) => dates.test(name)) || /(?:^|\/)(?:19|20|21)\d\d[/-](?:0?[1-9]|1[0-2])(?=[/-]|$)/.test(segments.join('/'))) return 'calendar';
  if (segments.slice(0, -1).some(isId)) return 'ids-in-path';
  return names.some((name) => pages.test(name)) || /(?:^|\/)(?:page|seite|p[aá]gina)[-_/]?\d+$/i.test(segments.join('/')) ? 'pagination' : null;
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
