import { load } from 'cheerio';
import { addressOf } from './address.ts';

/** As many as a sitemap may hold (sitemaps.org, protocol 0.9). */
const mostAddresses = 50_000;

/**
 * Addresses in an RSS or Atom feed, or in a sitemap, which may also be a text with one per line: its pages, then their other languages, and further sitemaps, of each
 * so many at most. Of pictures and videos that a sitemap tells of, nothing is read.
 */
export function readList(content: string, address: string, most: number = mostAddresses): { pages: URL[]; lists: URL[]; cut: boolean } {
  const found = /^\s*</.test(content) ? namedIn(content) : { pages: content.split(/\r?\n/).filter((line) => /^\s*https?:/i.test(line)), others: [], lists: [] };
  const named = [...found.pages, ...found.others].filter((reference) => reference.trim() !== '');
  const all = (references: readonly string[]): URL[] => references.slice(0, most).flatMap((reference) => addressOf(reference, address) ?? []);
  return { pages: all(named), cut: named.length > most, lists: all(found.lists) };
}

interface Element {
  name: string;
  attribs: Readonly<Record<string, string>>;
  children: readonly unknown[];
}

/** Element by element: selectors take a thousand times as long as there are addresses. */
function namedIn(xml: string): { pages: string[]; others: string[]; lists: string[] } {
  const found = { pages: [] as string[], others: [] as string[], lists: [] as string[] };
  const waiting: { element: Element; within: string }[] = childrenOf(load(xml, { xml: true }).root()[0]).map((element) => ({ element, within: '' })).toReversed();
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { element, within } = at;
    const name = plain(element.name);
    const { rel, href = '' } = element.attribs;
    if (name === 'loc' && within === 'url') found.pages.push(textOf(element));
    else if (name === 'loc' && within === 'sitemap') found.lists.push(textOf(element));
    else if (name === 'link' && within === 'url' && rel === 'alternate') found.others.push(href);
    else if (name === 'link' && within === 'item') found.pages.push(textOf(element));
    else if (name === 'link' && within === 'entry' && (rel === undefined || rel === 'alternate')) found.pages.push(href);
    else for (const child of childrenOf(element).toReversed()) waiting.push({ element: child, within: name });
  }
  return found;
}

/** Without the prefix of its namespace, which is anybody's choice. */
function plain(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function childrenOf(node: unknown): Element[] {
  return typeof node === 'object' && node !== null && 'children' in node && Array.isArray(node.children) ? node.children.filter((child: unknown): child is Element => typeof child === 'object' && child !== null && 'attribs' in child) : [];
}

function textOf({ children }: Element): string {
  return children.map((child) => (typeof child !== 'object' || child === null ? '' : 'data' in child ? String(child.data) : textOf(child as Element))).join('');
}
