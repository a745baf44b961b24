import { scaleLinear, scalePoint } from 'd3-scale';
import { curveMonotoneX, line, symbol, symbolCircle, symbolCross, symbolDiamond, symbolSquare, symbolStar, symbolTriangle, symbolWye } from 'd3-shape';

import { formatRange } from '../numbers.ts';

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

const plot = { top: 18, height: 210, bottom: 8, head: 36, gutter: 56, offset: 9 };

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

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** Geometry of the chart of one site; numbers are px. `highest` is shared by all sites, so that they compare by eye. */
export function journeyChart(lines: readonly ChartLine[], touchpoints: number, highest: number) {
  const column = columnWidth(touchpoints);
  const width = plot.gutter + column * touchpoints;
  const height = plot.top + plot.height + plot.bottom;
  const x = scalePoint<number>()
    .domain(Array.from({ length: touchpoints }, (_, index) => index))
    .range([plot.gutter + column / 2, width - column / 2]);
  const y = scaleLinear()
    .domain([0, highest > 0 ? highest : 1])
    .nice(4)
    .range([plot.top + plot.height, plot.top]);
  const dodge = (position: number): number => (position - (lines.length - 1) / 2) * Math.min(plot.offset, 60 / Math.max(1, lines.length));
  return {
    width,
    /** From the stage names above the plot to its foot. */
    height: height + plot.head,
    head: plot.head,
    tickAt: plot.gutter - 10,
    momentHeight: height + 6,
    left: plot.gutter,
    base: rounded(y(0)),
    top: plot.top,
    ticks: y.ticks(4).map((value) => ({ y: rounded(y(value)), label: `${value} s` })),
    spans: spansOf(lines, touchpoints, (index) => x(index) ?? 0, (seconds) => y(seconds)),
    lines: lines.map((entry, position) => drawn(entry, (index) => (x(index) ?? 0) + dodge(position), (seconds) => y(seconds))),
  };
}

/** Above each touchpoint the seconds of all personas who got there, from fewest to most. */
function spansOf(lines: readonly ChartLine[], touchpoints: number, x: (index: number) => number, y: (seconds: number) => number) {
  return Array.from({ length: touchpoints }, (_, index) => index).flatMap((index) => {
    const points = lines.flatMap((entry) => entry.points[index] ?? []);
    const seconds = points.filter((point) => point.reached).flatMap((point) => point.seconds ?? []);
    if (seconds.length === 0) return [];
    const most = Math.max(...points.flatMap((point) => point.seconds ?? []));
    const room = points.some((point) => point.stopped !== null && (point.seconds ?? 0) === most) ? 34 : 14;
    return [{ x: rounded(x(index)), y: rounded(Math.max(plot.top - 4, y(most) - room)), text: formatRange(Math.min(...seconds), Math.max(...seconds), 's') }];
  });
}

function drawn(entry: ChartLine, x: (index: number) => number, y: (seconds: number) => number) {
  const marks = markOf(entry.series);
  const known: { x: number; y: number; label: string; stopped: ChartPoint['stopped'] }[] = [];
  const pieces: { x: number; y: number }[][] = [[]];
  for (const [index, point] of entry.points.entries()) {
    if (!point.reached && point.stopped === null) break;
    const before = known.at(-1);
    const height = point.seconds === null ? (point.stopped === null ? null : (before?.y ?? y(0))) : y(point.seconds);
    if (height === null) {
      pieces.push([]);
      continue;
    }
    const spot = { x: rounded(x(index)), y: rounded(height) };
    known.push({ ...spot, label: point.label, stopped: point.stopped });
    pieces.at(-1)?.push(spot);
    if (point.stopped !== null) break;
  }
  const path = line<{ x: number; y: number }>((spot) => spot.x, (spot) => spot.y).curve(curveMonotoneX).digits(1);
  const end = known.at(-1);
  return {
    ...marks,
    title: entry.title,
    paths: pieces.flatMap((piece) => (piece.length > 1 ? [path(piece) ?? ''] : [])),
    points: known.filter((spot) => spot.stopped === null),
    end: end === undefined || end.stopped === null ? null : { x: end.x, y: end.y, label: end.label, word: end.stopped === 'blocked' ? 'blocked' : 'failed' },
  };
}
