import type { VisitEvidence } from '../model/evidence.ts';
import { runLanes, type LaneWork } from './lanes.ts';

/** How fast the machine is, as BenchmarkIndex readings. */
export interface Host {
  /** A reading; null: there is none to be had. */
  read(): Promise<number | null>;
  /** What it is when nothing else runs; null: nobody asks, or it is not known and nothing can be told from readings. */
  usual: number | null;
  /** Told that whether the machine was too busy during a round is not known. */
  unread(sample: number): void;
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
 * After the last try they stay invalid. `spoil` is given each visit that becomes invalid, with its new outcome, and answers with what is known of it then.
 */
export async function runRound<L, V extends Pick<VisitEvidence, 'outcome'>>(work: LaneWork<L, V>, host: Host, spoil: (visit: V, outcome: VisitEvidence['outcome']) => Promise<V>): Promise<V[]> {
  for (let attempt = 1; ; attempt += 1) {
    const visits = await runLanes({ ...work, firstAttempt: attempt });
    const state = work.signal.aborted ? 'quiet' : await stateOf(host);
    if (state === 'not known') host.unread(work.units[0]?.sample ?? 0);
    if (typeof state === 'string') return visits;
    const { reason } = state;
    const spoilt: V[] = [];
    for (const visit of visits) spoilt.push(visit.outcome.ok ? await spoil(visit, { ok: false, code: hostNoisy, message: reason }) : visit);
    if (attempt > work.retries) return spoilt;
  }
}

/** One slow reading may be a hiccup that no visit met, so it takes two; and one that fails says nothing, so there are three tries. */
async function stateOf({ read, usual }: Host): Promise<'quiet' | 'not known' | { reason: string }> {
  if (usual === null) return 'quiet';
  const slow: number[] = [];
  for (let tries = 0; tries < 3; tries += 1) {
    const reading = await read();
    if (reading === null || !Number.isFinite(reading)) continue;
    if (reading >= tooSlow * usual) return 'quiet';
    slow.push(reading);
    if (slow.length === 2) return { reason: reasonOf(Math.max(...slow), usual) };
  }
  return 'not known';
}

function reasonOf(reading: number, usual: number): string {
  return `This machine was too busy to time anything: it had ${Math.round((100 * reading) / usual)} % of its usual speed (BenchmarkIndex ${Math.round(reading)}, usually ${Math.round(usual)}).`;
}
