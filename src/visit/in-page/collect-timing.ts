import type * as WebVitals from 'web-vitals/attribution';

/** A long animation frame as Chrome gives it (Long Animation Frames API, 2024); TypeScript's library does not know it. */
interface LongFrame extends PerformanceEntry {
  blockingDuration: number;
  scripts: readonly { startTime: number; duration: number; sourceURL: string; invoker: string }[];
}

/** A paint that an input led to as Chrome gives it (Soft Navigations, 2025); TypeScript's library does not know it. */
interface InteractionPaint extends PerformanceEntry {
  largestContentfulPaint?: { renderTime: number } | null;
}

/** A layout shift as Chrome gives it (Layout Instability API, 2024); TypeScript's library does not know it. */
interface LayoutShift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources: readonly { node: Node | null }[];
}

/** What the other in-page functions of our world find here. */
export interface TimingWorld {
  /** Is there something that the browser can be expected to tell any moment, when so many frames were waited for it? */
  timingPending?: (frames: number) => boolean;
}

/** Runs at the start of each document: tells navigations, Web Vitals and long tasks as they come. */
export function collectTiming(webVitals: typeof WebVitals, send: (message: string) => void): void {
  // web-vitals leaves interactions to an idle period, and while the next document is on its way the browser grants none:
  // the click that leads on would be lost. In this world, which is not the page's, idle means the next task.
  globalThis.requestIdleCallback = (callback) => Number(setTimeout(callback));
  const origin = performance.timeOrigin;
  const tell = (message: object): void => send(JSON.stringify({ origin, ...message }));
  const address = (): string => location.href.slice(0, 2_000);
  tell({ kind: 'document', url: address() });

  function observe(type: string, take: (entry: PerformanceEntry) => void): void {
    if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
    // 16 ms is the least that Event Timing reports (W3C Event Timing, 2024); other types know no such threshold.
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  }
  observe('soft-navigation', ({ name, startTime }) => tell({ kind: 'soft', start: startTime, url: name.slice(0, 2_000) }));
  observe('longtask', ({ startTime, duration }) => tell({ kind: 'task', start: startTime, duration }));
  observe('long-animation-frame', (entry) => {
    const { startTime: start, duration: length, blockingDuration, scripts } = entry as LongFrame;
    const longest = [...scripts].sort((a, b) => b.duration - a.duration).slice(0, 3);
    tell({ kind: 'frame', start, duration: length, blocking: blockingDuration, scripts: longest.map(({ startTime, duration, sourceURL, invoker }) => ({ start: startTime, duration, url: sourceURL.slice(0, 2_000), invoker: invoker.slice(0, 300) })) });
  });

  // Entries of paints and inputs come once their frame was shown; for a while they are worth waiting for, see collectPending.
  // An input that is answered within 16 ms has no entry at all: frames that have been shown since show that none will come.
  // A large picture takes some frames to be decoded: 12 are 200 ms at 60 Hz. All of these are design choices.
  const patience = { input: 250, frames: 4, paint: 500, image: 250, imageFrames: 12 };
  const told = { input: 0, paint: false, painted: 0 };
  const lastInput = { given: 0, handled: 0 };
  function followInput({ timeStamp }: Event): void {
    lastInput.given = timeStamp;
    lastInput.handled = Number.POSITIVE_INFINITY;
    setTimeout(() => void (lastInput.handled = performance.now()));
    tell({ kind: 'input', start: timeStamp });
    isOwed = true;
    // After the frame that comes next: what the input changed has been drawn.
    requestAnimationFrame(() => setTimeout(() => {
      if (timeStamp === lastInput.given && isOwed) tell({ kind: 'answered', after: performance.now() - timeStamp });
    }));
  }
  /** The entry of the last input has not come yet. It is lost with a page that is left before its frame was shown; so how long the page has taken so far is told too. */
  let isOwed = false;
  for (const type of ['pointerup', 'keyup']) addEventListener(type, followInput, { capture: true, passive: true });
  observe('event', (entry) => {
    told.input = Math.max(told.input, entry.startTime);
    interaction(entry as PerformanceEventTiming & { interactionId?: number });
    if (isOwed && told.input >= lastInput.given) {
      isOwed = false;
      tell({ kind: 'answered', after: 0 });
    }
  });
  observe('layout-shift', (entry) => {
    const { startTime, value, hadRecentInput, sources } = entry as LayoutShift;
    if (!hadRecentInput) tell({ kind: 'shift', start: startTime, value, elements: sources.flatMap(({ node }) => selectorOf(node)?.slice(0, 300) ?? []) });
  });
  observe('largest-contentful-paint', ({ startTime }) => {
    told.paint = true;
    told.painted = Math.max(told.painted, startTime);
  });
  let isSoft = false;
  observe('soft-navigation', () => (isSoft = true));
  observe('interaction-contentful-paint', (entry) => (told.painted = Math.max(told.painted, (entry as InteractionPaint).largestContentfulPaint?.renderTime ?? 0)));
  /** A picture that has just come is decoded before a frame shows it; after the first input the browser looks for none but in the view that it led to. */
  function pictureIsComing(now: number): boolean {
    const ends = performance.getEntriesByType('resource').flatMap((entry) => (['img', 'image', 'css', 'video'].includes((entry as PerformanceResourceTiming).initiatorType) ? [(entry as PerformanceResourceTiming).responseEnd] : []));
    const last = ends.reduce((a, b) => Math.max(a, b), 0);
    return last > told.painted && now - last < patience.image && (lastInput.given === 0 || last < lastInput.given || isSoft);
  }
  (globalThis as unknown as TimingWorld).timingPending = (frames) => {
    const now = performance.now();
    const loaded = (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined)?.loadEventEnd ?? 0;
    const isAwaited = lastInput.handled > now || (frames < patience.frames && now - lastInput.handled < patience.input);
    return (told.input < lastInput.given && isAwaited) || (!told.paint && now - loaded < patience.paint) || (frames < (isSoft ? patience.imageFrames : patience.frames) && pictureIsComing(now));
  };

  /** Every input on its own: web-vitals tells of one only if it is the worst of its page so far. */
  let group = { id: 0, start: 0, processingStart: 0, processingEnd: 0, shown: 0 };
  function interaction({ interactionId, startTime, duration, processingStart, processingEnd, target }: PerformanceEventTiming & { interactionId?: number }): void {
    if (interactionId === undefined || interactionId === 0) return;
    // The events of one input that the same frame answered; the times of frames are rounded to 8 ms (W3C Event Timing, 2024).
    const shown = startTime + duration;
    const same = group.id === interactionId && Math.abs(group.shown - shown) <= 8;
    group = {
      id: interactionId,
      start: same ? Math.min(group.start, startTime) : startTime,
      processingStart: same ? Math.min(group.processingStart, processingStart) : processingStart,
      processingEnd: same ? Math.max(group.processingEnd, processingEnd) : processingEnd,
      shown: same ? Math.max(group.shown, shown) : shown,
    };
    tell({
      kind: 'interaction',
      start: group.start,
      duration,
      element: selectorOf(target)?.slice(0, 300) ?? null,
      parts: { inputDelay: Math.max(0, group.processingStart - group.start), processingDuration: group.processingEnd - group.processingStart, presentationDelay: Math.max(0, group.shown - group.processingEnd) },
    });
  }

  /** Path of an element from the nearest id, as short as names of classes allow; undefined: it has left the document. */
  function selectorOf(node: Node | null): string | undefined {
    if (node !== null && !(node instanceof Element)) return selectorOf(node.parentElement);
    const parts: string[] = [];
    for (let element: Element | null = node; element !== null; element = element.parentElement) {
      if (element.id !== '') {
        parts.unshift(`#${CSS.escape(element.id)}`);
        break;
      }
      const classes = [...element.classList].sort().map((name) => `.${CSS.escape(name)}`);
      const whole = CSS.escape(element.localName) + classes.join('');
      const part = whole.length > 100 ? CSS.escape(element.localName) : whole;
      if (parts.length > 0 && parts.join(' > ').length + part.length > 120) break;
      parts.unshift(part);
    }
    return parts.length === 0 ? undefined : parts.join(' > ');
  }

  function vital(metric: WebVitals.MetricWithAttribution, element: string | undefined, parts: Record<string, number>, input?: number): void {
    const soft = metric.navigationType === 'soft-navigation';
    tell({
      kind: 'vital',
      metric: metric.name,
      value: metric.value,
      soft,
      start: soft ? (metric.navigationStartTime ?? 0) : 0,
      url: (metric.navigationURL ?? address()).slice(0, 2_000),
      element: element ? element.slice(0, 300) : null,
      parts,
      ...(input !== undefined && { input }),
    });
  }

  const options = { reportAllChanges: true, reportSoftNavs: true, durationThreshold: 16, generateTarget: selectorOf };
  webVitals.onLCP((metric) => {
    const { target, timeToFirstByte, resourceLoadDelay, resourceLoadDuration, elementRenderDelay } = metric.attribution;
    vital(metric, target, { timeToFirstByte, resourceLoadDelay, resourceLoadDuration, elementRenderDelay });
  }, options);
  webVitals.onINP((metric) => {
    const { interactionTarget, interactionTime, inputDelay, processingDuration, presentationDelay } = metric.attribution;
    vital(metric, interactionTarget, metric.entries.length === 0 ? {} : { inputDelay, processingDuration, presentationDelay }, interactionTime);
  }, options);
  webVitals.onCLS((metric) => vital(metric, metric.attribution.largestShiftTarget, {}), options);
  webVitals.onFCP((metric) => {
    const { timeToFirstByte, firstByteToFCP } = metric.attribution;
    // Where the browser gives no paint time for a route change web-vitals says 0: that is not a measurement.
    if (metric.navigationType === 'soft-navigation' && metric.value <= 0) return;
    vital(metric, undefined, { timeToFirstByte, firstByteToFCP });
  }, options);
  webVitals.onTTFB((metric) => {
    // A route change has no first byte; web-vitals reports a 0 in its place.
    if (metric.navigationType === 'soft-navigation') return;
    const { waitingDuration, cacheDuration, dnsDuration, connectionDuration, requestDuration } = metric.attribution;
    vital(metric, undefined, { waitingDuration, cacheDuration, dnsDuration, connectionDuration, requestDuration });
  }, options);
}
