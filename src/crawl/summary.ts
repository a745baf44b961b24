import type { CrawlSummary, PageWish } from '../model/crawl.ts';
import { addressRules } from './address.ts';
import { megabytes, type Crawled } from './crawl.ts';
import { isBroken, type CrawlOptions } from './options.ts';
import { fitsOneOf } from './policy.ts';
import { sampleOf } from './sample.ts';
import { siteFindings } from './site-findings.ts';
import { patternOf, templateByAddress, type Template } from './templates.ts';

/** A page that was chosen to be audited. */
export interface Chosen {
  /** Of its touchpoint. */
  id: string;
  url: URL;
}

/** Pages that count as one kind: those of a name that the plan gives, or those that are built alike. */
export interface ChosenTemplate {
  id: string;
  pattern: string;
  /** The plan has given it its name. */
  named: boolean;
  /** Of pages that are built alike. */
  template?: Template;
  /** All that were opened. */
  opened: readonly URL[];
  rendered: boolean;
  /** To be audited. */
  pages: Chosen[];
  fits(url: URL): boolean;
}

/** A kind of pages that the plan names, by globs over path and query. */
export interface NamedPages {
  id: string;
  paths: readonly string[];
  /** Pages to audit; null: as of others. */
  audit: number | null;
}

export interface Choice {
  /** null: every page that was opened. */
  perTemplate: number | null;
  /** Of the draw. */
  seed: number;
  named?: readonly NamedPages[];
  /** Ids that touchpoints have already. */
  taken?: Iterable<string>;
  /** May a page be asked for once more? */
  mayAsk?(url: URL): boolean;
}

/** The name that the plan gives to a page: the first that fits. */
export function namedBy(named: readonly NamedPages[]): (url: URL) => string | undefined {
  const names = named.map(({ id, paths }) => ({ id, fits: fitsOneOf(paths) }));
  return (url) => names.find(({ fits }) => fits(url))?.id;
}

/** The kinds of pages with the pages of them to audit. Of a page that several names fit, the first counts. */
export function choose(templates: readonly Template[], { perTemplate, seed, named = [], taken: used = [], mayAsk = () => true }: Choice): ChosenTemplate[] {
  const taken = new Set([...used, ...named.map(({ id }) => id)]);
  const drawn = (opened: readonly URL[], id: string, count: number | null): Chosen[] => {
    const pages = opened.filter(mayAsk);
    const sample = count === null ? pages : sampleOf({ pages }, count, seed);
    return sample.map((url, at) => ({ id: sample.length === 1 ? id : freeId(`${id}-${at + 1}`, taken), url }));
  };
  const nameOf = namedBy(named);
  const byName = named.map(({ id, paths, audit }): ChosenTemplate => {
    const parts = templates.map(({ pages, rendered }) => ({ pages: pages.filter((url) => nameOf(url) === id), rendered })).filter(({ pages }) => pages.length > 0);
    const opened = parts.flatMap(({ pages }) => pages);
    return { id, pattern: paths.join(', '), named: true, opened, rendered: parts.some(({ rendered }) => rendered), pages: drawn(opened, id, perTemplate === null ? null : (audit ?? perTemplate)), fits: (url) => nameOf(url) === id };
  });
  const byBuild = templates.flatMap((template): ChosenTemplate[] => {
    const opened = named.length === 0 ? template.pages : template.pages.filter((url) => nameOf(url) === undefined);
    if (opened.length === 0) return [];
    const id = freeId(idOf(template), taken);
    return [{ id, pattern: patternOf(template), named: false, template, opened, rendered: template.rendered, pages: drawn(opened, id, perTemplate), fits: (url) => nameOf(url) === undefined && templateByAddress(templates, url) === template }];
  });
  return [...byName, ...byBuild];
}

const examplesKept = 5;

/** What pages ask of search engines, by kind of page, most pages first. */
function wishesOf({ opened }: Pick<Crawled, 'opened'>, chosen: readonly ChosenTemplate[]): PageWish[] {
  const kindOf = new Map(chosen.flatMap(({ id, opened: pages }) => pages.map(({ href }) => [href, id])));
  const all = new Map<string, PageWish>();
  for (const { url, wishes } of opened) {
    const template = kindOf.get(url);
    for (const key of new Set(wishes.map(({ what, agent }) => `${what} ${agent ?? ''}`))) {
      const [what, agent] = key.split(' ');
      const row = all.get(`${key} ${template}`) ?? { what: what === 'noindex' ? 'noindex' : 'nofollow', ...(agent !== '' && { agent }), ...(template !== undefined && { template }), pages: 0, examples: [] };
      row.pages += 1;
      if (row.examples.length < examplesKept) row.examples.push(url);
      all.set(`${key} ${template}`, row);
    }
  }
  return [...all.values()].sort((a, b) => b.pages - a.pages);
}

