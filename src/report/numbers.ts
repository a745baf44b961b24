import type { Metric } from '../model/metric.ts';

export { listed as list } from '../model/wording.ts';

export type Unit = Metric['unit'];

/** Between a number and its unit, so that a line never breaks there. */
const nbsp = '\u00a0';

/** Made once: a formatter takes longer to make than to use a hundred times. */
const wholeNumbers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

export function grouped(value: number): string {
  return wholeNumbers.format(value);
}

function decimals(value: number, places: number): string {
  const text = value.toFixed(places);
  return Number(text) === 0 ? (0).toFixed(places) : text;
}

/** How a family of numbers is printed: the unit is that of the largest, the decimals are those the smallest needs. */
interface Scale {
  print(value: number): string;
  unit: string;
}

function minutes(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.trunc(seconds / 60)}${nbsp}min ${Math.abs(seconds % 60)}${nbsp}s`;
}

function timeScale(largest: number, smallest: number): Scale {
  if (largest < 999.5) return { print: (value) => decimals(value, largest < 10 && !Number.isInteger(value) ? 1 : 0), unit: `${nbsp}ms` };
  return secondsScale(largest, smallest);
}

function secondsScale(largest: number, smallest: number): Scale {
  if (largest >= 299_500) return { print: minutes, unit: '' };
  return { print: (value) => decimals(value / 1000, smallest < 9_950 && value !== 0 ? 1 : 0), unit: `${nbsp}s` };
}

function bytesScale(largest: number): Scale {
  if (largest < 1_000) return { print: grouped, unit: `${nbsp}${largest === 1 ? 'byte' : 'bytes'}` };
  if (largest < 999_500) return { print: (value) => decimals(value / 1_000, largest < 9_950 ? 1 : 0), unit: `${nbsp}KB` };
  return { print: (value) => decimals(value / 1_000_000, 1), unit: `${nbsp}MB` };
}

function shareScale(largest: number): Scale {
  return { print: (value) => decimals(value * 100, largest < 0.0995 && !Number.isInteger(value * 100) ? 1 : 0), unit: `${nbsp}%` };
}

/** Numbers without unit, as CLS: two decimals, three where two would hide most of it. */
function plainNumber(value: number): string {
  if (Number.isInteger(value) && value !== 0) return grouped(value);
  return decimals(value, 3).replace(/(\.\d\d)0$/u, '$1');
}

function countNumber(value: number): string {
  return Number.isInteger(value) ? grouped(value) : decimals(value, 1);
}

function scaleFor(unit: Unit, values: readonly number[]): Scale {
  const sizes = values.map(Math.abs);
  const [largest, smallest] = [Math.max(...sizes), Math.min(...sizes)];
  switch (unit) {
    case 'ms':
      return timeScale(largest, smallest);
    case 's': {
      const scale = secondsScale(largest * 1000, smallest * 1000);
      return { print: (value) => scale.print(value * 1000), unit: scale.unit };
    }
    case 'bytes':
      return bytesScale(largest);
    case 'share':
      return shareScale(largest);
    case 'count':
      return { print: countNumber, unit: '' };
    case 'characters':
      return { print: countNumber, unit: `${nbsp}${largest === 1 ? 'character' : 'characters'}` };
    case 'points':
      return { print: countNumber, unit: `${nbsp}${largest === 1 ? 'point' : 'points'}` };
    case 'ratio':
    case 'none':
      return { print: plainNumber, unit: '' };
  }
}

/** As in 2.4 s, 340 ms, 1.2 MB, 0.05, 12 %; a count of 0 is "none", because a bare 0 reads like a missing value. */
export function formatValue(value: number, unit: Unit): string {
  if (unit === 'count' && value === 0) return 'none';
  const scale = scaleFor(unit, [value]);
  return `${scale.print(value)}${scale.unit}`;
}

/** Digits beyond which a value that still reads like its limit is as good as that. */
const mostDigits = 6;

/** What a value is counted in, and what that is called. */
function sizeOf(value: number, unit: Unit): [size: number, name: string] {
  if (unit === 'ms' && value >= 999.5) return [1000, `${nbsp}s`];
  if (unit === 'bytes' && value >= 1_000) return value < 999_500 ? [1_000, `${nbsp}KB`] : [1_000_000, `${nbsp}MB`];
  if (unit === 'share') return [0.01, `${nbsp}%`];
  return [1, unit === 'none' || unit === 'ratio' || unit === 'count' ? '' : `${nbsp}${unit}`];
}

/** The same for a value that is held against limits: with so many digits that what lies beyond a limit does not read like it, as 2.54 s beside 2.5 s. */
export function formatRated(value: number, unit: Unit, limits: readonly number[]): string {
  const text = formatValue(value, unit);
  const alike = limits.filter((limit) => limit !== value && formatValue(limit, unit) === text);
  const [size, name] = sizeOf(Math.abs(value), unit);
  for (let digits = 1; alike.length > 0 && digits <= mostDigits; digits += 1) {
    const precise = Number((value / size).toFixed(digits));
    if (alike.every((limit) => precise !== Number((limit / size).toFixed(digits)))) return `${precise}${name}`;
  }
  return text;
}

/** As in 2.1–2.8 s: both ends in the unit of the larger. */
export function formatRange(low: number, high: number, unit: Unit): string {
  const scale = scaleFor(unit, [low, high]);
  const [from, to] = [scale.print(low), scale.print(high)];
  return from === to ? `${from}${scale.unit}` : `${from}–${to}${scale.unit}`;
}

/** A difference with its sign, as in +340 ms or −2. */
export function formatDifference(difference: number, unit: Unit): string {
  if (difference === 0) return 'no difference';
  return `${difference < 0 ? '−' : '+'}${formatValue(Math.abs(difference), unit)}`;
}

/** Share 0 to 1 as whole percents, never rounded up to 100 % or down to 0 %. */
export function formatPercent(share: number): string {
  if (share > 0 && share < 0.01) return `under 1${nbsp}%`;
  if (share < 1 && share > 0.99) return `over 99${nbsp}%`;
  return `${Math.round(share * 100)}${nbsp}%`;
}

/** A share that is held against what is required, as whole percents: rounded down, since 94.7 % is not 95 %. */
export function formatReached(share: number): string {
  return formatPercent(share < 0.01 || share > 0.99 ? share : Math.floor(share * 100 + 1e-9) / 100);
}

/** As in 1 finding, 12 findings, no findings. */
export function plural(count: number, one: string, many: string = `${one}s`): string {
  if (count === 0) return `no ${many}`;
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** An ISO instant as in 21 November 2026, 21:16 UTC. */
export function formatInstant(iso: string): string {
  const date = new Date(iso);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}, ${date.toISOString().slice(11, 16)} UTC`;
}
