import type { HeldCookie } from './cookies.ts';
import type { Answer } from './fetch-page.ts';
import type { Replay } from './replay.ts';
import type { Template } from './templates.ts';
import type { Wish } from './wishes.ts';

/** A page as the browser shows it. */
export interface Rendered {
  /** Where it ended up. */
  url: string;
  html: string;
  /** Its links, those in frames and in open shadow roots too, which its HTML does not hold. */
  further: { href: string; text: string; rel: string }[];
  /** It had come to rest when it was read. Absent: yes. */
  settled?: boolean;
  /** Not all that it leads to was seen: there was more to read or to press than is, or it took too long. Absent: no. */
  cut?: boolean;
}

export interface CrawlOptions {
  /** Opened as well, beside the seed. */
  addresses: readonly string[];
  /** Only what sitemaps and `addresses` name; links are not followed. */
  followLinks: boolean;
  /** Origins that belong to the site beside the seed's. */
  origins: readonly string[];
  /** Globs over path and query: only what fits one of these (empty: everything), and nothing that fits one of those. */
  include: readonly string[];
  exclude: readonly string[];
  /** Pages opened, all together, and of one group; combinations of parameters below one path; links deep. */
  maxPages: number;
  perGroup: number;
  perPath: number;
  depth: number;
  /** ms after which no further page is begun. */
  maxTime: number | null;
  /** Bytes after which no further page is begun: of answers, unpacked, and of what the browser receives for pages that it shows. */
  maxBytes: number | null;
  /** Pages of one origin that are asked for at the same time, and per second. */
  concurrency: number;
  rate: number | null;
  userAgent: string;
  /** Left by a login; absent: none are sent. */
  cookies?: readonly HeldCookie[];
  obeyRobots: boolean;
  /** Are links that are marked as not to be followed, and pages that ask not to be listed, left out? */
  obeyNofollow: boolean;
  allowPrivate: boolean;
  /** ms for one answer. */
  timeout: number;
  /** Shows a page in the browser, which asks for it once more: when `mayAsk` says so, false: the crawl has ended. `received` is told what came over the network for it. null: it did not load. Absent: pages are read as the server sends them. */
  render?(url: string, mayAsk: () => Promise<boolean>, received: (bytes: number) => void): Promise<Rendered | null>;
  /** Are pages shown in the browser also where their HTML tells all, since something else is to be learnt there? */
  showsAll?: boolean;
  /** Given each page that was opened with those it is built like; null: it is none of its own, as a copy that names its original. */
  onPlaced?(url: URL, template: Template | null): void;
  /** Given each page as it was read: as the server sent it or as the browser shows it. */
  onPage?(url: URL, html: string): void;
  /** What was learnt before, and what is learnt now is kept there. Absent: the crawl begins, and cannot be continued. */
  replay?: Replay;
  now(): number;
  signal: AbortSignal;
  onProgress(progress: CrawlProgress): void;
  /** Given what is worth knowing while it happens: who has asked to be left alone. */
  onNote?(text: string): void;
}

export interface CrawlProgress {
  found: number;
  opened: number;
  failed: number;
  waiting: number;
}

/** Does it end at an error? */
export function isBroken({ status, problem, location }: Pick<Opened, 'status' | 'problem' | 'location'>): boolean {
  return location === null && (problem !== null || status === null || status >= 400);
}

/** A page that was opened, as far as the crawl has to remember it. */
export interface Opened {
  url: string;
  identity: string;
  status: number | null;
  problem: Answer['problem'];
  location: string | null;
  isPage: boolean;
  title: string;
  digest: string;
  canonical: string | null;
  wishes: readonly Wish[];
  languages: { tag: string; identity: string }[];
  from: string | null;
}
