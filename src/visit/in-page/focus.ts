/** Where the focus is, as seen from one document. Runs in the page. */
export interface Focus {
  /** Path that tells the element apart from all others of its document. */
  key: string;
  /** The focus is in a frame inside this element. */
  frame: boolean;
  /** Nothing has the focus. */
  nowhere: boolean;
}

export function focusOf(): Focus {
  let active = document.activeElement;
  const nowhere = active === null || active === document.body || active === document.documentElement;
  let key = '';
  while (active !== null) {
    let path = '';
    for (let el: Element | null = active; el !== null; el = el.parentElement) {
      path = `/${el.localName}${el.parentNode === null ? '' : [...el.parentNode.children].indexOf(el)}${path}`;
    }
    key += `|${path}`;
    active = active.shadowRoot?.activeElement ?? null;
  }
  const element = document.activeElement;
  return { key, nowhere, frame: element !== null && (element.localName === 'iframe' || element.localName === 'frame') };
}

/**
 * Where a target is from where the focus is. `on`: the focus is on it, inside it, on the control it is a part or the label of, or
 * on a control that says it is its active one; `group`: on another radio button of its group, on another part of its widget, or
 * on the field its list belongs to, from where arrows lead to it. Runs in the page.
 */
export function focusRelation(node: Node): 'on' | 'group' | 'before' | 'after' | 'unknown' | 'gone' {
  const target = node as Element;
  if (!target.isConnected) return 'gone';
  const root = target.getRootNode() as Document | ShadowRoot;
  let active = root.activeElement;
  if (active === null || active === document.body || active === document.documentElement) return 'unknown';
  if (active === target || target.contains(active)) return 'on';
  const interactive = 'a[href],button,summary,label,input,select,textarea,[role=button],[role=link],[role=menuitem],[role=tab],[role=option],[role=checkbox],[role=radio],[role=switch]';
  if (active.contains(target) && active.matches(interactive)) return 'on';
  const label = target.closest('label');
  if (label?.control != null && (label.control === active || label.contains(active))) return 'on';
  for (let inner = active.shadowRoot?.activeElement ?? null; inner !== null; inner = inner.shadowRoot?.activeElement ?? null) {
    if (inner === target) return 'on';
    active = inner;
  }
  if (target instanceof HTMLInputElement && target.type === 'radio' && active instanceof HTMLInputElement && active.type === 'radio' && active.name !== '' && active.name === target.name && active.form === target.form) return 'group';
  // Widgets of which only one part is a stop of the Tab key (ARIA Authoring Practices Guide, keyboard interface, W3C 2023).
  const item = target.closest('[role=option],[role=menuitem],[role=menuitemradio],[role=menuitemcheckbox],[role=treeitem],[role=tab],[role=radio],[role=toolbar] *');
  if (item !== null) {
    if (item.id !== '' && active.getAttribute('aria-activedescendant') === item.id) return 'on';
    const owned = `${active.getAttribute('aria-controls') ?? ''} ${active.getAttribute('aria-owns') ?? ''}`.split(/\s+/).filter((id) => id !== '');
    if (active.getAttribute('aria-expanded') === 'true' && owned.some((id) => root.getElementById(id)?.contains(item))) return 'group';
    const widget = item.closest('[role=listbox],[role=menu],[role=menubar],[role=tree],[role=tablist],[role=radiogroup],[role=toolbar]');
    if (widget?.contains(active) === true && (active === widget || item.getAttribute('tabindex') === '-1')) return 'group';
  }
  return (active.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING) !== 0 ? 'before' : 'after';
}

/** The key that leads from one part of a widget to the next: most are columns, these are rows unless they say otherwise. Runs in the page. */
export function arrowKeyOf(target: Element): 'ArrowRight' | 'ArrowDown' {
  const row = target.closest('[role=tablist],[role=menubar],[role=toolbar],[role=menu],[role=listbox],[role=tree]');
  const oriented = row?.getAttribute('aria-orientation');
  if (oriented !== null && oriented !== undefined) return oriented === 'horizontal' ? 'ArrowRight' : 'ArrowDown';
  return row?.matches('[role=tablist],[role=menubar],[role=toolbar]') === true ? 'ArrowRight' : 'ArrowDown';
}

/** The element that has the focus, through open shadow roots. Runs in the page. */
export function focusedElement(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement != null) active = active.shadowRoot.activeElement;
  return active === document.body || active === document.documentElement ? null : active;
}
