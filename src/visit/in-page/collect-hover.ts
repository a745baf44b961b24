import type { HoverContent } from '../../model/hover-evidence.ts';
import type { ElementFactsOf } from './collect-element-facts.ts';
import type { HoverFind, HoverTrigger } from './find-hover.ts';

interface Place {
  x: number;
  y: number;
}

export interface Appeared extends Pick<HoverContent, 'selector' | 'text' | 'covers'> {
  /** CSS px of the viewport: the place in it that is nearest to the trigger; null: out of the window. */
  nearest: Place | null;
}

/** What the trial keeps in our world between the moves. */
export interface HoverWatch {
  /** Brings a trigger into the window. `at`, CSS px of the viewport; null: it cannot be pointed at. `away`: where no trigger is. */
  aim(kind: string): { at: Place | null; away: Place; focusable: boolean };
  /** Remembers what can be seen. */
  ready(): void;
  /** What has come up since, as soon as it has come to rest; null: nothing within `ms`, or for a rule of a style sheet as soon as that can be told. */
  appeared(ms: number): Promise<Appeared | null>;
  /** Is it gone? It is watched for `ms`, for two frames at least, and longer only while it is on its way out. */
  gone(ms: number): Promise<boolean>;
  focus(): void;
  blur(): void;
  /** Puts focus and scroll positions back; waits until what came up last has gone. */
  end(): Promise<void>;
}

