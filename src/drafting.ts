import { draftPlanText, planFromDraft, visitors, type DraftJourney, type DraftTouchpoint, type PlanDraft } from './config/index.ts';
import { crawl, identityOf, landmarksOf, openGuardFor, patternOf, whyNothing, type CrawlOptions, type Crawled, type Landmarks } from './crawl/index.ts';
import { usualUserAgent } from './crawling.ts';
import { errors } from './errors/catalog.ts';
import { KnownError } from './errors/known-error.ts';
import type { Plan } from './model/plan.ts';
import type { RunOptions } from './pipeline.ts';
import { rehearsalOf, type Rehearsing } from './rehearsal.ts';
import { findBrowser, openLane, type VisitLane } from './visit/index.ts';

/** The most places of the navigation that the first journey leads to. */
const mostPlaces = 4;

/** What the crawl saw on its way, by identity of the page. */
type Seen = ReadonlyMap<string, { url: URL; landmarks: Landmarks }>;

/**
 * A first plan for a site, as text: a journey through its main navigation and, where they are recognised, its search and its way to the basket. Each
 * is walked as every persona before it is written; what does not work is reached by its address instead, or left out, with a comment that says so.
 * @throws CRAWL_EMPTY where the first page could not be opened, and INTERRUPTED.
 */
export async function draftPlan(seed: URL, options: Omit<CrawlOptions, 'now' | 'signal' | 'onProgress' | 'onPage' | 'render' | 'userAgent'>, run: Pick<RunOptions, 'environment' | 'headed' | 'now' | 'signal' | 'tell'> & { browser: string | null; userAgent?: string }): Promise<string> {
  const now = (): number => run.now().getTime();
  const began = now();
  const name = run.userAgent === undefined ? {} : { userAgent: run.userAgent };
  const seen = new Map<string, { url: URL; landmarks: Landmarks }>();
  const browser = await findBrowser({ choice: run.browser, environment: run.environment });
  const guard = await openGuardFor(seed, options.allowPrivate);
  let lane: VisitLane | undefined;
  try {
    const opened = await openLane({ browser, headed: run.headed, collectors: [], flags: guard.flags, ...name });
    lane = opened;
    run.tell({ kind: 'phase', phase: 'crawl', visits: 0, lanes: 0 });
    const crawled = await crawl(seed, {
      ...options,
      userAgent: run.userAgent ?? usualUserAgent,
      render: async (url, mayAsk, onReceived) => ((await mayAsk()) ? opened.render(url, { ...name, onReceived }) : null),
      onPage: (url, html) => void seen.set(identityOf(url), { url, landmarks: landmarksOf(html, url.href) }),
      now,
      signal: run.signal,
      onProgress: (progress) => run.tell({ kind: 'crawled', ...progress, elapsed: now() - began }),
      onNote: (text) => run.tell({ kind: 'note', text }),
    });
    const home = seen.get(identityOf(seed)) ?? [...seen.values()][0];
    if (home === undefined) throw new KnownError(errors.crawlEmpty, `${seed.href} could not be opened: ${whyNothing(crawled, 'Begin there.')}`);
    const draft = { name: seed.host, origin: seed.origin, personas: visitors, found: foundIn(crawled), journeys: [aroundFrom(home), searchFrom(home), basketFrom(seen, crawled)].flatMap((journey) => journey ?? []) };
    const journeys = await walkable(draft, opened, run);
    // What could not be walked for want of time would be left out as if it did not work.
    if (run.signal.aborted) throw new KnownError(errors.interrupted, 'The journeys were not walked to their end, so no plan was written.');
    return draftPlanText({ ...draft, journeys });
  } finally {
    await lane?.close();
    await guard.close();
  }
}

function foundIn({ templates, frontier, opened }: Crawled): string[] {
  const kinds = [...templates].sort((a, b) => b.pages.length - a.pages.length).slice(0, 12);
  return [`Found ${frontier.found()} addresses and opened ${opened.length}. Kinds of pages, as candidates for touchpoints:`, ...kinds.map((template) => `  ${patternOf(template)}  as ${template.pages[0]?.pathname ?? '/'}`)];
}

const pathOf = ({ pathname, search, hash }: URL): string => `${pathname}${search}${hash}`;
const idFrom = (text: string): string => text.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 40);

function start({ url, landmarks }: { url: URL; landmarks: Landmarks }): DraftTouchpoint {
  return { id: 'home', title: landmarks.heading ?? 'Home', stage: 'awareness', steps: [{ visit: pathOf(url) }] };
}

/** From the first page to the places that its navigation names. */
function aroundFrom(home: { url: URL; landmarks: Landmarks }): DraftJourney {
  const ids = new Set(['home']);
  const places = home.landmarks.navigation.slice(0, mostPlaces).flatMap(({ name, url }): DraftTouchpoint[] => {
    const id = idFrom(name) || idFrom(url.pathname);
    if (id === '' || ids.has(id)) return [];
    ids.add(id);
    return [{ id, title: name, stage: 'consideration', steps: [{ click: { role: 'link', name } }], arrived: { url: pathOf(url) } }];
  });
  return { id: 'look-around', goal: 'See what the site offers', advice: 'Through the main navigation. Name the journey after what customers come for, and leave out what they do not.', touchpoints: [start(home), ...places] };
}

