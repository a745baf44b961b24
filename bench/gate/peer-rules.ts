import { defaultMargin, marginAt } from '../../src/compare/statistics/index.ts';
import type { Metric } from '../../src/model/metric.ts';
import type { Measurement } from '../../src/model/results.ts';
import { against } from './scenarios.ts';

/** What people do otherwise: a figure of either site, and a limit for how much the one may lie above the other. */
export interface PeerRule {
  name: string;
  /** Of how many samples. */
  samples: number;
  figure(values: readonly number[]): number;
  allowed(reference: number, metric: Metric): number;
}

/** Of an odd number of values. */
const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[(values.length - 1) / 2] ?? Number.NaN;
const least = (values: readonly number[]): number => Math.min(...values);

const figures = [
  { of: 'single run', samples: 1, figure: middle },
  { of: 'best of 3', samples: 3, figure: least },
  { of: 'median of 3', samples: 3, figure: middle },
];

const limits: { is: string; allowed: PeerRule['allowed'] }[] = [
  { is: '10 %', allowed: (reference) => 0.1 * reference },
  { is: 'our margin', allowed: (reference, metric) => marginAt(defaultMargin(metric), reference) },
];

export const peerRules: readonly PeerRule[] = limits.flatMap(({ is, allowed }) => figures.map(({ of, ...rule }) => ({ ...rule, name: `${of}, ${is}`, allowed })));

/** Metrics that the rule takes to have got worse at any touchpoint; null: it has too few samples of the metric to say anything. */
export function peerVerdicts({ samples, figure, allowed }: PeerRule, metrics: readonly Metric[], measurements: readonly Measurement[]): { metric: string; fails: boolean | null }[] {
  return metrics.map((metric) => {
    const places = measurements.filter((one) => one.metric === metric.id && one.site !== against && one.touchpoint !== null && one.applicable !== false);
    const worse = places.map((ours) => {
      const theirs = measurements.find((one) => one.metric === metric.id && one.site === against && one.touchpoint === ours.touchpoint);
      const [a = [], b = []] = [ours.samples, theirs?.samples ?? []].map((all) => all.slice(0, samples).map(({ value }) => value));
      if (a.length < samples || b.length < samples) return null;
      return figure(a) - figure(b) > allowed(figure(b), metric);
    });
    return { metric: metric.id, fails: worse.includes(true) ? true : worse.length === 0 || worse.includes(null) ? null : false };
  });
}
