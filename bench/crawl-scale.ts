import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve, type Served } from '../fixtures/serving/loopback.ts';
import type { BenchTools } from './bench.ts';
import type { ScaleMessage } from './crawl-scale-child.ts';
import { figureOf } from './figures.ts';
import { treeMemory, treeTime } from './process-tree.ts';

export interface CrawlScale {
  pages: number;
  /** A tenth of the pages: what the end is compared with. */
  early: number;
  /** MB of the tool and its browser, median of the readings around these pages. */
  memoryEarly: number;
  memoryLate: number;
  /** memoryLate / memoryEarly - 1. Named for 10,000 pages; with fewer it compares a tenth of them with all. */
  memoryGrowth1000to10000: number;
  /** Pages per minute: of the first tenth, but for its own first tenth, and of the last. */
  rateEarly: number;
  rateLate: number;
  /** ms of processor time per page in the same stretches, of the tool and its browser, which other work on the machine changes little; null: too few readings. */
  cpuPerPageEarly: number | null;
  cpuPerPageLate: number | null;
  /** rateLate / rateEarly - 1. */
  throughputEndVsStart: number;
  audited: number;
  failed: number;
  seconds: number;
}

/** ms between two readings of the memory: it is the median of many that counts, and reading costs those that are read. */
const interval = 1_000;

/** Each page links to ten others, so that a crawl comes to all of them; they differ as pages of one shop do. */
function pageOf(number: number, pages: number): string {
  const next = Array.from({ length: 10 }, (_, at) => number * 10 + at + 1).filter((other) => other < pages);
  const parts = Array.from({ length: 12 + (number % 9) }, (_, at) => `<section><h2>Part ${at}</h2><p>What is said of part ${at} of product ${number}, in a sentence or two. It is made for rain and for wind.</p><img src="/picture.svg" alt="Part ${at}" width="60" height="60"><button type="button">Choose ${at}</button></section>`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Product ${number}</title><meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/style.css"><script src="/script.js" defer></script></head>
<body><header><nav aria-label="Products"><ul>${next.map((other) => `<li><a href="/p/${other}">Product ${other}</a></li>`).join('')}</ul></nav></header>
<main><h1>Product ${number}</h1>${parts.join('')}<form action="/search"><label>Search <input name="q" type="search"></label><input name="size"><button>Go</button></form></main><footer><p class="small">Prices include tax.</p></footer></body></html>`;
}

const files: Readonly<Record<string, { type: string; body: string }>> = {
  '/style.css': { type: 'text/css', body: 'body{font:16px/1.5 sans-serif;margin:1rem}section{border:1px solid #ccc;padding:.5rem}.small{color:#999;font-size:.7rem}nav ul{display:flex;gap:1rem;flex-wrap:wrap}' },
  '/script.js': { type: 'text/javascript', body: 'for (const button of document.querySelectorAll("button[type=button]")) button.addEventListener("click", () => button.classList.toggle("chosen"));' },
  '/picture.svg': { type: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><circle cx="30" cy="30" r="25" fill="#286"/></svg>' },
};

export function startScaleSite(pages: number): Promise<Served> {
  return serve((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const file = files[path];
    const number = path === '/' ? 0 : Number(/^\/p\/(\d+)$/.exec(path)?.[1] ?? Number.NaN);
    response.statusCode = file === undefined && !(number < pages) ? 404 : 200;
    response.setHeader('content-type', `${file?.type ?? 'text/html'}; charset=utf-8`);
    response.setHeader('cache-control', 'max-age=600');
    response.end(file?.body ?? (number < pages ? pageOf(number, pages) : 'nothing here'));
  });
}

interface Reading {
  opened: number;
  memory: number;
  /** ms of processor time so far. */
  time: number;
}

/**
 * Crawls a site of so many pages, each of them audited lightly in the browser, and holds memory and throughput at its end against those after a tenth.
 * The tool runs as a process of its own, so that the server of the site is not in its memory. Throws where the system tells no memory, or pages are missing.
 */
export async function measureCrawlScale({ pages, tools }: { pages: number; tools: BenchTools }): Promise<CrawlScale> {
  const early = Math.round(pages / 10);
  const site = await startScaleSite(pages);
  const directory = await mkdtemp(join(tmpdir(), 'crawl-scale-'));
  const child = fork(new URL('./crawl-scale-child.ts', import.meta.url), [site.origin, directory, String(pages)], { env: { ...tools.environment }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const began = performance.now();
  const times = new Map<number, number>();
  const readings: Reading[] = [];
  let opened = 0;
  let done: ScaleMessage['done'];
  let told = 0;
  child.on('message', (message: ScaleMessage) => {
    opened = message.opened;
    if (message.done !== undefined) done = message.done;
    times.set(opened, performance.now());
    if (opened - told < early / 2) return;
    told = opened;
    tools.tell(`  ${opened} of ${pages} pages, ${Math.round((performance.now() - began) / 1_000)} s, ${Math.round(readings.at(-1)?.memory ?? 0)} MB`);
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const reading = setInterval(() => {
    const at = opened;
    void Promise.all([treeTime(child.pid ?? 0), treeMemory(child.pid ?? 0)]).then(([time, memory]) => memory !== null && time !== null && child.exitCode === null && readings.push({ opened: at, memory, time }));
  }, interval);
  try {
    const code = await ended;
    if (code !== 0 || done === undefined) throw new Error(`the crawl ended with ${code}`);
    const { audited, failed } = done;
    if (audited + failed < pages) throw new Error(`of ${pages} pages only ${audited + failed} were audited`);
    const at = (from: number, to: number): number => {
      const within = readings.filter((one) => one.opened >= from && one.opened <= to).map(({ memory }) => memory);
      if (within.length === 0) throw new Error(`there is no reading of the memory between the pages ${from} and ${to}`);
      return figureOf(within).median;
    };
    const rate = (from: number, to: number): number => ((to - from) / ((times.get(to) ?? Number.NaN) - (times.get(from) ?? Number.NaN))) * 60_000;
    const cpu = (from: number, to: number): number | null => {
      const within = readings.filter((one) => one.opened >= from && one.opened <= to);
      const [first, last] = [within[0], within.at(-1)];
      return first === undefined || last === undefined || first.opened === last.opened ? null : (last.time - first.time) / (last.opened - first.opened);
    };
    const wide = Math.max(1, Math.round(early / 5));
    const [memoryEarly, memoryLate] = [at(early - wide, early + wide), at(pages - 2 * wide, pages)];
    const [start, end] = [[Math.ceil(early / 10), early], [pages - early, pages]] as const;
    const [rateEarly, rateLate] = [rate(...start), rate(...end)];
    return { pages, early, memoryEarly, memoryLate, memoryGrowth1000to10000: memoryLate / memoryEarly - 1, rateEarly, rateLate, cpuPerPageEarly: cpu(...start), cpuPerPageLate: cpu(...end), throughputEndVsStart: rateLate / rateEarly - 1, audited, failed, seconds: (performance.now() - began) / 1_000 };
  } finally {
    clearInterval(reading);
    if (child.exitCode === null) child.kill('SIGKILL');
    await site.close();
    await rm(directory, { recursive: true, force: true });
  }
}
