import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gateFaults } from '../../../src/compare/index.ts';
import { placesOf } from '../../../src/compare/gates/gate-places.ts';
import { loadPlan, planFromCrawl, select, withFoundPages, type FoundPage } from '../../../src/config/index.ts';
import { choose } from '../../../src/crawl/index.ts';
import { Plan } from '../../../src/model/plan.ts';
import { unitsOf } from '../../../src/schedule/index.ts';
import { templateFor, type Template } from '../../../src/crawl/templates.ts';

const plan = await loadPlan(join(import.meta.dirname, '../../../fixtures/plans/good/crawl.yaml'));
const { crawl } = plan;
if (crawl === undefined) throw new Error('the plan crawls');
const page = (id: string, template: string, path: string): FoundPage => ({ id, template, pattern: `/${template}/*`, url: new URL(path, 'http://localhost:3000') });
const found = withFoundPages(plan, crawl, 'ours', [page('product-1', 'product', '/shop/p/ridge?size=2'), page('product-2', 'product', '/shop/p/moor'), page('shop', 'shop', '/shop')]);

test('pages that were found are visited on their site, by whom the crawl names, each by itself', () => {
  expect(Plan.safeParse(found).error).toBeUndefined();
  const { experience, inspection } = unitsOf({ ...found, samples: 1 });
  expect(experience.map(({ id }) => id)).toEqual(['product-1', 'product-2', 'shop'].map((id) => `ours~molly-millennial~${id}~experience~1`));
  expect(inspection).toHaveLength(3);
  expect(found.journeys['product-1']).toMatchObject({ touchpoints: { 'product-1': { stage: 'consideration', momentOfTruth: true, template: 'product', steps: [{ visit: '/shop/p/ridge?size=2' }] } } });
});

test('a gate names them by their kind', () => {
  const metric = { overJourney: 'max' as const };
  expect(placesOf({ metric: 'accessibility.violations', at: 'product', max: 0 }, metric, found).map(({ touchpoint }) => touchpoint)).toEqual(['product-1', 'product-2']);
  expect(placesOf({ metric: 'accessibility.violations', max: 0 }, metric, found)).toHaveLength(3);
});

test('before the pages are known, gates on them are possible; on other kinds they are not', () => {
  const metrics = [{ id: 'a', title: 'A', unit: 'count', kind: 'count', better: 'lower', overJourney: 'worst', pass: 'inspection' }] as unknown as Parameters<typeof gateFaults>[1];
  const withGate = (at: string): Plan => ({ ...plan, gates: [{ metric: 'a', at, max: 0 }] });
  expect(gateFaults(withGate('product'), metrics)).toEqual([]);
  expect(gateFaults(withGate('produce'), metrics).map(({ key }) => key)).toEqual(['at']);
});

test('a selection of other sites, or of journeys, looks for no pages', () => {
  expect(() => select(plan, { sites: ['rival'] })).toThrow('Nothing of the plan is left to visit: it only looks for pages on ours, for molly-millennial.');
  const walked = { ...plan, journeys: { look: { goal: 'Look', touchpoints: { home: { stage: 'awareness' as const } } } } };
  expect(select(walked, { journeys: ['look'] })).not.toHaveProperty('crawl');
  expect(select(walked, {}).gates).toHaveLength(1);
  expect(select(walked, { journeys: ['look'] }).gates).toHaveLength(0);
});

test('a selection of personas who do not visit the pages that are found looks for none', () => {
  expect(() => select(plan, { personas: ['keyboard-only'] })).toThrow('Nothing of the plan is left to visit: it only looks for pages on ours, for molly-millennial.');
  expect(select(plan, { personas: ['molly-millennial'] }).crawl).toMatchObject({ personas: ['molly-millennial'] });
});

test('an address alone makes a plan that crawls', () => {
  const { sites, crawl: asked, personas, samples } = planFromCrawl('https://www.example.com/shop', { maxPages: 20 }, '/somewhere');
  expect(sites).toEqual({ site: { origin: 'https://www.example.com', role: 'own' } });
  expect(asked).toMatchObject({ site: 'site', from: '/shop', maxPages: 20, perTemplate: 3 });
  expect([personas.map(({ id }) => id), samples]).toEqual([['molly-millennial'], 1]);
});

test('pages are of the kind that the plan names, and else of those that are built alike', () => {
  const templates: Template[] = [];
  const put = (path: string, structure: string): unknown => templateFor(templates, new URL(path, 'http://localhost:3000'), new Set([structure]), false);
  for (const path of ['/p/ridge', '/p/moor', '/p/sale-1']) put(path, '>article');
  put('/offers/sale-2', '>section');
  put('/about', '>p');
  const chosen = choose(templates, { perTemplate: 3, seed: 1, named: [{ id: 'sale', paths: ['/**/sale-*'], audit: 1 }], taken: ['about'] });
  expect(chosen.map(({ id, opened, pages }) => [id, opened.length, pages.map((drawn) => drawn.id)])).toEqual([
    ['sale', 2, ['sale']],
    ['p-page', 2, ['p-page-1', 'p-page-2']],
    ['about-2', 1, ['about-2']],
  ]);
  expect(chosen.find(({ fits }) => fits(new URL('http://localhost:3000/p/sale-3')))?.id).toBe('sale');
});

test('without samples, pages are inspected only', () => {
  const inspected = planFromCrawl('https://shop.example/', {}, '.', { samples: 0 });
  expect(Plan.safeParse(inspected).error).toBeUndefined();
  expect(inspected).toMatchObject({ samples: 0 });
  expect(inspected).not.toHaveProperty('maxSamples');
  const { experience, inspection } = unitsOf(withFoundPages(inspected, { ...crawl, personas: undefined }, 'site', [page('home', 'home', '/')]));
  expect([experience.length, inspection.length]).toEqual([0, 1]);
});
