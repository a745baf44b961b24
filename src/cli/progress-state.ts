import type { Phase, RunEvent } from '../model/events.ts';

export interface LaneState {
  /** Who is where, as in: molly-millennial on ours, buy-a-tent (sample 1 of 3) */
  visit: string;
  doing: string;
}

/** Everything the progress lines are made from. Times are ms since 1970. */
export interface ProgressState {
  phase: Phase;
  phaseStarted: number;
  visits: number;
  done: number;
  lanes: readonly (LaneState | null)[];
  /** null: nothing is crawled. */
  crawl: Extract<RunEvent, { kind: 'crawled' }> | null;
}

export const idle: ProgressState = { phase: 'calibrate', phaseStarted: 0, visits: 0, done: 0, lanes: [], crawl: null };

/** The state after an event. */
export function after(state: ProgressState, event: RunEvent, now: number): ProgressState {
  switch (event.kind) {
    case 'phase':
      return { phase: event.phase, phaseStarted: now, visits: event.visits, done: 0, lanes: Array.from({ length: event.lanes }, () => null), crawl: null };
    case 'visit-started': {
      const { persona, site, journey, sample, pass } = event.unit;
      const which = pass === 'experience' ? `, sample ${sample}` : '';
      const again = event.attempt > 1 ? `, attempt ${event.attempt}` : '';
      return { ...state, lanes: state.lanes.with(event.lane, { visit: `${persona} on ${site}, ${journey}${which}${again}`, doing: 'starting' }) };
    }
    case 'step':
      return { ...state, lanes: state.lanes.map((lane, index) => (index === event.lane && lane !== null ? { ...lane, doing: `${event.touchpoint}: ${event.description}` } : lane)) };
    case 'visit-finished':
      return { ...state, done: Math.min(state.visits, state.done + 1), lanes: state.lanes.with(event.lane, null) };
    case 'look':
      return { ...state, visits: state.visits + event.visits };
    case 'judged':
      // Beside the inspections: theirs is the progress that is waited for.
      return state.phase === 'judge' ? { ...state, done: event.done, visits: event.of } : state;
    case 'crawled':
      return { ...state, crawl: event };
    case 'crawl-ended':
    case 'note':
      return state;
  }
}

/** ms left in this phase, going by what was done so far; null: too early to tell. */
export function timeLeft(state: ProgressState, now: number): number | null {
  if (state.done === 0 || state.visits === 0) return null;
  return ((now - state.phaseStarted) / state.done) * (state.visits - state.done);
}

export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}
