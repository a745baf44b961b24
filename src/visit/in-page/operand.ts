/** What a customer means by pointing at an element: the control it is, is a part of or is the label of; else the element itself. Runs in the page. */
export function operandOf(element: Element): Element {
  const controls = 'a[href],area[href],button,summary,input:not([type=hidden]),select,textarea,[contenteditable=""],[contenteditable=true],[role=button],[role=link],[role=checkbox],[role=radio],[role=switch],[role=tab],[role=option],[role=menuitem],[role=menuitemcheckbox],[role=menuitemradio],[role=treeitem],[role=combobox],[role=listbox],[role=textbox],[role=searchbox],[role=slider],[role=spinbutton]';
  let current: Element | null = element;
  while (current !== null) {
    if (current.matches(controls)) return current;
    if (current instanceof HTMLLabelElement && current.control !== null) return current.control;
    const root: Node = current.getRootNode();
    current = current.assignedSlot ?? current.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
  return element;
}

/** The way to an element from its document: child numbers, one list for each shadow root on the way. Runs in the page. */
export function pathTo(element: Element): number[][] {
  const paths: number[][] = [];
  let current: Element = element;
  for (;;) {
    const path: number[] = [];
    const root = current.getRootNode();
    for (let node: Element = current; ; node = node.parentElement) {
      const siblings: HTMLCollection | undefined = (node.parentNode as ParentNode | null)?.children;
      path.unshift(siblings === undefined ? 0 : [...siblings].indexOf(node));
      if (node.parentElement === null) break;
    }
    paths.unshift(path);
    if (!(root instanceof ShadowRoot)) return paths;
    current = root.host;
  }
}

/** The element at the end of such a way. Runs in the page. */
export function elementAt(paths: number[][]): Element | null {
  let root: Document | ShadowRoot | null = document;
  let element: Element | null = null;
  for (const path of paths) {
    let parent: Document | ShadowRoot | Element | null = root;
    for (const index of path) {
      element = parent?.children[index] ?? null;
      parent = element;
    }
    root = element?.shadowRoot ?? null;
  }
  return element;
}

/** Is it a control of the browser's own, which works by focus and key? Runs in the page. */
export function isNative(element: Element): boolean {
  return element.matches('a[href],area[href],button,summary,input,select,textarea');
}

/** Gives it the focus without being pressed; false: it does not take it. Runs in the page. */
export function takeFocus(element: Element): boolean {
  if (element instanceof HTMLElement || element instanceof SVGElement) element.focus();
  const root = element.getRootNode() as Document | ShadowRoot;
  return root.activeElement === element || element.contains(root.activeElement);
}

/** What assistive technology sets off at an element that no pointer can press. Runs in the page. */
export function pressByScript(element: Element): void {
  if (element instanceof HTMLElement) element.click();
  else element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }));
}

/** Is it rendered, be it without any size? Runs in the page. */
export function isRendered(element: Element): boolean {
  return element.isConnected && element.checkVisibility({ visibilityProperty: true });
}
