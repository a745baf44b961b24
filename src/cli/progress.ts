import { createLogUpdate } from 'log-update';
import type { Phase, RunEvent, Tell } from '../model/events.ts';
import type { KeptVisit } from '../model/kept-visit.ts';
import { counted } from '../model/wording.ts';
import type { Io } from './io.ts';
import { paint } from './paint.ts';
import { printable } from './printable.ts';
import { after, duration, idle, timeLeft, type ProgressState } from './progress-state.ts';

const phaseNames: Record<Phase, string> = {
  crawl: 'Looking for pages',
  draft: 'Walking the journeys found',
  calibrate: 'Calibrating this machine',
  experience: 'Experience visits (timed, one at a time)',
  inspection: 'Inspection visits',
  judge: 'Judging',
  report: 'Writing the report',
};

function outcomeOf(visit: KeptVisit): string {
  if (!visit.outcome.ok) return `not measured: ${visit.outcome.message}`;
  const stuck = visit.touchpoints.find((touchpoint) => touchpoint.status === 'failed' || touchpoint.status === 'blocked');
  return stuck === undefined ? 'arrived' : `${stuck.status} at ${stuck.id}: ${stuck.problem?.message ?? 'no reason recorded'}`;
}

function finishedLine(visit: KeptVisit, state: ProgressState): string {
  const { persona, site, journey, pass, sample } = visit.unit;
  return printable(`[${state.done}/${state.visits}] ${pass} ${persona} on ${site}, ${journey}, sample ${sample}: ${outcomeOf(visit)} (${duration(visit.duration)})`);
}

function lookLine({ samples, next, undecided: [first, ...others] }: Extract<RunEvent, { kind: 'look' }>): string {
  if (next === null) return `After ${samples} samples every gate that samples can decide is decided.`;
  const left = others.length === 0 ? '' : `, and ${others.length} more`;
  return `After ${samples} samples it cannot be told yet whether this holds: ${first}${left}. Going on to ${next} samples.`;
}

function crawledLine({ found, opened, failed, waiting, elapsed }: NonNullable<ProgressState['crawl']>): string {
  const perSecond = elapsed > 0 ? (opened / elapsed) * 1_000 : 0;
  return `${counted(opened, 'page')} opened, ${counted(found, 'address', 'addresses')} found, ${waiting} waiting, ${failed} failed, ${perSecond.toFixed(1)} pages per second`;
}

function liveLines(state: ProgressState, now: number, columns: number): string {
  const left = timeLeft(state, now);
  const head = state.visits === 0 ? phaseNames[state.phase] : `${phaseNames[state.phase]}: ${state.done} of ${state.visits}${left === null ? '' : `, about ${duration(left)} left`}`;
  const lanes = state.lanes.map((lane, index) => `  lane ${index + 1}  ${lane === null ? 'idle' : `${lane.visit} · ${lane.doing}`}`);
  const crawl = state.crawl === null ? [] : [`  ${crawledLine(state.crawl)}`];
  return [head, ...crawl, ...lanes].map((line) => printable(line).slice(0, columns - 1)).join('\n');
}

export interface Progress {
  tell: Tell;
  /** Takes the live lines away. */
  end(): void;
}

/** One live line per lane in a terminal; plain lines elsewhere; nothing when quiet. */
export function showProgress(io: Io, quiet: boolean): Progress {
  if (quiet) return { tell: () => undefined, end: () => undefined };
  const color = paint(io);
  let state = idle;
  const live = io.terminal ? createLogUpdate({ write: (text: string) => (io.error(text), true), columns: io.columns, isTTY: true } as unknown as NodeJS.WriteStream) : null;

  function line(text: string): void {
    live?.clear();
    io.error(`${text}\n`);
  }

  function plain(event: RunEvent): void {
    if (event.kind === 'phase') line(color.bold(`${phaseNames[event.phase]}${event.visits > 0 ? `: ${event.visits}` : ''} …`));
    if (event.kind === 'visit-finished') line(`  ${finishedLine(event.visit, state)}`);
    if (event.kind === 'look') line(`  ${printable(lookLine(event))}`);
    if (event.kind === 'crawled' && live === null && event.opened % 100 === 0) line(`  ${crawledLine(event)}`);
    if (event.kind === 'note') line(color.dim(`  note: ${printable(event.text)}`));
  }

  // What is under way may take longer than somebody waits who sees nothing happen.
  const stopping = (): void => line('Stopping: what was made so far is put in order, which takes a moment. Asked a second time, it ends at once.');
  io.signal.addEventListener('abort', stopping, { once: true });

  return {
    tell(event) {
      const now = io.now().getTime();
      state = after(state, event, now);
      plain(event);
      live?.(liveLines(state, now, io.columns));
    },
    end() {
      io.signal.removeEventListener('abort', stopping);
      live?.clear();
    },
  };
}
