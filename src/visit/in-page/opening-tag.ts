/** As it stands in `outerHTML`, without what is in the element. Runs in the page. */
export function openingTag(element: Element): string {
  const escaped: Record<string, string> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;', '\u00a0': '&nbsp;' };
  const attributes = [...element.attributes].map(({ name, value }) => ` ${name}="${value.replace(/[&"<>\u00a0]/g, (character) => escaped[character] ?? character)}"`);
  return `<${element.localName}${attributes.join('')}>`;
}
