/** What the page says of itself, one message per fact; times are ms since 1970 on the page's clock. */
export type Reaction =
  | { kind: 'input'; at: number; type: string; x?: number; y?: number; inner?: boolean }
  /** The first visible change after the input given at `input`. */
  | { kind: 'feedback'; at: number; input: number; by: 'mutation' | 'scroll' | 'focus' | 'value' | 'style' }
  /** DOM mutations since the input, so far. */
  | { kind: 'mutations'; input: number; count: number }
  | { kind: 'scrolled' | 'focused'; input: number }
  /** First contentful paint of a new document. */
  | { kind: 'painted'; at: number }
  /** Something that can be seen has changed. Told at most every 200 ms; the last of a row is told as well. */
  | { kind: 'moved'; at: number }
  /** From now on an animation runs that can be seen, or none does any more. */
  | { kind: 'motion'; at: number; on: boolean }
  /** Something is shown whose movement is not seen from here: a frame, a canvas, a film, what a script animates. */
  | { kind: 'unseen'; at: number };

/**
 * Watches what follows each trusted input (pointer or key), until the next one or for `window` ms. Runs in the page, before its scripts.
 *
 * Feedback is the first frame after the input in which something a person can see has changed: a rendered part of the document, a
 * scroll position, where the focus is, the value of a field, or a CSS transition away from the control itself. Time is taken in the
 * task after that frame. What was already changing by itself before the input (a clock, a carousel: at least twice, 100 ms apart, the last time
 * within 3 s) is not counted as an answer to it. A change of the pressed control's own look by `:hover` or `:active` is not one either.
 *
 * Beyond that it tells for `patience` ms from the input, and from the beginning of a document, when something moves.
 */
