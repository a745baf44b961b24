import type { Plan } from '../model/plan.ts';
import { personaPresets } from './presets/index.ts';
import { resolvePlan } from './resolve.ts';
import { PlanFile } from './schema.ts';
import { select, type Selection } from './select.ts';

/** A page of a crawl to audit. */
export interface CrawledPage {
  id: string;
  url: URL;
  /** Pages like it, as in /tents/* */
  pattern: string;
}

/** Who visits unless the selection names others. */
const visitor = 'molly-millennial';

/**
 * A plan that visits each page by itself, in a fresh context: a journey with one touchpoint per page, one persona, one sample, no gates.
 * The selection may name any preset. `origins`: further origins that pages of the site lie at. Throws what `select` throws.
 */
export function planFromCrawl(seed: URL, pages: readonly CrawledPage[], origins: readonly string[], selection: Selection = {}): Plan {
  const personas = selection.personas === undefined || selection.personas.length === 0 ? [visitor] : personaPresets.map(({ id }) => id);
  const file = PlanFile.parse({
    name: seed.host,
    sites: { site: { origin: seed.origin, role: 'own', ...(origins.length > 0 && { allow: { origins } }) } },
    personas,
    journeys: Object.fromEntries(
      pages.map(({ id, url, pattern }) => [
        id,
        {
          goal: `See ${url.pathname}${url.search}`,
          title: `${pattern}: ${url.pathname}${url.search}`,
          touchpoints: { [id]: { title: `${url.pathname}${url.search}${url.hash}`, stage: 'awareness', steps: [{ visit: url.origin === seed.origin ? `${url.pathname}${url.search}${url.hash}` : url.href }] } },
        },
      ]),
    ),
    samples: 1,
  });
  return select(resolvePlan(file, { name: seed.host, directory: '.' }), selection);
}