/** From its path, as in `tents` for /tents/*: what an id may hold. */
function idOf({ segments }: Template): string {
  const words = segments.map((segment) => segment ?? 'page').join('-').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40);
  if (words === '') return 'home';
  return /^[a-z]/.test(words) ? words : `page-${words}`;
}

function freeId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let number = 2; taken.has(id); number += 1) id = `${wanted}-${number}`;
  taken.add(id);
  return id;
}

export function summarize(seed: URL, crawled: Crawled, chosen: readonly ChosenTemplate[], options: Pick<CrawlOptions, 'obeyRobots' | 'obeyNofollow' | 'perGroup' | 'perPath' | 'depth' | 'maxPages' | 'maxBytes' | 'userAgent'> & { presses?: boolean; namesBrowser?: boolean }, sampleSeed: number): CrawlSummary {
  const counts = new Map(chosen.map((kind) => [kind, kind.opened.length]));
  for (const url of crawled.frontier.unopened()) {
    const kind = chosen.find(({ fits }) => fits(url));
    if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return {
    seed: seed.href,
    rules: [
      ...addressRules,
      `The crawl names itself "${options.userAgent}"${options.namesBrowser === true ? ', and in the browser, when it shows a page and in the visits to the site, behind the browser\'s own user agent' : '; in the browser nothing stands behind the browser\'s own user agent'}.`,
      options.obeyRobots ? 'robots.txt is obeyed, with the delay it asks for.' : 'robots.txt is not obeyed.',
      options.obeyNofollow
        ? 'Links marked nofollow, and those of pages marked so, are not followed. Pages that ask not to be listed (noindex) are opened for their links, and are neither audited nor counted among their kind.'
        : 'Links marked nofollow are followed, and pages that ask not to be listed (noindex) are audited: customers meet them, too.',
      `Of addresses that differ only in their last part, in numbers, ids or the values of parameters, ${options.perGroup} are opened; of one path, ${options.perPath} values of the same parameters and ${options.perPath} combinations of parameters; nothing deeper than ${options.depth} links; ${options.maxPages} pages in all.`,
      ...(options.presses === true ? ['Controls that are no links were pressed to see where they lead, but none that act.'] : []),
      'Links that act, as to log out, delete or order, are not followed, and forms are not sent.',
      ...receivedRule(crawled, options.maxBytes),
      ...crawled.notes,
    ],
    found: crawled.frontier.found(),
    opened: crawled.opened.length,
    failed: crawled.opened.filter(isBroken).length,
    waiting: crawled.frontier.waiting(),
    templates: chosen
      .map((kind) => ({
        id: kind.id,
        pattern: kind.pattern,
        found: counts.get(kind) ?? kind.opened.length,
        opened: kind.opened.length,
        rendered: kind.rendered,
        audited: Object.fromEntries(kind.pages.map((page) => [page.id, page.url.href])),
        example: kind.opened[0]?.href ?? '',
      }))
      .sort((a, b) => b.found - a.found || (a.pattern < b.pattern ? -1 : 1)),
    traps: crawled.frontier.traps(),
    ...siteFindings(crawled),
    wishes: wishesOf(crawled, chosen),
    skipped: crawled.skipped.list(),
    ended: crawled.ended,
    ...(crawled.because !== undefined && { because: crawled.because }),
    ...(crawled.endedBy !== undefined && { endedBy: crawled.endedBy }),
    sampleSeed,
  };
}

/** Bytes over the network are not bytes unpacked: each is told for itself. */
function receivedRule({ received: { read, browser } }: Pick<Crawled, 'received'>, most: number | null): string[] {
  if (most === null) return [];
  return [`No page is begun after ${megabytes(most)} MB have been received to find pages: ${megabytes(read)} MB were read as servers sent them, unpacked, and ${megabytes(browser)} MB came over the network to the browser, without what WebSockets carry.`];
}
