import { open, type FileHandle } from 'node:fs/promises';

/** A value of a JSON object, or an item of an array that is one. An array is told as [] first, then item by item. */
export interface JsonItem {
  key: string;
  /** null: the value itself. */
  index: number | null;
  text: string;
  /** Bytes of the file before it. */
  from: number;
  /** Bytes of the file up to its end. */
  to: number;
}

const [quote, backslash, comma, colon, openBrace, closeBrace, openBracket, closeBracket] = [0x22, 0x5c, 0x2c, 0x3a, 0x7b, 0x7d, 0x5b, 0x5d] as const;
const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** What a file that is no JSON object is read up to, to say why. */
const mostOfOther = 1_000_000;

/** Bytes read at a time; more only while an item is longer. */
const readAtOnce = 1 << 18;

/**
 * The values of the JSON object in a file, a list for each stretch that was read, so that a file of any length takes the memory of its
 * longest item. What is no object has no values. Throws SyntaxError for what is no JSON; the items are not checked.
 */
export async function* jsonItems(path: string): AsyncGenerator<JsonItem[]> {
  const file = await open(path);
  try {
    yield* jsonItemsOf(file);
  } finally {
    await file.close();
  }
}

/** The same of a file that is open, from its beginning. `longest`: bytes of an item beyond which it throws SyntaxError. */
export async function* jsonItemsOf(file: FileHandle, longest = Infinity): AsyncGenerator<JsonItem[]> {
  // One buffer for all of it: a new one for each stretch would pile up until the garbage is collected.
  let buffer = Buffer.allocUnsafe(readAtOnce);
  let state = begin();
  let held = 0;
  // Bytes of the file before those in the buffer.
  let passed = 0;
  for (;;) {
    if (held > longest) throw new SyntaxError(`One of its values is longer than ${longest} bytes`);
    if (held === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
    const { bytesRead } = await file.read(buffer, held, buffer.length - held);
    if (bytesRead === 0) break;
    const items: JsonItem[] = [];
    state = scan(buffer.subarray(0, held + bytesRead), held, passed, state, items);
    const from = state.place === 'elsewhere' ? 0 : state.start === -1 ? held + bytesRead : state.start;
    buffer.copyWithin(0, from, held + bytesRead);
    held += bytesRead - from;
    passed += from;
    if (state.start !== -1) state = { ...state, start: 0 };
    if (state.place === 'elsewhere' && held > mostOfOther) return;
    if (items.length > 0) yield items;
  }
  if (state.place === 'elsewhere') JSON.parse(buffer.toString('utf8', 0, held));
  else if (state.place !== 'after') throw new SyntaxError('Unexpected end of JSON input');
}

interface State {
  /** before and after: outside of the object. elsewhere: there is no object. */
  place: 'before' | 'object' | 'array' | 'after' | 'elsewhere';
  key: string | null;
  index: number;
  /** Where the value that is being read begins; -1: none is. */
  start: number;
  /** Brackets that are open within it. */
  depth: number;
  inString: boolean;
  escaped: boolean;
}

const begin = (): State => ({ place: 'before', key: null, index: 0, start: -1, depth: 0, inString: false, escaped: false });

function scan(bytes: Buffer, from: number, passed: number, before: State, items: JsonItem[]): State {
  let { place, key, index, start, depth, inString, escaped } = before;

  const complete = (end: number): void => {
    const text = bytes.toString('utf8', start, end);
    const where = { from: passed + start, to: passed + end };
    start = -1;
    if (key === null) key = keyOf(text);
    else if (place === 'array') items.push({ key, index: index++, text, ...where });
    else {
      items.push({ key, index: null, text, ...where });
      key = null;
    }
  };

  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (inString) {
      if (escaped) escaped = false;
      else if (byte === backslash) escaped = true;
      else if (byte === quote) {
        inString = false;
        if (depth === 0) complete(at + 1);
      }
    } else if (place === 'before') {
      if (isBlank(byte)) continue;
      place = byte === openBrace ? 'object' : 'elsewhere';
    } else if (place === 'elsewhere') {
      break;
    } else if (place === 'after') {
      if (!isBlank(byte)) throw new SyntaxError('Unexpected text after the end of the JSON');
    } else if (byte === quote) {
      inString = true;
      if (start === -1) start = at;
    } else if (byte === openBrace || byte === openBracket) {
      if (start === -1 && place === 'object' && key !== null && byte === openBracket) {
        items.push({ key, index: null, text: '[]', from: passed + at, to: passed + at + 1 });
        place = 'array';
        index = 0;
        continue;
      }
      if (start === -1) start = at;
      depth += 1;
    } else if (byte === closeBrace || byte === closeBracket) {
      if (depth > 0) {
        depth -= 1;
        if (depth === 0) complete(at + 1);
        continue;
      }
      if (start !== -1) complete(at);
      if (place === 'array' && byte === closeBracket) {
        place = 'object';
        key = null;
      } else if (place === 'object' && byte === closeBrace && key === null) place = 'after';
      else throw new SyntaxError(`Unexpected ${String.fromCharCode(byte)} in JSON`);
    } else if (byte === comma || byte === colon || isBlank(byte)) {
      if (start !== -1 && depth === 0) complete(at);
    } else if (start === -1) start = at;
  }
  return { place, key, index, start, depth, inString, escaped };
}

function keyOf(text: string): string {
  const key: unknown = JSON.parse(text);
  if (typeof key !== 'string') throw new SyntaxError(`Expected the name of a value in JSON, found ${text.slice(0, 20)}`);
  return key;
}
