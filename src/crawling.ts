import { planFromCrawl, type Selection } from './config/index.ts';
import { choose, crawl, openGuardFor, publicHostsOnly, refusedNotes, summarize, type CrawlOptions } from './crawl/index.ts';
import { errors } from './errors/catalog.ts';
import { KnownError } from './errors/known-error.ts';
import type { CrawlSummary } from './model/crawl.ts';
import type { Plan } from './model/plan.ts';
import type { RunOptions } from './pipeline.ts';
import { findBrowser, openLane, type VisitLane } from './visit/index.ts';

export interface CrawlRequest extends Omit<CrawlOptions, 'render' | 'now' | 'signal' | 'onProgress'> {
  seed: URL;
  /** Pages of each template that are audited; null: every page that was opened. */
  perTemplate: number | null;
  /** Of the draw of these pages. */
  sampleSeed: number;
  /** Are pages opened in the browser where their HTML does not show all? */
  renders: boolean;
  /** Browser to use; null: found by itself. */
  browser: string | null;
}

export interface FoundSite {
  summary: CrawlSummary;
  plan: Plan;
  /** Flags for the browsers that audit its pages. */
  flags: readonly string[];
}

/**
 * Finds the pages of a site and draws those to audit. An interrupted crawl ends with what it has found.
 * @throws CRAWL_EMPTY where no page could be opened, with the reason.
 */
export async function crawlSite(request: CrawlRequest, run: Pick<RunOptions, 'environment' | 'headed' | 'now' | 'signal' | 'tell'>, selection: Selection = {}): Promise<FoundSite> {
  const { seed, perTemplate, sampleSeed } = request;
  const now = (): number => run.now().getTime();
  run.tell({ kind: 'phase', phase: 'crawl', visits: 0, lanes: 0 });
  let lane: Promise<VisitLane> | null = null;
  const began = now();
  const guard = await openGuardFor(seed, request.allowPrivate);
  try {
    const crawled = await crawl(seed, {
      ...request,
      ...(request.renders && {
        render: async (url) => {
          lane ??= findBrowser({ choice: request.browser, environment: run.environment }).then((browser) => openLane({ browser, headed: run.headed, collectors: [], flags: guard.flags }));
          return (await lane).render(url);
        },
      }),
      now,
      signal: run.signal,
      onProgress: (progress) => run.tell({ kind: 'crawled', ...progress, elapsed: now() - began }),
    });
    crawled.notes.push(...refusedNotes(guard.refused()));
    const chosen = choose(crawled.templates, perTemplate, sampleSeed);
    const summary = summarize(seed, crawled, chosen, request, sampleSeed);
    const pages = summary.templates.flatMap(({ audited, pattern }) => Object.entries(audited).map(([id, url]) => ({ id, url: new URL(url), pattern })));
    if (pages.length === 0) throw new KnownError(errors.crawlEmpty, `No page of ${seed.href} could be opened: ${reasonIn(summary, crawled.opened[0])}`);
    return { summary, plan: planFromCrawl(seed, pages, request.origins, selection), flags: guard.flags.length === 0 ? [] : [publicHostsOnly(guard.refused())] };
  } finally {
    await (await (lane as Promise<VisitLane> | null)?.catch(() => null))?.close();
    await guard.close();
  }
}

function reasonIn({ rules, skipped, ended }: CrawlSummary, first: { url: string; status: number | null; problem: string | null } | undefined): string {
  if (first !== undefined) return `${first.problem ?? `status ${first.status}`}.`;
  if (ended === 'interrupted') return 'it was interrupted.';
  const [left] = skipped;
  return left === undefined ? 'nothing was found.' : `it was left out (${left.reason}). ${rules.at(-1)}`;
}
