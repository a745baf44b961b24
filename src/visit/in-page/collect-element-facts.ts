import type { Identity } from './identify.ts';

/** What can be said about elements, in the words of a person. Handed to the other in-page functions, which must be free of imports. */
export interface ElementFactsOf {
  role(element: Element): string;
  /** Accessible name, at most 200 characters. */
  name(element: Element): string;
  /** Text a person gets from it, at most 2,000 characters. */
  text(element: Element): string;
  /** Path from the nearest id, as in ElementFacts; ` >>> ` stands for a shadow root. */
  selector(element: Element): string;
  /** Rendered, larger than a pixel, not cut to nothing, and somewhere a person can scroll to. */
  visible(element: Element): boolean;
  /** Something a person would press, follow or fill in. */
  interactive(element: Element): boolean;
  /** Every element below, through open shadow roots, in document order. */
  walk(root: Document | ShadowRoot | Element): Generator<Element>;
  /** The parent, also out of a shadow root. */
  parent(element: Element): Element | null;
  /** Something is asked for: a native field other than a button, or an element that says it is one. */
  field(element: Element): boolean;
  /** What names a field, and whether that can be read on the screen. */
  labelling(element: Element): { labelledBy: 'label' | 'aria' | 'title' | 'placeholder' | 'nothing'; labelSeen: boolean };
}

