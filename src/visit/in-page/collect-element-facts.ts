import type { ElementFacts } from '../../model/evidence.ts';
import type { Identity } from './identify.ts';

/** What can be said about elements, in the words of a person. Handed to the other in-page functions, which must be free of imports. */
export interface ElementFactsOf {
  role(element: Element): string;
  /** Accessible name, at most 200 characters. */
  name(element: Element): string;
  /** Text a person gets from it, at most 2,000 characters. */
  text(element: Element): string;
  /** Path from the nearest id; ` >>> ` stands for a shadow root. */
  selector(element: Element): string;
  /** Rendered, larger than a pixel, and somewhere a person can scroll to. */
  visible(element: Element): boolean;
  /** Something a person would press, follow or fill in. */
  interactive(element: Element): boolean;
  /** Every element below, through open shadow roots, in document order. */
  walk(root: Document | ShadowRoot | Element): Generator<Element>;
  /** The parent, also out of a shadow root. */
  parent(element: Element): Element | null;
}

export function collectElementFacts(identify: (element: Element) => Identity, factsOf: (element: Element, identify: (element: Element) => Identity) => ElementFacts): ElementFactsOf {
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

  function visible(element: Element): boolean {
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    const { width, height, right, bottom } = element.getBoundingClientRect();
    // What lies left of or above the page cannot be scrolled to: skip links wait there for the focus.
    return width > 1 && height > 1 && right + window.scrollX > 0 && bottom + window.scrollY > 0;
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

  return {
    role: (element) => identify(element).role.slice(0, 40),
    name: (element) => identify(element).name,
    selector: (element) => factsOf(element, identify).selector.slice(0, 400),
    text,
    visible, interactive: (element) => element.matches(controls),
    walk,
    parent,
  };
}
