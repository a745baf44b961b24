import { short, type Figure } from '../figures.ts';
import { table } from '../table.ts';
import type { CrawlBench } from './bench-crawl.ts';
import type { RaceFigures, ToolFigures } from './race.ts';

const range = ({ median, low, high }: Figure): string => (low === high ? String(short(median)) : `${short(median)} (${short(low)} to ${short(high)})`);

/** For people; the same figures as the JSON. */
export function printCrawlBench({ details: { conditions, races } }: CrawlBench): string {
  return [
    `Chromium ${conditions.browser}, Node ${conditions.node}, ${conditions.cores} cores, load ${conditions.load.toFixed(1)} at the start`,
    `${conditions.rounds === 1 ? '1 round' : `${conditions.rounds} rounds; medians, in brackets the lowest and the highest`}; whole commands, with their start and their reports`,
    ...races.flatMap((figures) => ['', ...raceText(figures)]),
    '',
    'Growth of memory from 1,000 to 10,000 pages: not available, it was not measured in this run',
    '',
  ].join('\n');
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
