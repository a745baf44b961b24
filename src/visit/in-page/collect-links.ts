/** Addresses of the links of a document and of its open shadow roots, as the browser resolves them; at most `most`. */
export function collectLinks(most: number): string[] {
  const links: string[] = [];
  const roots: (Document | ShadowRoot)[] = [document];
  for (let root = roots.shift(); root !== undefined && links.length < most; root = roots.shift()) {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot !== null) roots.push(element.shadowRoot);
      if (links.length < most && (element instanceof HTMLAnchorElement || element instanceof HTMLAreaElement) && element.href !== '') links.push(element.href);
    }
  }
  return links;
}
