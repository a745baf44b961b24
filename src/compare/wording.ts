import type { Metric } from '../model/metric.ts';
import type { Gate } from '../model/plan.ts';
import type { Place } from '../model/results.ts';

export { counted, listed } from '../model/wording.ts';

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });
const wholeNumbers = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

const words: Readonly<Record<Metric['unit'], string>> = { ms: ' ms', s: ' s', bytes: ' bytes', count: '', characters: ' characters', ratio: '', share: '', points: ' points', none: '' };

/** As in 2.31 s or 800 ms. To the millisecond, so that what is just over a limit does not read like the limit. */
export function inUnit(value: number, { unit }: Pick<Metric, 'unit'>): string {
  if (unit === 'ms' && Math.abs(Math.round(value)) >= 1_000) return `${numbers.format(Math.round(value) / 1_000)} s`;
  const format = unit === 'ms' || unit === 'bytes' ? wholeNumbers : numbers;
  return `${format.format(value)}${words[unit]}`;
}

/** As in: at most 2.5 s; and at least, if both are given. */
export function limitsInWords({ max, min }: Pick<Gate, 'max' | 'min'>, metric: Pick<Metric, 'unit'>): string[] {
  return [...(max === undefined ? [] : [`at most ${inUnit(max, metric)}`]), ...(min === undefined ? [] : [`at least ${inUnit(min, metric)}`])];
}

/** As in: ours, samantha-senior, buy-a-tent at checkout */
export function placeInWords({ site, persona, journey, touchpoint }: Place): string {
  return `${site}, ${persona}, ${journey}${touchpoint === null ? ' as a whole' : ` at ${touchpoint}`}`;
}

/** Of an interval that misses on either side with a chance of at most `level`, as in: 97.5 % */
export function confidenceInWords(level: number): string {
  return `${(100 * (1 - 2 * level)).toPrecision(3).replace(/\.?0+$/, '')} %`;
}
