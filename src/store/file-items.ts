import { readSync } from 'node:fs';
import type { Items } from '../model/record.ts';

/** Where items stand in their file, in bytes. */
export interface Stretches {
  from: number[];
  to: number[];
}

/** Bytes read at a time; more only for a longer item. Items are asked for mostly one after the other. */
const readAtOnce = 1 << 16;

/** Items of a JSON file, each read when it is asked for. The file has to stay open; what stands there has been checked before. */
export function fileItems<T>(file: number, { from, to }: Stretches): Items<T> {
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
    const [start, stop] = [from[index], to[index]];
    return start === undefined || stop === undefined ? undefined : JSON.parse(read(start, stop));
  };

  return {
    length: from.length,
    at,
    *[Symbol.iterator]() {
      for (const index of from.keys()) {
        const item = at(index);
        if (item !== undefined) yield item;
      }
    },
  };
}
