import type { GateResult } from '../../src/model/record.ts';

/** How gates were decided. */
export interface Tally {
  decisions: number;
  fail: number;
  pass: number;
  /** Could not be told within the cap: neither a pass nor a fail. */
  inconclusive: number;
  notMeasured: number;
}

export function tallyOf(outcomes: readonly GateResult['outcome'][]): Tally {
  const count = (of: GateResult['outcome']): number => outcomes.filter((outcome) => outcome === of).length;
  return { decisions: outcomes.length, fail: count('fail'), pass: count('pass'), inconclusive: count('inconclusive'), notMeasured: count('not-measured') };
}

export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = (key: keyof Tally): number => tallies.reduce((all, tally) => all + tally[key], 0);
  return { decisions: sum('decisions'), fail: sum('fail'), pass: sum('pass'), inconclusive: sum('inconclusive'), notMeasured: sum('notMeasured') };
}

/** The share that failed; null: there is nothing it could be a share of. */
export function failRate({ decisions, fail }: Pick<Tally, 'decisions' | 'fail'>): number | null {
  return decisions === 0 ? null : fail / decisions;
}
