import type { Identity } from './identify.ts';

/**
 * Finds what a person would call by a name: a control first (whole name, then any part of it), and if there is none, visible text.
 * The best match comes first. Looks into open shadow roots. Runs in the page as a selector engine of Playwright.
 */
export function findNamed(root: Document | ShadowRoot | Element, selector: string, identify: (element: Element) => Identity): Element[] {
  const wanted = JSON.parse(selector) as { name: string; exact: boolean };
  const normal = (text: string): string => text.replace(/\s+/g, ' ').trim();
  const name = normal(wanted.name);
  const lower = name.toLowerCase();
  const controls = 'a[href],area[href],button,input:not([type=hidden]),select,textarea,summary,option,[contenteditable],[role=button],[role=link],[role=menuitem],[role=menuitemcheckbox],[role=menuitemradio],[role=tab],[role=checkbox],[role=radio],[role=option],[role=switch],[role=combobox],[role=textbox],[role=searchbox],[role=treeitem]';

  const roots: (Document | ShadowRoot | Element)[] = [root];
  for (const current of roots) {
    if (current instanceof Element && current.shadowRoot !== null) roots.push(current.shadowRoot);
    for (const element of current.querySelectorAll('*')) {
      if (element.shadowRoot !== null) roots.push(element.shadowRoot);
    }
  }
  const isVisible = (element: Element): boolean => element.getClientRects().length > 0 && element.checkVisibility({ visibilityProperty: true });
  const ranks: Element[][] = [[], [], []];
  const place = (text: string, element: Element): void => {
    if (text === name) ranks[0]?.push(element);
    else if (!wanted.exact && text.toLowerCase() === lower) ranks[1]?.push(element);
    else if (!wanted.exact && text.toLowerCase().includes(lower)) ranks[2]?.push(element);
  };

  for (const current of roots) {
    for (const element of current.querySelectorAll(controls)) place(normal(identify(element).name), element);
  }
  if (ranks.flat().some(isVisible)) return ranks.flat();

  const texts = (element: Element): void => {
    const content = normal(element.textContent ?? '');
    if (!content.toLowerCase().includes(lower) || /^(script|style|noscript|template)$/.test(element.localName)) return;
    const inside = [...element.children].filter((child) => normal(child.textContent ?? '').toLowerCase().includes(lower));
    if (inside.length === 0) place(content, element);
    for (const child of inside) texts(child);
  };
  for (const current of roots) {
    const tops = current instanceof Document ? [current.body] : current instanceof ShadowRoot ? [...current.children] : [current];
    for (const top of tops) if (top !== null) texts(top);
  }
  return ranks.flat();
}
