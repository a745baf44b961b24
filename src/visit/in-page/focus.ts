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
 * Where a target is from where the focus is. `on`: the focus is on it, inside it, or on the control it is a part or the label of;
 * `group`: on another radio button of its group, from where arrows lead to it. Runs in the page.
 */
export function focusRelation(target: Element): 'on' | 'group' | 'before' | 'after' | 'unknown' {
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
  return (active.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING) !== 0 ? 'before' : 'after';
}

/** The element that has the focus, through open shadow roots. Runs in the page. */
export function focusedElement(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement != null) active = active.shadowRoot.activeElement;
  return active === document.body || active === document.documentElement ? null : active;
}
