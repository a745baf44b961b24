import manifest from '../package.json' with { type: 'json' };
import { readAddresses, withFoundPages } from './config/index.ts';
import { acts, actsWhenPressed, choose, crawl, namedBy, noJournal, openGuardFor, openReplay, publicHostsOnly, refusedNotes, summarize, whyNothing, type Crawled, type CrawlOptions, type Replay } from './crawl/index.ts';
import { errors } from './errors/catalog.ts';
import { KnownError } from './errors/known-error.ts';
import type { CrawlSummary } from './model/crawl.ts';
import type { CrawlPlan } from './model/crawl-plan.ts';
import type { Plan, Site } from './model/plan.ts';
import type { RunOptions } from './pipeline.ts';
import { openLightAudits, type LightAuditing } from './light-audits.ts';
import { rehearsalOf, type Rehearsing } from './rehearsal.ts';
import type { Resuming } from './resuming.ts';
import type { RunStore } from './store/index.ts';
import { type BrowserState, findBrowser, lightCollectors, openLane, untimedFlags, type RenderedPage, type VisitLane } from './visit/index.ts';

/** Of what is asked for without a browser, unless another is given. */
export const usualUserAgent = `MysteryShopper/${manifest.version}`;

/** Pages per second where a crawl is polite, unless robots.txt asks for less: about as fast as a visitor who is in a hurry. */
const politeRate = 1;
/** Pages at the same time where it is not: fewer than the six connections that a browser opens to a host (Chromium, 2026). */
const usualConcurrency = 4;

/** ms for one answer: what Playwright 1.65 gives a navigation unless told otherwise. */
const longestAnswer = 30_000;

type Rules = Omit<CrawlOptions, 'render' | 'showsAll' | 'now' | 'signal' | 'onProgress' | 'onNote' | 'onPage' | 'onPlaced'>;

async function rulesOf(asked: CrawlPlan, { role }: Site): Promise<Rules> {
  const polite = asked.polite ?? role === 'competitor';
  return {
    addresses: asked.urls === undefined ? [] : await readAddresses(asked.urls),
    followLinks: !asked.sitemapOnly && asked.urls === undefined,
    origins: asked.origins,
    include: asked.include,
    exclude: asked.exclude,
    maxPages: asked.maxPages,
    perGroup: asked.perGroup,
    perPath: asked.perPath,
    depth: asked.depth,
    maxTime: asked.maxMinutes === undefined ? null : asked.maxMinutes * 60_000,
    maxBytes: asked.maxMegabytes === undefined ? null : asked.maxMegabytes * 1e6,
    concurrency: asked.concurrency ?? (polite ? 1 : usualConcurrency),
    rate: asked.rate ?? (polite ? politeRate : null),
    userAgent: asked.userAgent ?? usualUserAgent,
    obeyRobots: !asked.ignoreRobots,
    obeyNofollow: polite,
    allowPrivate: asked.allowPrivate,
    timeout: longestAnswer,
  };
}

export interface FoundSite {
  summary: CrawlSummary;
  plan: Plan;
  /** Flags for the browsers that audit its pages. */
  flags: readonly string[];
}

/**
 * Finds the pages of the plan's site and draws those to audit: they join the journeys of the plan. An interrupted crawl ends with what it has found.
 * Light audits are made where the plan asks for them and there is a store to keep them in. `resuming`: it can go on later, and goes on where it was.
 * @throws CRAWL_EMPTY where no page could be opened, with the reason, and USAGE where the file of addresses cannot be read.
 */
