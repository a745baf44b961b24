/** Of one document, unless told otherwise; the largest of the HTTP Archive's pages have fewer (Web Almanac 2024, markup). */
export const mostLinks = 10_000;

/** Links of a document and of its open shadow roots, with their addresses as the browser resolves them; at most `most`. */
export function collectLinks(most: number): { href: string; text: string; rel: string }[] {
  const links: { href: string; text: string; rel: string }[] = [];
  const roots: (Document | ShadowRoot)[] = [document];
  for (let root = roots.shift(); root !== undefined && links.length < most; root = roots.shift()) {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot !== null) roots.push(element.shadowRoot);
      if (links.length < most && (element instanceof HTMLAnchorElement || element instanceof HTMLAreaElement) && element.href !== '') links.push({ href: element.href, text: (element.textContent || element.ariaLabel || '').slice(0, 1_000), rel: element.rel });
    }
  }
  return links;
}
