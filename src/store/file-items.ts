import { readSync } from 'node:fs';
import type { Items } from '../model/record.ts';

/** Where items stand in their file, in bytes: numbers only, since there are hundreds for every touchpoint of a run. */
export interface Stretches {
  readonly length: number;
  add(from: number, to: number): void;
  /** undefined: there are not so many. */
  at(index: number): { from: number; to: number } | undefined;
}

/** None yet. */
export function openStretches(): Stretches {
  let from = new Float64Array(1_000);
  let bytes = new Uint32Array(1_000);
  let length = 0;
  return {
    get length() {
      return length;
    },
    add(start, stop) {
      if (length === from.length) [from, bytes] = [longer(from, new Float64Array(length * 2)), longer(bytes, new Uint32Array(length * 2))];
      from[length] = start;
      bytes[length] = stop - start;
      length += 1;
    },
    at: (index) => {
      const start = index < length ? from[index] : undefined;
      return start === undefined ? undefined : { from: start, to: start + (bytes[index] ?? 0) };
    },
  };
}

function longer<T extends Float64Array | Uint32Array>(short: T, long: T): T {
  long.set(short);
  return long;
}

/** Bytes read at a time; more only for a longer item. Items are asked for mostly one after the other. */
const readAtOnce = 1 << 16;

/** Items of a JSON file, each read when it is asked for. The file has to stay open; what stands there has been checked before. */
export function fileItems<T>(file: number, stretches: Stretches): Items<T> {
  let buffer = Buffer.allocUnsafe(0);
  let begin = 0;
  let end = 0;

  const read = (start: number, stop: number): string => {
    if (start < begin || stop > end) {
      if (buffer.length < stop - start || buffer.length === 0) buffer = Buffer.allocUnsafe(Math.max(readAtOnce, stop - start));
      begin = start;
      end = start + readSync(file, buffer, 0, buffer.length, start);
    }
    return buffer.toString('utf8', start - begin, stop - begin);
  };
  const at = (index: number): T | undefined => {
    const there = stretches.at(index);
    return there === undefined ? undefined : JSON.parse(read(there.from, there.to));
  };

  return {
    length: stretches.length,
    at,
    *[Symbol.iterator]() {
      for (let index = 0; index < stretches.length; index += 1) {
        const item = at(index);
        if (item !== undefined) yield item;
      }
    },
  };
}
