import type { ElementFactsOf } from './collect-element-facts.ts';

/** CSS px relative to the window. */
export interface Rect { left: number; top: number; right: number; bottom: number }

/** A line of text: what is left of it when all boxes around it have cut it, and which of them cut last. */
export interface Line { element: Element; rect: Rect; seen: Rect | null; by: Element | null; axis: 'x' | 'y' | null }

/** Where lines of text are and what can be seen of them. Handed to other in-page functions, which must be free of imports. */
export interface TextGeometry {
  styleOf(element: Element): CSSStyleDeclaration;
  hides(overflow: string): boolean;
  scrolls(overflow: string): boolean;
  high(rect: Rect): number;
  wide(rect: Rect): number;
  /** It has letters or digits of its own. */
  hasText(element: Element): boolean;
  isRead(element: Element): boolean;
  /** In a layer that stays where it is when the page is scrolled. */
  isFloating(element: Element): boolean;
  windowOverflow(): { x: string; y: string };
  /** `real`: as it is now; else boxes that scroll count as if they were scrolled to it. */
  clip(element: Element, rect: Rect, real: boolean): Pick<Line, 'seen' | 'by' | 'axis'>;
  linesOf(element: Element): Rect[];
  inkOf(rect: Rect): Rect;
  measure(element: Element): Line[];
  isLost(line: Line): boolean;
}

export function collectTextGeometry(facts: ElementFactsOf): TextGeometry {
  const root = document.documentElement;
  const most = { lines: 200 };

  const styleOf = (element: Element): CSSStyleDeclaration => getComputedStyle(element);
  const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';
  const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';

  /** What the window cuts off: the overflow of html, or of body where html has none, is the window's. */
  function windowOverflow(): { x: string; y: string } {
    const own = styleOf(root);
    const from = own.overflowX === 'visible' && own.overflowY === 'visible' && document.body !== null ? styleOf(document.body) : own;
    return { x: from.overflowX, y: from.overflowY };
  }

  /** Hidden from eyes on purpose, or from assistive technology: not text that is missed. */
  function isRead(element: Element): boolean {
    return element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.closest('[aria-hidden=true], [inert], option, noscript, script, style, title') === null;
  }

  /** The part of a line that is left by all boxes around it; the boxes that scroll lead to the rest of it. */
  function clip(element: Element, rect: Rect, real: boolean): Pick<Line, 'seen' | 'by' | 'axis'> {
    const { left, top, right, bottom } = rect;
    const seen = { left, top, right, bottom };
    let [by, axis] = [null as Element | null, null as Line['axis']];
    let position = styleOf(element).position;
    const cut = (side: 'x' | 'y', low: number, high: number, who: Element): void => {
      const [from, to] = side === 'x' ? (['left', 'right'] as const) : (['top', 'bottom'] as const);
      if (seen[from] >= low - 0.5 && seen[to] <= high + 0.5) return;
      [seen[from], seen[to]] = [Math.max(seen[from], low), Math.min(seen[to], high)];
      [by, axis] = [who, side];
    };
    for (let up: Element | null = element; up !== null && up !== root; up = facts.parent(up)) {
      const style = styleOf(up);
      const holds = up === element || position === 'static' || position === 'relative' || position === 'sticky' || style.transform !== 'none' || (position === 'absolute' && style.position !== 'static');
      if (!holds) continue;
      if (up !== element) position = style.position;
      if (up === document.body) break;
      if (style.overflowX !== 'visible' || style.overflowY !== 'visible') {
        const box = up.getBoundingClientRect();
        const inner = { left: box.left + up.clientLeft, top: box.top + up.clientTop, right: box.left + up.clientLeft + up.clientWidth, bottom: box.top + up.clientTop + up.clientHeight };
        if (up.clientWidth === 0 && up.clientHeight === 0) continue;
        if (hides(style.overflowX) || (real && scrolls(style.overflowX))) cut('x', inner.left, inner.right, up);
        else if (scrolls(style.overflowX)) [seen.left, seen.right] = [inner.left, inner.right];
        if (hides(style.overflowY) || (real && scrolls(style.overflowY))) cut('y', inner.top, inner.bottom, up);
        else if (scrolls(style.overflowY)) [seen.top, seen.bottom] = [inner.top, inner.bottom];
      }
      if (position === 'fixed') break;
    }
    if (hides(windowOverflow().x)) cut('x', 0, root.clientWidth, root);
    return { seen: seen.right - seen.left > 0 && seen.bottom - seen.top > 0 ? seen : null, by, axis };
  }

  function linesOf(element: Element): Rect[] {
    const rects: Rect[] = [];
    const range = document.createRange();
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !/[\p{L}\p{N}]/u.test(node.nodeValue ?? '')) continue;
      range.selectNodeContents(node);
      for (const { left, top, right, bottom } of range.getClientRects()) if (right - left > 2 && bottom - top > 2 && rects.length < most.lines) rects.push({ left, top, right, bottom });
    }
    return rects;
  }

  const hasText = (element: Element): boolean => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && /[\p{L}\p{N}]/u.test(node.nodeValue ?? ''));
  const high = ({ top, bottom }: Rect): number => bottom - top;
  const wide = ({ left, right }: Rect): number => right - left;

  /** Less than that of a line is rounding, the air over and under the letters, or half a letter. */
  function isLost({ rect, seen, axis }: Line): boolean {
    if (seen === null) return true;
    return axis !== null && (high(seen) < 0.7 * high(rect) || wide(seen) < wide(rect) - Math.max(4, 0.02 * wide(rect)));
  }

  function measure(element: Element): Line[] {
    return linesOf(element).map((rect) => ({ element, rect, ...clip(element, rect, false) }));
  }

  const isFloating = (element: Element): boolean => {
    for (let up: Element | null = element; up !== null; up = facts.parent(up)) if (/^(?:fixed|sticky)$/.test(styleOf(up).position)) return true;
    return false;
  };

  /** The part of a line that has ink in it: lines that stand close do not print over each other. */
  function inkOf({ left, top, right, bottom }: Rect): Rect {
    const air = (bottom - top) * 0.25;
    return { left: left + 1, top: top + air, right: right - 1, bottom: bottom - air };
  }

  return { styleOf, hides, scrolls, high, wide, hasText, isRead, isFloating, windowOverflow, clip, linesOf, inkOf, measure, isLost };
}
