import { isGrowing, type Items, type LongRecord } from '../model/record.ts';

/** Characters of the longest text shown; what people write about findings is allowed more than names and titles. */
const usualLimit = 240;
const longLimit = 600;
const longTexts = new Set(['quote', 'advice', 'why', 'how', 'reasons', 'reason', 'message', 'note', 'notes', 'sentence', 'description', 'unavailable', 'source']);

const bidi = String.raw`\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069`;
const control = String.raw`\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029`;
const [bidiControls, controls, strange] = [new RegExp(`[${bidi}]`, 'gu'), new RegExp(`[${control}]`, 'gu'), new RegExp(`[${control}${bidi}]`, 'u')];

/** U+2400 and the 31 after it are pictures of the control characters. */
function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code === 0x0d || code > 0x9f) return ' ';
  if (code === 0x7f) return '\u2421';
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
}

/**
 * Text from an audited site, made safe to read: control characters become visible, characters that turn the direction
 * of the text around become U+FFFD, and what is longer than `limit` characters is cut, which is said.
 * It does not escape markup; every format does that itself.
 */
export function legible(text: string, limit: number = usualLimit): string {
  const wellFormed = text.slice(0, limit * 4).toWellFormed().replaceAll(bidiControls, '\ufffd').replaceAll(controls, picture);
  if (text.length <= limit) return wellFormed;
  const characters = [...wellFormed];
  if (characters.length <= limit) return wellFormed;
  return `${characters.slice(0, limit).join('')}… (cut: ${text.length.toLocaleString('en-US')} characters)`;
}

/** What is legible already stays the same object, so that a record that holds nothing strange is not copied. */
function legibleValue(value: unknown, key: string): unknown {
  if (typeof value === 'string') return key === 'path' || isLegible(value, limitOf(key)) ? value : legible(value, limitOf(key));
  if (Array.isArray(value)) {
    let copy: unknown[] | null = null;
    for (const [index, item] of value.entries()) {
      const changed = legibleValue(item, key);
      if (changed !== item) (copy ??= [...value])[index] = changed;
    }
    return copy ?? value;
  }
  if (value === null || typeof value !== 'object') return value;
  let copy: Record<string, unknown> | null = null;
  for (const name in value) {
    const item = (value as Record<string, unknown>)[name];
    const changed = legibleValue(item, name);
    if (changed !== item) (copy ??= { ...value })[name] = changed;
  }
  return copy ?? value;
}

const limitOf = (key: string): number => (longTexts.has(key) ? longLimit : usualLimit);

const isLegible = (text: string, limit: number): boolean => text.length <= limit && text.search(strange) === -1 && text.isWellFormed();

/** The same record with every text legible. Paths of artefacts stay as they are, since they are read from. */
export function legibleRecord(record: LongRecord): LongRecord {
  const parts = Object.entries(record).map(([key, value]) => [key, isGrowing(key) && !Array.isArray(value) ? legibleItems<object>(record[key], key) : legibleValue(value, key)]);
  return Object.fromEntries(parts) as LongRecord;
}

/** What is read when it is asked for is made legible then. */
function legibleItems<T>(items: Items<T>, key: string): Items<T> {
  return {
    length: items.length,
    at: (index) => legibleValue(items.at(index), key) as T | undefined,
    *[Symbol.iterator]() {
      for (const item of items) yield legibleValue(item, key) as T;
    },
  };
}
