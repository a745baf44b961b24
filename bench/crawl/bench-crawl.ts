import { availableParallelism, loadavg } from 'node:os';
import manifest from '../../package.json' with { type: 'json' };
import { findBrowser } from '../../src/visit/index.ts';
import { launch } from '../../src/visit/lane.ts';
import type { BenchTools } from '../bench.ts';
import { measureCrawlLeaks, type CrawlLeaks } from '../crawl-leaks.ts';
import { measureCrawlScale, type CrawlScale } from '../crawl-scale.ts';
import { short } from '../figures.ts';
import { openCrawlPages } from './pages.ts';
import { race, type RaceFigures, type Racer } from './race.ts';
import { lighthouseCiRacer, pa11yCiRacer, unlighthouseRacer } from './racers.ts';
import type { Task } from './work.ts';

/** Ratios of pages per minute, ours over theirs, in one run on the same pages; null: see `details` for the reason. */
export interface CrawlBench {
  /** axe on every page; goal at least 3. */
  vsPa11yCi: number | null;
  /** axe, and Lighthouse's performance, on every page; goal at least 5. */
  vsUnlighthouse: number | null;
  vsLighthouseCi: number | null;
  /** Growth of memory from a tenth of the pages to all of them, as a share, with `--scale 10000` from 1,000 to 10,000; null: not measured in this run. */
  memoryGrowth1000to10000: number | null;
  details: {
    conditions: { browser: string; node: string; cores: number; load: number; rounds: number };
    races: RaceFigures[];
    scale: CrawlScale | null;
    leaks: CrawlLeaks | null;
  };
}

interface Race {
  task: Task;
  pages: number;
  racers: readonly Racer[];
}

const races: readonly Race[] = [
  { task: 'axe', pages: 50, racers: [pa11yCiRacer] },
  { task: 'axe and Lighthouse', pages: 20, racers: [unlighthouseRacer, lighthouseCiRacer] },
];

/** Names that `only` takes. */
export const peerIds: readonly string[] = races.flatMap(({ racers }) => racers.map(({ id }) => id));

/** In `only`, where none of the races is wanted. */
export const scaleId = 'scale';

/** What Lighthouse is asked for, so that peers do no more than ours. */
const categories = ['performance', 'accessibility'];

export interface CrawlBenchOptions {
  rounds: number;
  /** In each race; null: as many as the goals are set for. */
  pages: number | null;
  /** Ids of the peers; empty: all. */
  only: readonly string[];
  /** Pages of the long crawl; null: there is none. */
  scale: number | null;
  /** Pages that are visited in full in one browser; null: none. */
  full: number | null;
}

export async function benchCrawl({ rounds, pages: asked, only, scale: long, full }: CrawlBenchOptions, tools: BenchTools): Promise<CrawlBench> {
  const { environment, tell } = tools;
  const load = loadavg()[0] ?? 0;
  const browser = await findBrowser({ choice: null, environment });
  const running = await launch(browser, false);
  const browserVersion = running.version();
  await running.close();
  const done: RaceFigures[] = [];
  for (const { task, pages: usual, racers } of races) {
    const wanted = racers.filter(({ id }) => only.length === 0 || only.includes(id));
    if (wanted.length === 0) continue;
    const pages = await openCrawlPages(asked ?? usual);
    try {
      tell(`${task}, ${pages.paths.length} pages`);
      done.push(await race({ task, pages, racers: wanted, rounds, categories, on: { browser, browserMajor: browserVersion.split('.')[0] ?? '', environment }, version: manifest.version, tell }));
    } finally {
      await pages.close();
    }
  }
  const scale = long === null ? null : await measureCrawlScale({ pages: long, tools });
  const leaks = full === null ? null : await measureCrawlLeaks({ pages: full, tools });
  return {
    vsPa11yCi: timesOf(done, pa11yCiRacer),
    vsUnlighthouse: timesOf(done, unlighthouseRacer),
    vsLighthouseCi: timesOf(done, lighthouseCiRacer),
    memoryGrowth1000to10000: scale === null ? null : short(scale.memoryGrowth1000to10000),
    details: { conditions: { browser: browserVersion, node: process.version, cores: availableParallelism(), load, rounds }, races: done, scale, leaks },
  };
}

function timesOf(done: readonly RaceFigures[], { id }: Racer): number | null {
  const figures = done.map(({ peers }) => peers[id]).find((peer) => peer !== undefined);
  return figures === undefined || 'unavailable' in figures ? null : short(figures.times.median);
}
