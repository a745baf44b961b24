import type { TabWalk } from '../../model/evidence.ts';
import type { TabStop } from '../../model/keyboard-evidence.ts';
import type { ElementFactsOf } from './collect-element-facts.ts';
import type { Cover, FocusSight } from './focus-sight.ts';

type Unreached = TabWalk['unreached'][number];

/** Where the focus is after a press of Tab. */
export interface FocusSeen {
  /** null: on the page as a whole, which is where a walk ends. */
  stop: { role: string; name: string; selector: string; kind: string; frame: boolean; inner: boolean; tabindex?: number } | null;
  cover: Cover;
  /** Number of the element among those seen, in order of first sight; -1: none. */
  index: number;
  /** Did the element that had the focus before look different with it? null: there was none, or it cannot be told. */
  formerVisible: boolean | null;
  /** Nothing has the focus although the Tab key has more to go to: what had it was replaced. The next press goes on from there. */
  lost: boolean;
}

/** What the walk keeps in our world between the presses. */
export interface FocusWalk {
  next(): Promise<FocusSeen>;
  /** Gives an element that was seen the focus again, and says where to look: CSS px of the document. null: it does not take it, or nothing of it is in the window. */
  show(index: number): Promise<{ x: number; y: number; width: number; height: number } | null>;
  /** Takes the focus away again. */
  hide(): Promise<void>;
  /** `left`: how many of the unreached the browser would have given the focus. `places`: of all seen, at one moment and without the focus. */
  finish(most: { unreached: number; complete: boolean }): { unreached: Unreached[]; left: number; lastVisible: boolean | null; places: (Place | null)[] };
}

type Place = Required<Pick<TabStop, 'box' | 'flow'>> & Pick<TabStop, 'rightToLeft'>;

/**
 * Prepares a walk: the focus goes to where a fresh page has it, and what was focused and scrolled is remembered for the end.
 * Focus counts as visible if the element, its nearest surroundings or its pseudo-elements are drawn differently with it than
 * without, or what is inside it is, or if it shows a text cursor. The look with focus is read on arrival, without it after the focus has moved on.
 * True: the first stop has the focus already.
 */
