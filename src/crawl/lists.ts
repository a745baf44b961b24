import type { Answer } from './fetch-page.ts';
import { readList } from './read-list.ts';

export interface ListReading {
  /** Asks for a list, as fast as its origin may be asked. null: it may not be asked for. */
  ask(url: URL): Promise<Answer | null>;
  signal: AbortSignal;
  onPage(page: URL): void;
  /** Bytes of a list that was read. */
  onBytes(bytes: number): void;
  note(text: string): void;
}

/** Sitemaps and feeds that are read of one site. */
const mostLists = 500;
export const isList = (contentType: string): boolean => !/^(?:image|video|audio|font)\//.test(contentType);

/** Reads sitemaps, those they name, and feeds, each once: `read` holds those that were. A missing sitemap that nobody named is not told. */
export async function readLists(first: readonly string[], read: Set<string>, { ask, signal, onPage, onBytes, note }: ListReading): Promise<void> {
  const queue = [...first];
  for (let address = queue.shift(); address !== undefined && !signal.aborted; address = queue.shift()) {
    if (read.has(address) || !URL.canParse(address)) continue;
    if (read.size >= mostLists) return note(`More than ${mostLists} sitemaps and feeds: the others were not read.`);
    read.add(address);
    const url = new URL(address);
    const answer = await ask(url);
    if (answer === null) continue;
    const { status, body, bytes, problem, location } = answer;
    onBytes(bytes);
    if (location !== null && URL.canParse(location, address)) {
      queue.unshift(new URL(location, address).href);
    } else if (status !== 200 || problem !== null) {
      const isGuess = status === 404 && url.pathname === '/sitemap.xml';
      if (!isGuess) note(`The list of pages ${address} could not be read: ${problem ?? `status ${status}`}.`);
    } else {
      const { pages, lists, cut } = readList(body, address);
      if (cut) note(`The list of pages ${address} has more addresses than are read of one: some were left out.`);
      pages.forEach(onPage);
      queue.push(...lists.map(({ href }) => href));
    }
  }
}
