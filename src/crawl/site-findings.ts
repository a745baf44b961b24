import { siteFindingKinds, type CrawlSummary, type SiteFinding } from '../model/crawl.ts';
import type { Crawled } from './crawl.ts';
import { isBroken, type Opened } from './options.ts';

/** Of each kind so many are kept. */
const mostOfAKind = 200;
const placesKept = 20;

type Known = Pick<Crawled, 'opened' | 'links' | 'listed' | 'followedLinks' | 'ended'>;

/** What only shows when the pages of a site are seen together. */
export function siteFindings(known: Known): Pick<CrawlSummary, 'findings' | 'totals'> {
  const byIdentity = new Map(known.opened.map((page) => [page.identity, page]));
  const all = [...brokenLinks(known, byIdentity), ...redirects(known, byIdentity), ...orphans(known, byIdentity), ...shared(known, 'duplicate-title'), ...shared(known, 'duplicate-content'), ...missingLanguages(known, byIdentity), ...unlisted(known, byIdentity)];
  const ofKind = siteFindingKinds.map((kind) => all.filter((finding) => finding.kind === kind).sort((a, b) => b.inAll - a.inAll || (a.url < b.url ? -1 : 1)));
  return {
    findings: ofKind.flatMap((findings) => findings.slice(0, mostOfAKind)),
    totals: Object.fromEntries(ofKind.flatMap(([first], at) => (first === undefined ? [] : [[first.kind, ofKind[at]?.length ?? 0]]))),
  };
}

/** Where one redirect after the other leads: the addresses on the way, and whether it comes back to one of them. */
function wayFrom(start: Opened, byIdentity: ReadonlyMap<string, Opened>): { way: Opened[]; loops: boolean } {
  const way = [start];
  for (let page: Opened | undefined = start; page?.location != null; ) {
    const next = byIdentity.get(page.location);
    if (next === undefined) break;
    if (way.includes(next)) return { way, loops: true };
    way.push(next);
    page = next;
  }
  return { way, loops: false };
}

/** A link is broken if it ends at an error, however many redirects lie between. That a server wants to be asked less often (429) is none. */
function brokenLinks({ opened, links }: Known, byIdentity: ReadonlyMap<string, Opened>): SiteFinding[] {
  return opened.flatMap((page) => {
    const { way, loops } = wayFrom(page, byIdentity);
    const last = way.at(-1);
    if (loops || last === undefined || !isBroken(last) || last.status === 429) return [];
    const { places, inAll } = links.of(page.identity);
    if (inAll === 0 && page !== last) return [];
    const after = way.length > 1 ? `, after ${way.length - 1} redirect${way.length > 2 ? 's' : ''} to ${last.url}` : '';
    return [{ kind: 'broken-link', url: page.url, detail: `${last.problem ?? `status ${last.status}`}${after}`, places: [...places], inAll }];
  });
}

/** Two redirects or more in a row; and those that never end. */
function redirects({ opened, links }: Known, byIdentity: ReadonlyMap<string, Opened>): SiteFinding[] {
  const targets = new Set(opened.flatMap(({ location }) => location ?? []));
  return opened.flatMap((page): SiteFinding[] => {
    if (page.location === null) return [];
    const { way, loops } = wayFrom(page, byIdentity);
    const { places, inAll } = links.of(page.identity);
    const detail = way.map(({ url }) => url).join(' → ');
    if (loops) return [{ kind: 'redirect-loop', url: page.url, detail: `${detail} → back`, places: [...places], inAll }];
    // The middle of a chain is told with its beginning, unless somebody links to it.
    return way.length > 2 && (inAll > 0 || !targets.has(page.identity)) ? [{ kind: 'redirect-chain', url: page.url, detail, places: [...places], inAll }] : [];
  });
}