/** Begins the trial: Escape must not close what a step may need, and must not empty a field that has the focus. `elements` and `away`: how many are looked at, and CSS px from a trigger within which content belongs to it. */
export function collectHoverStart(most: { elements: number; away: number }, facts: ElementFactsOf): void {
  const { triggers } = (globalThis as unknown as { hoverFind: HoverFind }).hoverFind;
  const hanging = '[aria-haspopup]:not([aria-haspopup=false])[aria-expanded=true], [role=combobox][aria-expanded=true], [popover]:popover-open, dialog[open], [role=dialog], [role=alertdialog], [aria-modal=true]';
  const shows = (element: Element): boolean => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && facts.visible(element);
  const all = function* (): Generator<Element> {
    let seen = 0;
    for (const element of facts.walk(document)) {
      seen += 1;
      if (seen > most.elements) throw new Error(`The page has more than ${most.elements} elements.`);
      yield element;
    }
  };
  for (const element of all()) if (element.matches(hanging) && shows(element)) throw new Error('A dialog, menu or list is open that Escape would close.');

  const focused = (): HTMLElement | null => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement != null) active = active.shadowRoot.activeElement;
    return active instanceof HTMLElement && active !== document.body ? active : null;
  };
  const before = { focus: focused(), scroll: { left: window.scrollX, top: window.scrollY } };
  const scrolled = new Map<Element, { left: number; top: number }>();
  let known = new Set<Element>();
  let current: HoverTrigger | null = null;
  let content: Element | null = null;
  let former: Element | null = null;
  let under: Place = { x: 0, y: 0 };
  let changed = false;
  const observer = new MutationObserver(() => void (changed = true));
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });

  /** A page that is not drawn has no frames. */
  const frame = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, 100);
      requestAnimationFrame(() => void (clearTimeout(timer), resolve()));
    });
  const inWindow = ({ x, y }: Place): boolean => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
  const contains = (outer: Element, inner: Element | null): boolean => {
    for (let one = inner; one !== null; one = facts.parent(one)) if (one === outer) return true;
    return false;
  };
  const hitAt = ({ x, y }: Place): Element | null => {
    let hit = document.elementFromPoint(x, y);
    for (let inner = hit?.shadowRoot?.elementFromPoint(x, y) ?? null; inner !== null && inner !== hit; inner = inner.shadowRoot?.elementFromPoint(x, y) ?? null) hit = inner;
    return hit;
  };

  /** A control inside, or the place itself. */
  const controlOf = (trigger: Element): HTMLElement | null => [trigger, ...facts.walk(trigger)].find((one): one is HTMLElement => one instanceof HTMLElement && one.tabIndex >= 0 && shows(one)) ?? null;

  function aim(kind: string): ReturnType<HoverWatch['aim']> {
    current = triggers.get(kind) ?? null;
    if (current === null) throw new Error('The trigger is not known.');
    former = null;
    const { element } = current;
    const box = element.getBoundingClientRect();
    if (!inWindow({ x: box.left + box.width / 2, y: box.top + box.height / 2 })) {
      for (let one = facts.parent(element); one !== null; one = facts.parent(one)) if (!scrolled.has(one)) scrolled.set(one, { left: one.scrollLeft, top: one.scrollTop });
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
    }
    const { left, top, width, height } = element.getBoundingClientRect();
    const places = [[0.5, 0.5], [0.2, 0.5], [0.8, 0.5], [0.5, 0.2]].map(([across = 0, down = 0]) => ({ x: left + width * across, y: top + height * down }));
    const at = places.find((place) => inWindow(place) && contains(element, hitAt(place))) ?? null;
    under = at ?? { x: left + width / 2, y: top + height / 2 };
    const corners = [{ x: 1, y: innerHeight - 2 }, { x: innerWidth - 2, y: innerHeight - 2 }, { x: 1, y: innerHeight / 2 }, { x: innerWidth - 2, y: innerHeight / 2 }];
    const away = corners.find((corner) => ![...triggers.values()].some((one) => contains(one.element, hitAt(corner)))) ?? { x: 1, y: innerHeight - 2 };
    return { at, away, focusable: controlOf(element) !== null };
  }

  function ready(): void {
    known = new Set([...all()].filter(shows));
    // What comes and goes by itself may be there just now.
    former = content ?? former;
    if (former !== null) known.delete(former);
    content = null;
    changed = false;
  }

  /** Of what a rule shows: that. Else what has text, and belongs to the trigger or lies close to it: other things come and go by themselves. */
  function belongs(element: Element, { element: trigger, sign, subjects }: HoverTrigger): boolean {
    if (sign === 'rule') return subjects.some((subject) => contains(element, subject) || contains(subject, element));
    if (contains(trigger, element)) return true;
    const [one, other] = [trigger.getBoundingClientRect(), element.getBoundingClientRect()];
    return Math.max(other.left - one.right, one.left - other.right, other.top - one.bottom, one.top - other.bottom) <= most.away;
  }

  /** The largest of what is new. */
  function newest(): Element | null {
    if (current === null) return null;
    const trigger = current;
    const fresh = new Set([...all()].filter((element) => !known.has(element) && shows(element)));
    const outermost = [...fresh].filter((element) => !fresh.has(facts.parent(element) ?? element) && facts.text(element) !== '' && belongs(element, trigger));
    const area = (element: Element): number => element.getBoundingClientRect().width * element.getBoundingClientRect().height;
    return outermost.sort((one, other) => area(other) - area(one))[0] ?? null;
  }

  /** Transitions and animations with an end that touch it, also those that have not begun yet. */
  function moving(element: Element): Animation[] {
    return document.getAnimations().slice(0, 1_000).filter(({ effect, playState }) => {
      if (playState !== 'running' || !(effect instanceof KeyframeEffect) || effect.target === null || !Number.isFinite(Number(effect.getComputedTiming().endTime))) return false;
      return contains(effect.target, element) || contains(element, effect.target);
    });
  }

  async function appeared(ms: number): Promise<Appeared | null> {
    const began = performance.now();
    const isTime = (): boolean => performance.now() - began < ms;
    const isComing = (): boolean => current?.sign !== 'rule' || current.subjects.some((subject) => moving(subject).length > 0);
    for (let frames = 1; ; frames += 1) {
      await frame();
      const last = !isTime() || (frames >= 2 && !isComing());
      // Nothing changes in a document without a sign of it, but for its shadow trees and its popovers.
      if (frames <= 2 || changed || last || current?.sign === 'rule') content = newest();
      changed = false;
      if (content !== null || last) break;
    }
    if (content === null) return null;
    const shown = content;
    await Promise.race([Promise.allSettled(moving(shown).map(({ finished }) => finished)), new Promise((resolve) => setTimeout(resolve, 300))]);
    const { left, right, top, bottom } = shown.getBoundingClientRect();
    const between = (value: number, low: number, high: number): number => Math.min(Math.max(value, Math.min(low, high)), Math.max(low, high));
    const nearest = { x: between(under.x, left + 4, right - 4), y: between(under.y, top + 4, bottom - 4) };
    return { selector: facts.selector(shown), text: facts.text(shown).slice(0, 100), covers: covers(shown), nearest: inWindow(nearest) ? nearest : null };
  }

  /** Text, a picture or a control that could be read or pressed before lies under it. */
  function covers(element: Element): boolean {
    const { left, top, width, height } = element.getBoundingClientRect();
    for (const across of [0.1, 0.5, 0.9]) {
      for (const down of [0.1, 0.5, 0.9]) {
        const [x, y] = [left + width * across, top + height * down];
        const below = document.elementsFromPoint(x, y).filter((one) => known.has(one) && !contains(element, one) && !contains(one, element));
        if (below.some((one) => one.matches('img, picture, video, canvas, svg, iframe') || facts.interactive(one) || isInk(one, x, y))) return true;
      }
    }
    return false;
  }

  /** A line of its own text runs close to the point. */
  function isInk(element: Element, x: number, y: number): boolean {
    for (const node of [...element.childNodes].slice(0, 200)) {
      if (node.nodeType !== Node.TEXT_NODE || (node.nodeValue ?? '').trim() === '') continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      if ([...range.getClientRects()].slice(0, 200).some((line) => x >= line.left - 4 && x <= line.right + 4 && y >= line.top - 4 && y <= line.bottom + 4)) return true;
    }
    return false;
  }

  /** What it looks like, as far as a script that fades it out or moves it would change that. */
  function looks(element: Element): string {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [left, top, width, height, getComputedStyle(element).opacity].join(' ');
  }

  async function gone(ms: number): Promise<boolean> {
    const began = performance.now();
    let frames = 0;
    let former = '';
    while (content !== null && content.isConnected && shows(content)) {
      const over = performance.now() - began;
      const now = looks(content);
      if (frames >= 2 && over >= ms && (over >= ms + 1_000 || (now === former && moving(content).length === 0))) return false;
      former = now;
      await frame();
      frames += 1;
    }
    return true;
  }

  async function end(): Promise<void> {
    observer.disconnect();
    focused()?.blur();
    await gone(1_000);
    before.focus?.focus({ preventScroll: true });
    for (const [element, { left, top }] of scrolled) element.scrollTo({ left, top, behavior: 'instant' });
    window.scrollTo({ ...before.scroll, behavior: 'instant' });
  }

  focused()?.blur();
  const watch: HoverWatch = { aim, ready, appeared, gone, focus: () => current !== null && controlOf(current.element)?.focus({ focusVisible: true } as FocusOptions), blur: () => focused()?.blur(), end };
  (globalThis as unknown as { hoverWatch: HoverWatch }).hoverWatch = watch;
}
