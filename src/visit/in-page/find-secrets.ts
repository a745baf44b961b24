/**
 * Everything below `root` that shows one of the texts, in open shadow roots too: fields that hold it, and the innermost elements whose
 * text it is in, however it is spaced or cased. `selector`: the texts as JSON, percent-encoded; those shorter than `alone` characters count only where they stand
 * alone. Where there is more than can be searched, all of it counts. Runs in the page as a selector engine of Playwright.
 */
export function findSecrets(root: Document | ShadowRoot | Element, selector: string): Element[] {
  const most = 200_000;
  const { texts, alone } = JSON.parse(decodeURIComponent(selector)) as { texts: string[]; alone: number };
  const squeezed = (text: string): string => text.replace(/\s+/g, '').toLowerCase();
  const tests = texts.map((text): ((content: string) => boolean) => {
    if (text.length >= alone) return (content) => squeezed(content).includes(squeezed(text));
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'iu');
    return (content) => pattern.test(content);
  });
  const shows = (content: string | null): boolean => content !== null && tests.some((test) => test(content));

  const roots: (Document | ShadowRoot | Element)[] = [root];
  let elements = 0;
  for (const current of roots) {
    for (const element of current.querySelectorAll('*')) {
      elements += 1;
      if (element.shadowRoot !== null) roots.push(element.shadowRoot);
    }
    if (elements > most) return [document.documentElement];
  }

  const found = new Set<Element>();
  /** The element, or the nearest around it that its text does not stick out of. */
  const around = (element: Element): Element => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const text = range.getBoundingClientRect();
    for (let holder = element; ; ) {
      const box = holder.getBoundingClientRect();
      const holds = text.left >= box.left - 1 && text.right <= box.right + 1 && text.top >= box.top - 1 && text.bottom <= box.bottom + 1;
      if (holds || holder.parentElement === null || getComputedStyle(holder).overflow !== 'visible') return holder;
      holder = holder.parentElement;
    }
  };
  const innermost = (element: Element): void => {
    if (/^(?:script|style|noscript|template|head)$/.test(element.localName) || !shows(element.textContent)) return;
    const inside = [...element.children].filter((child) => shows(child.textContent));
    if (inside.length === 0) found.add(element.closest('select') ?? around(element));
    for (const child of inside) innermost(child);
  };
  for (const current of roots) {
    for (const field of current.querySelectorAll('input, textarea')) {
      const { value, placeholder } = field as HTMLInputElement;
      if (shows(value) || shows(placeholder)) found.add(field);
    }
    for (const top of current.children) innermost(top);
  }
  return [...found];
}
