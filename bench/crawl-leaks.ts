import { planFromCrawl, withFoundPages } from '../src/config/index.ts';
import type { VisitUnit } from '../src/model/evidence.ts';
import { collectors, findBrowser, makeScrubber } from '../src/visit/index.ts';
import { launch } from '../src/visit/lane.ts';
import { makeVisit } from '../src/visit/visit.ts';
import type { BenchTools } from './bench.ts';
import { startScaleSite } from './crawl-scale.ts';

/** What one browser holds open after so many pages were audited in full in it, one after the other. */
export interface CrawlLeaks {
  pages: number;
  failed: number;
  /** After the first page, and when all are done; what every browser has is left out of the targets. */
  first: Held;
  last: Held;
  seconds: number;
}

interface Held {
  contexts: number;
  targets: number;
  /** Of the browser, by their type, as in renderer: 1. */
  processes: Record<string, number>;
}

type Browser = Awaited<ReturnType<typeof launch>>;

async function heldBy(browser: Browser): Promise<Held> {
  const session = await browser.newBrowserCDPSession();
  const { targetInfos } = await session.send('Target.getTargets');
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return { contexts: browser.contexts().length, targets: targetInfos.filter(({ url }) => url !== '' && url !== 'about:blank' && !url.startsWith('chrome:')).length, processes: Object.fromEntries([...Map.groupBy(processInfo, ({ type }) => type)].map(([type, all]) => [type, all.length])) };
}

/** ms that processes of closed pages may take to end. */
const endCap = 20_000;

const countOf = ({ processes }: Held): number => Object.values(processes).reduce((sum, count) => sum + count, 0);

/** What is held once it is no more than at first, or after `endCap`. */
async function heldAtRest(browser: Browser, first: Held): Promise<Held> {
  const end = performance.now() + endCap;
  for (;;) {
    const held = await heldBy(browser);
    if (performance.now() > end || (held.contexts <= first.contexts && held.targets <= first.targets && countOf(held) <= countOf(first))) return held;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

export async function measureCrawlLeaks({ pages, tools }: { pages: number; tools: BenchTools }): Promise<CrawlLeaks> {
  const site = await startScaleSite(pages);
  const browser = await launch(await findBrowser({ choice: null, environment: tools.environment }), false);
  const began = performance.now();
  try {
    const asked = planFromCrawl(site.origin, {}, '.', {});
    const crawl = asked.crawl;
    const [persona] = asked.personas;
    if (crawl === undefined || persona === undefined) throw new Error('a plan of a crawl has a crawl and a persona');
    let failed = 0;
    let first: Held | null = null;
    for (let number = 0; number < pages; number += 1) {
      const id = `page-${number}`;
      const plan = withFoundPages(asked, crawl, 'site', [{ id, url: new URL(`/p/${number}`, site.origin), template: '', pattern: '/p/*' }]);
      const [at, journey] = [plan.sites['site'], plan.journeys[id]];
      if (at === undefined || journey === undefined) throw new Error(`the page ${id} is not in its plan`);
      for (const pass of ['experience', 'inspection'] as const) {
        const unit: VisitUnit = { id: ['site', persona.id, id, pass, 1].join('~'), site: 'site', persona: persona.id, journey: id, pass, sample: 1 };
        const { outcome } = await makeVisit(browser, collectors, {
          unit,
          attempt: 1,
          site: { id: 'site', ...at },
          journey: { id, ...journey },
          persona,
          stepTimeout: plan.stepTimeout,
          visitTimeout: plan.visitTimeout,
          directory: '.',
          secrets: {},
          scrub: makeScrubber([]),
          keep: async (name, content, mediaType) => ({ path: name, mediaType, bytes: content.byteLength }),
          hostIndex: null,
          signal: new AbortController().signal,
          now: () => Date.now(),
        });
        if (!outcome.ok) failed += 1;
      }
      first ??= await heldBy(browser);
      if ((number + 1) % Math.max(1, Math.round(pages / 10)) === 0) tools.tell(`  ${number + 1} of ${pages} pages in full, ${Math.round((performance.now() - began) / 1_000)} s`);
    }
    if (first === null) throw new Error('there was no page');
    return { pages, failed, first, last: await heldAtRest(browser, first), seconds: (performance.now() - began) / 1_000 };
  } finally {
    await browser.close();
    await site.close();
  }
}
