import { heldAgainstEarlier } from '../earlier.ts';
import type { Benchmark } from './benchmark.ts';

/** An earlier run, by its folder or its run.json. */
export const run: Benchmark = {
  kind: 'run',
  compare: (metric, measurement, context) => heldAgainstEarlier('run', metric, measurement, context),
};
