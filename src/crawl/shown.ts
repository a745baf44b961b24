import { addressOf, identityOf } from './address.ts';
import type { CrawlOptions } from './options.ts';
import { readPage, type Link, type ReadPage } from './read-page.ts';
import { likeness } from './templates.ts';

export interface ShownPage {
  html: string;
  page: ReadPage;
  rendered: boolean;
  /** Links that its HTML does not hold. */
  further: Link[];
}

/** Two pages whose HTML is so much alike come from one template, or are the same empty frame for a script to fill. */
const sameShell = 0.9;

/** Gives pages as the browser shows them, where that is more than what the server sends: tried once for each kind of page. */
export function openBrowserView(render: CrawlOptions['render']): (url: URL, html: string, robotsHeader: string | null) => Promise<ShownPage> {
  const shells: { structure: ReadonlySet<string>; needsBrowser: boolean }[] = [];
  return async (url, html, robotsHeader) => {
    const sent = readPage(html, url.href, robotsHeader);
    const asSent = { html, page: sent, rendered: false, further: [] };
    if (render === undefined) return asSent;
    const shell = shells.find(({ structure }) => likeness(structure, sent.structure) >= sameShell);
    const isRoute = url.hash !== '';
    if (shell?.needsBrowser === false && !isRoute) return asSent;
    const shown = await render(url.href);
    if (shown === null) return asSent;
    const page = readPage(shown.html, shown.url);
    const further = shown.further.flatMap((reference): Link[] => {
      const target = addressOf(reference, shown.url);
      return target === null ? [] : [{ url: target, kind: 'link', text: '', nofollow: false }];
    });
    const needsBrowser = shell?.needsBrowser ?? showsMore(sent, page, further);
    if (shell === undefined && !isRoute) shells.push({ structure: sent.structure, needsBrowser });
    return needsBrowser || isRoute ? { html: shown.html, page, rendered: true, further } : asSent;
  };
}

/** Links that were not sent, or half as many words again and twenty more: fewer may be a clock or a greeting. */
function showsMore(sent: ReadPage, shown: ReadPage, further: readonly Link[]): boolean {
  const known = new Set(sent.links.map(({ url }) => identityOf(url)));
  return [...shown.links, ...further].some(({ url }) => !known.has(identityOf(url))) || shown.words > sent.words * 1.5 + 20;
}
