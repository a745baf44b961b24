/**
 * Does something that may be a request for consent lie over the page? Looks at six points of the window, at what is there to be hit:
 * cheap, and asked only when the page has just been drawn. A yes may be wrong, and is looked into. Runs in the page.
 */
export function consentHint({ topic, marks }: { topic: string; marks: string }): boolean {
  try {
    const about = new RegExp(topic, 'i');
    const marked = new RegExp(marks, 'i');
    const { innerWidth: width, innerHeight: height } = window;
    const places: readonly (readonly [number, number])[] = [[0.5, 0.5], [0.5, 0.97], [0.5, 0.88], [0.5, 0.02], [0.12, 0.93], [0.88, 0.93]];
    const looked = new Set<Element>();
    for (const [x, y] of places) {
      let part = document.elementFromPoint(x * width, y * height);
      while (part?.shadowRoot != null) {
        const inner = part.shadowRoot.elementFromPoint(x * width, y * height);
        if (inner === null || inner === part) break;
        part = inner;
      }
      for (let depth = 0; part !== null && depth < 40 && part !== document.body && part !== document.documentElement && !looked.has(part); depth += 1) {
        looked.add(part);
        const frame = part.localName === 'iframe' ? `${part.getAttribute('title') ?? ''} ${part.getAttribute('name') ?? ''} ${(part.getAttribute('src') ?? '').slice(0, 300)}` : '';
        const label = `${part.id} ${part.getAttribute('class') ?? ''} ${part.getAttribute('aria-label') ?? ''} ${part.localName} ${frame}`;
        if (marked.test(label.slice(0, 800))) return true;
        const { position, zIndex } = getComputedStyle(part);
        const raised = position === 'fixed' || position === 'sticky' || (position === 'absolute' && Number(zIndex) >= 100) || part.matches('dialog,[role=dialog],[role=alertdialog],[aria-modal=true],[popover]');
        if (raised && about.test((part.textContent ?? '').slice(0, 20_000))) return true;
        const root: Node = part.getRootNode();
        part = part.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
      }
    }
    return false;
  } catch {
    return false;
  }
}
