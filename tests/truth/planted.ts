import type { Step } from '../../src/model/journey.ts';

/** What the page says of itself, by its own observers; see fixtures/pages/vitals/reading.js. */
export type Reading = Record<'lcp' | 'fcp' | 'inp' | 'cls' | 'ttfb' | 'tbt' | 'frame' | 'inputDelay' | 'processing' | 'presentation' | 'ask' | 'load' | 'hold' | 'first' | 'gap', number>;

/** A figure that a page has on purpose. */
export interface Planted {
  figure: string;
  metric: string;
  values: readonly number[];
  page(value: number): string;
  own(reading: Reading): number;
  /** Our figure, where it is not that of the metric alone. */
  ours?(at: (metric: string) => number, reading: Reading): number;
  /** Allowed difference to the page's own reading; ms, CLS without unit. */
  tolerance: number;
  /** Share of what was planted that the page itself must have read. */
  least?: number;
  /** True in the page when its own reading is complete. */
  complete(value: number): string;
  steps: Step[];
}

const press: Step[] = [{ click: { role: 'button', name: 'Count' } }];
const lookUp: Step[] = [{ click: { role: 'button', name: 'Look it up' } }];
const has = (name: keyof Reading, least: number): string => `window.__reading.${name} !== null && window.__reading.${name} >= ${least}`;

/** ms; one frame, and what INP is rounded to (W3C Event Timing, 2024). */
const [frame, rounding] = [16, 8];

/** ms that a page on the slowest line reaches: sooner than that it is not there, whatever is planted. */
const late = [1300, 1600, 2000, 2700, 3500];

export const planted: readonly Planted[] = [
  { figure: 'lcp', metric: 'speed.lcp', values: late, page: (after) => `/vitals/lcp.html?after=${after}`, own: ({ lcp }) => lcp, tolerance: frame, complete: (after) => has('lcp', after), steps: [] },
  { figure: 'fcp', metric: 'speed.fcp', values: late, page: (after) => `/vitals/fcp.html?after=${after}`, own: ({ fcp }) => fcp, tolerance: frame, complete: (after) => has('fcp', after), steps: [] },
  { figure: 'inp', metric: 'speed.inp', values: [60, 150, 250, 400, 700], page: (block) => `/vitals/inp.html?block=${block}`, own: ({ inp }) => inp, tolerance: rounding, complete: (block) => has('inp', block), steps: press },
  { figure: 'cls', metric: 'speed.cls', values: [0.02, 0.08, 0.15, 0.25, 0.4], page: (shift) => `/vitals/cls.html?shift=${shift}`, own: ({ cls }) => cls, tolerance: 0.001, complete: (shift) => has('cls', shift * 0.9), steps: [] },
  { figure: 'ttfb', metric: 'speed.ttfb', values: [50, 200, 500, 900, 1800], page: (delay) => `/vitals/ttfb.html?delay=${delay}`, own: ({ ttfb }) => ttfb, tolerance: frame, complete: (delay) => `document.readyState === 'complete' && ${has('ttfb', delay)}`, steps: [] },

  // A task of so many ms counts without its first 50.
  { figure: 'tbt', metric: 'speed.tbt', values: [150, 300, 600, 1000, 1600], page: (block) => `/vitals/busy.html?block=${block}`, own: ({ tbt }) => tbt, tolerance: frame, least: 0.6, complete: (block) => has('tbt', block - 50), steps: [] },
  { figure: 'longest frame', metric: 'speed.long-frames.longest', values: [150, 300, 600, 1000, 1600], page: (block) => `/vitals/busy.html?block=${block}&frame`, own: ({ frame: longest }) => longest, tolerance: frame, complete: (block) => has('frame', block), steps: [] },

  { figure: 'processing', metric: 'speed.inp.processing', values: [60, 150, 250, 400, 700], page: (block) => `/vitals/inp.html?block=${block}&parts`, own: ({ processing }) => processing, tolerance: frame, complete: (block) => has('inp', block), steps: press },
  { figure: 'presentation', metric: 'speed.inp.presentation', values: [60, 150, 250, 400, 700], page: (present) => `/vitals/presentation.html?present=${present}`, own: ({ presentation }) => presentation, tolerance: frame, complete: (present) => has('inp', present), steps: press },

  // What a slow line adds to the first byte is no part of the browser's own reading, and is taken from what follows it.
  { figure: 'load delay', metric: 'speed.lcp.load-delay', values: late, page: (ask) => `/vitals/image.html?ask=${ask}`, own: ({ ask }) => ask, ours: (at, { ttfb }) => at('speed.lcp.load-delay') + at('speed.lcp.first-byte') - ttfb, tolerance: frame, complete: () => has('hold', 0), steps: [] },
  { figure: 'load time', metric: 'speed.lcp.load-time', values: late, page: (load) => `/vitals/image.html?load=${load}`, own: ({ load }) => load, tolerance: frame, complete: () => has('hold', 0), steps: [] },
  { figure: 'render delay', metric: 'speed.lcp.render-delay', values: [100, 400, 900, 1600, 2600], page: (hold) => `/vitals/image.html?hold=${hold}`, own: ({ hold }) => hold, tolerance: frame, complete: (hold) => has('hold', hold), steps: [] },

  { figure: 'first visible change', metric: 'friction.feedback', values: [100, 400, 800, 1300, 2000], page: (first) => `/vitals/wait.html?first=${first}`, own: ({ first }) => first, tolerance: frame, complete: () => 'window.__reading.came === true', steps: lookUp },
  { figure: 'idle gap', metric: 'friction.idle-gap', values: [500, 800, 1200, 1700, 2400], page: (gap) => `/vitals/wait.html?gap=${gap}`, own: ({ gap }) => gap, tolerance: frame, complete: () => 'window.__reading.came === true', steps: lookUp },
];
