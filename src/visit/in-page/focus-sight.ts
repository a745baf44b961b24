import type { ElementFactsOf } from './collect-element-facts.ts';

/** How much of an element lies under something opaque, and the selector of what lies on most of it. null: it cannot be told. */
export interface Cover {
  covered: 'none' | 'partly' | 'entirely' | null;
  by: string | null;
}

/** What can be seen of the focus. Handed to the other in-page functions, which must be free of imports. */
export interface FocusSight {
  /** What has the focus, through open shadow roots and frames of this origin; null: the page as a whole. */
  focused(): Element | null;
  /** How an element and its nearest surroundings are drawn. Two looks that are equal can still differ to the eye. */
  look(element: Element): string;
  /** It shows a text cursor when it has the focus. */
  textCursor(element: Element): boolean;
  cover(element: Element): Cover;
  /** Waits until the element stands still in the window, at most `most` ms. */
  still(element: Element, most: number): Promise<void>;
  frame(): Promise<unknown>;
  /** Short for a long text: equal where that is. */
  digest(text: string): string;
}

export function focusSight(facts: ElementFactsOf): FocusSight {
  const looks = ['outlineStyle', 'outlineWidth', 'outlineColor', 'outlineOffset', 'boxShadow', 'borderTopColor', 'borderBottomColor', 'borderLeftColor', 'borderTopWidth', 'borderBottomWidth', 'borderTopStyle', 'borderBottomStyle', 'backgroundColor', 'backgroundImage', 'color', 'textDecorationLine', 'textDecorationColor', 'opacity', 'transform', 'filter', 'clipPath', 'clip', 'top', 'left', 'width', 'height', 'fontWeight', 'visibility', 'fill', 'stroke'] as const;

  function innerDocument(frame: HTMLIFrameElement): Document | null {
    try {
      return frame.contentDocument;
    } catch {
      return null;
    }
  }

  function deepFocus(root: Document | ShadowRoot): Element | null {
    const active = root.activeElement;
    if (active === null) return null;
    if (active.shadowRoot?.activeElement != null) return deepFocus(active.shadowRoot);
    if (active instanceof HTMLIFrameElement) {
      // A frame of another origin does not show what has the focus in it: then the frame itself stands for it.
      const inner = innerDocument(active);
      const focus = inner === null ? null : deepFocus(inner);
      return focus === null || focus === inner?.body ? active : focus;
    }
    return active;
  }

  function focused(): Element | null {
    const focus = deepFocus(document);
    return focus === document.body || focus === document.documentElement ? null : focus;
  }

  /** Of a colour as computed styles give it; what is not in the form of rgb() counts as drawn. */
  function alpha(color: string): number {
    if (color === 'transparent') return 0;
    const parts = /^rgba\((?:[\d.]+, ){3}([\d.]+)\)$/.exec(color);
    return parts === null ? 1 : Number(parts[1]);
  }

  /** The colour an outline around the element stands on. */
  function backdrop(element: Element): string {
    for (let up = facts.parent(element); up !== null; up = facts.parent(up)) {
      const { backgroundColor, backgroundImage } = getComputedStyle(up);
      if (backgroundImage !== 'none') return '';
      if (alpha(backgroundColor) > 0) return backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  }

  function look(element: Element): string {
    const label = (element as HTMLInputElement).labels?.[0] ?? null;
    const around = [element, element.parentElement, element.parentElement?.parentElement ?? null, element.nextElementSibling, element.previousElementSibling, label, ...[...element.querySelectorAll('*')].slice(0, 20)].filter((one) => one !== null && one !== document.body);
    const drawn: string[] = [];
    for (const one of around as Element[]) {
      for (const animation of one.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
      for (const pseudo of [null, '::before', '::after']) {
        const style = getComputedStyle(one, pseudo);
        if (pseudo !== null && (style.content === 'none' || style.content === 'normal')) {
          drawn.push('');
          continue;
        }
        // An outline without style, width or colour is not drawn, nor can one be seen that has the colour of what it stands on.
        const outlined = style.outlineStyle !== 'none' && style.outlineWidth !== '0px' && alpha(style.outlineColor) > 0 && !(Number.parseFloat(style.outlineOffset) >= 0 && style.outlineStyle !== 'auto' && style.outlineColor === backdrop(one));
        const shadowed = style.boxShadow.split(/,(?![^(]*\))/).some((shadow) => shadow !== 'none' && alpha(/^\s*(rgba?\([^)]*\))/.exec(shadow)?.[1] ?? '') > 0);
        drawn.push(looks.map((property) => ((property.startsWith('outline') && !outlined) || (property === 'boxShadow' && !shadowed) ? '' : style[property])).join('|'));
      }
    }
    return drawn.join('\n');
  }

  function textCursor(element: Element): boolean {
    const text = element instanceof HTMLTextAreaElement || (element as HTMLElement).isContentEditable || (element instanceof HTMLInputElement && /^(text|search|email|tel|url|password|number)$/.test(element.type));
    return text && getComputedStyle(element).caretColor !== 'rgba(0, 0, 0, 0)' && facts.visible(element);
  }

  const isUnder = (inner: Element, outer: Element): boolean => {
    for (let up: Element | null = inner; up !== null; up = facts.parent(up)) if (up === outer) return true;
    return false;
  };

  /** Nothing of what lies below can be seen through it. */
  function isOpaque(element: Element, below: Element): boolean {
    const style = getComputedStyle(element);
    const paints = alpha(style.backgroundColor) >= 0.95 || /url\(/.test(style.backgroundImage) || element.matches('img, video, canvas, iframe, embed, object');
    if (!paints || style.visibility !== 'visible') return false;
    let opacity = 1;
    for (let up: Element | null = element; up !== null && !isUnder(below, up); up = facts.parent(up)) opacity *= Number(getComputedStyle(up).opacity);
    return opacity >= 0.95;
  }

  /** Everything at a point, topmost first, through open shadow roots. */
  function stackAt(x: number, y: number, root: Document | ShadowRoot, depth = 0): Element[] {
    return root.elementsFromPoint(x, y).slice(0, 30).flatMap((one) => (one.shadowRoot !== null && root !== one.shadowRoot && depth < 5 ? [...stackAt(x, y, one.shadowRoot, depth + 1).filter((inner) => inner !== one), one] : [one]));
  }

  function cover(element: Element): Cover {
    const unknown: Cover = { covered: null, by: null };
    if (element.ownerDocument !== document) return unknown;
    const label = (element as HTMLInputElement).labels?.[0] ?? null;
    // A box that is drawn by CSS is hidden behind its label.
    const shown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && facts.visible(element) ? element : label !== null && facts.visible(label) ? label : null;
    if (shown === null) return unknown;
    const own = (hit: Element): boolean => [shown, element, label].some((one) => one !== null && (isUnder(hit, one) || isUnder(one, hit)));
    const hidden = new Map<Element, number>();
    let points = 0;
    let under = 0;
    for (const { left, top, width, height } of [...shown.getClientRects()].slice(0, 5)) {
      for (let at = 0; at < 25; at += 1) {
        const [x, y] = [left + (width * ((at % 5) + 0.5)) / 5, top + (height * (Math.floor(at / 5) + 0.5)) / 5];
        if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
        points += 1;
        const above: Element[] = [];
        for (const hit of stackAt(x, y, document)) {
          if (own(hit)) break;
          above.push(hit);
        }
        const over = above.find((hit) => isOpaque(hit, shown));
        if (over === undefined) continue;
        under += 1;
        hidden.set(over, (hidden.get(over) ?? 0) + 1);
      }
    }
    if (points === 0) return unknown;
    const by = [...hidden].sort((a, b) => b[1] - a[1])[0]?.[0];
    return { covered: under === 0 ? 'none' : under === points ? 'entirely' : 'partly', by: by === undefined ? null : facts.selector(by) };
  }

  /** A page that is hidden has no frames. */
  const frame = (): Promise<unknown> => new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 100);
  });

  async function still(element: Element, most: number): Promise<void> {
    const until = performance.now() + most;
    const place = (): string => {
      const { x, y } = element.getBoundingClientRect();
      return `${x} ${y}`;
    };
    let calm = 0;
    for (let last = place(); calm < 2 && performance.now() < until; ) {
      await frame();
      calm = place() === last ? calm + 1 : 0;
      last = place();
    }
  }

  /** Two sums over all characters with the multipliers of MurmurHash3 and xxHash (both 2012): 64 bits, so that no two of some hundred texts meet. */
  function digest(text: string): string {
    let [one, other] = [0x9747b28c, 0x27d4eb2f];
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      one = Math.imul(one ^ code, 0x85ebca6b);
      one ^= one >>> 13;
      other = Math.imul(other ^ code, 0x9e3779b1);
      other ^= other >>> 15;
    }
    return `${(one >>> 0).toString(36)}.${(other >>> 0).toString(36)}`;
  }

  return { focused, look, textCursor, cover, still, frame, digest };
}
