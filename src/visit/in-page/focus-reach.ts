import type { ElementFactsOf } from './collect-element-facts.ts';

/** What the Tab key should lead to. Handed to the other in-page functions, which must be free of imports. */
export interface FocusReach {
  isControl(element: Element): boolean;
  /** A control, or what has the pointer of one. */
  looksPressable(element: Element): boolean;
  isServed(element: Element, reached: ReadonlySet<Element>): boolean;
  isOff(element: Element): boolean;
}

export function focusReach(facts: ElementFactsOf): FocusReach {
  const isControl = (element: Element): boolean => facts.interactive(element) || element.matches('[tabindex]:not([tabindex^="-"])');

  function looksPressable(element: Element): boolean {
    if (isControl(element)) return true;
    if (getComputedStyle(element).cursor !== 'pointer' || element.matches('label, label *, html, body, option')) return false;
    const parent = facts.parent(element);
    // The outermost element with the pointer cursor that is neither in a control nor around one.
    for (let up = parent; up !== null; up = facts.parent(up)) if (facts.interactive(up)) return false;
    return (parent === null || getComputedStyle(parent).cursor !== 'pointer') && ![...facts.walk(element)].some((one) => facts.interactive(one) || one.matches('[tabindex]'));
  }

  const composites = '[role=tablist], [role=menu], [role=menubar], [role=radiogroup], [role=listbox], [role=grid], [role=tree], [role=toolbar]';

  const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();

  /**
   * What a page takes out of the order of stops on purpose, because the control beside it does the same: the arrow of a
   * combobox (ARIA Authoring Practices Guide, combobox pattern, W3C 2023), an icon beside the button of that name.
   */
  function isTwin(element: Element, reached: ReadonlySet<Element>): boolean {
    const name = bare(facts.name(element) || facts.text(element));
    const scrolls = name === '' && !facts.interactive(element);
    if (element.getAttribute('tabindex') !== '-1' && !scrolls) return false;
    let around = facts.parent(element);
    // Beside it: in the nearest box around both, which is not yet a part of the page.
    for (let up = 0; around !== null && up < 3 && ![...reached].some((one) => around?.contains(one)); up += 1) around = facts.parent(around);
    if (around === null || around.matches('html, body, main, header, footer, nav, aside, form, section, article, table, ul, ol, dialog')) return false;
    const beside = [...reached].filter((one) => around.contains(one));
    // The arrows at the ends of a row of tabs that is too wide: moving on to a tab brings it into view.
    if (scrolls) return beside.some((one) => around.contains(one.closest('[role=tablist]')));
    return beside.some((one) => (one.matches('[role=combobox]') && element.matches('button, [role=button]')) || (name !== '' && bare(facts.name(one)).includes(name)));
  }

  /** Another stop leads to it or does the same: arrow keys within a widget, the other radios of a group, a twin of the link. */
  function isServed(element: Element, reached: ReadonlySet<Element>): boolean {
    if (reached.has(element) || isTwin(element, reached)) return true;
    // A frame of the same site does not have the focus itself, but what is in it.
    if (element instanceof HTMLIFrameElement && [...reached].some((one) => one.ownerDocument === element.contentDocument)) return true;
    const widget = element.closest(composites);
    if (widget !== null && [...reached].some((one) => widget.contains(one))) return true;
    for (const one of reached) {
      if (element instanceof HTMLInputElement && element.type === 'radio' && one instanceof HTMLInputElement && one.type === 'radio' && one.name === element.name && one.form === element.form) return true;
      if (element instanceof HTMLAnchorElement && one instanceof HTMLAnchorElement && one.href === element.href) return true;
      if (!facts.interactive(element) && (element.contains(one) || one.contains(element))) return true;
    }
    return false;
  }

  const isOff = (element: Element): boolean => element.matches(':disabled, [aria-disabled=true], [aria-disabled=true] *, [inert], [inert] *, option, area') || getComputedStyle(element).pointerEvents === 'none';

  return { isControl, looksPressable, isServed, isOff };
}
