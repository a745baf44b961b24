import { heldAgainstEarlier } from '../earlier.ts';
import type { Benchmark } from './benchmark.ts';

/** An earlier run that was saved under a name. */
export const baseline: Benchmark = {
  kind: 'baseline',
  compare: (metric, measurement, context) => heldAgainstEarlier('baseline', metric, measurement, context),
};
