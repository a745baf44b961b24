import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench, BenchTools } from './bench.ts';
import { short } from './figures.ts';
import { runCommand } from './run-command.ts';
import { writeSyntheticRun } from './synthetic-run.ts';

const tool = fileURLToPath(new URL('../src/cli/bin.ts', import.meta.url));
const tellPeak = new URL('tell-peak.ts', import.meta.url).href;

/** Half an hour: what takes longer has no use. */
const timeout = 1_800_000;

interface ReportFigures {
  seconds: number;
  peakMB: number;
  firstPageBytes: number;
}

/** A run of so many touchpoints, rendered by the tool itself in a process of its own. */
async function reportOf(touchpoints: number, { environment, tell }: BenchTools): Promise<ReportFigures> {
  const directory = await mkdtemp(join(tmpdir(), 'mystery-shopper-bench-report-'));
  try {
    const run = join(directory, 'run');
    tell(`  making a run of ${touchpoints} touchpoints`);
    await writeSyntheticRun(run, touchpoints);
    const peakFile = join(directory, 'peak');
    const outcome = await runCommand({ program: process.execPath, arguments: ['--import', tellPeak, tool, 'report', run], directory, environment: { ...environment, BENCH_PEAK_FILE: peakFile }, log: join(directory, 'log'), timeout });
    if (!outcome.ok) throw new Error(outcome.reason);
    const figures = { seconds: outcome.seconds, peakMB: Number(await readFile(peakFile, 'utf8')), firstPageBytes: (await stat(join(run, 'report.html'))).size };
    tell(`  ${touchpoints} touchpoints: ${short(figures.seconds)} s, ${short(figures.peakMB)} MB, first page ${figures.firstPageBytes} bytes`);
    return figures;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

export const reportBench: Bench = {
  id: 'report',
  help: `What a report costs: synthetic runs of 1,000 and of 10,000 touchpoints (one site, one persona, three samples, all
audits), the same every time, rendered by the command \`report\`. Seconds of the whole command, its peak memory
(resident set), and the size of the page that opens first. 1,000 touchpoints are to take less than 10 s, 300 MB and 1 MB.

  --small        1,000 touchpoints only`,
  options: { small: { type: 'boolean', default: false } },
  async measure(values, tools) {
    const thousand = await reportOf(1_000, tools);
    const figures = { seconds1000: thousand.seconds, peakMB1000: thousand.peakMB, firstPageBytes1000: thousand.firstPageBytes };
    const lines = [lineOf(1_000, thousand)];
    if (values['small'] === true) return { figures, text: lines.join('') };
    const many = await reportOf(10_000, tools);
    return { figures: { ...figures, seconds10000: many.seconds, peakMB10000: many.peakMB, firstPageBytes10000: many.firstPageBytes }, text: [...lines, lineOf(10_000, many)].join('') };
  },
};

function lineOf(touchpoints: number, { seconds, peakMB, firstPageBytes }: ReportFigures): string {
  return `${touchpoints.toLocaleString('en-US')} touchpoints: ${short(seconds)} s, ${short(peakMB)} MB at the peak, first page ${(firstPageBytes / 1_000_000).toFixed(2)} MB\n`;
}
