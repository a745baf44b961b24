import type { ElementFactsOf } from './collect-element-facts.ts';
import type { Cover, FocusSight } from './focus-sight.ts';

/** The stop the focus is on. */
export interface StopSeen extends Cover {
  /** true: its styles differ from those without the focus, or it shows a text cursor; false: pictures have to tell; null: it cannot be told. */
  shown: boolean | null;
  /** Its surroundings in the window, in CSS px of the document. */
  clip: { x: number; y: number; width: number; height: number } | null;
}

/** What is kept in our world between the keys of one step. */
export interface StepFocus {
  at(): Promise<StopSeen | null>;
  /** From here on `after` says what becomes of the focus. */
  act(): void;
  after(): 'kept' | 'moved' | 'lost' | null;
}

/** Remembers how everything that can have the focus is drawn without it. */
export function watchStepFocus(facts: ElementFactsOf, sight: FocusSight): void {
  const most = { looks: 200, still: 300 };
  const plain = new Map<Element, string>();
  const now = sight.focused();
  for (const element of facts.walk(document)) {
    if (plain.size >= most.looks) break;
    if ((element as HTMLElement).tabIndex >= 0 && element !== now && !element.matches(':disabled')) plain.set(element, sight.look(element));
  }
  let acted: Element | null = null;

  function shown(element: Element): boolean | null {
    if (sight.textCursor(element)) return true;
    const without = plain.get(element);
    return without === undefined ? null : sight.look(element) !== without;
  }

  async function at(): Promise<StopSeen | null> {
    // Scripts draw the focus in a frame of their own after it came.
    if (sight.focused() !== null && shown(sight.focused() as Element) !== true) await sight.frame();
    const element = sight.focused();
    if (element === null) return null;
    const first = sight.cover(element);
    if (first.covered === 'entirely' || (first.covered === null && facts.visible(element))) await sight.still(element, most.still);
    const margin = 24;
    const rect = element.getBoundingClientRect();
    const [left, top] = [Math.max(0, rect.left - margin), Math.max(0, rect.top - margin)];
    const [width, height] = [Math.min(innerWidth, rect.right + margin) - left, Math.min(innerHeight, rect.bottom + margin) - top];
    const inWindow = element.ownerDocument === document && width > 0 && height > 0 && facts.visible(element);
    return { ...sight.cover(element), shown: shown(element), clip: inWindow ? { x: left + scrollX, y: top + scrollY, width, height } : null };
  }

  function after(): ReturnType<StepFocus['after']> {
    if (acted === null) return null;
    const element = sight.focused();
    if (element === acted) return 'kept';
    if (element !== null) return 'moved';
    // Following a link within the page takes the focus away too, to go on from there.
    return acted.isConnected && facts.visible(acted) && !acted.matches(':disabled') ? 'moved' : 'lost';
  }

  const watch: StepFocus = { at, act: () => void (acted = sight.focused()), after };
  (globalThis as unknown as { stepFocus: StepFocus }).stepFocus = watch;
}