export function watchReactions(binding: string, { window, patience }: { window: number; patience: number }): void {
  const scope = globalThis as unknown as Record<string, ((payload: string) => void) | undefined>;
  const send = scope[binding];
  delete scope[binding];
  if (send === undefined) return;

  const stringify = JSON.stringify;
  const report = (message: Reaction): void => send(stringify(message));
  const epoch = (time: number): number => performance.timeOrigin + time;

  /** ms: what comes within it of another change is not told apart. */
  const pace = 200;
  let input: { at: number; began: number; target: EventTarget | null; count: number; told: number; answered: boolean } | null = null;
  let painting = false;
  let changed: Node[] = [];
  let by: 'mutation' | 'scroll' | 'focus' | 'value' | 'style' | null = null;
  /** Something of what changed came within the window of the input. */
  let answering = false;
  const restless = new WeakMap<Node, { first: number; last: number }>();

  const isRestless = (node: Node, now: number): boolean => {
    const seen = restless.get(node);
    return input !== null && seen !== undefined && seen.first < input.began && seen.last - seen.first >= 100 && now - seen.last < 3_000;
  };
  const noteRestless = (node: Node, now: number): void => {
    const seen = restless.get(node);
    if (seen === undefined || now - seen.last > 3_000) restless.set(node, { first: now, last: now });
    else seen.last = now;
  };
  const isSeen = (node: Node): boolean => {
    const element = node instanceof Element ? node : node.parentElement;
    return element !== null && element.isConnected && element.getClientRects().length > 0 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };

  /** A document of its own tells from its beginning; one in a frame, from an input into it. Before the first paint nothing is to be seen. */
  let painted = self !== top;
  const watching = (): boolean => (input !== null || self === top) && performance.now() - (input?.began ?? 0) < patience;
  let movedAt = Number.NEGATIVE_INFINITY;
  let toldAt = Number.NEGATIVE_INFINITY;
  /** Since when nothing has moved. */
  let stillFrom = 0;
  let pending = false;
  let blind = false;
  const moving = new Map<Element, number>();
  let inMotion = false;
  const tellMove = (at: number): void => {
    toldAt = at;
    report({ kind: 'moved', at: epoch(at) });
  };
  const tellLast = (): void => {
    if (toldAt < movedAt) tellMove(movedAt);
  };
  const tellMotion = (): void => {
    for (const element of moving.keys()) if (!isSeen(element)) moving.delete(element);
    if (inMotion === moving.size > 0 || !painted) return;
    inMotion = moving.size > 0;
    report({ kind: 'motion', at: epoch(performance.now()), on: inMotion });
  };
  const hidesMovement = (): boolean => {
    const { innerWidth: width, innerHeight: height } = self;
    const shown = (element: Element): number => {
      const { left, right, top: upper, bottom } = element.getBoundingClientRect();
      return Math.max(0, Math.min(right, width) - Math.max(left, 0)) * Math.max(0, Math.min(bottom, height) - Math.max(upper, 0));
    };
    const isLarge = (element: Element): boolean => {
      if (element instanceof HTMLVideoElement && element.paused) return false;
      // A frame of less than a twentieth of the window is an ornament; anything else may be a sign of progress.
      return shown(element) >= (element.localName === 'iframe' ? (width * height) / 20 : 256) && isSeen(element);
    };
    const hidden = document.querySelectorAll('iframe,canvas,video,object,embed,img[src*=".gif"]');
    return [...hidden].slice(0, 50).some(isLarge) || document.getAnimations().some((animation) => animation.playState === 'running' && !(animation instanceof CSSAnimation) && !(animation instanceof CSSTransition));
  };
  // Runs when the page has come to rest, once for each row of changes.
  const whenQuiet = (): void => {
    const now = performance.now();
    const left = stillFrom + pace - now;
    tellLast();
    if (left > 0) {
      setTimeout(whenQuiet, left);
      return;
    }
    pending = false;
    if (blind || !watching() || !hidesMovement()) return;
    blind = true;
    report({ kind: 'unseen', at: epoch(now) });
  };
  const rest = (from: number): void => {
    stillFrom = from;
    if (pending) return;
    pending = true;
    setTimeout(whenQuiet, pace);
  };
  const moved = (): void => {
    if (!painted || !watching()) return;
    movedAt = performance.now();
    if (movedAt - toldAt >= pace) tellMove(movedAt);
    rest(movedAt);
  };

  const afterPaint = (): void => {
    painting = false;
    if (input !== null && input.count > input.told) {
      input.told = input.count;
      report({ kind: 'mutations', input: input.at, count: input.count });
    }
    if (by !== null || changed.some(isSeen)) {
      if (input !== null && !input.answered && answering) {
        input.answered = true;
        report({ kind: 'feedback', at: epoch(performance.now()), input: input.at, by: by ?? 'mutation' });
      }
      moved();
    }
    if (moving.size > 0) tellMotion();
    changed = [];
    by = null;
    answering = false;
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
    if (!watching()) return;
    by ??= what;
    answering ||= under();
    awaitPaint();
  };

  new MutationObserver((records) => {
    const now = performance.now();
    const counted = under();
    if (!counted && document.readyState === 'complete') for (const { target } of records) noteRestless(target, now);
    if (!watching()) return;
    const answers = records.filter(({ target }) => {
      if (!isRestless(target, now)) return true;
      noteRestless(target, now);
      return false;
    });
    if (answers.length === 0) return;
    if (counted && input !== null) {
      input.count += answers.length;
      answering = true;
    }
    for (const record of answers) {
      if (changed.length >= 50) break;
      if (record.type !== 'childList') changed.push(record.target);
      else if (record.removedNodes.length > 0) changed.push(record.target);
      else changed.push(...record.addedNodes);
    }
    awaitPaint();
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });

  const begin = (event: Event): void => {
    if (!event.isTrusted) return;
    const target = event.composedPath()[0] ?? null;
    input = { at: epoch(event.timeStamp), began: event.timeStamp, target, count: 0, told: 0, answered: false };
    changed = [];
    by = null;
    answering = false;
    // What has been running since before is no sign of anything.
    moving.clear();
    tellMotion();
    movedAt = toldAt = Number.NEGATIVE_INFINITY;
    blind = false;
    rest(event.timeStamp);
    // Within a frame the place is told in the frame's own measure.
    report({ kind: 'input', at: input.at, type: event.type, ...(event instanceof PointerEvent && self === top ? { x: event.clientX, y: event.clientY } : {}), ...(self !== top && { inner: true }) });
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
      const { target } = event;
      if (watching() && target instanceof Element && moving.size < 50 && !(type === 'transitionrun' && near(event))) {
        moving.set(target, (moving.get(target) ?? 0) + 1);
        tellMotion();
      }
      if (!near(event)) answer('style');
    }, options);
  }
  for (const type of ['transitionend', 'transitioncancel', 'animationend', 'animationcancel']) {
    addEventListener(type, ({ target }) => {
      const running = target instanceof Element ? moving.get(target) : undefined;
      if (running === undefined || !(target instanceof Element)) return;
      if (running > 1) moving.set(target, running - 1);
      else moving.delete(target);
      tellMotion();
    }, options);
  }
  addEventListener('pagehide', () => {
    if (painted && watching()) tellLast();
  }, options);
  // A picture comes in without a change of the document.
  addEventListener('load', ({ target }) => {
    if (!(target instanceof HTMLImageElement) || !watching() || changed.length >= 50) return;
    changed.push(target);
    awaitPaint();
  }, options);
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
      for (const entry of list.getEntriesByName('first-contentful-paint')) {
        report({ kind: 'painted', at: epoch(entry.startTime) });
        painted = true;
        rest(entry.startTime);
        tellMotion();
      }
    }).observe({ type: 'paint', buffered: true });
  }
}
