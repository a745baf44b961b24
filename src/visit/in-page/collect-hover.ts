import type { HoverContent } from '../../model/hover-evidence.ts';
import type { ElementFactsOf } from './collect-element-facts.ts';

export interface Appeared extends Pick<HoverContent, 'selector' | 'text' | 'covers'> {
  /** CSS px of the viewport: the place in it that is nearest to the trigger; null: out of the window. */
  nearest: { x: number; y: number } | null;
}

/** What the trial keeps in our world between the moves. */
export interface HoverWatch {
  /** Makes ready for one trigger: what can be seen is remembered. `at`: CSS px of the viewport; null: it cannot be pointed at. */
  aim(index: number): { trigger: HoverContent['trigger']; at: { x: number; y: number } | null; away: { x: number; y: number }; focusable: boolean };
  /** What has come up since, as soon as it has come to rest; null: nothing within `ms`. */
  appeared(ms: number): Promise<Appeared | null>;
  /** Has that gone again within `ms`? */
  gone(ms: number): Promise<boolean>;
  focus(index: number): void;
  blur(): void;
  end(): void;
}

/**
 * Looks for what shows something on hover or focus: by the rules of the style sheets that can be read, by attributes that tooltips and menus carry, and by
 * hidden elements with the role of a tooltip. `kinds`: how many kinds there are; of each the first is kept.
 */
