import { digestOf, historyOf } from '../../../src/compare/index.ts';
import { History, type RunDigest } from '../../../src/model/history.ts';
import type { LedgerEntry, RunRecord } from '../../../src/model/record.ts';
import { conditions, measurement, metric, persona, plan, record } from './make.ts';

const lcp = metric();
const bytes = metric({ id: 'speed.bytes', unit: 'bytes', kind: 'exact', pass: 'inspection' });
const violations = metric({ id: 'accessibility.violations', unit: 'count', kind: 'exact', pass: 'inspection' });
export const metricsOf = { 'speed/lcp': ['speed.lcp'], 'speed/bytes': ['speed.bytes'], 'accessibility/axe': ['accessibility.violations'] };

export const walked: LedgerEntry[] = ['home', 'checkout'].map((touchpoint) => ({ visit: 'ours~gerry~buy~experience~1', site: 'ours', persona: 'gerry', journey: 'buy', touchpoint, pass: 'experience', sample: 1, status: 'valid' }));

/** The run of a day of January with these LCP samples at home. */
export function run(day: number, samples: readonly number[], changes: Partial<RunRecord> = {}): RunRecord {
  const { samples: n, coverage, baseline, sites } = plan();
  const whole = record();
  return {
    ...whole,
    id: `run-${day}`,
    startedAt: `2026-01-${String(day).padStart(2, '0')}T03:04:05.000Z`,
    metrics: [lcp, bytes, violations],
    plan: { ...whole.plan, sites, personas: [persona('gerry')], samples: n, coverage, baseline },
    ledger: walked,
    measurements: [measurement(samples), measurement([0], { metric: 'accessibility.violations' })],
    ...changes,
  };
}

export const otherSteps = conditions({ planDigest: 'other' });

export const digest = (of: RunRecord): RunDigest => digestOf(of, metricsOf);

export function historyWith(now: RunRecord, earlier: readonly RunRecord[], most = 20): History | undefined {
  const history = historyOf({ now: digest(now), metrics: now.metrics, past: { runs: earlier.map(digest), leftOut: [], furtherLeftOut: 0 }, most, plan: now.plan, metricsOf });
  return history && History.parse(history);
}

export const five = (value: number): number[] => [0, 3, 6, 9, 12].map((more) => value + more);

/** Steps of LCP at home. */
export const stepsOf = (history: History | undefined) => history?.series.find((one) => one.metric === 'speed.lcp' && one.touchpoint === 'home')?.steps ?? [];
