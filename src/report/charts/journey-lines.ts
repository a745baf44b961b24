import { scaleLinear, scalePoint } from 'd3-scale';
import { curveMonotoneX, line, symbol, symbolCircle, symbolCross, symbolDiamond, symbolSquare, symbolStar, symbolTriangle, symbolWye } from 'd3-shape';
import { formatRange } from '../numbers.ts';
import { rounded } from './rounded.ts';

/** What a persona did at one touchpoint, in seconds. null: no number. */
export interface ChartPoint {
  seconds: number | null;
  /** The line ends here. */
  stopped: 'blocked' | 'failed' | null;
  /** The customer did not get here. */
  reached: boolean;
  label: string;
}

export interface ChartLine {
  series: number;
  title: string;
  points: readonly ChartPoint[];
}

const plot = { top: 22, height: 206, bottom: 26, head: 36, gutter: 56, offset: 9, right: 40 };
/** px between the middles of two crosses of one column, so that neither covers the other. */
const crossGap = 23;

const symbols = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolStar, symbolWye, symbolCross];

/** Seven shapes, ten colours and three dashes: two lines that share one differ in another. */
export function markOf(series: number): { path: string; colour: number; dash: number } {
  const type = symbols[series % symbols.length] ?? symbolCircle;
  return { path: symbol(type, 74).digits(2)() ?? '', colour: series % 10, dash: series % 3 };
}

export function columnWidth(touchpoints: number): number {
  if (touchpoints <= 3) return 260;
  return touchpoints <= 6 ? 144 : 132;
}

/** CSS class that gives the columns under the chart the width of the chart's own. */
export function columnClass(touchpoints: number): string {
  return `columns-${columnWidth(touchpoints)}`;
}

/** Geometry of the chart of one site; numbers are px. `highest` is shared by all sites, so that they compare by eye. */
export function journeyChart(lines: readonly ChartLine[], touchpoints: number, highest: number) {
  const column = columnWidth(touchpoints);
  const width = plot.gutter + column * touchpoints + plot.right;
  const height = plot.top + plot.height + plot.bottom;
  const x = scalePoint<number>()
    .domain(Array.from({ length: touchpoints }, (_, index) => index))
    .range([plot.gutter + column / 2, plot.gutter + column * (touchpoints - 0.5)]);
  const y = scaleLinear()
    .domain([0, highest > 0 ? highest : 1])
    .nice(4)
    .range([plot.top + plot.height, plot.top]);
  const dodge = (position: number): number => (position - (lines.length - 1) / 2) * Math.min(plot.offset, 60 / Math.max(1, lines.length));
  const pieces = apart(lines.map((entry, position) => traced(entry, (index) => (x(index) ?? 0) + dodge(position), (seconds) => y(seconds))));
  return {
    width,
    /** From the stage names above the plot to its foot. */
    height: height + plot.head,
    head: plot.head,
    tickAt: plot.gutter - 10,
    momentHeight: plot.top + plot.height + plot.bottom + 6,
    left: plot.gutter,
    base: rounded(y(0)),
    top: plot.top,
    ticks: y.ticks(4).map((value) => ({ y: rounded(y(value)), label: `${value} s` })),
    right: plot.gutter + column * touchpoints,
    spanAt: plot.top + plot.height + 19,
    spans: spansOf(lines, touchpoints, (index) => x(index) ?? 0),
    lines: lines.flatMap((entry, position) => drawn(entry, pieces[position] ?? [])),
  };
}

/** Under each touchpoint the seconds of all personas who got there, from fewest to most: a strip of its own, since in the plot a line or a cross may be in the way. */
function spansOf(lines: readonly ChartLine[], touchpoints: number, x: (index: number) => number) {
  return Array.from({ length: touchpoints }, (_, index) => index).flatMap((index) => {
    const seconds = lines.flatMap((entry) => entry.points[index] ?? []).filter((point) => point.reached).flatMap((point) => point.seconds ?? []);
    return seconds.length === 0 ? [] : [{ x: rounded(x(index)), text: formatRange(Math.min(...seconds), Math.max(...seconds), 's') }];
  });
}

interface Spot {
  x: number;
  y: number;
  column: number;
  label: string;
  stopped: ChartPoint['stopped'];
}

/** The spots of one persona's line in pieces: a missing number leaves a gap. The last spot may be the one where the line ends. */
function traced(entry: ChartLine, x: (index: number) => number, y: (seconds: number) => number): Spot[][] {
  const pieces: Spot[][] = [[]];
  let before = y(0);
  for (const [column, point] of entry.points.entries()) {
    if (!point.reached && point.stopped === null) break;
    if (point.seconds === null && point.stopped === null) {
      pieces.push([]);
      continue;
    }
    // Where a customer is stopped there is no number: the line goes on at the height it had.
    before = point.seconds === null ? before : y(point.seconds);
    pieces.at(-1)?.push({ x: rounded(x(column)), y: rounded(before), column, label: point.label, stopped: point.stopped });
    if (point.stopped !== null) break;
  }
  return pieces;
}

const endOf = (pieces: readonly Spot[][]): Spot | null => {
  const last = pieces.at(-1)?.at(-1);
  return last === undefined || last.stopped === null ? null : last;
};

/** Where several personas stop at one touchpoint, their crosses are moved apart from the foot up. */
function apart(lines: readonly Spot[][][]): Spot[][][] {
  const ends = lines.flatMap((pieces) => endOf(pieces) ?? []).toSorted((a, b) => b.y - a.y);
  const free = new Map<number, number>();
  const moved = new Map<Spot, Spot>();
  for (const end of ends) {
    const y = Math.max(plot.top, Math.min(end.y, free.get(end.column) ?? Infinity));
    free.set(end.column, y - crossGap);
    moved.set(end, { ...end, y: rounded(y) });
  }
  return lines.map((pieces) => pieces.map((piece) => piece.map((spot) => moved.get(spot) ?? spot)));
}

function drawn(entry: ChartLine, pieces: readonly Spot[][]) {
  const path = line<Spot>((spot) => spot.x, (spot) => spot.y).curve(curveMonotoneX).digits(1);
  const end = endOf(pieces);
  return {
    ...markOf(entry.series),
    title: entry.title,
    paths: pieces.flatMap((piece) => (piece.length > 1 ? [path(piece) ?? ''] : [])),
    points: pieces.flat().filter((spot) => spot.stopped === null),
    end: end === null ? null : { x: end.x, y: end.y, label: end.label, word: end.stopped === 'blocked' ? 'blocked' : 'failed' },
  };
}