export function collectHoverStart(most: { elements: number; rules: number; kinds: number }, facts: ElementFactsOf): { kinds: number; kept: number } {
  const before = { focus: document.activeElement, scroll: [window.scrollX, window.scrollY] as const };
  const triggers = new Map<string, Element>();
  const hanging = '[aria-haspopup]:not([aria-haspopup=false])[aria-expanded=true], [role=combobox][aria-expanded=true], [popover]:popover-open, dialog[open], [role=dialog], [role=alertdialog], [aria-modal=true]';
  // The customer's next step may be in it: what a visit looks at must not change how it goes on.
  for (const element of facts.walk(document)) if (element.matches(hanging) && facts.visible(element)) throw new Error('A dialog, menu or list is open that Escape would close.');

  const shows = (element: Element): boolean => facts.visible(element) && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const isContent = (element: Element): boolean => facts.text(element) !== '';
  const frame = (): Promise<void> => new Promise((resolve) => void requestAnimationFrame(() => resolve()));

  function add(trigger: Element | null): void {
    if (trigger === null || !shows(trigger) || trigger.matches('html, body, main')) return;
    const kind = [trigger, trigger.parentElement].map((one) => `${one?.localName}.${one?.getAttribute('class')}`.slice(0, 100)).join(' < ');
    if (!triggers.has(kind)) triggers.set(kind, trigger);
  }

  /** The part of a selector up to the element under the pointer, and the whole without it; null: it is about that element itself. */
  function partsOf(selector: string): { trigger: string; subject: string } | null {
    const match = /^(.*?:(?:hover|focus-within|focus-visible|focus)[^\s>+~]*)([\s>+~].*)$/.exec(selector);
    if (match === null) return null;
    const bare = (text: string): string => text.replace(/(^|[\s>+~(,])?:(?:hover|focus-within|focus-visible|focus)(?![\w-])/g, (_all, alone?: string) => (alone === undefined ? '' : `${alone}*`));
    return { trigger: bare(match[1] ?? ''), subject: bare(selector) };
  }

  const shown = /(?:^|;)\s*(?:display|visibility|opacity|clip-path|transform|left|top|height|max-height)\s*:/;
  let rules = 0;
  function read(list: CSSRuleList): void {
    for (const rule of list) {
      rules += 1;
      if (rules > most.rules) return;
      if (rule instanceof CSSStyleRule) {
        if (/:(?:hover|focus)/.test(rule.selectorText) && shown.test(rule.style.cssText)) for (const selector of rule.selectorText.split(/,(?![^(]*\))/)) follow(selector.trim());
      } else if (rule instanceof CSSMediaRule ? matchMedia(rule.media.mediaText).matches : rule instanceof CSSGroupingRule) read((rule as CSSGroupingRule).cssRules);
    }
  }

  function follow(selector: string): void {
    const parts = partsOf(selector);
    if (parts === null) return;
    try {
      const subjects = [...document.querySelectorAll(parts.subject)].slice(0, 50).filter((element) => !shows(element) && isContentOfHidden(element));
      for (const subject of subjects.slice(0, 5)) {
        let around: Element | null = subject.parentElement;
        for (let up = 0; up < 6 && around !== null; up += 1, around = around.parentElement) {
          const trigger: Element | undefined = around.matches(parts.trigger) ? around : [...around.children].slice(0, 50).find((one) => one !== subject && one.matches(parts.trigger) && !one.contains(subject));
          if (trigger === undefined) continue;
          add(trigger);
          break;
        }
      }
    } catch {
      // A selector that does not parse any more without its pseudo-class is one we know nothing of.
    }
  }

  function isContentOfHidden(element: Element): boolean {
    return (element.textContent ?? '').trim() !== '';
  }

  for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets].slice(0, 100)) {
    if (sheet.disabled) continue;
    try {
      read(sheet.cssRules);
    } catch {
      // Sheets of other origins cannot be read.
    }
  }
  const marked = '[data-tooltip], [data-tippy-content], [data-bs-toggle=tooltip], [data-toggle=tooltip], [data-bs-trigger*=hover], [interestfor], [onmouseover], [onmouseenter], [onpointerenter], nav [aria-haspopup][aria-expanded=false]';
  for (const element of [...document.querySelectorAll(marked)].slice(0, 500)) add(element);
  for (const tip of [...document.querySelectorAll('[role=tooltip]')].slice(0, 200)) {
    if (shows(tip)) continue;
    add(tip.id === '' ? tip.parentElement : (document.querySelector(`[aria-describedby~="${CSS.escape(tip.id)}"], [aria-labelledby~="${CSS.escape(tip.id)}"]`) ?? tip.parentElement));
  }

  const kept = [...triggers.values()].slice(0, most.kinds);
  const limited = function* (): Generator<Element> {
    let seen = 0;
    for (const element of facts.walk(document)) {
      seen += 1;
      if (seen > most.elements) return;
      yield element;
    }
  };

  let known = new Set<Element>();
  let content: Element | null = null;
  let under: { x: number; y: number } = { x: 0, y: 0 };

  /** A control inside, or the place itself. */
  const controlOf = (trigger: Element): HTMLElement | null => [trigger, ...facts.walk(trigger)].find((one): one is HTMLElement => one instanceof HTMLElement && one.tabIndex >= 0 && shows(one)) ?? null;

  const inWindow = ({ x, y }: { x: number; y: number }): boolean => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;

  function aim(index: number): ReturnType<HoverWatch['aim']> {
    const trigger = kept[index] as Element;
    const box = trigger.getBoundingClientRect();
    if (!inWindow({ x: box.left + box.width / 2, y: box.top + box.height / 2 })) trigger.scrollIntoView({ block: 'center', behavior: 'instant' });
    known = new Set([...limited()].filter(shows));
    content = null;
    const { left, top, width, height } = trigger.getBoundingClientRect();
    const places = [[0.5, 0.5], [0.2, 0.5], [0.8, 0.5], [0.5, 0.2]].map(([across = 0, down = 0]) => ({ x: left + width * across, y: top + height * down }));
    const hits = (place: { x: number; y: number }): boolean => inWindow(place) && trigger.contains(document.elementFromPoint(place.x, place.y));
    const at = places.find(hits) ?? null;
    if (at !== null) under = at;
    const corners = [{ x: 1, y: innerHeight - 2 }, { x: innerWidth - 2, y: innerHeight - 2 }, { x: 1, y: innerHeight / 2 }, { x: innerWidth - 2, y: innerHeight / 2 }];
    const away = corners.find(({ x, y }) => !kept.some((one) => one.contains(document.elementFromPoint(x, y)))) ?? { x: 1, y: innerHeight - 2 };
    return { trigger: { role: facts.role(trigger), name: facts.name(trigger) || facts.text(trigger).slice(0, 100), selector: facts.selector(trigger) }, at, away, focusable: controlOf(trigger) !== null };
  }

  /** The largest of what is new, text in it. */
  function newest(): Element | null {
    const fresh = new Set([...limited()].filter((element) => !known.has(element) && shows(element)));
    const outermost = [...fresh].filter((element) => !fresh.has(facts.parent(element) ?? element) && isContent(element));
    const area = (element: Element): number => element.getBoundingClientRect().width * element.getBoundingClientRect().height;
    return outermost.sort((one, other) => area(other) - area(one))[0] ?? null;
  }

  async function appeared(ms: number): Promise<Appeared | null> {
    const until = performance.now() + ms;
    do {
      await frame();
      content = newest();
    } while (content === null && performance.now() < until);
    if (content === null) return null;
    const moving = content.getAnimations({ subtree: true }).filter((one) => one instanceof CSSTransition);
    await Promise.race([Promise.allSettled(moving.map(({ finished }) => finished)), new Promise((resolve) => setTimeout(resolve, 300))]);
    const { left, right, top, bottom } = content.getBoundingClientRect();
    const between = (value: number, low: number, high: number): number => Math.min(Math.max(value, Math.min(low, high)), Math.max(low, high));
    const nearest = { x: between(under.x, left + 4, right - 4), y: between(under.y, top + 4, bottom - 4) };
    return { selector: facts.selector(content), text: facts.text(content).slice(0, 100), covers: covers(content), nearest: inWindow(nearest) ? nearest : null };
  }

  /** Text, a picture or a control that could be read or pressed before lies under it. */
  function covers(element: Element): boolean {
    const { left, top, width, height } = element.getBoundingClientRect();
    for (const across of [0.1, 0.5, 0.9]) {
      for (const down of [0.1, 0.5, 0.9]) {
        const stack = document.elementsFromPoint(left + width * across, top + height * down);
        const below = stack.filter((one) => known.has(one) && !element.contains(one) && !one.contains(element));
        if (below.some((one) => one.matches('img, picture, video, canvas, svg, iframe') || facts.interactive(one) || isInk(one, left + width * across, top + height * down))) return true;
      }
    }
    return false;
  }

  /** A line of its own text runs close to the point. */
  function isInk(element: Element, x: number, y: number): boolean {
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || (node.nodeValue ?? '').trim() === '') continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      if ([...range.getClientRects()].slice(0, 200).some((line) => x >= line.left - 4 && x <= line.right + 4 && y >= line.top - 4 && y <= line.bottom + 4)) return true;
    }
    return false;
  }

  async function gone(ms: number): Promise<boolean> {
    const until = performance.now() + ms;
    while (content !== null && content.isConnected && shows(content)) {
      if (performance.now() >= until) return false;
      await frame();
    }
    return true;
  }

  function end(): void {
    (document.activeElement as HTMLElement | null)?.blur();
    if (before.focus instanceof HTMLElement && before.focus !== document.body) before.focus.focus({ preventScroll: true });
    window.scrollTo({ left: before.scroll[0], top: before.scroll[1], behavior: 'instant' });
  }

  // Escape empties a search field that has the focus.
  if (kept.length > 0) (document.activeElement as HTMLElement | null)?.blur();
  const watch: HoverWatch = { aim, appeared, gone, focus: (index) => controlOf(kept[index] as Element)?.focus({ focusVisible: true } as FocusOptions), blur: () => (document.activeElement as HTMLElement | null)?.blur(), end };
  (globalThis as unknown as { hoverWatch: HoverWatch }).hoverWatch = watch;
  return { kinds: triggers.size, kept: kept.length };
}