export function collectElementFacts(identify: (element: Element) => Identity): ElementFactsOf {
  const controls = [
    'a[href]', 'area[href]', 'button', 'input:not([type=hidden])', 'select', 'textarea', 'summary', 'audio[controls]', 'video[controls]', '[onclick]', '[contenteditable=""]', '[contenteditable=true]', '[contenteditable=plaintext-only]',
    ...['button', 'link', 'checkbox', 'radio', 'switch', 'tab', 'menuitem', 'menuitemcheckbox', 'menuitemradio', 'option', 'combobox', 'textbox', 'searchbox', 'spinbutton', 'slider', 'treeitem'].map((role) => `[role=${role}]`),
  ].join(',');
  const clean = (text: string, most: number): string => text.replace(/\s+/g, ' ').trim().slice(0, most);

  function text(element: Element): string {
    let out = '';
    let nodes = 0;
    const add = (node: Node): void => {
      if (out.length > 2_000 || (nodes += 1) > 2_000) return;
      if (node.nodeType === Node.TEXT_NODE) {
        out += node.nodeValue ?? '';
        return;
      }
      if (!(node instanceof Element) || node.matches('script, style, noscript, template, [aria-hidden=true]')) return;
      if (node !== element && !node.checkVisibility({ visibilityProperty: true })) return;
      const label = node === element ? null : node.getAttribute('aria-label');
      const inline = getComputedStyle(node).display.startsWith('inline');
      if (!inline) out += ' ';
      if (label) out += label;
      else if (node instanceof HTMLImageElement) out += node.alt;
      else if (node instanceof HTMLInputElement && ['submit', 'button', 'reset'].includes(node.type)) out += node.value;
      else for (const child of node.shadowRoot?.childNodes ?? (node instanceof HTMLSlotElement && node.assignedNodes().length > 0 ? node.assignedNodes() : node.childNodes)) add(child);
      if (node.localName === 'svg') out += node.querySelector('title')?.textContent ?? '';
      if (!inline) out += ' ';
    };
    add(element);
    return clean(out, 2_000);
  }

  // Places are counted once per parent: a page can have 100,000 children in a row.
  const places = new WeakMap<Node, Map<Element, { place: number; alone: boolean }>>();
  function placeOf(element: Element): { place: number; alone: boolean } {
    const parent = element.parentNode;
    if (parent === null) return { place: 1, alone: true };
    const known = places.get(parent) ?? new Map<Element, { place: number; alone: boolean }>();
    if (!known.has(element)) {
      const counts = new Map<string, number>();
      for (const child of parent.children) counts.set(child.localName, (counts.get(child.localName) ?? 0) + 1);
      const seen = new Map<string, number>();
      for (const child of parent.children) {
        const place = (seen.get(child.localName) ?? 0) + 1;
        seen.set(child.localName, place);
        known.set(child, { place, alone: counts.get(child.localName) === 1 });
      }
      places.set(parent, known);
    }
    return known.get(element) ?? { place: 1, alone: true };
  }

  function selector(element: Element): string {
    const root = element.getRootNode();
    const parts: string[] = [];
    for (let part: Element | null = element; part !== null && parts.length < 6; part = part.parentElement) {
      const own: Element = part;
      if (own.id !== '' && own.id.length < 60 && (root instanceof Document || root instanceof ShadowRoot) && root.querySelectorAll(`#${CSS.escape(own.id)}`).length === 1) {
        parts.unshift(`#${CSS.escape(own.id)}`);
        break;
      }
      const { place, alone } = placeOf(own);
      parts.unshift(alone ? CSS.escape(own.localName) : `${CSS.escape(own.localName)}:nth-of-type(${place})`);
    }
    const path = parts.join(' > ');
    return root instanceof ShadowRoot ? `${selector(root.host)} >>> ${path}` : path;
  }

  function visible(element: Element): boolean {
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    const { width, height, right, bottom } = element.getBoundingClientRect();
    // What lies left of or above the page cannot be scrolled to: skip links wait there for the focus, or cut to nothing.
    return width > 1 && height > 1 && right + window.scrollX > 0 && bottom + window.scrollY > 0 && !isCutAway(element) && (element.parentElement === null || !isCutAway(element.parentElement));
  }

  /** Nothing of it is drawn, as of texts for screen readers alone: by `clip`, which holds for what is positioned, or `clip-path` (CSS Masking 1, W3C 2021). */
  function isCutAway(element: Element): boolean {
    const { position, clip, clipPath } = getComputedStyle(element);
    if (Number(/^inset\(([\d.]+)%\)/.exec(clipPath)?.[1] ?? 0) >= 50) return true;
    const [, top = NaN, right = NaN, bottom = NaN, left = NaN] = (/^rect\(([-\d.]+)px,? ([-\d.]+)px,? ([-\d.]+)px,? ([-\d.]+)px\)$/.exec(clip) ?? []).map(Number);
    return (position === 'absolute' || position === 'fixed') && (right <= left || bottom <= top);
  }

  function parent(element: Element): Element | null {
    if (element.assignedSlot !== null) return element.assignedSlot;
    if (element.parentElement !== null) return element.parentElement;
    const root = element.getRootNode();
    return root instanceof ShadowRoot ? root.host : null;
  }

  function* walk(root: Document | ShadowRoot | Element): Generator<Element> {
    if (root instanceof Element && root.shadowRoot !== null) yield* walk(root.shadowRoot);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      yield node as Element;
      const shadow = (node as Element).shadowRoot;
      if (shadow !== null) yield* walk(shadow);
    }
  }

  const textBoxes = '[role=textbox], [role=searchbox], [role=combobox], [role=listbox], [role=spinbutton], [contenteditable=""], [contenteditable=true]';
  /** The list a field lets down is no field of its own (ARIA Authoring Practices Guide, combobox pattern, W3C 2023). */
  function letDown(element: Element): boolean {
    if (element.id === '' || !element.matches('[role=listbox]')) return false;
    const id = CSS.escape(element.id);
    return (element.getRootNode() as Document | ShadowRoot).querySelector(`:is([role=combobox], [aria-haspopup=listbox]):is([aria-controls~="${id}"], [aria-owns~="${id}"])`) !== null;
  }

  function field(element: Element): boolean {
    if (element instanceof HTMLInputElement) return !['hidden', 'submit', 'button', 'reset', 'image'].includes(element.type);
    return element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement || (element.matches(textBoxes) && !letDown(element));
  }

  const seen = (element: Element): boolean => visible(element) && element.checkVisibility({ opacityProperty: true });
  const said = (words: string | null): boolean => (words ?? '').trim() !== '';

  /** What a label says: without the field in it and without what is kept from assistive technology. */
  function labelText(label: Element): string {
    let out = '';
    const add = (node: Node): void => {
      if (out.length > 500) return;
      if (node.nodeType === Node.TEXT_NODE) out += node.nodeValue ?? '';
      if (!(node instanceof Element) || field(node) || node.matches('script, style, template, [aria-hidden=true]') || !node.checkVisibility({ visibilityProperty: true })) return;
      out += node.getAttribute('aria-label') ?? (node instanceof HTMLImageElement ? node.alt : '');
      for (const child of node.childNodes) add(child);
    };
    add(label);
    return out.trim();
  }

  /** Do the same words stand beside it? */
  function writtenBeside(element: Element, words: string): boolean {
    const wanted = clean(words, 200).toLowerCase();
    // As words of their own: "id" does not stand in "width".
    const isIn = (text: string): boolean => {
      const there = clean(text, 4_000).toLowerCase();
      for (let at = there.indexOf(wanted); at >= 0; at = there.indexOf(wanted, at + 1)) {
        if (!/[\p{L}\p{N}]/u.test(`${there[at - 1] ?? ''}${there[at + wanted.length] ?? ''}`)) return true;
      }
      return false;
    };
    if (wanted === '') return false;
    let around = parent(element);
    for (let level = 0; level < 3 && around instanceof HTMLElement && around !== document.body; level += 1, around = parent(around)) {
      if (around.childElementCount > 40) return false;
      if (isIn(around.innerText.slice(0, 4_000))) return true;
    }
    // In a table the head of the column says it.
    return [...(element.closest('table')?.querySelectorAll<HTMLElement>('th') ?? [])].slice(0, 100).some((head) => isIn(head.innerText.slice(0, 200)));
  }

  function labelling(element: Element): ReturnType<ElementFactsOf['labelling']> {
    // ARIA goes before a label in what assistive technology says; but a label that can be seen is what most people read.
    const labels = [...((element as HTMLInputElement).labels ?? [])].filter((label) => labelText(label) !== '');
    if (labels.length > 0) return { labelledBy: 'label', labelSeen: labels.some(seen) };
    const root = element.getRootNode() as Document | ShadowRoot;
    const referenced = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).flatMap((id) => (id === '' ? [] : (root.getElementById(id) ?? []))).filter((one) => said(one.textContent) || said(one.getAttribute('aria-label')));
    if (referenced.length > 0) return { labelledBy: 'aria', labelSeen: referenced.some(seen) };
    const own = element.getAttribute('aria-label') ?? '';
    if (said(own)) return { labelledBy: 'aria', labelSeen: writtenBeside(element, own) };
    if (said(element.getAttribute('title'))) return { labelledBy: 'title', labelSeen: writtenBeside(element, element.getAttribute('title') ?? '') };
    const hint = element.getAttribute('placeholder') ?? '';
    return said(hint) ? { labelledBy: 'placeholder', labelSeen: writtenBeside(element, hint) } : { labelledBy: 'nothing', labelSeen: false };
  }

  return {
    role: (element) => identify(element).role.slice(0, 40),
    name: (element) => identify(element).name,
    selector: (element) => selector(element).slice(0, 400),
    text,
    visible, interactive: (element) => element.matches(controls),
    walk,
    parent,
    field,
    labelling,
  };
}
