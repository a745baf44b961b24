import type { Pictured } from '../../model/picture-evidence.ts';
import type { Box } from '../../model/target-evidence.ts';
import type { ElementFactsOf } from './collect-element-facts.ts';

/** What the picture shows, in CSS px of the layout viewport, and where its elements were when it was taken. Kept in our world of the document. */
interface Noted {
  view: { x: number; y: number; width: number; height: number };
  places: WeakMap<Element, string>;
}

interface PictureWorld {
  noted?: Noted;
}

/** An element to look for. */
export interface Wanted {
  selector: string;
  /** It has to be this one, for the selector is from an earlier moment. */
  known?: { role: string; name: string };
  /** Where it was on arrival, in the viewport: what was outside then need not be looked for. */
  at?: Box;
}

/** Notes where everything in the window is, at the moment of a picture. true: the page has more elements than are looked at. */
export function notePlaces({ most, width, height }: { most: number; width: number; height: number }): boolean {
  const own = globalThis as unknown as PictureWorld;
  // A page that is wider than its phone is shown smaller: the window then shows more CSS px than the device has.
  const seen = globalThis.visualViewport;
  const view = { x: seen?.offsetLeft ?? 0, y: seen?.offsetTop ?? 0, width: Math.min(width, seen?.width ?? width), height: Math.min(height, seen?.height ?? height) };
  if (seen !== null && seen.scale < 1) Object.assign(view, { width: seen.width, height: seen.height });
  const places = new WeakMap<Element, string>();
  let looked = 0;
  const note = (root: Document | ShadowRoot): boolean => {
    for (const element of root.querySelectorAll('*')) {
      looked += 1;
      if (looked > most) return true;
      const { x, y, right, bottom, width: wide, height: high } = element.getBoundingClientRect();
      if (wide > 0 && high > 0 && right > view.x && bottom > view.y && x < view.x + view.width && y < view.y + view.height) places.set(element, `${x} ${y} ${wide} ${high}`);
      if (element.shadowRoot !== null && note(element.shadowRoot)) return true;
    }
    return false;
  };
  const cut = note(document);
  own.noted = { view, places };
  return cut;
}

/** Finds elements in what was noted. null: nothing was, or the document is another one. */
export function collectPictured({ wanted }: { wanted: readonly Wanted[] }, facts: ElementFactsOf, componentOf: (element: Element, html: string) => string): Pick<Pictured, 'width' | 'height' | 'elements'> | null {
  const { noted } = globalThis as unknown as PictureWorld;
  if (noted === undefined) return null;
  const { view, places } = noted;

  /** The one element that a selector means, through open shadow roots; what means several means none. */
  function elementOf(selector: string): Element | null {
    let root: Document | ShadowRoot | null = document;
    let found: Element | null = null;
    for (const part of selector.split(' >>> ')) {
      if (root === null) return null;
      let all: NodeListOf<Element>;
      try {
        all = root.querySelectorAll(part);
      } catch {
        return null;
      }
      found = all.length === 1 ? (all[0] ?? null) : null;
      root = found?.shadowRoot ?? null;
      if (found === null) return null;
    }
    return found;
  }

  type Edges = [left: number, top: number, right: number, bottom: number];
  const within = (a: Edges, b: Edges): Edges => [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  const whole: Edges = [view.x, view.y, view.x + view.width, view.y + view.height];
  const clips = new Map<Element, Edges>();
  /** What the boxes around an element leave to be seen of it. */
  function clipOf(element: Element): Edges {
    const known = clips.get(element);
    if (known !== undefined) return known;
    const { position } = getComputedStyle(element);
    const around = position === 'fixed' ? null : position === 'absolute' && element instanceof HTMLElement ? element.offsetParent : facts.parent(element);
    let clip = whole;
    if (around !== null && around !== document.body && around !== document.documentElement) {
      const { overflowX, overflowY } = getComputedStyle(around);
      const { left, top, right, bottom } = around.getBoundingClientRect();
      clip = within(clipOf(around), [overflowX === 'visible' ? -Infinity : left, overflowY === 'visible' ? -Infinity : top, overflowX === 'visible' ? Infinity : right, overflowY === 'visible' ? Infinity : bottom]);
    }
    clips.set(element, clip);
    return clip;
  }

  function isUnder(inner: Element, outer: Element): boolean {
    for (let up: Element | null = inner; up !== null; up = facts.parent(up)) if (up === outer) return true;
    return false;
  }

  /** Something that cannot be seen through, as far as it does not hold the element itself. */
  function isOpaque(hit: Element, element: Element): boolean {
    for (let up: Element | null = hit; up !== null && !isUnder(element, up); up = facts.parent(up)) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(up);
      const clear = /^rgba\(.*, 0(?:\.[0-4]\d*)?\)$/.test(backgroundColor) || backgroundColor === 'transparent' || Number(opacity) < 0.5;
      if (!clear || /url\(/.test(backgroundImage) || up.matches('img, video, canvas, iframe, embed, object')) return true;
    }
    return false;
  }

  function isShownAt(element: Element, x: number, y: number): boolean {
    let hit = document.elementFromPoint(x, y);
    for (let depth = 0; hit?.shadowRoot != null && hit !== element && depth < 10; depth += 1) {
      const inner: Element | null = hit.shadowRoot.elementFromPoint(x, y);
      if (inner === null || inner === hit) break;
      hit = inner;
    }
    return hit === null || isUnder(hit, element) || isUnder(element, hit) || !isOpaque(hit, element);
  }

  /** Its middle, and a point near each corner. */
  const points = [[0.5, 0.5], [0.1, 0.1], [0.9, 0.9], [0.9, 0.1], [0.1, 0.9]] as const;

  function boxOf(element: Element): Box | null {
    const { x, y, right, bottom, width, height } = element.getBoundingClientRect();
    if (places.get(element) !== `${x} ${y} ${width} ${height}` || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return null;
    const [left, top, end, low] = within([x, y, right, bottom], clipOf(element));
    if (end - left < 1 || low - top < 1) return null;
    if (!points.some(([across, down]) => isShownAt(element, left + (end - left) * across, top + (low - top) * down))) return null;
    const rounded = (pixels: number): number => Math.round(pixels * 10) / 10;
    return { x: rounded(left - view.x), y: rounded(top - view.y), width: rounded(end - left), height: rounded(low - top) };
  }

  const isOutside = ({ x, y, width, height }: Box): boolean => x >= whole[2] || y >= whole[3] || x + width <= whole[0] || y + height <= whole[1];

  const elements = wanted.flatMap(({ selector, known, at }): Pictured['elements'] => {
    const element = at !== undefined && isOutside(at) ? null : elementOf(selector);
    if (element === null || element === document.documentElement || element === document.body) return [];
    const box = boxOf(element);
    if (box === null || (known !== undefined && (facts.role(element) !== known.role || facts.name(element) !== known.name))) return [];
    return [{ selector, box, component: componentOf(element, '') }];
  });
  return { width: view.width, height: view.height, elements };
}
