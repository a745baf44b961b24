import type { CrawlPlan } from '../model/crawl-plan.ts';
import type { Journey } from '../model/journey.ts';
import type { Plan } from '../model/plan.ts';
import { webAddress } from './from-url.ts';
import { personaPresets } from './presets/index.ts';
import { resolvePlan } from './resolve.ts';
import { PlanFile } from './schema.ts';
import { select, type Selection } from './select.ts';

/** A page of a crawl to audit. */
export interface FoundPage {
  /** Of its touchpoint, and of the journey to it. */
  id: string;
  url: URL;
  /** Kind of page, by its id and as in /tents/* */
  template: string;
  pattern: string;
}

/** Who visits unless the selection names others. */
const visitor = 'molly-millennial';

/**
 * A plan that looks for the pages of a site and visits those that are drawn: one persona, one sample, no gates. The selection may name any preset, and ask for no samples:
 * pages are only inspected then.
 * Throws USAGE for what is not a web address, and what `select` throws.
 */
export function planFromCrawl(address: string, crawl: Partial<CrawlPlan>, directory: string, selection: Selection = {}): Plan {
  const seed = webAddress(address);
  const personas = selection.personas === undefined || selection.personas.length === 0 ? [visitor] : personaPresets.map(({ id }) => id);
  const file = PlanFile.parse({
    name: seed.host,
    sites: { site: { origin: seed.origin, role: 'own' } },
    personas,
    crawl: { ...crawl, from: `${seed.pathname}${seed.search}${seed.hash}` },
    samples: 1,
  });
  const { samples, ...others } = selection;
  const plan = select(resolvePlan(file, { name: seed.host, directory }), samples === 0 ? others : selection);
  if (samples !== 0) return plan;
  const { maxSamples: _none, ...inspected } = plan;
  return { ...inspected, samples };
}

/** The plan with the pages that were found on its site: each is visited by itself, in a fresh context. */
export function withFoundPages(plan: Plan, crawl: CrawlPlan, site: string, pages: readonly FoundPage[]): Plan {
  const at = plan.sites[site];
  if (at === undefined) throw new TypeError('pages can only be found on a site of the plan');
  const origins = [...new Set([...(at.allow?.origins ?? []), ...crawl.origins])];
  return {
    ...plan,
    sites: { ...plan.sites, [site]: origins.length === 0 ? at : { ...at, allow: { ...at.allow, origins } } },
    journeys: { ...plan.journeys, ...Object.fromEntries(pages.map((page) => [page.id, journeyTo(page, crawl, { id: site, origin: at.origin })])) },
  };
}

function journeyTo({ id, url, template, pattern }: FoundPage, { personas, templates }: CrawlPlan, site: { id: string; origin: string }): Journey {
  const path = `${url.pathname}${url.search}${url.hash}`;
  const { title, stage = 'awareness', momentOfTruth } = templates[template] ?? {};
  return {
    goal: `See ${url.pathname}${url.search}`,
    title: `${title ?? pattern}: ${url.pathname}${url.search}`,
    sites: [site.id],
    ...(personas !== undefined && { personas }),
    touchpoints: { [id]: { title: path, stage, ...(momentOfTruth !== undefined && { momentOfTruth }), template, steps: [{ visit: url.origin === site.origin ? path : url.href }] } },
  };
}
