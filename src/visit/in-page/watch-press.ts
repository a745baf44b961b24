import type { NearControl, PressEvidence, TargetMove } from '../../model/pointing-evidence.ts';
import type { ElementFactsOf } from './collect-element-facts.ts';

/** A layout shift as Chrome gives it (Layout Instability API, 2024); TypeScript's library does not know it. */
interface LayoutShift extends PerformanceEntry {
  hadRecentInput: boolean;
  sources: readonly { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
}

/**
 * Waits for the press on an element and says what lay under it: which other controls the finger covers, and whether the page had moved
 * the target shortly before. null: it was not pressed within `patience` ms. `finger`: device-independent px across, null for a mouse.
 * Runs in the page.
 */
export function watchPress(element: Element, { finger, patience }: { finger: number | null; patience: number }, facts: ElementFactsOf): Promise<PressEvidence | null> {
  const most = { moves: 10, others: 10, age: 3_000 };
  /** Points along a radius; a grid this fine sees a control of a tenth of the finger's width. */
  const fineness = 8;

  const shifts: LayoutShift[] = [];
  const keep = (entries: PerformanceEntryList): void => {
    for (const entry of entries as LayoutShift[]) if (!entry.hadRecentInput && shifts.push(entry) > 200) shifts.shift();
  };
  const observer = new PerformanceObserver((list) => keep(list.getEntries()));
  observer.observe({ type: 'layout-shift', buffered: true });

  const isControl = (candidate: Element): boolean => facts.interactive(candidate) || (candidate instanceof HTMLLabelElement && candidate.control !== null);
  function controlOf(start: Element | null): Element | null {
    for (let candidate = start; candidate !== null; candidate = facts.parent(candidate)) {
      if (!isControl(candidate)) continue;
      return candidate instanceof HTMLLabelElement ? (candidate.control ?? candidate) : candidate;
    }
    return null;
  }
  const controls = new Map<Element | null, Element | null>();
  function controlAt(x: number, y: number): Element | null {
    let hit = document.elementFromPoint(x, y);
    while (hit?.shadowRoot != null) {
      const inner = hit.shadowRoot.elementFromPoint(x, y);
      if (inner === null || inner === hit) break;
      hit = inner;
    }
    const known = controls.get(hit);
    if (known !== undefined) return known;
    const control = controlOf(hit);
    controls.set(hit, control);
    return control;
  }
  const destination = (control: Element): string => (control instanceof HTMLAnchorElement && control.href !== '' ? control.href : '');
  const own = controlOf(element) ?? element;
  /** Parts of one another, and links to the same place, are one target to the customer (WCAG 2.2, 2.5.8: equivalent). */
  const isOther = (control: Element): boolean => control !== own && !control.contains(own) && !own.contains(control) && (destination(control) === '' || destination(control) !== destination(own));
  const described = (control: Element): { role: string; name: string; selector: string } => ({ role: facts.role(control), name: facts.name(control), selector: facts.selector(control) });

  function contactAt(x: number, y: number): { diameter: number; others: NearControl[] } | undefined {
    if (finger === null) return undefined;
    const diameter = finger / (visualViewport?.scale ?? 1);
    const step = diameter / 2 / fineness;
    const found = new Map<Element, { points: number; distance: number }>();
    let points = 0;
    for (let row = -fineness; row <= fineness; row += 1) {
      for (let column = -fineness; column <= fineness; column += 1) {
        const distance = Math.hypot(row, column);
        if (distance > fineness) continue;
        points += 1;
        const control = controlAt(x + column * step, y + row * step);
        if (control === null || !isOther(control)) continue;
        const known = found.get(control);
        found.set(control, { points: (known?.points ?? 0) + 1, distance: Math.min(known?.distance ?? Number.POSITIVE_INFINITY, distance * step) });
      }
    }
    const others = [...found].map(([control, { points: covered, distance }]) => ({ ...described(control), distance, share: covered / points }));
    return { diameter, others: others.sort((a, b) => a.distance - b.distance).slice(0, most.others) };
  }

  /** How far a shift had moved the target; what is clipped by the window's edge tells by its other side. */
  function offsetBy({ sources }: LayoutShift): { x: number; y: number } | null {
    const source = sources.find(({ node }) => node !== null && (node.contains(own) || own.contains(node)));
    if (source === undefined) return null;
    const { previousRect: before, currentRect: after } = source;
    if (before.width === 0 || before.height === 0) return null;
    const along = (start: number, startAfter: number, end: number, endAfter: number): number => (start <= 0 || startAfter <= 0 ? endAfter - end : startAfter - start);
    return { x: along(before.left, after.left, before.right, after.right), y: along(before.top, after.top, before.bottom, after.bottom) };
  }

  function movesUntil(time: number, x: number, y: number): TargetMove[] {
    keep(observer.takeRecords());
    const box = own.getBoundingClientRect();
    const moves: TargetMove[] = [];
    let total = { x: 0, y: 0 };
    for (const shift of shifts.toReversed()) {
      const ago = time - shift.startTime;
      // Nobody aims at what they still have to scroll to.
      if (ago < 0 || ago > most.age || shift.startTime < scrolledAt || moves.length >= most.moves) continue;
      const offset = offsetBy(shift);
      if (offset === null) continue;
      total = { x: total.x + offset.x, y: total.y + offset.y };
      const aim = { x: x - total.x, y: y - total.y };
      if (aim.x < 0 || aim.y < 0 || aim.x > innerWidth || aim.y > innerHeight) continue;
      const missed = aim.x < box.left || aim.x > box.right || aim.y < box.top || aim.y > box.bottom;
      const control = missed ? controlAt(aim.x, aim.y) : null;
      moves.push({ ago, distance: Math.hypot(total.x, total.y), missed, hit: control === null || !isOther(control) ? null : described(control) });
    }
    return moves;
  }

  const elsewhere = destination(own) !== '' && !/^(?:https?|file|blob|about):/.test(destination(own));
  const native = own.matches('input:not([type=button]):not([type=submit]):not([type=reset]):not([type=image]), select, textarea, video, audio, canvas, [contenteditable=""], [contenteditable=true], [contenteditable=plaintext-only]');

  const { promise, resolve } = Promise.withResolvers<PressEvidence | null>();
  const finish = (seen: PressEvidence | null): void => {
    observer.disconnect();
    removeEventListener('pointerdown', pressed, true);
    removeEventListener('scroll', scrolled, true);
    clearTimeout(timer);
    resolve(seen);
  };
  const pressed = (event: PointerEvent): void => {
    if (!event.isTrusted) return;
    const contact = contactAt(event.clientX, event.clientY);
    finish({
      interactive: isControl(own) || getComputedStyle(element).cursor === 'pointer',
      silent: elsewhere || native,
      ...(contact && { contact }),
      moves: movesUntil(event.timeStamp, event.clientX, event.clientY),
    });
  };
  let scrolledAt = 0;
  const scrolled = (): void => void (scrolledAt = performance.now());
  addEventListener('scroll', scrolled, { capture: true, passive: true });
  const timer = setTimeout(() => finish(null), patience);
  addEventListener('pointerdown', pressed, true);
  return promise;
}
