import robotsModule from 'robots-parser';
import type { Answer } from './fetch-page.ts';

/** Its types tell of an ES module with a default; it is a CommonJS one, whose default is the function itself. */
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

/** What a site asks of machines. */
export interface Robots {
  allows(url: URL): boolean;
  /** ms between two requests that it asks for; null: it does not. */
  delay: number | null;
  sitemaps: string[];
  /** For the report; null: as expected. */
  note: string | null;
  /** false: it could not be read, so that nothing is allowed; the note says why. */
  isRead: boolean;
}

/**
 * Asks an origin for its robots.txt and reads what it says to `product`, by RFC 9309: where there is none all is allowed, where the server fails nothing is, nor
 * where it is asked too often (Google Search Central, robots.txt, 2025: as a failure). `unasked`: why it was not asked for.
 */
export async function readRobots(ask: (url: URL) => Promise<Answer | null>, origin: string, product: string, unasked: () => string): Promise<Robots> {
  let url = new URL('/robots.txt', origin);
  // Five redirects are to be followed (section 2.3.1.2).
  for (let hop = 0; hop <= 5; hop += 1) {
    const answer = await ask(url);
    if (answer === null) return nothing(`${url.href} was not read, since ${unasked()}: without it nothing of this site may be opened.`);
    const { status, body, location, problem } = answer;
    if (location !== null && URL.canParse(location, url.href)) {
      url = new URL(location, url);
      continue;
    }
    if (status !== null && status >= 400 && status < 500 && status !== 429) return everything(null);
    if (status === null || status >= 400 || problem !== null) return nothing(`${url.href} could not be read (${problem ?? status}), so nothing of this site may be opened (RFC 9309). If the rest of it answers, --ignore-robots goes on without it.`);
    const rules = robotsParser(new URL('/robots.txt', origin).href, body);
    const seconds = rules.getCrawlDelay(product);
    return { allows: (page) => rules.isAllowed(page.href, product) !== false, delay: seconds === undefined ? null : seconds * 1_000, sitemaps: rules.getSitemaps(), isRead: true, note: seconds === undefined || seconds <= 0 ? null : `${origin}/robots.txt asks for ${seconds} s between two pages.` };
  }
  return everything(`${origin}/robots.txt leads from one redirect to the next and was taken as not there.`);
}

export function everything(note: string | null): Robots {
  return { allows: () => true, delay: null, sitemaps: [], note, isRead: true };
}

function nothing(note: string): Robots {
  return { allows: () => false, delay: null, sitemaps: [], note, isRead: false };
}
