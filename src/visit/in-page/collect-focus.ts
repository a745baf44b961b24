import type { TabWalk } from '../../model/evidence.ts';
import type { TabStop } from '../../model/keyboard-evidence.ts';
import type { ElementFactsOf } from './collect-element-facts.ts';
import type { FocusReach } from './focus-reach.ts';
import type { Cover, FocusSight } from './focus-sight.ts';

type Unreached = TabWalk['unreached'][number];

/** Where the focus is after a press of Tab. */
export interface FocusSeen {
  /** null: on the page as a whole, which is where a walk ends. */
  stop: { role: string; name: string; selector: string; kind: string; drawn: string; frame: boolean; inner: boolean; tabindex?: number } | null;
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
  /** Waits for the `press`-th press of the key to be over. */
  next(press: number): Promise<FocusSeen>;
  /** Says that it is, where that is not heard in this document. */
  released(press: number): void;
  /** Gives an element that was seen the focus again, and says where to look: CSS px of the document. 'unseen': nothing of it is in the window. null: it does not take it. */
  show(index: number): Promise<{ x: number; y: number; width: number; height: number } | 'unseen' | null>;
  /** Takes the focus away again. */
  hide(): Promise<void>;
  /** `left`: how many of the unreached the browser would have given the focus. `places`: of all seen, at one moment and without the focus. */
  finish(most: { unreached: number; complete: boolean }): { unreached: Unreached[]; left: number; lastVisible: boolean | null; places: (Place | null)[]; undrawn: Record<string, number> };
}

type Place = Required<Pick<TabStop, 'box' | 'flow'>> & Pick<TabStop, 'rightToLeft'>;

/**
 * Prepares a walk: the focus goes to where a fresh page has it, and what was focused and scrolled is remembered for the end.
 * Focus counts as visible if the element, its nearest surroundings or its pseudo-elements are drawn differently with it than
 * without, or what is inside it is, or if it shows a text cursor. The look with focus is read on arrival, without it after the focus has moved on.
 * `undrawn`: how many controls that look like this were seen to be drawn the same with the focus, in this visit. True: the first stop has the focus already.
 */
