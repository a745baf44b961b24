import { scaleBand, scaleLog } from 'd3-scale';
import type { Finding } from '../../model/results.ts';
import { capitalised, workNames } from '../words.ts';
import { rounded } from './rounded.ts';

/** Something to do as it stands in the matrix. */
export interface MatrixItem {
  rank: number;
  title: string;
  tone: string;
  direction: Finding['direction'];
  work: Finding['effort'];
  /** Points, above 0. */
  impact: number;
}

const size = { width: 720, top: 26, height: 230, left: 64, bottom: 44 };

const columns = ['small', 'medium', 'large'] as const;

/** Powers of ten around the impacts, at least two of them. */
function decades(impacts: readonly number[]): [number, number] {
  const low = 10 ** Math.floor(Math.log10(Math.max(1, Math.min(...impacts))));
  const high = 10 ** Math.ceil(Math.log10(Math.max(1, ...impacts)));
  return [low, high > low ? high : low * 10];
}

/** Geometry of the matrix of impact and work; numbers are px. Impact stands on a logarithmic scale; within a column items keep their rank from left to right, so that none hides another. */
export function impactWorkMatrix(items: readonly MatrixItem[]) {
  const [low, high] = decades(items.map(({ impact }) => impact));
  const base = size.top + size.height;
  const x = scaleBand<Finding['effort']>().domain(columns).range([size.left, size.width]).paddingInner(0.04);
  const y = scaleLog().domain([low, high]).range([base - 16, size.top + 16]);
  const ticks = Array.from({ length: Math.round(Math.log10(high / low)) + 1 }, (_, power) => low * 10 ** power);
  return {
    width: size.width,
    height: base + size.bottom,
    top: size.top,
    plotHeight: size.height,
    tickAt: size.left - 10,
    left: size.left,
    footAt: base + 24,
    ticks: ticks.map((value) => ({ y: rounded(y(value)), label: value.toLocaleString('en-US') })),
    columns: columns.map((work) => ({ title: capitalised(workNames[work]), x: rounded(x(work) ?? 0), width: rounded(x.bandwidth()), middle: rounded((x(work) ?? 0) + x.bandwidth() / 2) })),
    points: columns.flatMap((work) => {
      const column = items.filter((item) => item.work === work);
      return column.map(({ rank, title, tone, direction, impact }, index) => ({
        rank,
        title,
        tone,
        stop: direction === 'stop',
        x: rounded((x(work) ?? 0) + (x.bandwidth() * (index + 0.5)) / column.length),
        y: rounded(y(Math.max(low, impact))),
      }));
    }),
  };
}
