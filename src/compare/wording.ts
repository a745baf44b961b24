import type { Metric } from '../model/metric.ts';
import type { Place } from '../model/results.ts';

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });
const wholeNumbers = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

const words: Readonly<Record<Metric['unit'], string>> = { ms: ' ms', s: ' s', bytes: ' bytes', count: '', characters: ' characters', ratio: '', share: '', points: ' points', none: '' };

/** As in 2,310 ms */
export function inUnit(value: number, { unit }: Pick<Metric, 'unit'>): string {
  const format = unit === 'ms' || unit === 'bytes' ? wholeNumbers : numbers;
  return `${format.format(value)}${words[unit]}`;
}

/** As in: ours, samantha-senior, buy-a-tent at checkout */
export function placeInWords({ site, persona, journey, touchpoint }: Place): string {
  return `${site}, ${persona}, ${journey}${touchpoint === null ? ' as a whole' : ` at ${touchpoint}`}`;
}

/** As in: 3 samples */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** As in: a, b and c */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
