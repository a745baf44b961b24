import type { ElementFactsOf } from './collect-element-facts.ts';

/**
 * What kind of component an element is, in words that stay the same when class names, ids, order, wording and plain boxes around it
 * change: its role, the shape of its accessible name, and the landmarks and structures it lies in, from the outside in. As in
 * "link named navigation list". Of an element that is out of reach, in a frame, its markup tells the tag.
 */
export function collectComponent(facts: ElementFactsOf): (element: Element | null, html: string) => string {
  const most = { structures: 5 };
  const structures = new Set(['banner', 'navigation', 'main', 'contentinfo', 'complementary', 'region', 'search', 'form', 'dialog', 'alertdialog', 'menu', 'menubar', 'tablist', 'tabpanel', 'toolbar', 'listbox', 'grid', 'tree', 'table', 'list', 'article', 'figure', 'group', 'heading']);
  const tags: Readonly<Record<string, string>> = { header: 'banner', footer: 'contentinfo', aside: 'complementary', section: 'region', figure: 'figure', fieldset: 'group', search: 'search', dl: 'list', menu: 'list', details: 'group' };

  // Many elements lie in the same structures.
  const roles = new Map<Element, string>();
  function roleOf(element: Element): string {
    const known = roles.get(element) ?? roleAlone(element);
    roles.set(element, known);
    return known;
  }

  function roleAlone(element: Element): string {
    const role = facts.role(element);
    // A section without a name is no landmark (HTML-AAM 1.0).
    if (element.localName === 'section' && role === 'generic' && !element.hasAttribute('aria-label') && !element.hasAttribute('aria-labelledby')) return 'section';
    return role === 'generic' ? (tags[element.localName] ?? element.localName) : role;
  }

  /** Of what is used or looked at; that text has words says nothing. */
  function shapeOf(element: Element): string[] {
    if (!facts.interactive(element) && !element.matches('img, svg, [role=img], iframe')) return [];
    const name = facts.name(element);
    if (name === '') return ['nameless'];
    return [/\p{L}/u.test(name) ? 'named' : /\p{N}/u.test(name) ? 'numbered' : 'signed'];
  }

  function pathOf(element: Element): string[] {
    const path: string[] = [];
    for (let up = facts.parent(element); up !== null && path.length < most.structures; up = facts.parent(up)) {
      const role = roleOf(up);
      // A list in a list is a list: how deep a site nests its boxes says little.
      if (structures.has(role) && path[0] !== role) path.unshift(role);
    }
    return path;
  }

  return (element, html) => {
    if (element !== null) return [roleOf(element), ...shapeOf(element), ...pathOf(element)].join(' ').slice(0, 100);
    return `${/^<([a-z][a-z0-9-]*)/i.exec(html)?.[1]?.toLowerCase() ?? 'element'} frame`;
  };
}
