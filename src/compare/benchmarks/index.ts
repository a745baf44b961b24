import { baseline } from './baseline.ts';
import type { Benchmark } from './benchmark.ts';
import { budget } from './budget.ts';
import { population } from './population.ts';
import { run } from './run.ts';
import { site } from './site.ts';
import { threshold } from './threshold.ts';

/** What measurements are held against, in the order of the report. */
export const benchmarks: readonly Benchmark[] = [threshold, population, budget, site, baseline, run];
