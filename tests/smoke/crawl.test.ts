import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateSite, type GeneratedSite } from '../../fixtures/crawl/generated-site.ts';
import { startFixtureServer } from '../../fixtures/server.ts';
import { html, redirect } from '../../fixtures/serving/exchange.ts';
import { listen, type Listener } from '../../fixtures/serving/listener.ts';
import { loadPlan } from '../../src/config/index.ts';
import { CrawlSummary } from '../../src/model/crawl.ts';
import { VisitEvidence } from '../../src/model/evidence.ts';
import { RunRecord } from '../../src/model/record.ts';
import { runCli, temporaryDirectory } from './cli.ts';

async function visitsIn(directory: string): Promise<VisitEvidence[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json') && !name.endsWith('.results.json'));
  return Promise.all(names.map(async (name) => VisitEvidence.parse(JSON.parse(await readFile(join(directory, name), 'utf8')))));
}

const pathOf = (address: string): string => new URL(address).pathname + new URL(address).search;

describe('a crawl', () => {
  let site: GeneratedSite;
  let opened: { listener: Listener; close(): Promise<void> };
  beforeAll(async () => {
    let origin = '';
    site = generateSite({ seed: 3, categories: 1, productsPerCategory: 4, articles: 3, calm: true }, () => origin);
    opened = await listen('localhost', 0, () => site);
    origin = opened.listener.origin;
  });
  afterAll(() => opened.close());

  it('finds what only the browser shows and what only a press leads to, and presses nothing that acts', async () => {
    const { exitCode, stdout } = await runCli(['crawl', opened.listener.origin, '--list', '--json', '--quiet', '--per-group', '20', '--click-navigation', '--competitor', '--rate', '100', '--concurrency', '4'], { cwd: await temporaryDirectory() });
    const { templates, findings } = CrawlSummary.parse(JSON.parse(stdout));
    expect(exitCode).toBe(0);
    expect(templates.find(({ pattern }) => pattern === '/app/*')).toMatchObject({ opened: 2, rendered: true });
    expect(templates.find(({ pattern }) => pattern === '/pressed/*')).toMatchObject({ opened: site.truth.pressed.size });
    const asked = new Set(opened.listener.requests.map(({ path }) => path));
    // Browsers ask for the pictures of a page that they show.
    expect([...site.truth.forbidden].filter((path) => asked.has(path) && path !== '/picture.jpg')).toEqual([]);
    expect(new Set(opened.listener.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
    expect(templates.find(({ pattern }) => pattern === '/p/*')).toMatchObject({ opened: 4, rendered: false });
    expect(findings.find(({ kind }) => kind === 'broken-link')?.url).toMatch(/\/(?:missing|error)$/);
  });

  it('joins the journeys of a plan, logged in as they are: a sample of each kind of page is audited, gates name kinds, and the report is by kind', async () => {
    const cwd = await temporaryDirectory();
    const { listener } = opened;
    const shelf = [...site.truth.pages].find((path) => path.startsWith('/c/')) ?? '';
    listener.setRoute('/login', () => html('<!doctype html><title>Welcome</title><h1>Welcome</h1>', { headers: { 'set-cookie': 'session=ann; Path=/; HttpOnly' } }));
    listener.setRoute('/members', ({ cookies }) => (cookies['session'] === 'ann' ? html(`<!doctype html><title>Members</title><h1>Members</h1><a href="/p/members-only">Offer</a><a href="${shelf}">Shelf</a>`) : redirect('/login')));
    listener.setRoute('/p/members-only', ({ cookies }) => (cookies['session'] === 'ann' ? html('<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Offer</title></head><body><header><a href="/">Shop</a></header><main><article><h1>Offer</h1></article></main><footer><p>Tents since 1990</p></footer></body></html>') : redirect('/login')));
    const plan = `sites: { ours: { origin: '${listener.origin}', role: own, login: { steps: [{ visit: /login }], arrived: { heading: Welcome } } } }
personas: [desktop-control]
samples: 1
journeys:
  look: { goal: See the shop, touchpoints: { home: { stage: awareness, steps: [{ visit: / }] } } }
crawl:
  from: /members
  include: ['/{p,c}/**']
  perTemplate: 1
  light: true
  perPath: 1
  templates: { product: { paths: '/p/*', stage: purchase, momentOfTruth: true }, shelf: { paths: '/c/**' } }
gates:
  - { metric: friction.error-pages, at: product, max: 0 }
`;
    await writeFile(join(cwd, 'plan.yaml'), plan);
    const already = listener.requests.length;
    const { exitCode, stderr } = await runCli(['run', 'plan.yaml', '--format', 'html'], { cwd });
    const asked = listener.requests.slice(already);
    const record = RunRecord.parse(JSON.parse(await readFile(join(cwd, 'mystery-shopper-report', 'run.json'), 'utf8')));
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(record.touchpoints.map(({ touchpoint, url, status }) => [touchpoint, new URL(url).pathname.split('/')[1], status]).sort()).toEqual([['home', '', 'reached'], ['product', 'p', 'reached'], ['shelf', 'c', 'reached']]);
    expect(record.gates.map(({ outcome, reasons }) => [outcome, reasons.length])).toEqual([['pass', 1]]);
    expect(record.plan.journeys['product']?.touchpoints).toMatchObject([{ stage: 'purchase', momentOfTruth: true }]);
    expect(record.crawl?.templates.map(({ audited }) => Object.keys(audited).length)).toEqual([1, 1]);
    const { pages, failed, findings, templates, leftOut } = record.crawl?.light ?? {};
    const byKind = Object.fromEntries(record.crawl?.templates.map(({ id, opened: ofKind }) => [id, ofKind]) ?? []);
    expect(byKind).toEqual({ product: 5, shelf: expect.any(Number) });
    expect([pages, failed]).toEqual([5 + (byKind['shelf'] ?? 0), []]);
    expect(Object.fromEntries(templates?.map((template) => [template.template, template.pages]) ?? [])).toEqual(byKind);
    const unnamed = findings?.find(({ kind, pages: on }) => kind === 'pain-point' && on === pages);
    expect(unnamed?.templates).toEqual(byKind);
    expect(leftOut).toContain('accessibility/reflow');
    expect((await readdir(join(cwd, 'mystery-shopper-report', 'light'))).filter((name) => name.endsWith('.results.json')).length).toBeGreaterThanOrEqual(5);
    // Each page is fetched once for what it is, and loaded once for each visit to it: lightly, and if it is of the sample once as a customer and once to be inspected.
    const visits = (await Promise.all(['light', 'visits'].map((part) => visitsIn(join(cwd, 'mystery-shopper-report', part))))).flat();
    const timesOf = (addresses: readonly string[]): Record<string, number> => Object.fromEntries([...Map.groupBy(addresses.filter((address) => /^\/[pc]\//.test(address)), (address) => address)].map(([address, all]) => [address, all.length]).toSorted());
    const loaded = timesOf(asked.filter(({ headers }) => headers['sec-fetch-dest'] === 'document').map(({ url }) => url));
    const fetched = timesOf(asked.filter(({ headers }) => headers['sec-fetch-dest'] === undefined).map(({ url }) => url));
    expect(loaded).toEqual(timesOf(visits.flatMap(({ attempt, touchpoints }) => touchpoints.flatMap(({ url }) => Array.from({ length: attempt }, () => pathOf(url))))));
    expect(new Set(Object.values(fetched))).toEqual(new Set([1]));
    expect(visits.filter(({ touchpoints }) => touchpoints.some(({ url }) => pathOf(url) === '/p/members-only')).length).toBeLessThanOrEqual(3);
    const report = await readFile(join(cwd, 'mystery-shopper-report', 'report.html'), 'utf8');
    expect(report).toContain('Kinds of pages');
    expect(report).toContain('See the shop and 2 pages of 2 kinds');
  });

  it('ends with 3 and the reason where no page can be opened', async () => {
    const closed = await listen('localhost', 0, () => ({ answer: () => null }));
    await closed.close();
    const { exitCode, stderr } = await runCli(['crawl', closed.listener.origin, '--ignore-robots'], { cwd: await temporaryDirectory() });
    expect(exitCode).toBe(3);
    expect(stderr).toContain(`No page of ${closed.listener.origin}/ could be opened: nothing listens at this address.`);
  });
});

describe('init', () => {
  it('writes a plan for a shop that runs as it is, and does not write over one', async () => {
    const cwd = await temporaryDirectory();
    const server = await startFixtureServer({ sites: ['fernhill'], swift: true });
    try {
      const { origin } = server.site('fernhill');
      expect((await runCli(['init', origin, '--quiet'], { cwd })).exitCode).toBe(0);
      const plan = await loadPlan(join(cwd, 'plan.yaml'));
      expect(Object.entries(plan.journeys).map(([id, { touchpoints }]) => [id, Object.keys(touchpoints)])).toEqual([
        ['look-around', ['home', 'tents', 'sleeping-bags', 'rucksacks', 'stoves-and-cooking']],
        ['search', ['home', 'results']],
        ['buy', ['list', 'product', 'basket']],
      ]);
      expect(plan.gates).toHaveLength(3);
      const again = await runCli(['init', origin, '--quiet'], { cwd });
      expect(again.exitCode).toBe(2);
      expect(again.stderr).toContain('plan.yaml is there already');
    } finally {
      await server.close();
    }
  });
});
