import { addressOf, identityOf } from './address.ts';
import type { CrawlOptions, Rendered } from './options.ts';
import { linkTo, readPage, type Link, type ReadPage } from './read-page.ts';
import { likeness } from './templates.ts';
import { productOf } from './wishes.ts';

export interface ShownPage {
  html: string;
  page: ReadPage;
  rendered: boolean;
  /** Links that its HTML does not hold. */
  further: Link[];
  /** Not all that it leads to was seen: there was more to read or to press than is, or it took too long. */
  cut: boolean;
  /** Where a script has led to. Absent: nowhere else. */
  movedTo?: URL;
}

export interface BrowserView {
  show(url: URL, html: string, robotsHeader: string | null): Promise<ShownPage>;
  /** For the report: how much could not be shown, or was read before it had come to rest. */
  notes(): string[];
}

/** Two pages whose HTML is so much alike come from one template, or are the same empty frame for a script to fill. */
const sameShell = 0.9;

/** Gives pages as the browser shows them, where that is more than what the server sends: tried once for each kind of page, or for all that are no copies. */
export function openBrowserView({ render, showsAll = false, obeyNofollow, userAgent }: Pick<CrawlOptions, 'showsAll' | 'obeyNofollow' | 'userAgent'> & { render?: (url: string) => Promise<Rendered | null> }): BrowserView {
  const product = productOf(userAgent);
  const kinds = openKinds();
  let unshown = 0;
  let unsettled = 0;
  const inBrowser = async (url: URL): Promise<Rendered | null> => {
    const shown = (await render?.(url.href)) ?? null;
    if (shown === null) unshown += 1;
    return shown;
  };
  const show: BrowserView['show'] = async (url, html, robotsHeader) => {
    const sent = readPage(html, url.href, robotsHeader, product);
    const asSent = { html, page: sent, rendered: false, further: [], cut: sent.cut };
    // What is left out is not looked at in the browser, either.
    if (render === undefined || (obeyNofollow && sent.noindex)) return asSent;
    const isRoute = url.hash !== '';
    const isCopy = sent.canonical !== null && identityOf(sent.canonical) !== identityOf(url);
    const inAnyCase = isRoute || (showsAll && !isCopy);
    const [early, kind] = await Promise.all([inAnyCase ? inBrowser(url) : null, isRoute ? routes : kinds.of(sent.structure)]);
    if (kind.needsBrowser === false) return asSent;
    let needsBrowser: boolean | null = null;
    try {
      const shown = inAnyCase ? early : await inBrowser(url);
      if (shown === null) return asSent;
      const at = addressOf(shown.url, url.href);
      const movedTo = at !== null && `${at.origin}${at.pathname}` !== `${url.origin}${url.pathname}` ? at : null;
      const read = withWishes(readPage(shown.html, shown.url, robotsHeader, product), sent);
      // What was not all there yet says nothing of what pages have in common.
      const page = shown.settled === false ? { ...read, digest: '' } : read;
      if (shown.settled === false) unsettled += 1;
      const further = shown.further.flatMap(({ href, text, rel }): Link[] => {
        const target = addressOf(href, shown.url);
        return target === null ? [] : [linkTo(target, 'link', text, rel)];
      });
      needsBrowser = kind.needsBrowser ?? (movedTo !== null || showsMore(sent, page, further));
      return needsBrowser ? { html: shown.html, page, rendered: true, further, cut: page.cut || shown.cut === true, ...(movedTo !== null && { movedTo }) } : asSent;
    } finally {
      kind.tell?.(needsBrowser);
    }
  };
  return { show, notes: () => [...(unsettled === 0 ? [] : [unsettledNote(unsettled)]), ...(unshown === 0 ? [] : [unshownNote(unshown)])] };
}

function unsettledNote(count: number): string {
  return `${count === 1 ? '1 page was' : `${count} pages were`} read while still loading: links may be missing, and whether it says the same as others is not told.`;
}

function unshownNote(count: number): string {
  return `${count === 1 ? '1 page could not be shown in the browser and was' : `${count} pages could not be shown in the browser and were`} read as the server sent ${count === 1 ? 'it' : 'them'}: links that a script draws may be missing.`;
}

/** What is known of pages that are built alike. */
interface Kind {
  /** null: whoever has asked is the first, and tells. */
  needsBrowser: boolean | null;
  /** null: it could not be seen. */
  tell?(needsBrowser: boolean | null): void;
}

/** Of a place within a page that is named by its address only the browser knows what is there. */
const routes: Kind = { needsBrowser: true };

/** The first page of each kind is tried, and those that come meanwhile wait for what it shows. Where it cannot be shown, each of them is tried. */
function openKinds(): { of(structure: ReadonlySet<string>): Promise<Kind> } {
  const tried = new Set<{ structure: ReadonlySet<string>; outcome: Promise<boolean | null> }>();
  return {
    async of(structure) {
      const alike = [...tried].find((one) => likeness(one.structure, structure) >= sameShell);
      const known = (await alike?.outcome) ?? null;
      if (known !== null) return { needsBrowser: known };
      const { promise: outcome, resolve } = Promise.withResolvers<boolean | null>();
      const trial = { structure, outcome };
      tried.add(trial);
      return {
        needsBrowser: null,
        tell(needsBrowser) {
          if (needsBrowser === null) tried.delete(trial);
          resolve(needsBrowser);
        },
      };
    },
  };
}

/** A script that takes a wish back comes too late: who has read it in the HTML need not look further (Google Search Central, JavaScript SEO basics, 2025). */
function withWishes(shown: ReadPage, sent: ReadPage): ReadPage {
  const further = sent.wishes.filter(({ what, agent }) => !shown.wishes.some((wish) => wish.what === what && wish.agent === agent));
  return { ...shown, wishes: [...shown.wishes, ...further], noindex: shown.noindex || sent.noindex, nofollow: shown.nofollow || sent.nofollow };
}

/** Links that were not sent, or half as many words again and twenty more: fewer may be a clock or a greeting. */
function showsMore(sent: ReadPage, shown: ReadPage, further: readonly Link[]): boolean {
  const known = new Set(sent.links.map(({ url }) => identityOf(url)));
  return [...shown.links, ...further].some(({ url }) => !known.has(identityOf(url))) || shown.words > sent.words * 1.5 + 20;
}
