import type { Metric } from '../model/metric.ts';

export type Unit = Metric['unit'];

/** Between a number and its unit, so that a line never breaks there. */
const nbsp = '\u00a0';

function grouped(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

function decimals(value: number, places: number): string {
  const text = value.toFixed(places);
  return Number(text) === 0 ? (0).toFixed(places) : text;
}

/** A scale to print a family of numbers in: all of a range share the one of its largest. */
interface Scale {
  print(value: number): string;
  unit: string;
}

function timeScale(ms: number): Scale {
  const size = Math.abs(ms);
  if (size < 999.5) return { print: (value) => decimals(value, size < 10 && !Number.isInteger(value) ? 1 : 0), unit: `${nbsp}ms` };
  if (size < 9_950) return { print: (value) => decimals(value / 1000, 1), unit: `${nbsp}s` };
  if (size < 119_500) return { print: (value) => decimals(value / 1000, 0), unit: `${nbsp}s` };
  return { print: (value) => decimals(value / 60_000, 1), unit: `${nbsp}min` };
}

function bytesScale(bytes: number): Scale {
  const size = Math.abs(bytes);
  if (size < 1_000) return { print: grouped, unit: `${nbsp}${size === 1 ? 'byte' : 'bytes'}` };
  if (size < 999_500) return { print: (value) => decimals(value / 1_000, size < 9_950 ? 1 : 0), unit: `${nbsp}KB` };
  return { print: (value) => decimals(value / 1_000_000, 1), unit: `${nbsp}MB` };
}

function shareScale(share: number): Scale {
  const size = Math.abs(share);
  return { print: (value) => decimals(value * 100, size > 0 && size < 0.0995 && !Number.isInteger(share * 100) ? 1 : 0), unit: `${nbsp}%` };
}

function plainScale(value: number): Scale {
  const size = Math.abs(value);
  return { print: (number) => (Number.isInteger(number) && size >= 1 ? grouped(number) : decimals(number, size < 0.01 && size > 0 ? 3 : 2)), unit: '' };
}

function countPrint(value: number): string {
  return Number.isInteger(value) ? grouped(value) : decimals(value, 1);
}

function scaleFor(unit: Unit, largest: number): Scale {
  switch (unit) {
    case 'ms':
      return timeScale(largest);
    case 's': {
      const scale = timeScale(largest * 1000);
      return { print: (value) => scale.print(value * 1000), unit: scale.unit };
    }
    case 'bytes':
      return bytesScale(largest);
    case 'share':
      return shareScale(largest);
    case 'count':
      return { print: countPrint, unit: '' };
    case 'characters':
      return { print: countPrint, unit: `${nbsp}${largest === 1 ? 'character' : 'characters'}` };
    case 'points':
      return { print: countPrint, unit: `${nbsp}${largest === 1 ? 'point' : 'points'}` };
    case 'ratio':
      return { print: (value) => decimals(value, 2), unit: '' };
    case 'none':
      return plainScale(largest);
  }
}

/** As in 2.4 s, 340 ms, 1.2 MB, 0.05, 12 %; a count of 0 is "none", because a bare 0 reads like a missing value. */
export function formatValue(value: number, unit: Unit): string {
  if (unit === 'count' && value === 0) return 'none';
  const scale = scaleFor(unit, value);
  return `${scale.print(value)}${scale.unit}`;
}

/** As in 2.1–2.8 s: both ends in the unit of the larger. */
export function formatRange(low: number, high: number, unit: Unit): string {
  const scale = scaleFor(unit, Math.max(Math.abs(low), Math.abs(high)));
  const [from, to] = [scale.print(low), scale.print(high)];
  return from === to ? `${from}${scale.unit}` : `${from}–${to}${scale.unit}`;
}

/** A difference with its sign, as in +340 ms or −2. */
export function formatDifference(difference: number, unit: Unit): string {
  if (difference === 0) return 'no difference';
  const size = formatValue(Math.abs(difference), unit);
  return `${difference < 0 ? '−' : '+'}${size}`;
}

/** Share 0 to 1 as whole percents, never rounded up to 100 % or down to 0 %. */
export function formatPercent(share: number): string {
  if (share > 0 && share < 0.01) return `under 1${nbsp}%`;
  if (share < 1 && share > 0.99) return `over 99${nbsp}%`;
  return `${Math.round(share * 100)}${nbsp}%`;
}

/** As in 1 finding, 12 findings, no findings. */
export function plural(count: number, one: string, many: string = `${one}s`): string {
  if (count === 0) return `no ${many}`;
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** As in a, b and c. */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** An ISO instant as in 21 November 2026, 21:16 UTC. */
export function formatInstant(iso: string): string {
  const date = new Date(iso);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}, ${date.toISOString().slice(11, 16)} UTC`;
}
