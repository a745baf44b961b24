import type { Layout } from '../../model/layout-evidence.ts';
import type { ElementFactsOf } from './collect-element-facts.ts';
import type { Line, Rect, TextGeometry } from './collect-text-geometry.ts';

/** What our world keeps of the page as it was, between the looks. */
export interface LayoutWatch {
  texts: number;
  /** There were more texts than are followed. */
  cut: boolean;
  /** The page as it is now, once it stands still. */
  look(): Promise<Layout>;
  /** Applies or removes the text spacing of WCAG 1.4.12. */
  space(on: boolean): void;
  /** Puts the scroll position back. */
  end(): Promise<void>;
}

/**
 * Remembers which texts can be read as the page is now, so that later looks tell what was lost since. Nothing of the document is
 * changed; style sheets are adopted and given back. Throws where a layer is open that closes when the window changes.
 */
export async function collectLayoutStart(most: { texts: number; listed: number; milliseconds: number }, facts: ElementFactsOf, geometry: TextGeometry): Promise<{ texts: number; cut: boolean }> {
  const scroll = [window.scrollX, window.scrollY] as const;
  const until = performance.now() + most.milliseconds;
  /** What was not looked at must not pass for faultless. */
  const inTime = (): void => {
    if (performance.now() > until) throw new Error('The page is too large to be looked at in time.');
  };
  const root = document.documentElement;
  const { styleOf, hides, scrolls, high, wide, hasText, isRead, isFloating, windowOverflow, clip, linesOf, inkOf, measure, isLost } = geometry;
  const exceptions = { table: 'table:not([role=presentation]):not([role=none]), [role=table], [role=grid], [role=treegrid]', code: 'pre, code, kbd, samp, textarea, math, [role=math]', media: 'img, picture, svg, canvas, video, audio, iframe, object, embed, map, [role=img], [role=application], [role=toolbar], [role=slider]' } as const;

  // The customer's next step may be in it: what a visit looks at must not change how it goes on.
  const hanging = '[aria-haspopup]:not([aria-haspopup=false])[aria-expanded=true], [role=combobox][aria-expanded=true], [aria-activedescendant]:not([aria-activedescendant=""]):focus, [popover]:popover-open';
  for (const element of facts.walk(document)) if (element.matches(hanging) && facts.visible(element)) throw new Error('A menu or list is open that a change of the window may close.');

  const clipped = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 100);
  /** Pairs of texts that are printed over each other, by their numbers. */
  function overlapping(lines: readonly Line[]): Map<string, [Line, Line, Rect]> {
    const inked = lines.flatMap((line) => {
      const { seen } = clip(line.element, line.rect, true);
      return seen === null ? [] : [{ line, ink: inkOf(seen) }];
    });
    inked.sort((a, b) => a.ink.top - b.ink.top);
    const pairs = new Map<string, [Line, Line, Rect]>();
    for (const [index, { line, ink }] of inked.entries()) {
      for (let next = index + 1; next < Math.min(inked.length, index + 200); next += 1) {
        const other = inked[next];
        if (other === undefined || other.ink.top >= ink.bottom) break;
        if (other.line.element === line.element || other.line.element.contains(line.element) || line.element.contains(other.line.element)) continue;
        const both = { left: Math.max(ink.left, other.ink.left), top: Math.max(ink.top, other.ink.top), right: Math.min(ink.right, other.ink.right), bottom: Math.min(ink.bottom, other.ink.bottom) };
        const least = 0.3 * Math.min(high(ink), high(other.ink));
        if (wide(both) < 4 || high(both) < Math.max(2, least)) continue;
        const numbers = [numberOf.get(line.element) ?? -1, numberOf.get(other.line.element) ?? -1].sort((a, b) => a - b);
        pairs.set(numbers.join(' '), [line, other.line, both]);
      }
    }
    return pairs;
  }

  /** Both can be seen there: neither lies under something with a background. */
  function bothShow(one: Element, other: Element, at: Rect): boolean {
    const [x, y] = [(at.left + at.right) / 2, (at.top + at.bottom) / 2];
    window.scrollTo({ left: 0, top: Math.max(0, y - window.innerHeight / 2), behavior: 'instant' });
    const stack = document.elementsFromPoint(x - window.scrollX, y - window.scrollY);
    window.scrollTo({ left: 0, top: 0, behavior: 'instant' });
    const [first, second] = [stack.indexOf(one), stack.indexOf(other)];
    // Text that runs out of its box is drawn there, and not among what lies there.
    const isThere = (element: Element, place: number): boolean => {
      const box = element.getBoundingClientRect();
      return place >= 0 || at.right > box.right + 1 || at.left < box.left - 1 || at.bottom > box.bottom + window.scrollY + 1;
    };
    if ((first < 0 && second < 0) || !isThere(one, first) || !isThere(other, second)) return false;
    const lowest = first < 0 || second < 0 ? Math.max(first, second) + 1 : Math.max(first, second);
    return stack.slice(0, lowest).every((element) => {
      const style = styleOf(element);
      return /^(?:transparent|rgba\(.*, 0\))$/.test(style.backgroundColor) && style.backgroundImage === 'none' && !element.matches('img, video, canvas, iframe');
    });
  }

  /** Something unfolds it, or it ends in dots as its author wants: whether the rest can be read takes a person. */
  function isShortened(element: Element, by: Element): boolean {
    for (let up: Element | null = element; up !== null; up = facts.parent(up)) {
      const style = styleOf(up);
      if (style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none') return true;
      if (up === by) break;
    }
    return by !== root && (by.parentElement?.querySelector(':scope [aria-expanded=false], :scope summary') ?? null) !== null;
  }

  /** Moved there by the page, as the slides of a carousel are. */
  function isMoved(element: Element, by: Element): boolean {
    for (let up: Element | null = element; up !== null && up !== by; up = facts.parent(up)) {
      const style = styleOf(up);
      if (style.transform !== 'none' || style.translate !== 'none' || /^(?:absolute|fixed)$/.test(style.position) || up.getAnimations().length > 0) return true;
    }
    return by !== root && (by.closest('[aria-roledescription]') !== null || by.scrollLeft > 0);
  }

  function lossOf(element: Element): Layout['lost'][number] | null {
    const lines = measure(element);
    const lost = lines.filter(isLost);
    const worst = lost.find(({ by }) => by !== null);
    if (worst?.by == null) return null;
    const { by, axis } = worst;
    const whole = lost.length === lines.length && lost.every(({ seen }) => seen === null);
    // A box that was folded, or that the page has moved out of sight, hides its text on purpose.
    if (by !== root && (by.clientHeight < 4 || by.clientWidth < 4)) return null;
    const moved = isMoved(element, by);
    if (axis === 'x' && (whole || (moved && by !== root))) return null;
    if (whole && moved) return null;
    const told = { text: clipped(element.textContent ?? ''), selector: facts.selector(element), by: by === root ? 'viewport' : facts.selector(by) };
    if (isShortened(element, by)) return { ...told, how: 'shortened' };
    return { ...told, how: axis === 'x' && by !== root ? 'aside' : 'cut' };
  }

  /** What lies partly beyond the side of the window to which the page can be scrolled. */
  function beyondWindow(): Layout['beyond'] {
    const beyond: Layout['beyond'] = [];
    const wholes: Element[] = [];
    const width = root.clientWidth;
    const rightToLeft = styleOf(root).direction === 'rtl';
    const juts = ({ left, right }: Rect): boolean => (rightToLeft ? left < -1 && right > 0 : right > width + 1 && left < width);
    const free = (element: Element, rect: Rect): boolean => {
      const { seen, axis } = clip(element, rect, true);
      return seen !== null && axis !== 'x' && !isFloating(element);
    };
    const kindOf = (element: Element, plain: 'text' | 'control'): Pick<Layout['beyond'][number], 'kind' | 'excepted'> => {
      for (const kind of ['table', 'code', 'media'] as const) if (element.closest(exceptions[kind]) !== null) return { kind, excepted: true };
      return { kind: plain, excepted: false };
    };
    for (const element of facts.walk(document)) {
      inTime();
      if (beyond.length >= most.listed) break;
      if (wholes.some((one) => one.contains(element))) continue;
      const whole = element.matches(Object.values(exceptions).join(', '));
      const control = !whole && facts.interactive(element);
      if (!whole && !control && !hasText(element)) continue;
      const rects: Rect[] = whole || control ? [element.getBoundingClientRect()] : linesOf(element);
      if (!rects.some(juts) || !isRead(element)) continue;
      const rect = rects.find((one) => juts(one) && free(element, one));
      if (rect === undefined) continue;
      if (whole) wholes.push(element);
      beyond.push({ selector: facts.selector(element), text: clipped(element.textContent ?? ''), ...kindOf(element, control ? 'control' : 'text') });
    }
    return beyond;
  }

  /** Lines of running text in a box of its own that has to be scrolled sideways for each. */
  function widerThanTheirBox(): Layout['beyond'] {
    const found: Layout['beyond'] = [];
    for (const element of followed) {
      inTime();
      if (found.length >= most.listed) break;
      if (!element.isConnected || !isRead(element) || element.closest(Object.values(exceptions).join(', ')) !== null) continue;
      let box = facts.parent(element);
      while (box !== null && box !== document.body && !(scrolls(styleOf(box).overflowX) && box.scrollWidth > box.clientWidth + 1)) box = facts.parent(box);
      if (box === null || box === document.body || box.clientWidth < 100) continue;
      const { clientWidth } = box;
      const lines = linesOf(element).filter((line) => wide(line) > clientWidth + 1);
      if (lines.length > 1 && lines.some((line) => line.top >= (lines[0]?.bottom ?? 0) - 1)) found.push({ selector: facts.selector(element), text: clipped(element.textContent ?? ''), kind: 'text', excepted: false });
    }
    return found;
  }

  const frame = (cap = 100): Promise<unknown> => new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, cap);
  });

  /** Scripts lay the page out again after the window has changed, some of them frames later: until four in a row are alike. */
  async function still(): Promise<void> {
    let last = '';
    let alike = 0;
    for (let frames = 0; frames < 20; frames += 1) {
      await frame();
      for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
      const now = `${root.scrollWidth} ${root.scrollHeight} ${root.clientWidth} ${document.getElementsByTagName('*').length}`;
      alike = now === last ? alike + 1 : 0;
      if (alike === 3) return;
      last = now;
    }
  }

  const followed: Element[] = [];
  const numberOf = new Map<Element, number>();
  let overlapped = new Set<string>();

  const wordsOf = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim();

  /** Scripts put other elements in the place of those they laid out before: the same words are followed on. */
  function findAgain(): void {
    const gone = new Map<string, number[]>();
    for (const [index, element] of followed.entries()) if (!element.isConnected) gone.set(wordsOf(element), [...(gone.get(wordsOf(element)) ?? []), index]);
    if (gone.size === 0) return;
    const known = new Set(followed);
    for (const element of facts.walk(document)) {
      inTime();
      const index = known.has(element) || !hasText(element) || !isRead(element) ? undefined : gone.get(wordsOf(element))?.shift();
      if (index === undefined) continue;
      followed[index] = element;
      numberOf.set(element, index);
    }
  }

  async function look(): Promise<Layout> {
    await still();
    findAgain();
    window.scrollTo({ left: 0, top: 0, behavior: 'instant' });
    const lost: Layout['lost'] = [];
    const overlaps: Layout['overlaps'] = [];
    let [lostCount, overlapCount] = [0, 0];
    const lines: Line[] = [];
    for (const element of followed) {
      inTime();
      if (!element.isConnected || !isRead(element)) continue;
      const loss = lossOf(element);
      if (loss !== null && (lostCount += 1) <= most.listed) lost.push(loss);
      if (!isFloating(element)) lines.push(...measure(element));
    }
    for (const [key, [one, other, at]] of overlapping(lines)) {
      if (overlapped.has(key) || overlapCount >= most.listed || !bothShow(one.element, other.element, at)) continue;
      overlapCount += 1;
      const told = (element: Element) => ({ text: clipped(element.textContent ?? ''), selector: facts.selector(element) });
      if (overlaps.length < 10) overlaps.push({ one: told(one.element), other: told(other.element) });
    }
    const sideways = root.scrollWidth > root.clientWidth + 1 && !hides(windowOverflow().x);
    const beyond = [...(sideways ? beyondWindow() : []), ...widerThanTheirBox()].slice(0, most.listed);
    return { width: window.innerWidth, height: window.innerHeight, scrollWidth: root.scrollWidth, sideways, beyond, lost, lostCount, overlaps, overlapCount };
  }

  const roots = (): (Document | ShadowRoot)[] => [document, ...[...facts.walk(document)].flatMap(({ shadowRoot }) => (shadowRoot === null ? [] : [shadowRoot]))];
  let sheet: CSSStyleSheet | null = null;
  function space(on: boolean): void {
    if (on) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; transition: none !important } p { margin-bottom: 2em !important }');
    }
    for (const one of roots()) one.adoptedStyleSheets = on && sheet !== null ? [...one.adoptedStyleSheets, sheet] : one.adoptedStyleSheets.filter((known) => known !== sheet);
  }

  async function end(): Promise<void> {
    window.scrollTo({ left: scroll[0], top: scroll[1], behavior: 'instant' });
    // What goes back moves the page: in a frame that is drawn later it would count as the doing of the step that follows.
    await frame(1_000);
  }

  window.scrollTo({ left: 0, top: 0, behavior: 'instant' });
  let cut = false;
  for (const element of facts.walk(document)) {
    if (!hasText(element) || !isRead(element) || !facts.visible(element)) continue;
    if (followed.length >= most.texts || performance.now() > until) {
      cut = true;
      break;
    }
    const lines = measure(element);
    if (lines.length > 0 && !lines.some(isLost)) followed.push(element);
  }
  for (const [index, element] of followed.entries()) numberOf.set(element, index);
  overlapped = new Set(overlapping(followed.filter((element) => !isFloating(element)).flatMap(measure)).keys());

  (globalThis as unknown as { layoutWatch: LayoutWatch }).layoutWatch = { texts: followed.length, cut, look, space, end };
  return { texts: followed.length, cut };
}
