import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateSite, type GeneratedSite } from '../../../fixtures/crawl/generated-site.ts';
import { listen, type Listener } from '../../../fixtures/serving/listener.ts';
import { identityOf } from '../../../src/crawl/address.ts';
import { choose, crawl, summarize, type Crawled } from '../../../src/crawl/index.ts';
import type { CrawlSummary } from '../../../src/model/crawl.ts';
import { crawlOptions } from './options.ts';

const options = crawlOptions({ obeyNofollow: true });

let site: GeneratedSite;
let opened: { listener: Listener; close(): Promise<void> };
let crawled: Crawled;
let summary: CrawlSummary;

beforeAll(async () => {
  let origin = '';
  site = generateSite({ seed: 7, categories: 4, productsPerCategory: 24, articles: 30 }, () => origin);
  opened = await listen('localhost', 0, () => site);
  origin = opened.listener.origin;
  for (const [path, handler] of Object.entries(site.routes)) opened.listener.setRoute(path, handler);
  crawled = await crawl(new URL(origin), options);
  summary = summarize(new URL(origin), crawled, choose(crawled.templates, { perTemplate: 3, seed: 1 }), options, 1);
}, 60_000);
afterAll(() => opened.close());

const pathOf = (identity: string): string => identity.slice(opened.listener.origin.length).replace(/^$/, '/');

/** What only a browser shows. */
const byScript = ['/app/one', '/app/two'];

test('every page that the rules allow is found', () => {
  const found = new Set(crawled.opened.filter(({ isPage }) => isPage).map(({ identity }) => pathOf(identity)));
  expect([...site.truth.pages].filter((path) => !found.has(path))).toEqual(byScript);
});

test('nothing else is taken for a page, but for what lies in a trap up to its bound', () => {
  const extra = crawled.opened.filter(({ isPage, identity }) => isPage && !site.truth.pages.has(pathOf(identity))).map(({ identity }) => pathOf(identity));
  expect(extra.filter((path) => !site.truth.traps.some(({ where }) => path.startsWith(where.replace(/\/$/, ''))))).toEqual([]);
});

test('every trap is named', () => {
  const named = summary.traps.map(({ kind, where }) => `${kind} ${pathOf(where)}`);
  const timesNamed = site.truth.traps.map(({ kind, where }) => named.filter((text) => text.startsWith(`${kind} ${where}`)).length);
  expect(timesNamed).toEqual(site.truth.traps.map(() => 1));
  expect(named).toHaveLength(site.truth.traps.length);
});

test('what must not be asked for is not', () => {
  const asked = new Set(opened.listener.requests.map(({ path }) => path));
  expect([...site.truth.forbidden].filter((path) => asked.has(path))).toEqual([]);
  expect(new Set(opened.listener.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
});

test('broken links are told, with where they are', () => {
  const links = summary.findings.filter(({ kind }) => kind === 'broken-link');
  expect(new Set(links.map(({ url }) => new URL(url).pathname))).toEqual(site.truth.broken);
  expect(links.every(({ places }) => places.length === 1 && places[0] === `${opened.listener.origin}/`)).toBe(true);
  expect(links.find(({ url }) => url.endsWith('/huge'))?.detail).toBe('it is larger than 10 MB');
});

test('redirects in a row, and those that never end, are told', () => {
  const way = (kind: string): string[] => summary.findings.filter((finding) => finding.kind === kind).map(({ detail }) => detail.replaceAll(opened.listener.origin, ''));
  expect(way('redirect-chain')).toEqual(['/hop-1 → /hop-2 → /new']);
  expect(way('redirect-loop')[0]).toBe('/spin-1 → /spin-2 → back');
});

test('a page that only the sitemap names is told, and so is a language version that does not answer', () => {
  const of = (kind: string): string[] => summary.findings.filter((finding) => finding.kind === kind).map(({ url }) => new URL(url).pathname);
  expect(new Set(of('orphan'))).toEqual(site.truth.orphans);
  expect(of('missing-language')).toEqual(['/de/']);
});

test('pages that are built alike are one template, and no others are with them', () => {
  const pathsOf = (pages: readonly { url: URL }[]): string[] => pages.map(({ url }) => pathOf(identityOf(url)));
  const found = choose(crawled.templates, { perTemplate: null, seed: 1 }).map(({ pages }) => new Set(pathsOf(pages)));
  const foreign = ['home', 'category', 'product', 'journal', 'article', 'twin'].map((name) => {
    const paths = site.truth.templates[name] ?? [];
    const own = found.filter((pages) => paths.some((path) => pages.has(path)));
    const missing = paths.filter((path) => !own[0]?.has(path));
    return { name, templates: own.length, missing, foreign: own.flatMap((pages) => [...pages].filter((path) => !paths.includes(path) && !path.includes('?colour'))) };
  });
  expect(foreign).toEqual(foreign.map(({ name }) => ({ name, templates: 1, missing: [], foreign: [] })));
  const products = summary.templates.find(({ pattern }) => pattern === '/p/*');
  expect(products).toMatchObject({ found: 96, opened: 96, rendered: false });
  expect(Object.keys(products?.audited ?? {})).toHaveLength(3);
});
