import { baseline } from './baseline.ts';
import type { Benchmark } from './benchmark.ts';
import { population } from './population.ts';
import { site } from './site.ts';
import { threshold } from './threshold.ts';

/** What measurements are held against, in the order of the report. */
export const benchmarks: readonly Benchmark[] = [threshold, population, site, baseline];
