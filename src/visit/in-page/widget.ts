/** How a control stands and what works it. Runs in the page. */
export interface Control {
  /** The browser itself makes Enter or Space press it. */
  native: boolean;
  /** Chosen, ticked or the selected one; null: it does not say. */
  chosen: boolean | null;
  /** It says that what belongs to it is open; null: it does not say. */
  expanded: boolean | null;
}

export function controlOf(element: Element): Control {
  const pressed = 'a[href],area[href],button,input,select,textarea,summary,audio,video';
  const box = element instanceof HTMLLabelElement ? (element.control ?? element) : element;
  const said = box.getAttribute('aria-checked') ?? box.getAttribute('aria-selected') ?? box.getAttribute('aria-pressed');
  const ticked = box instanceof HTMLInputElement && /^(checkbox|radio)$/.test(box.type) ? box.checked : null;
  const expanded = element.getAttribute('aria-expanded');
  return {
    native: element.closest(`${pressed},label`) !== null || element.querySelector(pressed) !== null,
    chosen: ticked ?? (said === null ? null : said === 'true'),
    expanded: expanded === null ? null : expanded === 'true',
  };
}

/** Where a slider stands; null: it is none. Runs in the page. */
export function sliderOf(element: Element): { value: number; least: number; most: number } | null {
  const number = (text: string | null, otherwise: number): number => (text === null || text.trim() === '' || !Number.isFinite(Number(text)) ? otherwise : Number(text));
  if (element instanceof HTMLInputElement && element.type === 'range') {
    return { value: Number(element.value), least: number(element.min, 0), most: number(element.max, 100) };
  }
  if (!element.matches('[role=slider],[role=spinbutton]:not(input)')) return null;
  const value = number(element.getAttribute('aria-valuenow'), Number.NaN);
  return { value, least: number(element.getAttribute('aria-valuemin'), 0), most: number(element.getAttribute('aria-valuemax'), 100) };
}
