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
  /** Nobody has named the first ones: they need not be there. */
  isGuess?: boolean;
}

/** Sitemaps and feeds that are read of one site. */
const mostLists = 500;
const webPage = /^\s*<(?:!doctype\s+html|html)\b/i;
/** Some servers send lists and robots.txt as another kind of file: they hold all the same. */
export const mayBeText = (contentType: string): boolean => !/^(?:image|video|audio|font)\//.test(contentType);

/** Reads sitemaps, those they name, and feeds, each once: `read` holds those that were. A missing sitemap that nobody named is not told. */
export async function readLists(first: readonly string[], read: Set<string>, { ask, signal, onPage, onBytes, note, isGuess = false }: ListReading): Promise<void> {
  const queue = [...first];
  const guessed = new Set(isGuess ? first : []);
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
      const target = new URL(location, address).href;
      if (guessed.has(address)) guessed.add(target);
      queue.unshift(target);
    } else if (status !== 200 || problem !== null) {
      if (status !== 404 || !guessed.has(address)) note(`The list of pages ${address} could not be read: ${problem ?? `status ${status}`}.`);
    } else {
      const { pages, lists, cut } = readList(body, address);
      // As where a server sends its home page, or one to log in, for what is not there.
      if (pages.length + lists.length === 0 && webPage.test(body) && !guessed.has(address)) note(`The list of pages ${address} could not be read: it is a web page.`);
      if (cut) note(`The list of pages ${address} has more addresses than are read of one: some were left out.`);
      pages.forEach(onPage);
      queue.push(...lists.map(({ href }) => href));
    }
  }
}