export function collectFocusStart(facts: ElementFactsOf, sight: FocusSight): boolean {
  const seen: Element[] = [];
  const scope = modalScope() ?? document;
  const { frame, focused, look, textCursor } = sight;
  const before = { focus: focused(), scroll: [window.scrollX, window.scrollY] as const, style: document.documentElement.getAttribute('style') };
  const most = { looks: 200, still: 300, stillInAll: 2_000 };
  let stood = 0;
  let former: { element: Element; look: string } | null = null;
  let latest: Element | null = null;
  /** What the stops were, for a page can put others in their place while the walk goes on. */
  const told = new Map<Element, string>();
  // The customer's next step may be in it: what a visit looks at must not change how it goes on.
  if (before.focus?.matches('[aria-expanded=true]:is([role=combobox], [aria-haspopup]), [aria-activedescendant]:not([aria-activedescendant=""])') === true) throw new Error('A list is open that hangs on the focus; a walk would close it.');

  function modalScope(): Element | null {
    const modals = [...facts.walk(document)].filter((one) => one.matches('[aria-modal=true], dialog:modal') && facts.visible(one));
    return modals.at(-1) ?? null;
  }

  function formerVisible(): boolean | null {
    if (former === null || !former.element.isConnected || former.element instanceof HTMLIFrameElement || former.element.ownerDocument !== document) return null;
    return textCursor(former.element) || look(former.element) !== former.look;
  }

  /** Parts of one control take the focus one by one while the control keeps it: days and months, the buttons of a player. */
  const hasInnerStops = (element: Element): boolean => element.matches('iframe, video, audio, input[type=date], input[type=time], input[type=datetime-local], input[type=month], input[type=week]');

  /** What can have the focus, as it is drawn without it. */
  const plain = new Map<Element, string>();

  /** The focus has come to another element and can be seen there, and not any more where it was. */
  function isDrawn(): boolean {
    const element = focused();
    if (element === null || element === former?.element) return false;
    const without = plain.get(element);
    return without !== undefined && (textCursor(element) || look(element) !== without) && formerVisible() !== false;
  }

  async function next(): Promise<FocusSeen> {
    // Scripts draw the focus too, in a frame of their own after it came. Waiting for one at each stop would take most of the walk.
    if (!isDrawn()) await frame();
    const element = focused();
    const cover = element === null ? { covered: null, by: null } : await coverOf(element);
    if (element !== null && element === former?.element) return { stop: describe(element), cover, index: seen.indexOf(element), formerVisible: null, lost: false };
    const visible = formerVisible();
    former = element === null ? null : { element, look: look(element) };
    if (element !== null && !seen.includes(element)) seen.push(element);
    if (element === null) return { stop: null, cover, index: -1, formerVisible: visible, lost: goesOn() };
    latest = element;
    const stop = describe(element);
    told.set(element, sameAs(stop));
    return { stop, cover, index: seen.indexOf(element), formerVisible: visible, lost: false };
  }

  const sameAs = ({ role, name, selector }: { role: string; name: string; selector: string }): string => `${role} ${name} ${selector}`;

  /** The element itself, or what in the document has the shadow root that it is in. */
  function inDocument(element: Element): Element {
    const root = element.getRootNode();
    return root instanceof ShadowRoot ? inDocument(root.host) : element;
  }

  /** Is there more behind the last stop for the Tab key to go to? Where the author has set an order of stops, behind is not further down. */
  function goesOn(): boolean {
    const last = latest;
    if (last === null || !last.isConnected || last.ownerDocument !== document || (last as HTMLElement).tabIndex > 0) return false;
    const from = inDocument(last);
    for (const element of facts.walk(scope)) {
      const to = inDocument(element);
      if ((element as HTMLElement).tabIndex !== 0 || from.contains(to) || (from.compareDocumentPosition(to) & Node.DOCUMENT_POSITION_FOLLOWING) === 0) continue;
      if (isControl(element) && !element.matches('input[type=radio]') && !isOff(element) && facts.visible(element)) return true;
    }
    return false;
  }

  /** Scrolling to the focus may take a while where a page makes it smooth. */
  async function coverOf(element: Element): Promise<Cover> {
    const cover = sight.cover(element);
    if (cover.covered === 'none' || cover.covered === 'partly' || stood > most.stillInAll || !facts.visible(element)) return cover;
    const began = performance.now();
    await sight.still(element, most.still);
    stood += performance.now() - began;
    return sight.cover(element);
  }

  async function show(index: number): ReturnType<FocusWalk['show']> {
    const element = seen[index];
    if (!(element instanceof HTMLElement || element instanceof SVGElement) || !element.isConnected) return null;
    element.focus({ focusVisible: true } as FocusOptions);
    await frame();
    if (focused() !== element) return null;
    // What shows the focus can lie around it.
    const margin = 24;
    const rect = element.getBoundingClientRect();
    const [left, top] = [Math.max(0, rect.left - margin), Math.max(0, rect.top - margin)];
    const [width, height] = [Math.min(innerWidth, rect.right + margin) - left, Math.min(innerHeight, rect.bottom + margin) - top];
    return width <= 0 || height <= 0 || !facts.visible(element) ? null : { x: left + scrollX, y: top + scrollY, width, height };
  }

  async function hide(): Promise<void> {
    (focused() as HTMLElement | null)?.blur();
    await frame();
  }

  /** Number of the flow an element lies in: what is positioned, sticks or scrolls by itself has one of its own. */
  const flows = new Map<Element, number>();
  function flowOf(element: Element): number {
    for (let up: Element | null = element; up !== null && up !== document.body && up !== document.documentElement; up = facts.parent(up)) {
      const { position, overflowX, overflowY } = getComputedStyle(up);
      const scrolls = (overflowX !== 'visible' && up.scrollWidth > up.clientWidth + 1) || (overflowY !== 'visible' && up.scrollHeight > up.clientHeight + 1);
      if (!/^(absolute|fixed|sticky)$/.test(position) && !scrolls) continue;
      if (!flows.has(up)) flows.set(up, flows.size + 1);
      return flows.get(up) ?? 0;
    }
    return 0;
  }

  function placeOf(element: Element): Place | null {
    if (element.ownerDocument !== document || !element.isConnected || !facts.visible(element)) return null;
    const { x, y, width, height } = element.getBoundingClientRect();
    return { box: { x, y, width, height }, flow: flowOf(element), ...(getComputedStyle(element).direction === 'rtl' && { rightToLeft: true }) };
  }

  function describe(element: Element): NonNullable<FocusSeen['stop']> {
    const frame = element instanceof HTMLIFrameElement;
    const inner = hasInnerStops(element);
    // Controls of one kind in like surroundings are styled alike.
    const kind = [element, element.parentElement, element.parentElement?.parentElement].map((one) => `${one?.localName}.${one?.getAttribute('type')}.${one?.getAttribute('class')}`.slice(0, 100)).join(' < ');
    const around = element.ownerDocument.defaultView?.frameElement;
    if (element.ownerDocument === document || around == null) {
      const first = (element as HTMLElement).tabIndex;
      return { role: facts.role(element), name: facts.name(element), selector: facts.selector(element), kind, frame, inner, ...(first > 0 && { tabindex: first }) };
    }
    // Elements of a frame are of other classes than ours; what takes more than attributes to tell is not told of them.
    const name = element.getAttribute('aria-label') ?? (element.textContent || element.getAttribute('title')) ?? '';
    return { role: facts.role(element), name: name.replace(/\s+/g, ' ').trim().slice(0, 200), selector: `${facts.selector(around)} >> ${facts.selector(element)}`, kind, frame, inner };
  }

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

  const top = scope instanceof HTMLElement ? scope : document.body;

  /** Only focus moves the point from which Tab goes on; the page, or the dialog over it, takes it for a moment. */
  function startOver(): void {
    const had = top.getAttribute('tabindex');
    top.setAttribute('tabindex', '-1');
    top.focus({ preventScroll: true });
    if (had === null) top.removeAttribute('tabindex');
    else top.setAttribute('tabindex', had);
  }

  function finish({ unreached: most, complete }: { unreached: number; complete: boolean }): ReturnType<FocusWalk['finish']> {
    if (former !== null && former.element instanceof HTMLElement) former.element.blur();
    const lastVisible = formerVisible();
    window.scrollTo({ left: before.scroll[0], top: before.scroll[1], behavior: 'instant' });
    const places = seen.map(placeOf);
    const reached = new Set(seen);
    const replaced = new Set(seen.filter((one) => !one.isConnected).map((one) => told.get(one)));
    const last = seen.at(-1);
    const unreached: Unreached[] = [];
    let left = 0;
    for (const element of facts.walk(scope)) {
      // A walk that was cut short says nothing about what comes after its last stop.
      if (!complete && (last === undefined || (element.compareDocumentPosition(last) & Node.DOCUMENT_POSITION_FOLLOWING) === 0)) continue;
      if (!looksPressable(element) || !facts.visible(element) || isOff(element) || isServed(element, reached)) continue;
      if (replaced.size > 0 && replaced.has(sameAs({ role: facts.role(element), name: facts.name(element), selector: facts.selector(element) }))) continue;
      if ((element as HTMLElement).tabIndex >= 0) left += 1;
      unreached.push({ role: facts.role(element), name: facts.name(element) || facts.text(element).slice(0, 200), tag: element.localName, selector: facts.selector(element), ...(!isControl(element) && { byLook: true }) });
      if (unreached.length >= most) break;
    }
    if (before.focus instanceof HTMLElement && before.focus !== document.body) before.focus.focus({ preventScroll: true });
    else startOver();
    window.scrollTo({ left: before.scroll[0], top: before.scroll[1], behavior: 'instant' });
    if (!smooth) return { unreached, left, lastVisible, places };
    if (before.style === null) document.documentElement.removeAttribute('style');
    else document.documentElement.setAttribute('style', before.style);
    return { unreached, left, lastVisible, places };
  }

  // Where the focus is scrolled to is looked at as soon as it is there.
  const smooth = getComputedStyle(document.documentElement).scrollBehavior === 'smooth';
  if (smooth) document.documentElement.style.setProperty('scroll-behavior', 'auto', 'important');
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  for (const element of facts.walk(scope)) {
    if (plain.size >= most.looks) break;
    if ((element as HTMLElement).tabIndex >= 0 && !element.matches(':disabled')) plain.set(element, look(element));
  }
  startOver();
  // From there Tab would pass over what asks to come first, where a fresh page begins.
  const first = [...document.querySelectorAll<HTMLElement>('[tabindex]')].filter((one) => one.tabIndex > 0 && top.contains(one) && facts.visible(one) && !isOff(one)).sort((x, y) => x.tabIndex - y.tabIndex)[0];
  first?.focus({ focusVisible: true } as FocusOptions);

  const walk: FocusWalk = { next, show, hide, finish };
  (globalThis as unknown as { focusWalk: FocusWalk }).focusWalk = walk;
  return first !== undefined;
}
