import { resolve } from 'node:path';
import type { CrawlPlan } from '../model/crawl-plan.ts';
import type { Plan, Site } from '../model/plan.ts';
import { originOf } from './origin.ts';
import { resolvePersonas } from './personas.ts';
import type { PlanFile } from './schema.ts';

/** A plan file without problems, with presets and paths filled in. */
export function resolvePlan(file: PlanFile, { name, directory }: { name: string; directory: string }): Plan {
  const { personas, problems } = resolvePersonas(file.personas.map((entry, index) => ({ path: ['personas', index], entry })));
  if (problems.length > 0) throw new TypeError('only plans whose personas were checked can be resolved');
  return {
    name: file.name ?? name,
    sites: Object.fromEntries(Object.entries(file.sites).map(([id, site]) => [id, withBareOrigins(site)])),
    personas,
    journeys: file.journeys,
    ...(file.crawl !== undefined && { crawl: crawlOf(file.crawl, file.sites, directory) }),
    gates: file.gates,
    ...samplesOf(file),
    coverage: file.coverage,
    retries: file.retries,
    stepTimeout: file.stepTimeout,
    visitTimeout: file.visitTimeout,
    baseline: file.baseline ?? null,
    known: resolve(directory, file.known ?? 'known-findings.yaml'),
    browser: file.browser === undefined ? null : resolve(directory, file.browser),
    directory,
  };
}

/**
 * Where the plan says nothing, what fits a CI job of ten minutes: three samples, and more only for gates that need them. Design choices, but for the cap: on
 * a busy machine of two cores, with 12 a gate found 85 % of regressions of twice its margin or more, and with 24 it finds 96 % (`npm run bench -- gate`, 2026).
 */
const usual = { samples: 3, maxSamples: 24, maxMinutes: 6 };

function samplesOf({ samples, maxSamples, maxMinutes, confidence }: PlanFile): Pick<Plan, 'samples' | 'maxSamples' | 'maxMinutes' | 'confidence'> {
  const cap = maxSamples ?? samples ?? usual.maxSamples;
  return { samples: samples ?? Math.min(usual.samples, cap), maxSamples: cap, maxMinutes: maxMinutes ?? usual.maxMinutes, ...(confidence !== undefined && { confidence }) };
}

function crawlOf(crawl: CrawlPlan, sites: PlanFile['sites'], directory: string): CrawlPlan {
  const site = crawl.site ?? crawledUnlessNamed(sites);
  return { ...crawl, ...(site !== undefined && { site }), origins: crawl.origins.map(bare), ...(crawl.urls !== undefined && { urls: resolve(directory, crawl.urls) }) };
}

/** The one site of their own; undefined: there is none, or there are several. */
export function crawledUnlessNamed(sites: Readonly<Record<string, { role?: unknown }>>): string | undefined {
  const [own, another] = Object.keys(sites).filter((id) => sites[id]?.role === 'own');
  return another === undefined ? own : undefined;
}

function bare(address: string): string {
  return originOf(address) ?? address;
}

/** Origins are compared as text, so all of them have the same form. */
function withBareOrigins(site: Site): Site {
  return { ...site, origin: bare(site.origin), ...(site.allow?.origins === undefined ? {} : { allow: { ...site.allow, origins: site.allow.origins.map(bare) } }) };
}
