/** What was noticed of one change of the page. */
type Noticed =
  | { kind: 'live'; region: Element; text: string; live: 'polite' | 'assertive'; inserted: boolean }
  /** come: it is new; shown: it may have been hidden before; changed: it says something else. */
  | { kind: 'come' | 'shown' | 'changed'; node: Node };

/** What is told of the changes since a moment. */
export interface LiveReport {
  announced: { text: string; live: 'polite' | 'assertive'; inserted: boolean }[];
  appeared: { text: string; selector: string; error: boolean; described: boolean }[];
  focusMoved: boolean;
  cut: boolean;
}

/**
 * Notes what live regions say and what text comes up elsewhere, in a world of its own. Only references are kept while the page is working:
 * whether something can be seen is asked when the report is. Runs in the page, before its scripts.
 */
export function watchLiveRegions(scopeName: string): void {
  const most = { noted: 300, told: 20, characters: 300 };
  const scope = globalThis as unknown as Record<string, unknown>;
  const noticed: Noticed[] = [];
  let dropped = false;
  let used: Element | null = null;
  const note = (entry: Noticed): void => {
    if (noticed.length >= most.noted) dropped = true;
    else noticed.push(entry);
  };
  const tidy = (text: string | null): string => (text ?? '').slice(0, 2_000).replace(/\s+/g, ' ').trim().slice(0, most.characters);

  const liveOf = (element: Element): 'polite' | 'assertive' | 'off' | null => {
    const said = element.getAttribute('aria-live');
    if (said === 'polite' || said === 'assertive' || said === 'off') return said;
    const role = element.getAttribute('role');
    if (role === 'alert') return 'assertive';
    if (role === 'status' || role === 'log' || (role === null && element.localName === 'output')) return 'polite';
    return role === 'timer' || role === 'marquee' ? 'off' : null;
  };
  const up = (element: Element): Element | null => {
    if (element.assignedSlot !== null) return element.assignedSlot;
    const root = element.getRootNode();
    return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  };
  const regionOf = (start: Element | null): Element | null => {
    for (let element = start, depth = 0; element !== null && depth < 200; element = up(element), depth += 1) if (liveOf(element) !== null) return element;
    return null;
  };
  const elementOf = (node: Node): Element | null => (node instanceof Element ? node : node instanceof ShadowRoot ? node.host : node.parentElement);
  const atomic = (region: Element): boolean => region.getAttribute('aria-atomic') !== 'false' && (region.getAttribute('aria-atomic') === 'true' || /^(?:alert|status)$/.test(region.getAttribute('role') ?? '') || region.localName === 'output');
  const saidBy = new WeakMap<Element, string>();

  const speak = (region: Element, node: Node, inserted: boolean): void => {
    const live = liveOf(region);
    if (live === null || live === 'off' || region.closest('[aria-hidden=true]') !== null) return;
    const text = tidy(atomic(region) || node === region ? region.textContent : node.textContent);
    const same = saidBy.get(region) === text && !inserted;
    saidBy.set(region, text);
    if (text !== '' && !same) note({ kind: 'live', region, text, live, inserted });
  };
  const come = (node: Node, kind: 'come' | 'changed'): void => {
    if (node instanceof Element && /^(?:script|style|link|meta|template|noscript)$/.test(node.localName)) return;
    const region = regionOf(elementOf(node));
    if (region !== null) {
      speak(region, node, region === node);
      return;
    }
    const inside = node instanceof Element ? [...node.querySelectorAll('[role=alert],[role=status],[role=log],[aria-live],output')].slice(0, 20) : [];
    for (const each of inside) speak(each, each, true);
    if (tidy(node.textContent) !== '') note({ kind, node });
  };

  const observe = (root: Document | ShadowRoot): void => {
    new MutationObserver((records) => {
      // What a document comes with is read as a page, not announced as a change.
      if (document.readyState === 'loading') return;
      for (const { type, target, addedNodes } of records) {
        if (dropped) return;
        if (type === 'childList') for (const node of addedNodes) {
          adopt(node);
          come(node, 'come');
        }
        else if (type === 'characterData') come(target, 'changed');
        else note({ kind: 'shown', node: target });
      }
    }).observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['hidden', 'class', 'style', 'open', 'aria-hidden'] });
  };
  const adopt = (node: Node): void => {
    if (!(node instanceof Element)) return;
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT);
    for (let each: Node | null = node, count = 0; each !== null && count < 2_000; each = walker.nextNode(), count += 1) {
      const root = (each as Element).shadowRoot;
      if (root !== null) observe(root);
    }
  };
  observe(document);

  const seen = new WeakMap<Node, boolean>();
  const isSeen = (node: Node): boolean => {
    const element = elementOf(node);
    if (element === null || !element.isConnected || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    return [...element.getClientRects()].some(({ width, height }) => width > 1 && height > 1);
  };
  const pathOf = (element: Element): string => {
    const parts: string[] = [];
    for (let each: Element | null = element; each !== null && parts.length < 5; each = each.parentElement) {
      if (each.id !== '' && each.id.length < 60) {
        parts.unshift(`#${CSS.escape(each.id)}`);
        break;
      }
      const twins = [...(each.parentElement?.children ?? [])].filter(({ localName }) => localName === each?.localName);
      parts.unshift(twins.length > 1 ? `${each.localName}:nth-of-type(${twins.indexOf(each) + 1})` : each.localName);
    }
    return parts.join(' > ');
  };
  const refersTo = (control: Element, element: Element): boolean =>
    `${control.getAttribute('aria-describedby') ?? ''} ${control.getAttribute('aria-errormessage') ?? ''}`.split(/\s+/).some((id) => {
      const told = id === '' ? null : (control.getRootNode() as Document | ShadowRoot).getElementById(id);
      return told !== null && (told === element || told.contains(element) || element.contains(told));
    });
  /** Looks at what can be seen before the input, and forgets what came before it. */
  const remember = (): void => {
    used = focused();
    noticed.length = 0;
    dropped = false;
    let count = 0;
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null && count < 5_000; node = walker.nextNode(), count += 1) {
      if ((node.textContent ?? '').trim() !== '') seen.set(node, isSeen(node));
    }
    if (count >= 5_000) dropped = true;
  };
  const focused = (): Element | null => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement != null) active = active.shadowRoot.activeElement;
    return active === document.body || active === document.documentElement ? null : active;
  };

  const report = (): LiveReport => {
    const active = focused();
    const moved = active !== null && active !== used;
    const place = moved ? (active.closest('dialog,[role=dialog],[role=alertdialog]') ?? active) : null;
    const invalid = [...document.querySelectorAll('[aria-invalid]:not([aria-invalid=false]),:user-invalid')].slice(0, 50);
    const appeared: LiveReport['appeared'] = [];
    const told = new Set<Node>();
    const isThere = (element: Element): boolean => !element.isConnected || element.checkVisibility({ visibilityProperty: true });
    const announced = noticed.filter((entry) => entry.kind === 'live').filter(({ region }) => isThere(region)).map(({ text, live, inserted }) => ({ text, live, inserted }));
    const tell = (node: Node, changed: boolean): void => {
      const element = elementOf(node);
      const text = tidy(node.textContent);
      if (element === null || told.has(node) || text === '' || !/[\p{L}\p{N}]/u.test(text) || !isThere(element) || (seen.get(node) === true && !changed)) return;
      const region = regionOf(element);
      if (region !== null) {
        // A region that was hidden with its text in it: as if it had just been put there.
        const live = liveOf(region);
        if (live !== null && live !== 'off' && !announced.some((said) => said.text.includes(text))) announced.push({ text, live, inserted: true });
        return;
      }
      if (!isSeen(node) || place?.contains(element) === true || element.closest('[contenteditable],textarea,select,datalist') !== null) return;
      // A label or value of the control itself, which the reader has just used, is a state of it.
      if (used !== null && used.contains(element)) return;
      if (announced.some((said) => said.text.includes(text))) return;
      told.add(node);
      appeared.push({ text, selector: pathOf(element), error: invalid.some((field) => refersTo(field, element)), described: active !== null && refersTo(active, element) });
    };
    for (const entry of noticed) {
      if (entry.kind === 'live' || !entry.node.isConnected) continue;
      if (entry.node.nodeType === Node.TEXT_NODE) tell(entry.node, entry.kind === 'changed');
      else {
        const walker = document.createTreeWalker(entry.node, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(), count = 0; node !== null && count < 2_000 && appeared.length <= most.told; node = walker.nextNode(), count += 1) tell(node, false);
      }
    }
    return { announced: announced.slice(0, most.told), appeared: appeared.slice(0, most.told), focusMoved: moved, cut: dropped || announced.length > most.told || appeared.length > most.told };
  };

  /** Waits until something is said, for at most so many ms. */
  const listen = (patience: number): Promise<LiveReport> =>
    new Promise((resolve) => {
      const end = performance.now() + patience;
      const look = (): void => {
        const found = report();
        if (found.announced.length > 0 || found.focusMoved || performance.now() >= end) resolve(found);
        else setTimeout(look, 50);
      };
      look();
    });
  scope[scopeName] = { remember, listen };
}
