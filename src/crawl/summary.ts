import type { CrawlSummary } from '../model/crawl.ts';
import { addressRules } from './address.ts';
import type { Crawled } from './crawl.ts';
import { isBroken, type CrawlOptions } from './options.ts';
import { sampleOf } from './sample.ts';
import { siteFindings } from './site-findings.ts';
import { patternOf, templateByAddress, type Template } from './templates.ts';

/** A page that was chosen to be audited. */
export interface Chosen {
  /** Of its touchpoint. */
  id: string;
  url: URL;
}

export interface ChosenTemplate {
  id: string;
  template: Template;
  pages: Chosen[];
}

/** Templates with the pages of them to audit. `perTemplate`: null audits every page that was opened. */
export function choose(templates: readonly Template[], perTemplate: number | null, seed: number): ChosenTemplate[] {
  const taken = new Set<string>();
  return templates.map((template) => {
    const id = freeId(idOf(template), taken);
    const pages = perTemplate === null ? template.pages : sampleOf(template, perTemplate, seed);
    return { id, template, pages: pages.map((url, at) => ({ id: pages.length === 1 ? id : freeId(`${id}-${at + 1}`, taken), url })) };
  });
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

export function summarize(seed: URL, crawled: Crawled, chosen: readonly ChosenTemplate[], options: Pick<CrawlOptions, 'obeyRobots' | 'obeyNofollow' | 'perGroup' | 'perPath' | 'depth' | 'maxPages'>, sampleSeed: number): CrawlSummary {
  const counts = new Map<Template, number>(crawled.templates.map((template) => [template, template.pages.length]));
  for (const url of crawled.frontier.unopened()) {
    const template = templateByAddress(crawled.templates, url);
    if (template !== null) counts.set(template, (counts.get(template) ?? 0) + 1);
  }
  return {
    seed: seed.href,
    rules: [
      ...addressRules,
      options.obeyRobots ? 'robots.txt is obeyed, with the delay it asks for.' : 'robots.txt is not obeyed.',
      options.obeyNofollow ? 'Links marked nofollow are not followed.' : 'Links marked nofollow are followed.',
      `Of addresses that differ only in their last part, in numbers or in the values of parameters, ${options.perGroup} are opened; of one path with parameters, ${options.perPath}; nothing deeper than ${options.depth} links; ${options.maxPages} pages in all.`,
      'Links that act, as to log out, delete or order, are not followed, and forms are not sent.',
      ...crawled.notes,
    ],
    found: crawled.frontier.found(),
    opened: crawled.opened.length,
    failed: crawled.opened.filter(isBroken).length,
    waiting: crawled.frontier.waiting(),
    templates: chosen
      .map(({ id, template, pages }) => ({
        id,
        pattern: patternOf(template),
        found: counts.get(template) ?? template.pages.length,
        opened: template.pages.length,
        rendered: template.rendered,
        audited: Object.fromEntries(pages.map((page) => [page.id, page.url.href])),
        example: template.pages[0]?.href ?? '',
      }))
      .sort((a, b) => b.found - a.found || (a.pattern < b.pattern ? -1 : 1)),
    traps: crawled.frontier.traps(),
    ...siteFindings(crawled),
    skipped: crawled.skipped.list(),
    ended: crawled.ended,
    ...(crawled.because !== undefined && { because: crawled.because }),
    sampleSeed,
  };
}
