import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { CDPSession } from 'playwright-core';
import { inTime } from '../../patience.ts';
import { withoutSecrets } from './without-secrets.ts';

/** Those Lighthouse 13.5 records, without what only the Performance panel reads. Screenshots are for its Speed Index. */
const categories = [
  '-*',
  'disabled-by-default-lighthouse',
  'loading',
  'v8',
  'v8.execute',
  'blink.user_timing',
  'blink.console',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.screenshot',
  'disabled-by-default-devtools.timeline.stack',
  'disabled-by-default-devtools.timeline.frame',
  'latencyInfo',
];

/** ms to start and to end; bytes read at a time, and of the whole trace: half of what V8 holds in one string (2^29 − 24). */
const limits = { start: 5_000, end: 30_000, chunk: 4 * 1_048_576, bytes: 256 * 1_048_576 };

/**
 * Begins a trace of the whole browser; there can be one at a time. The marker is where Lighthouse lets a timespan begin. Chromium can compress
 * traces, but does so when it has nothing better to do: the first one takes two seconds more, and three minutes in a browser that has shown no page.
 */
export async function startTrace(cdp: CDPSession): Promise<{ marked: Promise<unknown> }> {
  await inTime(limits.start, 'starting a trace', cdp.send('Tracing.start', { transferMode: 'ReturnAsStream', streamFormat: 'json', traceConfig: { includedCategories: categories.filter((one) => one !== '-*'), excludedCategories: ['*'] } }));
  // What the browser is told after this comes after it.
  return { marked: cdp.send('Tracing.recordClockSyncMarker', { syncId: '__lighthouseTimespanStart__' }) };
}

/** Ends the trace. Its stream stays with the browser until it is read or dropped. */
export async function endTrace(cdp: CDPSession): Promise<string> {
  const complete = new Promise<string>((resolve, reject) => {
    cdp.once('Tracing.tracingComplete', ({ stream }) => (stream === undefined ? reject(new Error('The browser gave no trace.')) : resolve(stream)));
  });
  // Should the browser refuse to end it, nobody waits for the event any more.
  complete.catch(() => undefined);
  await inTime(limits.start, 'ending a trace', cdp.send('Tracing.end'));
  return await inTime(limits.end, 'writing a trace', complete);
}

export async function dropTrace(cdp: CDPSession, stream: string): Promise<void> {
  await cdp.send('IO.close', { handle: stream });
}

/** What of a trace may be kept. */
interface Cleaning {
  scrub(text: string): string;
  /** Its pictures of the page. */
  pictures: boolean;
}

/** The trace as Chrome wrote it: JSON, { traceEvents }. A part is asked for while the one before is on its way; there is nothing beyond the end. */
export async function readTrace(cdp: CDPSession, stream: string): Promise<string> {
  const ask = (): ReturnType<typeof read> => {
    const asked = read(cdp, stream);
    // That of a part that is not needed is nobody's.
    asked.catch(() => undefined);
    return asked;
  };
  const parts: Part[] = [];
  try {
    let size = 0;
    for (let [coming, next] = [ask(), ask()]; ; [coming, next] = [next, ask()]) {
      const part = await coming;
      size += part.data.length;
      if (size > limits.bytes) throw new Error(`The trace is larger than ${limits.bytes / 1_048_576} MB.`);
      parts.push(part);
      if (part.eof) break;
    }
  } finally {
    // Nobody has to wait for that.
    dropTrace(cdp, stream).catch(() => undefined);
  }
  return parts.some(({ isBinary }) => isBinary) ? Buffer.concat(parts.map(({ data, isBinary }) => Buffer.from(data, isBinary ? 'base64' : 'utf8'))).toString('utf8') : parts.map(({ data }) => data).join('');
}

interface Part {
  data: string;
  /** It begins or ends within a character, and came as base64. */
  isBinary: boolean;
  eof: boolean;
}

async function read(cdp: CDPSession, stream: string): Promise<Part> {
  const { data, base64Encoded, eof } = await cdp.send('IO.read', { handle: stream, size: limits.chunk });
  return { data, isBinary: base64Encoded === true, eof };
}

const compress = promisify(gzip);

/** Of nine levels: the first takes a third of the usual time for a fifth more bytes. */
const deflate = (text: string): Promise<Buffer> => compress(text, { level: 1 });

const secretHeader = /"(set-)?cookie"|"(proxy-)?authorization"/i;

/** A picture of the page follows, as base64. In text that comes from the page quotes are escaped. */
const snapshot = '"snapshot":"';

function withoutPictures(text: string): string {
  const left = text.split('\n').filter((line) => !(line.includes(snapshot) && line.endsWith(','))).join('\n');
  if (!left.includes(snapshot)) return left;
  const { traceEvents, ...rest } = JSON.parse(left) as { traceEvents: { args?: { snapshot?: unknown } }[] };
  return JSON.stringify({ ...rest, traceEvents: traceEvents.filter(({ args }) => typeof args?.snapshot !== 'string') });
}

/**
 * The trace gzipped, without secrets. Chrome writes an event a line. Only lines with something to remove are read; all of a trace takes
 * as long as recording it.
 */
export async function cleanedTrace(whole: string, { scrub, pictures }: Cleaning): Promise<Uint8Array> {
  const text = pictures ? whole : withoutPictures(whole);
  const isClean = (part: string): boolean => scrub(part) === part && !secretHeader.test(part);
  if (isClean(text)) return await deflate(text);
  const lines = text.split('\n').map((line) => (isClean(line) ? line : cleanedLine(line, scrub)));
  const joined = lines.includes(null) ? JSON.stringify(withoutSecrets(JSON.parse(text), scrub)) : lines.join('\n');
  return await deflate(joined);
}

/** null: it is not an event and the comma after it. */
function cleanedLine(line: string, scrub: (text: string) => string): string | null {
  const event = line.replace(/,$/, '');
  try {
    return JSON.stringify(withoutSecrets(JSON.parse(event), scrub)) + line.slice(event.length);
  } catch {
    return null;
  }
}

export async function compressedJson(value: unknown): Promise<Uint8Array> {
  return await deflate(JSON.stringify(value));
}
