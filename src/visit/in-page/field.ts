/** How a field takes what a customer enters. Runs in the page. */
export interface FieldState {
  /** native: the browser's own picker; text: typed; none: nothing can be entered. */
  kind: 'text' | 'native' | 'select' | 'none';
  focused: boolean;
  empty: boolean;
  disabled: boolean;
  readOnly: boolean;
}

export function fieldState(element: Element): FieldState {
  const root = element.getRootNode() as Document | ShadowRoot;
  const focused = root.activeElement === element;
  const disabled = element.matches(':disabled') || element.closest('[aria-disabled=true]') !== null;
  if (element instanceof HTMLSelectElement) return { kind: 'select', focused, empty: false, disabled, readOnly: false };
  if (element instanceof HTMLTextAreaElement) return { kind: 'text', focused, empty: element.value === '', disabled, readOnly: element.readOnly };
  if (element instanceof HTMLInputElement) {
    const native = /^(date|time|datetime-local|month|week|color|range)$/.test(element.type);
    const none = /^(button|submit|reset|image|checkbox|radio|file|hidden)$/.test(element.type);
    return { kind: none ? 'none' : native ? 'native' : 'text', focused, empty: element.value === '', disabled, readOnly: element.readOnly };
  }
  const editable = element instanceof HTMLElement && element.isContentEditable;
  return { kind: editable ? 'text' : 'none', focused, empty: (element.textContent ?? '').trim() === '', disabled, readOnly: false };
}

/** Labels of the options of a select, in order, with which one is chosen and which cannot be. Runs in the page. */
export function selectOptions(element: Element): { label: string; value: string; chosen: boolean; disabled: boolean }[] {
  if (!(element instanceof HTMLSelectElement)) return [];
  return [...element.options].slice(0, 2_000).map((option) => ({
    label: option.label.replace(/\s+/g, ' ').trim(),
    value: option.value,
    chosen: option.selected,
    disabled: option.disabled || option.closest('optgroup:disabled') !== null,
  }));
}

/** What kind of thing options are chosen in. Runs in the page. */
export function chooserKind(element: Element): 'select' | 'group' | 'popup' {
  if (element instanceof HTMLSelectElement) return 'select';
  if (element.matches('[role=radiogroup],fieldset,[role=listbox],[role=group]') || element.querySelector('input[type=radio],[role=radio]') !== null) return 'group';
  return 'popup';
}

/** The label of a checkbox or radio button that cannot be seen or hit itself; null: it can. Runs in the page. */
export function labelToPress(element: Element): Element | null {
  const label = element instanceof HTMLInputElement ? (element.labels?.[0] ?? null) : null;
  if (label === null) return null;
  const rect = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const hit = (element.getRootNode() as Document | ShadowRoot).elementFromPoint(rect.x + rect.width / 2, rect.y + rect.height / 2);
  const direct = rect.width > 1 && rect.height > 1 && style.opacity !== '0' && style.pointerEvents !== 'none' && (hit === null || hit === element);
  return direct ? null : label;
}
