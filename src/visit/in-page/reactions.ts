/** What the page says of itself, one message per fact; times are ms since 1970 on the page's clock. */
export type Reaction =
  | { kind: 'input'; at: number; type: string; x?: number; y?: number }
  /** The first visible change after the input given at `input`. */
  | { kind: 'feedback'; at: number; input: number; by: 'mutation' | 'scroll' | 'focus' | 'value' | 'style' }
  /** DOM mutations since the input, so far. */
  | { kind: 'mutations'; input: number; count: number }
  | { kind: 'scrolled' | 'focused'; input: number }
  /** First contentful paint of a new document. */
  | { kind: 'painted'; at: number };

/**
 * Watches what follows each trusted input (pointer or key), until the next one or for `window` ms. Runs in the page, before its scripts.
 *
 * Feedback is the first frame after the input in which something a person can see has changed: a rendered part of the document, a
 * scroll position, where the focus is, the value of a field, or a CSS transition away from the control itself. Time is taken in the
 * task after that frame. What was already changing by itself before the input (a clock, a carousel: at least twice, 100 ms apart, the last time
 * within 3 s) is not counted as an answer to it. A change of the pressed control's own look by `:hover` or `:active` is not one either.
 */
export function watchReactions(binding: string, window: number): void {
  const scope = globalThis as unknown as Record<string, ((payload: string) => void) | undefined>;
  const send = scope[binding];
  delete scope[binding];
  if (send === undefined) return;

  const stringify = JSON.stringify;
  const report = (message: Reaction): void => send(stringify(message));
  const epoch = (time: number): number => performance.timeOrigin + time;

  let input: { at: number; began: number; target: EventTarget | null; count: number; told: number; answered: boolean } | null = null;
  let painting = false;
  let changed: Node[] = [];
  let by: 'mutation' | 'scroll' | 'focus' | 'value' | 'style' | null = null;
  const restless = new WeakMap<Node, { first: number; last: number }>();

  const isRestless = (node: Node, now: number): boolean => {
    const seen = restless.get(node);
    return seen !== undefined && seen.last - seen.first >= 100 && now - seen.last < 3_000;
  };
  const isSeen = (node: Node): boolean => {
    const element = node instanceof Element ? node : node.parentElement;
    return element !== null && element.isConnected && element.getClientRects().length > 0 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };

  const afterPaint = (): void => {
    painting = false;
    if (input === null) return;
    if (input.count > input.told) {
      input.told = input.count;
      report({ kind: 'mutations', input: input.at, count: input.count });
    }
    if (!input.answered && (by !== null || changed.some(isSeen))) {
      input.answered = true;
      report({ kind: 'feedback', at: epoch(performance.now()), input: input.at, by: by ?? 'mutation' });
    }
    changed = [];
    by = null;
  };
  const channel = new MessageChannel();
  channel.port1.addEventListener('message', afterPaint);
  channel.port1.start();
  const awaitPaint = (): void => {
    if (painting) return;
    painting = true;
    requestAnimationFrame(() => channel.port2.postMessage(null));
  };
  const under = (): boolean => input !== null && performance.now() - input.began < window;
  const answer = (what: NonNullable<typeof by>): void => {
    if (!under() || input === null || input.answered) return;
    by ??= what;
    awaitPaint();
  };

  new MutationObserver((records) => {
    const now = performance.now();
    if (!under() || input === null) {
      if (document.readyState !== 'complete') return;
      for (const { target } of records) {
        const seen = restless.get(target);
        if (seen === undefined || now - seen.last > 3_000) restless.set(target, { first: now, last: now });
        else seen.last = now;
      }
      return;
    }
    const answers = records.filter(({ target }) => !isRestless(target, now));
    if (answers.length === 0) return;
    input.count += answers.length;
    if (!input.answered) {
      for (const record of answers) {
        if (changed.length >= 50) break;
        if (record.type !== 'childList') changed.push(record.target);
        else if (record.removedNodes.length > 0) changed.push(record.target);
        else changed.push(...record.addedNodes);
      }
    }
    awaitPaint();
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });

  const begin = (event: Event): void => {
    if (!event.isTrusted) return;
    const target = event.composedPath()[0] ?? null;
    input = { at: epoch(event.timeStamp), began: event.timeStamp, target, count: 0, told: 0, answered: false };
    changed = [];
    by = null;
    // Within a frame the place is told in the frame's own measure.
    report({ kind: 'input', at: input.at, type: event.type, ...(event instanceof PointerEvent && self === top ? { x: event.clientX, y: event.clientY } : {}) });
  };
  const near = (event: Event): boolean => {
    const target = event.composedPath()[0];
    return input !== null && target instanceof Node && input.target instanceof Node && (target.contains(input.target) || input.target.contains(target));
  };
  const options = { capture: true, passive: true };
  for (const type of ['pointerdown', 'keydown', 'wheel']) addEventListener(type, begin, options);
  // Not `change`: leaving a field that was typed into fires it, and nothing is to be seen.
  for (const type of ['input', 'toggle', 'invalid']) addEventListener(type, () => answer('value'), options);
  for (const type of ['transitionrun', 'animationstart']) {
    addEventListener(type, (event) => {
      if (!near(event)) answer('style');
    }, options);
  }
  addEventListener('scroll', () => {
    if (!under() || input === null) return;
    report({ kind: 'scrolled', input: input.at });
    answer('scroll');
  }, options);
  addEventListener('focusin', (event) => {
    if (!under() || input === null || (near(event) && !(event.target instanceof HTMLInputElement))) return;
    report({ kind: 'focused', input: input.at });
    answer('focus');
  }, options);

  if (self === top) {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntriesByName('first-contentful-paint')) report({ kind: 'painted', at: epoch(entry.startTime) });
    }).observe({ type: 'paint', buffered: true });
  }
}
