/** What keeps a customer from using an element. Runs in the page. */
export interface Obstacle {
  disabled: boolean;
  readOnly: boolean;
  inert: boolean;
  /** Its centre is outside of the window. */
  outside: boolean;
  /** What lies on top of its centre; null: nothing. */
  cover: { kind: string; name: string } | null;
}

export function obstacleOf(element: Element): Obstacle {
  const clean = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
  const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
  const parentOf = (el: Element): Element | null => el.assignedSlot ?? el.parentElement ?? (el.getRootNode() instanceof ShadowRoot ? (el.getRootNode() as ShadowRoot).host : null);
  const isUnder = (inner: Element, outer: Element): boolean => {
    for (let el: Element | null = inner; el !== null; el = parentOf(el)) if (el === outer) return true;
    return false;
  };

  const rect = element.getBoundingClientRect();
  const centre = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
  const outside = centre.x < 0 || centre.y < 0 || centre.x > innerWidth || centre.y > innerHeight;
  let hit = document.elementFromPoint(centre.x, centre.y);
  while (hit?.shadowRoot != null) {
    const inner = hit.shadowRoot.elementFromPoint(centre.x, centre.y);
    if (inner === null || inner === hit) break;
    hit = inner;
  }
  const labels = element instanceof HTMLInputElement && element.labels !== null ? [...element.labels] : [];
  const own = hit === null || isUnder(hit, element) || isUnder(element, hit) || labels.some((label) => hit !== null && isUnder(hit, label));

  let cover: Obstacle['cover'] = null;
  if (!own && hit !== null) {
    // The layer is the outermost ancestor that does not also hold the target.
    let layer: Element = hit;
    for (let el: Element | null = hit; el !== null && !isUnder(element, el); el = parentOf(el)) layer = el;
    const heading = layer.querySelector('h1,h2,h3,h4,h5,h6,[role=heading]');
    const labelled = (layer.getAttribute('aria-labelledby') ?? '').split(/\s+/)[0];
    const named = layer.querySelector('[role=dialog],[role=alertdialog],dialog,[aria-label]') ?? layer;
    const name =
      clean(layer.getAttribute('aria-label')) || clean(labelled ? document.getElementById(labelled)?.textContent : '') || clean(heading?.textContent) || clean(named.getAttribute('aria-label')) || clean(layer.textContent);
    const about = `${layer.id} ${layer.getAttribute('class') ?? ''} ${name} ${clean(layer.textContent).slice(0, 500)}`.toLowerCase();
    const kind = /cookie|consent|gdpr|privacy/.test(about)
      ? 'a cookie banner'
      : /newsletter|subscribe|sign up for/.test(about)
        ? 'a newsletter layer'
        : /\bchat\b/.test(about)
          ? 'a chat window'
          : layer.matches('dialog,[role=dialog],[role=alertdialog],[aria-modal=true]') || layer.querySelector('[role=dialog],dialog[open]') !== null
            ? 'a dialog'
            : layer.localName === 'header' || layer.localName === 'nav'
              ? 'the header of the page'
              : layer.localName === 'footer'
                ? 'the footer of the page'
                : layer.localName === 'iframe'
                  ? 'an embedded frame'
                  : /spinner|loading|overlay|backdrop/.test(about) && name === ''
                    ? 'a see-through layer'
                    : 'another element';
    cover = { kind, name: short(name) };
  }
  return {
    disabled: element.matches(':disabled') || element.closest('[aria-disabled=true]') !== null,
    readOnly: (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) && element.readOnly,
    inert: element.closest('[inert]') !== null,
    outside,
    cover,
  };
}

/** What lies at a point of the top document, unless it is a frame. Runs in the page. */
export function coverOfFrame(point: { x: number; y: number }): string | null {
  const hit = document.elementFromPoint(point.x, point.y);
  if (hit === null || hit.localName === 'iframe' || hit.localName === 'frame' || hit.shadowRoot !== null) return null;
  return (hit.getAttribute('aria-label') ?? hit.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 60);
}

/** Is an element within another, through shadow roots? Runs in the page. */
export function isWithin(outer: Element, inner: Element): boolean {
  for (let one: Node | null = inner; one !== null; one = one instanceof ShadowRoot ? one.host : one.parentNode) if (one === outer) return true;
  return false;
}
