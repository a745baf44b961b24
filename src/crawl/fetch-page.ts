import { gunzipSync } from 'node:zlib';
import { Agent, fetch } from 'undici';
import type { Kept, KeptAnswer } from '../model/unfinished.ts';
import { openCookieJar, type HeldCookie } from './cookies.ts';
import { isPrivateHost, privateAddressCode, publicLookup } from './private-addresses.ts';

/** What came of asking for an address. Redirects are not followed. */
export interface Answer {
  url: URL;
  /** null: there was no answer. */
  status: number | null;
  contentType: string;
  robotsHeader: string | null;
  /** Empty unless it was asked for as text. */
  body: string;
  /** Of the body, as far as it was read; unpacked by its content encoding. */
  bytes: number;
  /** Address a redirect leads to. */
  location: string | null;
  /** ms the server asks to be left alone for; null: it does not. */
  retryAfter: number | null;
  /** In the reader's words; null: the answer is whole. */
  problem: string | null;
  /** The address is not public, and the crawl is. */
  refused: boolean;
}

export interface Fetching {
  userAgent: string;
  allowPrivate: boolean;
  /** ms for the whole answer. */
  timeout: number;
  /** Bytes of a body that are read. */
  mostBytes: number;
  /** Left by a login; absent: none are sent. */
  cookies?: readonly HeldCookie[];
}

export interface Fetcher {
  /** Never rejects. Only what `reads` says by its content type is read; of everything else the head alone. */
  get(url: URL, reads: (contentType: string) => boolean, signal: AbortSignal, mostBytes?: number): Promise<Answer>;
  close(): Promise<void>;
}

/** As it is kept for a crawl that goes on; null: it is to be asked for again, since the server was busy or failed, or there was no whole answer. */
export function keptAnswer({ status, contentType, robotsHeader, body, bytes, location, problem, refused }: Answer): KeptAnswer | null {
  // What is too large was read up to there; what was cut short counts as not read.
  const isWhole = problem === null || bytes > 0;
  if (status === null || status === 429 || status >= 500 || !isWhole || refused) return null;
  return { kind: 'answer', status, contentType, robotsHeader, body, bytes, location, problem };
}

/** null: it is none. */
export function answerFrom(url: URL, kept: Kept): Answer | null {
  if (kept.kind !== 'answer') return null;
  const { kind: _, ...answer } = kept;
  return { url, ...answer, retryAfter: null, refused: false };
}

const redirects = new Set([301, 302, 303, 307, 308]);

export function openFetcher({ userAgent, allowPrivate, timeout, mostBytes, cookies = [] }: Fetching): Fetcher {
  const jar = openCookieJar(cookies);
  const dispatcher = new Agent({ connect: allowPrivate ? { timeout } : { timeout, lookup: publicLookup }, headersTimeout: timeout, bodyTimeout: timeout });
  return {
    async get(url, reads, signal, most = mostBytes) {
      const answer: Answer = { url, status: null, contentType: '', robotsHeader: null, body: '', bytes: 0, location: null, retryAfter: null, problem: null, refused: false };
      if (!allowPrivate && isPrivateHost(url.hostname)) return { ...answer, problem: 'the address is private', refused: true };
      try {
        const cookie = jar.header(url);
        const response = await fetch(url.href, { dispatcher, redirect: 'manual', headers: { 'user-agent': userAgent, accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', ...(cookie !== undefined && { cookie }) }, signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]) });
        answer.status = response.status;
        jar.take(url, response.headers.getSetCookie());
        answer.contentType = (response.headers.get('content-type') ?? '').toLowerCase();
        answer.robotsHeader = response.headers.get('x-robots-tag');
        answer.retryAfter = retryAfter(response.headers.get('retry-after'), response.headers.get('date'));
        if (redirects.has(response.status)) answer.location = response.headers.get('location');
        if (!response.ok || response.body === null || !reads(answer.contentType)) {
          await response.body?.cancel();
          return answer;
        }
        const { bytes, size, cut } = await readUpTo(response.body, most);
        answer.bytes = size;
        if (cut) answer.problem = `it is larger than ${Math.round(most / 1e6)} MB`;
        answer.body = cut ? '' : textOf(bytes, answer.contentType);
        return answer;
      } catch (error) {
        // What was cut short by the end of the crawl says nothing of the page.
        return { ...answer, status: signal.aborted ? null : answer.status, problem: problemOf(error, timeout), refused: codeOf(error) === privateAddressCode };
      }
    },
    close: () => dispatcher.destroy(),
  };
}

async function readUpTo(body: AsyncIterable<Uint8Array>, most: number): Promise<{ bytes: Buffer; size: number; cut: boolean }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most) return { bytes: Buffer.alloc(0), size, cut: true };
    chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks), size, cut: false };
}

/** Sitemaps come as files that are packed, too. */
function textOf(bytes: Buffer, contentType: string): string {
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const charset = /charset\s*=\s*"?([\w-]+)/.exec(contentType)?.[1] ?? /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)/i.exec(bytes.subarray(0, 1_024).toString('latin1'))?.[1] ?? 'utf-8';
  const plain = packed ? gunzipSync(bytes, { maxOutputLength: largestList }) : bytes;
  return decoder(charset).decode(plain);
}

/** Bytes a sitemap may have (sitemaps.org, protocol 0.9). */
export const largestList = 50 * 1024 * 1024;

function decoder(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}

/** Seconds or a date (RFC 9110, 2022, section 10.2.3), as ms from when it was sent. */
function retryAfter(header: string | null, date: string | null): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1_000;
  const ms = Date.parse(header) - Date.parse(date ?? '');
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}

function codeOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const code = (of: unknown): string => (typeof of === 'object' && of !== null && 'code' in of ? String(of.code) : '');
  return code(cause) || code(error);
}

function problemOf(error: unknown, timeout: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `there was no whole answer within ${timeout / 1_000} s`;
  const code = codeOf(error);
  const words: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'nothing listens at this address',
    ENOTFOUND: 'the name of the host is not known',
    ECONNRESET: 'the connection was cut',
    UND_ERR_SOCKET: 'the connection was cut',
    UND_ERR_CONNECT_TIMEOUT: 'no connection could be made in time',
    UND_ERR_HEADERS_TIMEOUT: `there was no whole answer within ${timeout / 1_000} s`,
    UND_ERR_BODY_TIMEOUT: `there was no whole answer within ${timeout / 1_000} s`,
    ERR_BUFFER_TOO_LARGE: `it unpacks to more than ${largestList / 1024 / 1024} MB`,
    [privateAddressCode]: 'the address is private',
  };
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
  return words[code] ?? (code === '' ? `the request failed: ${cause instanceof Error ? cause.message : String(cause)}` : `the request failed with ${code}`);
}