export async function crawlSite(plan: Plan, run: Pick<RunOptions, 'environment' | 'headed' | 'now' | 'signal' | 'tell'> & Partial<Pick<RunOptions, 'secrets'>>, openStore?: () => Promise<RunStore>, resuming?: Resuming): Promise<FoundSite> {
  const asked = plan.crawl;
  const site = plan.sites[asked?.site ?? ''];
  if (asked?.site === undefined || site === undefined) throw new TypeError('only plans that crawl one of their sites can be crawled');
  // What is audited in full need not be audited lightly before.
  const isLight = asked.light && !asked.all;
  if (isLight && (asked.clickNavigation || !asked.render)) throw new KnownError(errors.usage, `Light audits load each page in the browser and press nothing there: \`light\` cannot be asked for beside ${asked.clickNavigation ? '`clickNavigation`' : '`render: false`'}.`);
  const rules = await rulesOf(asked, site);
  const seed = new URL(asked.from, site.origin);
  const now = (): number => run.now().getTime();
  run.tell({ kind: 'phase', phase: 'crawl', visits: 0, lanes: 0 });
  let lane: Promise<VisitLane> | null = null;
  const store = isLight && openStore !== undefined ? await openStore() : null;
  const guard = await openGuardFor(seed, asked.allowPrivate);
  const choice = choiceOf(asked, plan);
  const nameOf = namedBy(choice.named ?? []);
  const name = asked.userAgent === undefined ? {} : { userAgent: asked.userAgent };
  const openOnce = (): Promise<VisitLane> => {
    lane ??= findBrowser({ choice: plan.browser, environment: run.environment }).then((browser) => openLane({ browser, headed: run.headed, collectors: store === null ? [] : lightCollectors, flags: [...untimedFlags, ...guard.flags], ...name })).then((opened) => sameBrowser(opened, resuming));
    return lane;
  };
  const refusedBefore = new Set<string>();
  const refused = (): Set<string> => new Set([...refusedBefore, ...guard.refused()]);
  const light = store === null ? null : openLightAudits({ plan, asked, site: asked.site, store, lane: openOnce, secrets: run.secrets ?? {}, now, signal: run.signal });
  try {
    // Whether it is the browser that the run was begun with is to be known before anything is asked for.
    if (resuming?.continues === true && asked.render) await openOnce();
    const replay = (await resuming?.replay()) ?? openReplay(noJournal, { now, date: run.now, signal: run.signal });
    const memory: Memory = { replay, refused, refusedBefore, light };
    const state = site.login === undefined ? undefined : await logIn(plan, asked.site, await openOnce(), run);
    const crawled = await crawl(seed, {
      ...rules,
      ...(state && { cookies: state.cookies }),
      ...(light === null && asked.render && { render: remembered(async (url, onReceived) => (await openOnce()).render(url, { ...(asked.clickNavigation && { pressing }), ...(state && { state }), ...name, onReceived }), memory) }),
      ...(light !== null && { render: remembered(light.show, memory), showsAll: true, onPlaced: (url, template) => light.place(url, template === null ? null : (nameOf(url) ?? template)) }),
      replay,
      now,
      signal: run.signal,
      onProgress: (progress) => run.tell({ kind: 'crawled', ...progress, elapsed: replay.elapsed() }),
      onNote: (text) => run.tell({ kind: 'note', text }),
    });
    crawled.notes.push(...refusedNotes(refused()), ...(state === undefined ? [] : ['The crawl was logged in, as the visits are.']), ...(asked.light && !isLight ? ['Every page is audited in full, so none was audited lightly before.'] : []));
    // A site of one's own is visited all the same: what was found of it would be lost.
    const chosen = choose(crawled.templates, { ...choice, ...(rules.obeyNofollow && { mayAsk: ({ origin }) => !crawled.leftAlone.has(origin) }) });
    const summary: CrawlSummary = {
      ...summarize(seed, crawled, chosen, { ...rules, presses: asked.clickNavigation, namesBrowser: asked.userAgent !== undefined }, asked.seed),
      ...(light !== null && { light: light.end((kind) => (typeof kind === 'string' ? kind : (chosen.find(({ template }) => template === kind)?.id ?? 'other'))) }),
    };
    const pages = chosen.flatMap(({ id, pattern, pages: drawn }) => drawn.map((page) => ({ ...page, template: id, pattern })));
    if (pages.length === 0) throw new KnownError(errors.crawlEmpty, emptyBecause(seed, summary, crawled));
    run.tell({ kind: 'crawl-ended', summary });
    return { summary, plan: withFoundPages(plan, asked, asked.site, pages), flags: guard.flags.length === 0 ? [] : [publicHostsOnly(refused(), hostsOfOthers(plan))] };
  } finally {
    await (await (lane as Promise<VisitLane> | null)?.catch(() => null))?.close();
    await light?.close();
    await guard.close();
  }
}

async function sameBrowser(lane: VisitLane, resuming: Resuming | undefined): Promise<VisitLane> {
  try {
    await resuming?.browserIs(lane.browserVersion);
    return lane;
  } catch (error) {
    await lane.close();
    throw error;
  }
}

interface Memory {
  replay: Replay;
  /** Private hosts that pages have asked for, in all; those of what was shown before are to be added. */
  refused(): ReadonlySet<string>;
  refusedBefore: Set<string>;
  light: LightAuditing | null;
}

