import type { EscapeEvidence } from '../../model/layer-evidence.ts';
import type { ElementFactsOf } from './collect-element-facts.ts';

/** Kept in our world while Escape is pressed. */
export interface LayerWatch {
  gone(ms: number): Promise<{ closed: boolean; focusKept: boolean | null }>;
}

type Layer = NonNullable<EscapeEvidence['layer']>;

/**
 * The layer on top that people leave with Escape (ARIA Authoring Practices Guide, W3C 2023: dialog, menu button, combobox): the innermost that holds the focus,
 * else the last that is modal. What lies on the page for good, and what asks for consent, is none. `elements`: how many are looked at.
 */
export function collectLayer({ elements, consent }: { elements: number; /** Source of the expression. */ consent: string }, facts: ElementFactsOf): Pick<Layer, 'kind' | 'name' | 'selector'> | null {
  const shows = (element: Element): boolean => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && facts.visible(element);
  const deepFocus = (): Element | null => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement != null) active = active.shadowRoot.activeElement;
    return active === document.body || active === document.documentElement ? null : active;
  };
  const focus = deepFocus();
  /** What has just been hidden has the focus until the next frame. */
  const isFocusSeen = (): boolean => deepFocus()?.checkVisibility({ visibilityProperty: true }) === true;
  const holds = (outer: Element): boolean => {
    for (let one = focus; one !== null; one = facts.parent(one)) if (one === outer) return true;
    return false;
  };
  /** A control says that it has let this down. */
  const letDown = (element: Element): boolean => {
    const root = element.getRootNode() as Document | ShadowRoot;
    const id = CSS.escape(element.id);
    if (element.id !== '' && root.querySelector(`[aria-expanded=true]:is([aria-controls~="${id}"], [aria-owns~="${id}"])`) !== null) return true;
    const before = element.previousElementSibling;
    return before?.matches('[aria-haspopup][aria-expanded=true]') === true;
  };
  const layers = 'dialog, [role=dialog], [role=alertdialog], [aria-modal=true], [role=menu], [role=listbox], [popover]';
  const kindOf = (element: Element): Layer['kind'] | null => {
    if (element.matches('[aria-modal=true], dialog:modal')) return 'dialog';
    if (element.matches('dialog[open], [role=dialog], [role=alertdialog]')) return holds(element) ? 'dialog' : null;
    if (element.matches('[role=menu]')) return letDown(element) ? 'menu' : null;
    if (element.matches('[role=listbox]')) return letDown(element) ? 'list' : null;
    return element.matches('[popover]:popover-open') && !element.matches('[popover=manual]') ? 'popover' : null;
  };

  const open: { element: Element; kind: Layer['kind'] }[] = [];
  let seen = 0;
  for (const element of facts.walk(document)) {
    seen += 1;
    if (seen > elements) throw new Error(`The page has more than ${elements} elements.`);
    const kind = element.matches(layers) ? kindOf(element) : null;
    if (kind !== null && shows(element)) open.push({ element, kind });
  }
  const top = open.findLast(({ element }) => holds(element)) ?? open.findLast(({ kind }) => kind === 'menu' || kind === 'list') ?? open.at(-1);
  if (top === undefined || new RegExp(consent, 'i').test(`${facts.name(top.element)} ${facts.text(top.element)}`)) return null;
  const { element, kind } = top;
  const watch: LayerWatch = {
    async gone(ms) {
      const until = performance.now() + ms;
      while (element.isConnected && shows(element)) {
        if (performance.now() > until) return { closed: false, focusKept: null };
        await new Promise<void>((resolve) => void setTimeout(resolve, 16));
      }
      // What takes the focus back does so when the layer has gone.
      const settled = performance.now() + 100;
      while (focus !== null && !isFocusSeen() && performance.now() < settled) await new Promise<void>((resolve) => void setTimeout(resolve, 16));
      return { closed: true, focusKept: focus === null ? null : isFocusSeen() };
    },
  };
  (globalThis as unknown as { layerWatch: LayerWatch }).layerWatch = watch;
  return { kind, name: facts.name(element) || facts.text(element).slice(0, 60), selector: facts.selector(element) };
}
