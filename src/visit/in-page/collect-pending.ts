import type { TimingWorld } from './collect-timing.ts';

/**
 * Ends when what the browser had measured by now has been told: entries are handed out after a frame, in tasks of their
 * own. A first paint and an input of a moment ago are waited for, as their entries come only once their frame was shown.
 * Where no instruments follow the page, paints are asked for here; what the browser has measured is the same. A page that
 * is hidden draws none. `drawn`: frames since the page was quiet.
 */
export async function collectPending(drawn: number): Promise<void> {
  const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
  const task = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));
  const pending = (globalThis as unknown as TimingWorld).timingPending ?? watchPaints();
  // One that answers the last input, one after which that one is told, and one for what it leads to.
  let frames = drawn;
  while (!document.hidden && (frames < 3 || pending(frames))) {
    await frame();
    frames += 1;
  }
  await task();
  await task();

  /** The first paint comes within 500 ms of the load event, or is not waited for; a picture that has just come is decoded before a frame shows it. */
  function watchPaints(): (frames: number) => boolean {
    const patience = { paint: 500, image: 250, frames: 4 };
    let painted = -1;
    new PerformanceObserver((list) => list.getEntries().forEach(({ startTime }) => (painted = Math.max(painted, startTime)))).observe({ type: 'largest-contentful-paint', buffered: true });
    const loaded = (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined)?.loadEventEnd ?? 0;
    return (waited) => {
      const now = performance.now();
      if (painted < 0) return now - loaded < patience.paint;
      const ends = performance.getEntriesByType('resource').flatMap((entry) => (['img', 'image', 'css', 'video'].includes((entry as PerformanceResourceTiming).initiatorType) ? [(entry as PerformanceResourceTiming).responseEnd] : []));
      const last = ends.reduce((a, b) => Math.max(a, b), 0);
      return waited < patience.frames && last > painted && now - last < patience.image;
    };
  }
}