/** Characters of a page as it is shown that are kept: twice as many as are read of what a server sends. What is longer is shown again. */
const longestKept = 20_000_000;

/** Shows a page, or tells what was shown of it before the crawl stood still. */
function remembered(show: (url: string, onReceived: (bytes: number) => void) => Promise<RenderedPage | null>, { replay, refused, refusedBefore, light }: Memory): NonNullable<CrawlOptions['render']> {
  const isJudged = async (url: string): Promise<boolean> => light === null || light.isJudged(url);
  return (url, mayAsk, received) => {
    let bytes = 0;
    const count = (more: number): void => {
      bytes += more;
      received(more);
    };
    return replay.once<RenderedPage | null>(`shown ${url}`, {
      ask: async () => ((await mayAsk()) ? show(url, count) : null),
      async keep(page) {
        if (page === null || page.html.length > longestKept || !(await isJudged(url))) return null;
        const { url: at, html, further, cut, settled, ...rest } = page;
        return { kind: 'page', url: at, html, further, cut, settled, ...(rest satisfies Record<string, never>), bytes, refused: [...refused()] };
      },
      async revive(kept) {
        if (kept.kind !== 'page' || !(await isJudged(url))) return null;
        const { kind: _, refused: hosts, bytes: before = 0, ...page } = kept;
        for (const host of hosts) refusedBefore.add(host);
        count(before);
        return page;
      },
    });
  };
}

/** What the login of the site leaves in the browser. Throws CRAWL_EMPTY where it fails: without it another site would be crawled. */
async function logIn(plan: Plan, site: string, lane: VisitLane, run: Rehearsing): Promise<BrowserState> {
  const [persona] = plan.personas;
  if (persona === undefined) throw new TypeError('a plan that crawls has somebody to visit its pages');
  let state: BrowserState | undefined;
  const { outcome } = await lane.visit({
    ...rehearsalOf(plan, { site, journey: { id: 'login', goal: 'Log in', touchpoints: {} }, persona }, run),
    ...(plan.crawl?.userAgent !== undefined && { userAgent: plan.crawl.userAgent }),
    onReady: (held) => void (state = held),
  });
  if (state !== undefined) return state;
  throw new KnownError(errors.crawlEmpty, `${plan.sites[site]?.origin ?? site} could not be crawled: ${outcome.ok ? 'the login left nothing.' : outcome.message}`);
}

const pressing = { mayPress: (name: string): boolean => !actsWhenPressed(name), mayAsk: (url: string): boolean => !URL.canParse(url) || !acts(new URL(url), '') };

/** Hosts that the plan itself leads to, beside the site that is crawled: that they may be private is its author's business. */
function hostsOfOthers({ sites, crawl: asked }: Plan): string[] {
  return Object.entries(sites).flatMap(([id, { origin, allow }]) => (id === asked?.site ? [] : [origin, ...(allow?.origins ?? [])].map((address) => new URL(address).hostname)));
}

function choiceOf({ all, perTemplate, seed, templates }: CrawlPlan, { journeys }: Plan): Parameters<typeof choose>[1] {
  return {
    perTemplate: all ? null : perTemplate,
    seed,
    named: Object.entries(templates).map(([id, { paths, audit }]) => ({ id, paths: typeof paths === 'string' ? [paths] : paths, audit: audit ?? null })),
    taken: Object.entries(journeys).flatMap(([id, { touchpoints }]) => [id, ...Object.keys(touchpoints)]),
  };
}

function emptyBecause(seed: URL, summary: CrawlSummary, crawled: Crawled): string {
  const { opened } = crawled;
  if (summary.skipped.some(({ reason }) => reason === 'noindex')) return `No page of ${seed.href} is to be audited: those that were opened ask not to be listed (noindex), which is obeyed where a crawl is polite.`;
  if (crawled.leftAlone.size > 0 && opened.some(({ isPage }) => isPage)) return `No page of ${seed.href} is to be audited: ${[...crawled.leftAlone.values()].join(', and ')}, which is obeyed where a crawl is polite.`;
  if (opened.some(({ isPage }) => isPage)) return `No page of ${seed.href} is to be audited: those that were opened do not fit what is to be included, or name another page as their original.`;
  return `No page of ${seed.href} could be opened: ${whyNothing(crawled, 'Begin there, or say with --origin (in a plan: `origins`) that it belongs to this one.')}`;
}