export function collectFocusStart(undrawn: Record<string, number>, facts: ElementFactsOf, sight: FocusSight, reach: FocusReach): boolean {
  const seen: Element[] = [];
  const scope = modalScope() ?? document;
  const { frame, focused, look, textCursor } = sight;
  const { isControl, isOff, isServed, looksPressable } = reach;
  const before = { focus: focused(), scroll: [window.scrollX, window.scrollY] as const, style: document.documentElement.getAttribute('style') };
  const most = { looks: 200, still: 300, stillInAll: 2_000, waits: 2 };
  let stood = 0;
  let former: { element: Element; look: string; waited: boolean } | null = null;
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

  /** It cannot have the focus itself: something in its closed shadow root has it. */
  const isClosedHost = (element: Element): boolean => (element as HTMLElement).tabIndex < 0 && !element.matches('[tabindex], [contenteditable], :disabled');
  /** Parts of one control take the focus one by one while the control keeps it: days and months, the buttons of a player, what is in a closed shadow root. */
  const hasInnerStops = (element: Element): boolean => isClosedHost(element) || element.matches('iframe, video, audio, input[type=date], input[type=time], input[type=datetime-local], input[type=month], input[type=week]');

  /** What can have the focus, as it is drawn without it. */
  const plain = new Map<Element, string>();

  /** Of a control: what it is, and how it and what is around it is drawn without the focus. */
  const keys = new Map<Element, string>();
  function keyOf(element: Element): string {
    const known = keys.get(element);
    if (known !== undefined) return known;
    const without = plain.get(element);
    const key = without === undefined ? '' : sight.digest(`${kindOf(element)}\n${without}`);
    keys.set(element, key);
    return key;
  }

  /** Enough like it were waited for and drawn no differently. */
  const isUndrawn = (element: Element): boolean => (undrawn[keyOf(element)] ?? 0) >= most.waits;

  /** How the new stop is drawn now, and whether the one before showed the focus. */
  interface Looks {
    look: string;
    visible: boolean | null;
  }
  const looksNow = (element: Element): Looks => ({ look: look(element), visible: formerVisible() });

  /** The focus has come to another element and can be seen there, and not any more where it was; or there is nothing to be seen of it. */
  function isDrawn(element: Element, now: Looks): boolean {
    const without = plain.get(element);
    const isShown = without !== undefined && (isUndrawn(element) || textCursor(element) || now.look !== without);
    return isShown && (now.visible !== false || (former !== null && isUndrawn(former.element)));
  }

  /** Presses that are over: the key is heard before the page can keep that to itself. */
  let presses = 0;
  let heard = (): void => undefined;
  function released(press: number): void {
    presses = Math.max(presses, press);
    heard();
  }
  const onKey = ({ key, isTrusted }: KeyboardEvent): void => {
    if (key === 'Tab' && isTrusted) released(presses + 1);
  };
  window.addEventListener('keyup', onKey, { capture: true, passive: true });

  async function next(press: number): Promise<FocusSeen> {
    while (presses < press) await new Promise<void>((resolve) => (heard = resolve));
    let element = focused();
    let now = element === null || element === former?.element ? null : looksNow(element);
    let waited = false;
    // Scripts draw the focus too, in a frame of their own after it came. Waiting for one at each stop would take most of the walk.
    if (element === null || now === null || !isDrawn(element, now)) {
      await frame();
      [element, now, waited] = [focused(), null, true];
    }
    const standing = stood;
    const cover = element === null ? { covered: null, by: null } : await coverOf(element);
    if (element !== null && element === former?.element) return { stop: describe(element), cover, index: seen.indexOf(element), formerVisible: null, lost: false };
    if (stood !== standing) now = null;
    const visible = now === null ? formerVisible() : now.visible;
    if (visible === false && former?.waited === true) undrawn[keyOf(former.element)] = (undrawn[keyOf(former.element)] ?? 0) + 1;
    former = element === null ? null : { element, look: now?.look ?? look(element), waited };
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
    return width <= 0 || height <= 0 || !facts.visible(element) ? 'unseen' : { x: left + scrollX, y: top + scrollY, width, height };
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

  /** Controls of one kind in like surroundings are styled alike. */
  const kindOf = (element: Element): string => [element, element.parentElement, element.parentElement?.parentElement].map((one) => `${one?.localName}.${one?.getAttribute('type')}.${one?.getAttribute('class')}`.slice(0, 100)).join(' < ');

  function describe(element: Element): NonNullable<FocusSeen['stop']> {
    // What is in there cannot be seen; that it is a trap cannot be told.
    const frame = element instanceof HTMLIFrameElement || isClosedHost(element);
    const inner = hasInnerStops(element);
    const [kind, drawn] = [kindOf(element), keyOf(element)];
    const around = element.ownerDocument.defaultView?.frameElement;
    if (element.ownerDocument === document || around == null) {
      const first = (element as HTMLElement).tabIndex;
      return { role: facts.role(element), name: facts.name(element), selector: facts.selector(element), kind, drawn, frame, inner, ...(first > 0 && { tabindex: first }) };
    }
    // Elements of a frame are of other classes than ours; what takes more than attributes to tell is not told of them.
    const name = element.getAttribute('aria-label') ?? (element.textContent || element.getAttribute('title')) ?? '';
    return { role: facts.role(element), name: name.replace(/\s+/g, ' ').trim().slice(0, 200), selector: `${facts.selector(around)} >> ${facts.selector(element)}`, kind, drawn, frame, inner };
  }

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
    window.removeEventListener('keyup', onKey, { capture: true });
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
    if (smooth && before.style === null) document.documentElement.removeAttribute('style');
    else if (smooth) document.documentElement.setAttribute('style', before.style ?? '');
    delete undrawn[''];
    return { unreached, left, lastVisible, places, undrawn };
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

  const walk: FocusWalk = { next, released, show, hide, finish };
  (globalThis as unknown as { focusWalk: FocusWalk }).focusWalk = walk;
  return first !== undefined;
}
