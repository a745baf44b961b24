import { short, type Figure } from '../figures.ts';
import { table } from '../table.ts';
import type { CrawlBench } from './bench-crawl.ts';
import type { RaceFigures, ToolFigures } from './race.ts';

const range = ({ median, low, high }: Figure): string => (low === high ? String(short(median)) : `${short(median)} (${short(low)} to ${short(high)})`);

/** For people; the same figures as the JSON. */
export function printCrawlBench({ details: { conditions, races, scale, leaks } }: CrawlBench): string {
  return [
    `Chromium ${conditions.browser}, Node ${conditions.node}, ${conditions.cores} cores, load ${conditions.load.toFixed(1)} at the start`,
    `${conditions.rounds === 1 ? '1 round' : `${conditions.rounds} rounds; medians, in brackets the lowest and the highest`}; whole commands, with their start and their reports`,
    ...races.flatMap((figures) => ['', ...raceText(figures)]),
    '',
    ...scaleText(scale),
    ...leaksText(leaks),
    '',
  ].join('\n');
}

function scaleText(scale: CrawlBench['details']['scale']): string[] {
  if (scale === null) return ['Growth of memory from 1,000 to 10,000 pages: not available, it was not measured in this run'];
  const { pages, early, memoryEarly, memoryLate, memoryGrowth1000to10000: growth, rateEarly, rateLate, cpuPerPageEarly, cpuPerPageLate, throughputEndVsStart: change, audited, failed, seconds } = scale;
  const signed = (share: number): string => `${share < 0 ? '-' : '+'}${Math.abs(100 * share).toFixed(1)} %`;
  const milliseconds = (time: number | null): string => (time === null ? 'not available' : `${Math.round(time)} ms`);
  return [
    `One crawl of ${pages} pages, ${audited} audited lightly and ${failed} failed, in ${Math.round(seconds)} s`,
    `  memory of the tool and its browser: ${Math.round(memoryEarly)} MB after ${early} pages, ${Math.round(memoryLate)} MB at the end (${signed(growth)})`,
    `  pages per minute: ${Math.round(rateEarly)} at the start, ${Math.round(rateLate)} at the end (${signed(change)})`,
    `  processor time per page: ${milliseconds(cpuPerPageEarly)} at the start, ${milliseconds(cpuPerPageLate)} at the end`,
  ];
}

function leaksText(leaks: CrawlBench['details']['leaks']): string[] {
  if (leaks === null) return [];
  const held = ({ contexts, targets, processes }: typeof leaks.first): string => `${contexts} contexts, ${targets} targets, processes: ${Object.entries(processes).map(([type, count]) => `${count} ${type}`).join(', ')}`;
  return [`${leaks.pages} pages in full in one browser, ${leaks.failed} visits failed: ${held(leaks.first)} after the first page, ${held(leaks.last)} at the end`];
}

function raceText({ task, pages, ours, peers }: RaceFigures): string[] {
  return [
    `${task} on ${pages} pages`,
    ...table([
      ['', 'pages per minute', 'ours over it', 'violations found', 'rules a page', 'pages with a score'],
      ['mystery-shopper', ...rowOf(ours, '')],
      ...Object.entries(peers).map(([id, peer]) => [id, ...('unavailable' in peer ? [`not available: ${peer.unavailable}`] : rowOf(peer, range(peer.times)))]),
    ]).map((line) => `  ${line}`),
  ];
}

function rowOf({ pagesPerMinute, work, version }: ToolFigures, times: string): string[] {
  return [`${range(pagesPerMinute)}  [${version}]`, times, String(work.violations), work.rules === null ? 'not told' : String(work.rules), String(work.scored)];
}
