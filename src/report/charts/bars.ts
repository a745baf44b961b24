import { scaleLinear } from 'd3-scale';
import { rounded } from './rounded.ts';

/** A range with its middle on a scale from 0 to `highest`, in a drawing `width` wide. */
export function rangeBar(value: number, low: number, high: number, highest: number, width: number) {
  const x = scaleLinear([0, highest > 0 ? highest : 1], [5, width - 5]).clamp(true);
  return { from: rounded(x(low)), width: rounded(Math.max(1, x(high) - x(low))), at: rounded(x(value)) };
}

/** Parts of a whole as bars that follow each other, in a drawing where `highest` is `width` wide. */
export function stackedBar(parts: readonly { title: string; series: number; value: number }[], highest: number, width: number) {
  const x = scaleLinear([0, highest > 0 ? highest : 1], [0, width]);
  let at = 0;
  return parts.map((part) => {
    const from = at;
    at += Math.max(0, part.value);
    return { series: part.series, title: part.title, x: rounded(x(from)), width: rounded(x(at) - x(from)) };
  });
}