/** In a sitemap, and no page leads there. Not told where links were not followed to the end: what leads there is not known then. */
function orphans({ opened, listed, links, followedLinks, ended }: Known, byIdentity: ReadonlyMap<string, Opened>): SiteFinding[] {
  if (!followedLinks || ended !== 'complete') return [];
  const redirectedTo = new Set(opened.flatMap(({ location }) => location ?? []));
  return [...listed].flatMap((identity) => {
    const page = byIdentity.get(identity);
    if (page === undefined || !page.isPage || links.of(identity).inAll > 0 || redirectedTo.has(identity) || new URL(page.url).pathname === '/') return [];
    return [{ kind: 'orphan' as const, url: page.url, detail: 'in the sitemap, and no page that was opened links to it', places: [], inAll: 0 }];
  });
}

/** Does it ask everybody not to list it? */
const isUnlisted = ({ wishes }: Opened): boolean => wishes.some(({ what, agent }) => what === 'noindex' && agent === null);

/** Named to search engines, by the sitemap or as the original of another page, and asking them not to be listed. */
function unlisted({ opened, listed }: Known, byIdentity: ReadonlyMap<string, Opened>): SiteFinding[] {
  const pages = opened.filter((page) => page.isPage && page.wishes.some(({ what }) => what === 'noindex'));
  const copies = Map.groupBy(opened.filter(({ canonical, identity }) => canonical !== null && canonical !== identity && byIdentity.has(canonical)), ({ canonical }) => canonical);
  return pages.flatMap((page): SiteFinding[] => {
    const from = copies.get(page.identity) ?? [];
    return [
      ...(listed.has(page.identity) ? [{ kind: 'listed-noindex' as const, url: page.url, detail: wishIn(page), places: [], inAll: 0 }] : []),
      ...(from.length > 0 ? [{ kind: 'canonical-noindex' as const, url: page.url, detail: wishIn(page), places: from.slice(0, placesKept).map(({ url }) => url), inAll: from.length }] : []),
    ];
  });
}

function wishIn({ wishes }: Opened): string {
  return wishes.flatMap(({ what, agent, by }) => (what === 'noindex' ? [`${by === 'html' ? 'its HTML' : 'its header X-Robots-Tag'} says noindex${agent === null ? '' : ` to ${agent}`}`] : [])).join(', ');
}

/** Pages that count as different and are called the same, or say the same. */
function shared({ opened }: Known, kind: 'duplicate-title' | 'duplicate-content'): SiteFinding[] {
  const groups = new Map<string, Opened[]>();
  for (const page of opened) {
    if (!page.isPage || isUnlisted(page) || (page.canonical !== null && page.canonical !== page.identity)) continue;
    const key = kind === 'duplicate-title' ? page.title : page.digest;
    if (key !== '') groups.set(key, [...(groups.get(key) ?? []), page]);
  }
  return [...groups.values()].flatMap((pages) => {
    const [first, ...others] = pages.sort((a, b) => (a.url < b.url ? -1 : 1));
    // Pages that say the same are called the same, too: they are told once.
    const told = kind === 'duplicate-content' || new Set(pages.map(({ digest }) => digest)).size > 1;
    if (first === undefined || others.length === 0 || !told) return [];
    return [{ kind, url: first.url, detail: first.title, places: others.slice(0, placesKept).map(({ url }) => url), inAll: others.length }];
  });
}

/** A language version that is broken, or that does not name this page in return (Google Search Central, localized versions, 2025: both must). */
function missingLanguages({ opened }: Known, byIdentity: ReadonlyMap<string, Opened>): SiteFinding[] {
  return opened.flatMap((page) =>
    page.languages.flatMap(({ tag, identity }): SiteFinding[] => {
      const other = byIdentity.get(identity);
      if (other === undefined || other === page) return [];
      const detail = isBroken(other)
        ? `Its version ${tag} is at ${other.url}: ${other.problem ?? `status ${other.status}`}.`
        : other.isPage && !other.languages.some((back) => back.identity === page.identity)
          ? `Its version ${tag} at ${other.url} does not name this page in return.`
          : null;
      return detail === null ? [] : [{ kind: 'missing-language', url: page.url, detail, places: [other.url], inAll: 1 }];
    }),
  );
}
