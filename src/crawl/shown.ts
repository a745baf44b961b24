import { addressOf, identityOf } from './address.ts';
import type { CrawlOptions } from './options.ts';
import { linkTo, readPage, type Link, type ReadPage } from './read-page.ts';
import { likeness } from './templates.ts';

export interface ShownPage {
  html: string;
  page: ReadPage;
  rendered: boolean;
  /** Links that its HTML does not hold. */
  further: Link[];
  /** Not all that it leads to was seen: there was more to read or to press than is, or it took too long. */
  cut: boolean;
}

export interface BrowserView {
  show(url: URL, html: string, robotsHeader: string | null): Promise<ShownPage>;
  /** Pages that the browser was to show and could not. */
  unshown(): number;
  /** Pages that went on changing, and were read before they had come to rest. */
  unsettled(): number;
}

/** Two pages whose HTML is so much alike come from one template, or are the same empty frame for a script to fill. */
const sameShell = 0.9;

/** Gives pages as the browser shows them, where that is more than what the server sends: tried once for each kind of page, or for all that are no copies. */
export function openBrowserView(render: CrawlOptions['render'], showsAll: boolean): BrowserView {
  const shells: { structure: ReadonlySet<string>; needsBrowser: boolean }[] = [];
  let unshown = 0;
  let unsettled = 0;
  const show: BrowserView['show'] = async (url, html, robotsHeader) => {
    const sent = readPage(html, url.href, robotsHeader);
    const asSent = { html, page: sent, rendered: false, further: [], cut: sent.cut };
    if (render === undefined) return asSent;
    const shell = shells.find(({ structure }) => likeness(structure, sent.structure) >= sameShell);
    const isRoute = url.hash !== '';
    const isCopy = sent.canonical !== null && identityOf(sent.canonical) !== identityOf(url);
    if (shell?.needsBrowser === false && !isRoute && (!showsAll || isCopy)) return asSent;
    const shown = await render(url.href);
    if (shown === null) {
      unshown += 1;
      return asSent;
    }
    if (shell?.needsBrowser === false && !isRoute) return asSent;
    const read = readPage(shown.html, shown.url, robotsHeader);
    // What was not all there yet says nothing of what pages have in common.
    const page = shown.settled === false ? { ...read, digest: '' } : read;
    if (shown.settled === false) unsettled += 1;
    const further = shown.further.flatMap(({ href, text, rel }): Link[] => {
      const target = addressOf(href, shown.url);
      return target === null ? [] : [linkTo(target, 'link', text, rel)];
    });
    const needsBrowser = shell?.needsBrowser ?? showsMore(sent, page, further);
    if (shell === undefined && !isRoute) shells.push({ structure: sent.structure, needsBrowser });
    return needsBrowser || isRoute ? { html: shown.html, page, rendered: true, further, cut: page.cut || shown.cut === true } : asSent;
  };
  return { show, unshown: () => unshown, unsettled: () => unsettled };
}

/** Links that were not sent, or half as many words again and twenty more: fewer may be a clock or a greeting. */
function showsMore(sent: ReadPage, shown: ReadPage, further: readonly Link[]): boolean {
  const known = new Set(sent.links.map(({ url }) => identityOf(url)));
  return [...shown.links, ...further].some(({ url }) => !known.has(identityOf(url))) || shown.words > sent.words * 1.5 + 20;
}
