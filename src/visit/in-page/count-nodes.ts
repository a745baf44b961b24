/** How many nodes the browser's own search for "<" would find, but for those in closed shadow roots and frames of other origins: all elements, and the texts and comments with that sign in them. */
export function countNodes(): number {
  let count = 0;
  const add = (root: Document | ShadowRoot): void => {
    const walker = (root instanceof ShadowRoot ? root.ownerDocument : root).createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_CDATA_SECTION);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.nodeType !== Node.ELEMENT_NODE) {
        if (node.nodeValue?.includes('<') === true) count += 1;
        continue;
      }
      count += 1;
      const { shadowRoot, contentDocument } = node as Element & { contentDocument?: Document | null };
      if (shadowRoot !== null) add(shadowRoot);
      if (contentDocument != null && /^i?frame$|^object$/.test((node as Element).localName)) add(contentDocument);
    }
  };
  add(document);
  return count;
}
