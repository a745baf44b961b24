import { siteFindingKinds, type CrawlSummary, type PageWish, type SiteFinding, type Trap } from '../../model/crawl.ts';
import { counted } from '../../model/wording.ts';
import { linkable, pathOn, touchpointAnchor } from '../anchors.ts';
import { plural } from '../numbers.ts';
import type { Lookup } from '../lookup.ts';
import type { Section } from './section.ts';

const kindTitles: Record<SiteFinding['kind'], { title: string; advice: string }> = {
  'broken-link': { title: 'Broken links', advice: 'Mend the link where it stands, or bring the page back.' },
  'redirect-loop': { title: 'Redirects that never end', advice: 'Nobody gets to these pages: end the circle.' },
  'redirect-chain': { title: 'Several redirects in a row', advice: 'Each costs the customer a wait: link to the last address.' },
  'missing-language': { title: 'Language versions that do not answer each other', advice: 'Each version has to name all the others, and to exist.' },
  'listed-noindex': { title: 'Pages of the sitemap that ask not to be listed', advice: 'The sitemap offers them to search engines and the page refuses: take them out of the sitemap, or take noindex out of the page.' },
  'canonical-noindex': { title: 'Originals that ask not to be listed', advice: 'Other pages name them as their original, and they refuse to be listed: search engines may then list neither.' },
  orphan: { title: 'Pages no other page links to', advice: 'Link to them, or take them out of the sitemap.' },
  'duplicate-content': { title: 'Pages that say the same', advice: 'Keep one and name it as canonical in the others.' },
  'duplicate-title': { title: 'Different pages with one title', advice: 'Give each a title of its own: tabs, bookmarks and search results show nothing else.' },
};

const trapWords: Record<Trap['kind'], string> = {
  'pages-of-one-kind': 'Pages that go on and on',
  calendar: 'Pages by date that go on and on, as of a calendar',
  pagination: 'Page after page of a list',
  'ids-in-path': 'Paths with ids in them, as of sessions: the same pages may come again and again',
  parameters: 'Values of the same parameters, as of filters',
  'parameter-sets': 'Combinations of parameters, as of filters',
  depth: 'Deeper than links are followed',
  'repeating-path': 'A path that repeats itself: a relative link leads deeper each time',
  redirects: 'Redirects in a row',
};

const skipWords: Record<CrawlSummary['skipped'][number]['reason'], string> = {
  outside: 'lead to other sites',
  excluded: 'are left out by --include and --exclude',
  robots: 'are forbidden by robots.txt',
  nofollow: 'are marked as not to be followed',
  noindex: 'ask not to be listed (noindex): they were opened for their links, and not audited',
  acts: 'act, as to log out, delete or order',
  'no-page': 'are files and no pages',
  'private-address': 'lead to private addresses',
};

/** Rows of one kind that are printed; the record has more. */
const mostRows = 50;

function endOf({ ended, because, waiting }: CrawlSummary): string {
  if (ended === 'complete') return 'Nothing was left to open within the rules.';
  if (ended === 'interrupted') return `It was interrupted with ${plural(waiting, 'address', 'addresses')} left to open.`;
  return `It ended since ${because}, with ${plural(waiting, 'address', 'addresses')} left to open: what follows is a part of the site.`;
}

function templatesOf({ templates }: CrawlSummary, lookup: Lookup) {
  return templates.map((template) => ({
    pattern: template.pattern,
    found: template.found,
    opened: template.opened,
    rendered: template.rendered,
    audited: Object.entries(template.audited).map(([id, url]) => ({ text: pathOn(url, url), href: lookup.touchpoint(id, id) === undefined ? null : `#${touchpointAnchor(id, id)}` })),
  }));
}

function findingsOf({ findings, totals, seed }: CrawlSummary) {
  return siteFindingKinds.flatMap((kind) => {
    const found = findings.filter((finding) => finding.kind === kind);
    const all = totals[kind] ?? found.length;
    if (found.length === 0) return [];
    const rows = found.slice(0, mostRows).map(({ url, detail, places, inAll }) => ({
      url: pathOn(url, seed),
      href: linkable(url),
      detail,
      places: places.slice(0, 3).map((place) => pathOn(place, seed)),
      more: inAll > 3 ? `and ${inAll - 3} more` : null,
    }));
    const [first] = rows;
    const same = rows.length > 1 && rows.every(({ detail }) => detail === first?.detail);
    return [
      {
        ...kindTitles[kind],
        id: kind,
        count: all,
        shared: same && first !== undefined ? `All of them: ${first.detail}.` : null,
        hasPlaces: rows.some(({ places }) => places.length > 0),
        rows,
        left: all > mostRows ? `${all - mostRows} more are not printed here; run.json has ${all > found.length ? `the first ${found.length}` : 'them all'}.` : null,
      },
    ];
  });
}

const wishWords: Record<PageWish['what'], string> = { noindex: 'Not to be listed (noindex)', nofollow: 'Links not to be followed (nofollow)' };

function wishesOf({ wishes = [], templates, seed }: CrawlSummary) {
  const kinds = new Map(templates.map((template) => [template.id, template]));
  return wishes.map(({ what, agent, template, pages, examples }) => {
    const kind = kinds.get(template ?? '');
    return {
      what: wishWords[what],
      agent: agent ?? 'all',
      kind: kind?.pattern ?? 'pages that are no kind of their own, as copies',
      pages: kind === undefined ? `${pages}` : `${pages} of ${kind.opened}`,
      examples: examples.slice(0, 3).map((url) => ({ url: pathOn(url, seed), href: linkable(url) })),
    };
  });
}

export const crawl: Section = {
  id: 'crawl',
  title: 'The site as a whole',
  view({ lookup }) {
    const summary = lookup.record.crawl;
    if (summary === undefined) return null;
    return {
      seed: summary.seed,
      found: plural(summary.found, 'address', 'addresses'),
      opened: summary.opened,
      failed: summary.failed === 0 ? 'all of them answered' : `${summary.failed} of these did not answer as a page should`,
      end: endOf(summary),
      templates: templatesOf(summary, lookup),
      groups: findingsOf(summary),
      wishes: wishesOf(summary),
      traps: summary.traps.map(({ kind, where, opened, left, bound }) => ({ what: trapWords[kind], where, opened, left, bound })),
      // What was taken for an act may be a page: whoever knows the site sees that by its address.
      skipped: summary.skipped.map(({ reason, count, examples }) => ({ text: `${counted(count, 'address', 'addresses')}: ${skipWords[reason]}`, examples: reason === 'acts' ? examples : examples.slice(0, 1) })),
      rules: summary.rules,
      sampleSeed: summary.sampleSeed,
    };
  },
};
