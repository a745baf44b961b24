import { scaleLinear, scalePoint } from 'd3-scale';
import { rounded } from './rounded.ts';

/** One run in the chart of one number. */
export interface HistoryPoint {
  /** null: there is no number. */
  value: number | null;
  low: number;
  high: number;
  /** As in "Run 3, 14 November 2026, 20:00 UTC: 2.4 s". */
  label: string;
  /** It cannot be compared with the one before it. */
  broken: boolean;
  /** Than the one before it, where the samples support that. */
  verdict: 'better' | 'worse' | null;
}

/** Up to `good` is good, beyond `poor` is poor. */
export interface HistoryLimits {
  good: number;
  poor: number;
}

const size = { width: 256, height: 116, left: 44, right: 12, top: 16, bottom: 22 };

/** A limit that lies far above everything would press the line to the foot: then it stands in words only. */
const furthestLimit = 1.6;

/** Geometry of a small chart with a place for each run; numbers are px. A run without a number leaves a gap, and nothing is drawn across a break. `print` gives the texts of the axis; `whole`: there are no parts of what is counted. */
export function historyChart(points: readonly HistoryPoint[], limits: HistoryLimits | null, { print, whole }: { print: (value: number) => string; whole: boolean }) {
  const highest = Math.max(0, ...points.flatMap(({ value, high }) => (value === null ? [] : [high])));
  // Where all is nought there is no other scale.
  const within = (limit: number): boolean => limit > 0 && (highest === 0 ? limit === limits?.good : limit <= highest * furthestLimit);
  const drawn = limits === null ? [] : [limits.good, ...(limits.poor > limits.good ? [limits.poor] : [])].filter(within);
  const [top, base] = [size.top, size.height - size.bottom];
  const y = scaleLinear().domain([0, Math.max(highest, ...drawn) || 1]).nice(3).range([base, top]);
  const x = scalePoint<number>().domain(points.map((_, index) => index)).range([size.left + 8, size.width - size.right]);
  const at = (index: number): number => rounded(x(index) ?? 0);
  const between = (index: number): number => rounded((at(previousOf(points, index)) + at(index)) / 2);
  return {
    width: size.width,
    height: size.height,
    left: size.left,
    right: size.width - size.right + 6,
    span: size.width - size.right + 6 - size.left,
    top,
    base,
    tickAt: size.left - 5,
    footAt: size.height - 6,
    firstAt: size.left,
    ticks: ticksOf(y.domain()[1] ?? 1).filter((value) => !whole || Number.isInteger(value)).map((value) => ({ y: rounded(y(value)), text: print(value) })),
    bands: limits === null ? [] : bandsOf(limits, y.domain()[1] ?? 1, (value) => rounded(y(value)), top, base),
    limits: drawn.map((limit) => ({ y: rounded(y(limit)), text: limit === limits?.good ? 'good' : 'poor' })),
    lines: piecesOf(points).flatMap((piece) => (piece.length > 1 ? [`M${piece.map((index) => `${at(index)} ${rounded(y(points[index]?.value ?? 0))}`).join('L')}`] : [])),
    spans: points.flatMap(({ value, low, high }, index) => (value === null || low === high ? [] : [`M${at(index)} ${rounded(y(low))}V${rounded(y(high))}`])),
    points: points.flatMap(({ value, label }, index) => (value === null ? [] : [{ x: at(index), y: rounded(y(value)), r: index === points.length - 1 ? 4.5 : 3, label, now: index === points.length - 1 }])),
    gaps: points.flatMap(({ value, label }, index) => (value === null ? [{ x: at(index), label }] : [])),
    breaks: points.flatMap(({ broken, value }, index) => (broken && value !== null ? [{ x: between(index) }] : [])),
    steps: points.flatMap(({ verdict, label }, index) => (verdict === null ? [] : [{ x: at(index), tone: verdict === 'worse' ? 'poor' : 'good', path: verdict === 'worse' ? 'M-5 -4H5L0 5Z' : 'M-5 5H5L0 -4Z', label }])),
  };
}

/** The foot, the middle and the top. */
const ticksOf = (highest: number): number[] => [0, highest / 2, highest];

/** The last run before it that has a number. */
function previousOf(points: readonly HistoryPoint[], index: number): number {
  const before = points.findLastIndex(({ value }, at) => at < index && value !== null);
  return before === -1 ? index : before;
}

/** Runs that follow one another with a number each, under conditions that can be compared. */
function piecesOf(points: readonly HistoryPoint[]): number[][] {
  const pieces: number[][] = [[]];
  for (const [index, { value, broken }] of points.entries()) {
    if (value === null || broken) pieces.push([]);
    if (value !== null) pieces.at(-1)?.push(index);
  }
  return pieces;
}

function bandsOf({ good, poor }: HistoryLimits, highest: number, y: (value: number) => number, top: number, base: number) {
  const edges = [0, Math.min(good, highest), Math.min(Math.max(good, poor), highest), highest];
  const tones = ['good', 'warn', 'poor'] as const;
  return tones.flatMap((tone, index) => {
    const [from, to] = [y(edges[index] ?? 0), y(edges[index + 1] ?? 0)];
    return from - to < 0.5 ? [] : [{ tone, y: Math.max(top, to), height: rounded(Math.min(base, from) - Math.max(top, to)) }];
  });
}