function searchFrom(home: { url: URL; landmarks: Landmarks }): DraftJourney | null {
  const { search, navigation, heading } = home.landmarks;
  const word = (navigation[0]?.name ?? heading ?? '').split(/\s+/).find((text) => text.length > 2);
  if (search === null || word === undefined) return null;
  return {
    id: 'search',
    goal: `Find something by searching for ${word}`,
    advice: 'Say what customers search for, and how the page of results is recognised (`arrived`).',
    touchpoints: [start(home), { id: 'results', title: 'Results', stage: 'consideration', steps: [{ fill: { field: search, with: word } }, { press: 'Enter' }] }],
  };
}

/** A page that sells something, from a page that links to it. */
function basketFrom(seen: Seen, { links }: Crawled): DraftJourney | null {
  for (const [identity, { url, landmarks }] of seen) {
    const [from] = links.of(identity).places;
    const page = from === undefined ? undefined : seen.get(identityOf(new URL(from)));
    if (landmarks.buy === null || page === undefined) continue;
    return {
      id: 'buy',
      goal: `Put ${landmarks.heading ?? 'a product'} into the basket`,
      advice: 'It ends at the basket: go on to the checkout, as far as staging allows. Steps that order are marked `commits: true`, and run only where the site allows them.',
      touchpoints: [
        { id: 'list', title: page.landmarks.heading ?? 'List', stage: 'consideration', steps: [{ visit: pathOf(page.url) }] },
        { id: 'product', title: landmarks.heading ?? 'Product', stage: 'consideration', steps: [{ visit: pathOf(url) }], arrived: { role: 'button', name: landmarks.buy } },
        { id: 'basket', title: 'Basket', stage: 'purchase', momentOfTruth: true, steps: [{ click: { role: 'button', name: landmarks.buy } }] },
      ],
    };
  }
  return null;
}

/** The journeys as far as every persona can walk them. */
async function walkable(draft: PlanDraft, lane: VisitLane, run: Pick<RunOptions, 'now' | 'signal' | 'tell'> & { userAgent?: string }): Promise<DraftJourney[]> {
  const journeys: DraftJourney[] = [];
  run.tell({ kind: 'phase', phase: 'draft', visits: 0, lanes: 0 });
  for (const journey of draft.journeys) {
    let touchpoints = journey.touchpoints;
    // Each round mends or takes away one touchpoint, so that it ends.
    for (let round = 0; round <= 2 * journey.touchpoints.length && touchpoints.length > 0; round += 1) {
      const stuck = await firstStuck({ ...draft, journeys: [{ ...journey, touchpoints }] }, lane, run);
      if (stuck === null) break;
      touchpoints = mended(touchpoints, stuck);
    }
    if (touchpoints.length > 1) journeys.push({ ...journey, touchpoints });
  }
  return journeys.length > 0 ? journeys : draft.journeys.slice(0, 1).map((journey) => ({ ...journey, touchpoints: journey.touchpoints.slice(0, 1) }));
}

/** Instead of by a click that somebody cannot make, a page is reached by its address; what cannot be reached even so is left out. */
function mended(touchpoints: readonly DraftTouchpoint[], { id, because }: Stuck): DraftTouchpoint[] {
  return touchpoints.flatMap((touchpoint): DraftTouchpoint[] => {
    if (touchpoint.id !== id) return [touchpoint];
    const { arrived } = touchpoint;
    const address = typeof arrived === 'object' && 'url' in arrived ? arrived.url : undefined;
    if (touchpoint.steps[0]?.visit !== undefined || address === undefined) return [];
    return [{ ...touchpoint, steps: [{ visit: address }], note: `By its address, since not everybody could click there: ${because}` }];
  });
}

interface Stuck {
  id: string;
  because: string;
}

/** ms until a step of a first plan counts as one that cannot be taken. */
const patience = 8_000;

/** Where the first of the personas gets stuck; null: nowhere. */
async function firstStuck(draft: PlanDraft, lane: VisitLane, run: Rehearsing & { userAgent?: string }): Promise<Stuck | null> {
  const plan: Plan = { ...planFromDraft(draft), stepTimeout: patience };
  const [site] = Object.keys(plan.sites);
  if (site === undefined) return null;
  for (const persona of plan.personas) {
    for (const [id, journey] of Object.entries(plan.journeys)) {
      const visit = await lane.visit({ ...rehearsalOf(plan, { site, journey: { id, ...journey }, persona }, run), ...(run.userAgent !== undefined && { userAgent: run.userAgent }) });
      const stopped = visit.touchpoints.find(({ status }) => status === 'failed' || status === 'blocked');
      if (stopped !== undefined) return { id: stopped.id, because: stopped.problem?.message ?? 'no reason was recorded.' };
      if (!visit.outcome.ok) return { id: visit.touchpoints.find(({ status }) => status !== 'reached')?.id ?? '', because: visit.outcome.message };
    }
  }
  return null;
}
