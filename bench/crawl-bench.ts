import { usageError, type Bench } from './bench.ts';
import { benchCrawl, peerIds, scaleId } from './crawl/bench-crawl.ts';
import { printCrawlBench } from './crawl/print-crawl-bench.ts';

export const crawlBench: Bench = {
  id: 'crawl',
  help: `How many pages a crawl audits in a minute, beside other tools on the same pages in one run: axe on 50 pages beside
pa11y-ci, axe and Lighthouse's performance on 20 pages beside unlighthouse and Lighthouse CI. Each page has planted
violations: a tool that does not find all of them, or has no score, has no figures. Peers are installed into .bench/.
It takes about 20 minutes.

  --rounds n     times that each tool goes through the pages (default 2)
  --pages n      so many pages in place of 50 and of 20
  --only <peer>  only beside that one; may be repeated (${peerIds.join(', ')}, or ${scaleId}: no peer at all)
  --scale n      also crawl a site of n pages, each of them audited lightly: memory and throughput at its end beside those
                 after a tenth. 10000 is what the goals are set for, and takes an hour or more
  --full n       also visit n pages in full in one browser: what it holds open at the end beside what it held after the first`,
  options: { rounds: { type: 'string', default: '2' }, pages: { type: 'string' }, only: { type: 'string', multiple: true }, scale: { type: 'string' }, full: { type: 'string' } },
  async measure(values, tools) {
    const rounds = wholeNumber('rounds', values['rounds']);
    const pages = values['pages'] === undefined ? null : wholeNumber('pages', values['pages']);
    const only = (values['only'] ?? []) as string[];
    const unknown = only.find((id) => ![...peerIds, scaleId].includes(id));
    if (unknown !== undefined) throw usageError(`--only expects one of ${peerIds.join(', ')}, found ${unknown}.`);
    const scale = values['scale'] === undefined ? null : wholeNumber('scale', values['scale']);
    if (scale !== null && scale < 100) throw usageError(`--scale expects at least 100 pages, found ${scale}: a tenth of fewer tells nothing.`);
    const result = await benchCrawl({ rounds, pages, only, scale, full: values['full'] === undefined ? null : wholeNumber('full', values['full']) }, tools);
    return { figures: result, text: printCrawlBench(result) };
  },
};

function wholeNumber(name: string, value: unknown): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw usageError(`--${name} expects a whole number of at least 1, found ${String(value)}.`);
  return number;
}
