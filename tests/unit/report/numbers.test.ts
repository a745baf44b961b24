import { describe, expect, test } from 'vitest';
import { formatDifference, formatInstant, formatPercent, formatRange, formatValue, list, plural } from '../../../src/report/numbers.ts';
import type { Unit } from '../../../src/report/numbers.ts';

/** No-break spaces stand between numbers and units; plain spaces read better here. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('formatValue', () => {
  test.each<[number, Unit, string]>([
    [2413.7, 'ms', '2.4 s'],
    [340.2, 'ms', '340 ms'],
    [999.4, 'ms', '999 ms'],
    [999.6, 'ms', '1.0 s'],
    [8.44, 'ms', '8.4 ms'],
    [0, 'ms', '0 ms'],
    [24_300, 'ms', '24 s'],
    [299_400, 'ms', '299 s'],
    [305_000, 'ms', '5 min 5 s'],
    [0.8, 's', '0.8 s'],
    [0, 's', '0 s'],
    [117.3, 's', '117 s'],
    [1_234_567, 'bytes', '1.2 MB'],
    [34_400, 'bytes', '34 KB'],
    [1_500, 'bytes', '1.5 KB'],
    [812, 'bytes', '812 bytes'],
    [1, 'bytes', '1 byte'],
    [0.0512, 'none', '0.051'],
    [0.05, 'none', '0.05'],
    [0.1, 'none', '0.10'],
    [0.0004, 'none', '0.00'],
    [0.312, 'ratio', '0.312'],
    [0.0531, 'share', '5.3 %'],
    [0.42, 'share', '42 %'],
    [1, 'share', '100 %'],
    [0, 'count', 'none'],
    [1234, 'count', '1,234'],
    [2.5, 'count', '2.5'],
    [1, 'characters', '1 character'],
    [143, 'characters', '143 characters'],
    [45, 'points', '45 points'],
    [-20, 'points', '-20 points'],
  ])('%d as %s is %s', (value, unit, expected) => {
    expect(plain(formatValue(value, unit))).toBe(expected);
  });
});

describe('formatRange', () => {
  test.each<[number, number, Unit, string]>([
    [2100, 2840, 'ms', '2.1–2.8 s'],
    [940, 1060, 'ms', '0.9–1.1 s'],
    [9_400, 10_600, 'ms', '9.4–10.6 s'],
    [12_100, 14_900, 'ms', '12–15 s'],
    [812, 1_400_000, 'bytes', '0.0–1.4 MB'],
    [2.401, 2.402, 's', '2.4 s'],
    [0, 3, 'count', '0–3'],
  ])('%d to %d as %s is %s', (low, high, unit, expected) => {
    expect(plain(formatRange(low, high, unit))).toBe(expected);
  });
});

test('differences carry their sign', () => {
  expect(plain(formatDifference(340, 'ms'))).toBe('+340 ms');
  expect(plain(formatDifference(-2, 'count'))).toBe('−2');
  expect(formatDifference(0, 'ms')).toBe('no difference');
});

test('a share short of everything is not rounded to everything, nor one above nothing to nothing', () => {
  expect(plain(formatPercent(0.996))).toBe('over 99 %');
  expect(plain(formatPercent(0.004))).toBe('under 1 %');
  expect(plain(formatPercent(1))).toBe('100 %');
  expect(plain(formatPercent(0))).toBe('0 %');
  expect(plain(formatPercent(0.954))).toBe('95 %');
});

test('counts and lists read as a person says them', () => {
  expect(plural(0, 'finding')).toBe('no findings');
  expect(plural(1, 'finding')).toBe('1 finding');
  expect(plural(1200, 'finding')).toBe('1,200 findings');
  expect(list([])).toBe('');
  expect(list(['a'])).toBe('a');
  expect(list(['a', 'b', 'c'])).toBe('a, b and c');
});

test('instants are told in UTC, whatever the machine thinks', () => {
  expect(formatInstant('2026-11-21T23:16:59.000Z')).toBe('21 November 2026, 23:16 UTC');
});
