import type { Metric, Source } from '../../model/metric.ts';

/** What a difference has to be more than to matter in practice: the larger of an amount in the unit of the metric and a share of the reference. */
export interface Margin {
  amount: number;
  percent: number;
  source: Source;
}

const display: Source = { title: 'One frame of a display with 60 Hz (1000 / 60 ms), the least that can be seen to change; 5 %: how much the LCP of one page varies on a machine of its own', year: 2026 };
const instant: Source = { title: 'Nielsen, Usability Engineering: 0.1 s is the limit for seeming instantaneous', year: 1993 };
const longTask: Source = { title: 'W3C, Long Tasks API: 50 ms of blocking keeps a page from answering within 100 ms; 20 %: the least by which TBT and INP vary on a machine of its own', year: 2026 };
const goodShift: Source = { title: 'A tenth of the published limit of a good Cumulative Layout Shift (0.1)', year: 2020 };
const onTheWire: Source = { title: 'Dates, ports and tokens in headers and pages make some bytes of difference from one load to the next; with two digits no less than a hundredth can be seen: a design choice', year: 2026 };
const one: Source = { title: 'One more of what is counted', year: 2026 };

const loading: Margin = { amount: 100, percent: 5, source: instant };
const answering: Margin = { amount: 50, percent: 20, source: longTask };

const margins: Readonly<Record<string, Margin>> = {
  'speed.lcp': loading,
  'speed.soft-lcp': loading,
  'speed.fcp': loading,
  'speed.ttfb': loading,
  'speed.first-byte': loading,
  'speed.speed-index': loading,
  'friction.longest-wait': loading,
  'friction.effort': { ...loading, amount: 0.1 },
  'friction.effort.waiting': { ...loading, amount: 0.1 },
  'speed.inp': answering,
  'speed.tbt': answering,
  'speed.long-frames.blocking': answering,
  'friction.blocked': answering,
  'speed.cls': { amount: 0.01, percent: 5, source: goodShift },
};

const byUnit: Partial<Record<Metric['unit'], number>> = { ms: 1000 / 60, s: 1 / 60 };

/** Counts that vary differ by whole ones; what is exact differs as soon as it differs, but for bytes. */
export function defaultMargin({ id, unit, kind }: Pick<Metric, 'id' | 'unit' | 'kind'>): Margin {
  if (unit === 'bytes') return { amount: 0, percent: 1, source: onTheWire };
  if (kind === 'exact') return { amount: 0, percent: 0, source: one };
  return margins[id] ?? (unit === 'count' ? { amount: 1, percent: 5, source: one } : { amount: byUnit[unit] ?? 0, percent: 5, source: display });
}

export function marginAt({ amount, percent }: Pick<Margin, 'amount' | 'percent'>, reference: number): number {
  return Math.max(amount, (percent / 100) * Math.abs(reference));
}
