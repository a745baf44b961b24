import type { VisitEvidence } from '../model/evidence.ts';
import { runLanes, type LaneWork } from './lanes.ts';

/** How fast the machine is, as BenchmarkIndex readings. */
export interface Host {
  /** A reading; null: there is none to be had. */
  read(): Promise<number | null>;
  /** What it is when nothing else runs; null: not known, so nothing can be told from readings. */
  usual: number | null;
}

/**
 * Below this share of its usual speed a machine is too busy to time anything. A half: two busy programs for each core leave so much, and what is
 * less than that both sides of a comparison meet alike. A design choice.
 */
const tooSlow = 0.5;

/** The code of a visit that was made while the machine was too busy. */
const hostNoisy = 'HOST_NOISY';

/**
 * Makes the visits of one round, and all of them again where the machine was too busy when they ended: what is to be compared stays side by side.
 * After the last try they stay invalid. `saved` is given each visit that becomes invalid.
 */
export async function runRound<L>(work: LaneWork<L>, host: Host, saved: (visit: VisitEvidence) => Promise<void>): Promise<VisitEvidence[]> {
  for (let attempt = 1; ; attempt += 1) {
    const visits = await runLanes({ ...work, firstAttempt: attempt });
    const reason = work.signal.aborted ? null : await busy(host);
    if (reason === null) return visits;
    const spoilt = visits.map((visit): VisitEvidence => (visit.outcome.ok ? { ...visit, outcome: { ok: false, code: hostNoisy, message: reason } } : visit));
    for (const visit of spoilt) await saved(visit);
    if (attempt > work.retries) return spoilt;
  }
}

/** In words; null: it was not. One slow reading may be a hiccup that no visit met, so it takes two. */
async function busy({ read, usual }: Host): Promise<string | null> {
  if (usual === null) return null;
  const first = await read();
  if (first === null || first >= tooSlow * usual) return null;
  const second = await read();
  if (second === null || second >= tooSlow * usual) return null;
  return `This machine was too busy to time anything: it had ${Math.round((100 * Math.max(first, second)) / usual)} % of its usual speed (BenchmarkIndex ${Math.round(Math.max(first, second))}, usually ${Math.round(usual)}).`;
}
