/** Where the focus is, as seen from one document. Runs in the page. */
export interface Focus {
  /** Path that tells the element apart from all others of its document, with the part of it that it says is its active one. */
  key: string;
  /** The focus is in a frame inside this element. */
  frame: boolean;
  /** Nothing has the focus. */
  nowhere: boolean;
  /** Parts of the element take the focus one by one while it keeps it: days and months, the buttons of a player, what is in a closed shadow root. */
  inner: boolean;
  /** Layers that can be seen and controls that are open: closing one changes it. */
  layers: number;
}

export function focusOf(): Focus {
  let active = document.activeElement;
  const nowhere = active === null || active === document.body || active === document.documentElement;
  let key = '';
  let last = active;
  while (active !== null) {
    let path = '';
    for (let el: Element | null = active; el !== null; el = el.parentElement) {
      path = `/${el.localName}${el.parentNode === null ? '' : [...el.parentNode.children].indexOf(el)}${path}`;
    }
    key += `|${path}@${active.getAttribute('aria-activedescendant') ?? ''}`;
    last = active;
    active = active.shadowRoot?.activeElement ?? null;
  }
  const element = document.activeElement;
  // What cannot have the focus itself has a closed shadow root, and something in there has it.
  const isClosedHost = (host: Element | null): boolean => !nowhere && host instanceof HTMLElement && host.tabIndex < 0 && !host.matches('[tabindex], [contenteditable], :disabled');
  const open = [...document.querySelectorAll('dialog[open],[role=dialog],[role=alertdialog],[aria-modal=true],[aria-expanded=true]')].slice(0, 200);
  return {
    key,
    nowhere,
    frame: element !== null && (element.localName === 'iframe' || element.localName === 'frame'),
    inner: last?.matches('video,audio,input[type=date],input[type=time],input[type=datetime-local],input[type=month],input[type=week]') === true || isClosedHost(last),
    layers: open.filter((one) => one.checkVisibility({ visibilityProperty: true })).length,
  };
}

/** Where a target is from where the focus is. */
export interface Standing {
  /**
   * `on`: the focus is on it, inside it, on the control it is a part or the label of, or on a control that says it is its active one;
   * `group`: on another radio button of its group, on another part of its widget, or on the field its list belongs to, from where arrows lead to it.
   */
  relation: 'on' | 'group' | 'before' | 'after' | 'unknown' | 'gone';
  /** `group`: the keys that should lead on from there, the likeliest first; else none. */
  arrows: string[];
  /** A modal layer is open that does not hold the target. */
  behind: boolean;
}

/** Runs in the page. */
export function standingOf(node: Node): Standing {
  const target = node as Element;
  const root = target.getRootNode() as Document | ShadowRoot;
  const modals = [...document.querySelectorAll('[aria-modal=true],dialog[open]')].slice(0, 50);
  const shown = (layer: Element): boolean => {
    const { left, right, top, bottom, width, height } = layer.getBoundingClientRect();
    // A drawer that waits beside the window is not open.
    return layer.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && (width * height === 0 || (right > 0 && bottom > 0 && left < innerWidth && top < innerHeight));
  };
  const behind = modals.some((modal) => modal.matches('[aria-modal=true],:modal') && shown(modal) && !modal.contains(root instanceof ShadowRoot ? root.host : target));
  const standing = (relation: Standing['relation'], arrows: string[] = []): Standing => ({ relation, arrows, behind });
  if (!target.isConnected) return standing('gone');
  let active = root.activeElement;
  if (active === null || active === document.body || active === document.documentElement) return standing('unknown');
  if (active === target || target.contains(active)) return standing('on');
  const interactive = 'a[href],button,summary,label,input,select,textarea,[role=button],[role=link],[role=menuitem],[role=tab],[role=option],[role=checkbox],[role=radio],[role=switch],[role=slider]';
  if (active.contains(target) && active.matches(interactive)) return standing('on');
  const label = target.closest('label');
  if (label?.control != null && (label.control === active || label.contains(active))) return standing('on');
  for (let inner = active.shadowRoot?.activeElement ?? null; inner !== null; inner = inner.shadowRoot?.activeElement ?? null) {
    if (inner === target) return standing('on');
    active = inner;
  }

  const follows = (one: Element): boolean => (one.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  if (target instanceof HTMLInputElement && target.type === 'radio' && active instanceof HTMLInputElement && active.type === 'radio' && active.name !== '' && active.name === target.name && active.form === target.form) {
    return standing('group', follows(active) ? ['ArrowDown'] : ['ArrowUp']);
  }
  // Widgets of which only one part is a stop of the Tab key (ARIA Authoring Practices Guide, keyboard interface, W3C 2023).
  const parts = '[role=option],[role=menuitem],[role=menuitemradio],[role=menuitemcheckbox],[role=treeitem],[role=tab],[role=radio],[role=toolbar] *,[role=gridcell],[role=columnheader],[role=rowheader],[role=grid] td';
  const widgets = '[role=listbox],[role=menu],[role=menubar],[role=tree],[role=tablist],[role=radiogroup],[role=toolbar],[role=grid],[role=treegrid]';
  const item = target.closest(parts);
  const widget = item?.closest(widgets) ?? null;
  if (item !== null) {
    const at = active.getAttribute('aria-activedescendant') ?? '';
    if (item.id !== '' && at === item.id) return standing('on');
    const marked = at === '' ? null : root.getElementById(at);
    const owned = `${active.getAttribute('aria-controls') ?? ''} ${active.getAttribute('aria-owns') ?? ''}`.split(/\s+/).filter((id) => id !== '');
    const hangs = owned.length === 0 ? active.hasAttribute('aria-haspopup') && item.getAttribute('tabindex') === '-1' : owned.some((id) => root.getElementById(id)?.contains(item));
    const list = active.getAttribute('aria-expanded') === 'true' && hangs;
    const within = widget?.contains(active) === true && (active === widget || item.getAttribute('tabindex') === '-1');
    if (list || within) {
      const from = marked ?? (list || active === widget ? null : active.closest(parts));
      return standing('group', arrowsFrom(from));
    }
  }
  return standing((active.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING) !== 0 ? 'before' : 'after');

  /** Most widgets are columns, some are rows unless they say otherwise, grids are both; a field with a list leads down into it. */
  function arrowsFrom(from: Element | null): string[] {
    if (from === null) return ['ArrowDown', 'ArrowRight', 'ArrowUp'];
    const down = follows(from);
    const column = down ? 'ArrowDown' : 'ArrowUp';
    const row = (getComputedStyle(from).direction === 'rtl') === down ? 'ArrowLeft' : 'ArrowRight';
    if (widget?.matches('[role=grid],[role=treegrid]') === true) {
      const rowOf = (one: Element | null): Element | null => one?.closest('[role=row],tr') ?? null;
      return rowOf(from) === rowOf(item) ? [row] : [column];
    }
    const oriented = widget?.getAttribute('aria-orientation') ?? '';
    const isRow = oriented === '' ? widget?.matches('[role=tablist],[role=menubar],[role=toolbar]') === true : oriented === 'horizontal';
    return isRow ? [row, column] : [column, row];
  }
}

/** The element that has the focus, through open shadow roots. Runs in the page. */
export function focusedElement(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement != null) active = active.shadowRoot.activeElement;
  return active === document.body || active === document.documentElement ? null : active;
}
