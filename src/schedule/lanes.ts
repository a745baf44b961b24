import PQueue from 'p-queue';
import type { VisitUnit } from '../model/evidence.ts';

export interface LaneEvents<V> {
  started?(lane: number, unit: VisitUnit, attempt: number): void;
  finished?(lane: number, visit: V): void;
  /** The unit is through: this is its last attempt. The lane waits for the answer. */
  completed?(visit: V): void | Promise<void>;
}

/** `V`: what is known of a visit once it is made. */
export interface LaneWork<L, V> {
  units: readonly VisitUnit[];
  /** One visit at a time on each. The timing lane is one; lanes whose times are not read may be as many as there are cores. */
  lanes: readonly L[];
  visit(lane: L, unit: VisitUnit, attempt: number): Promise<V>;
  /** Is a visit to be made again? Asked after each, with how often it was tried. */
  again(visit: V): boolean;
  /** How often a unit is tried again. */
  retries: number;
  /** Number of the first attempt, where earlier ones did not count; default 1. */
  firstAttempt?: number;
  signal: AbortSignal;
  events?: LaneEvents<V>;
}

/** Makes the visits, in their order as far as several lanes allow. Answers with the last attempt of each unit that was begun. Throws what `visit` and `completed` throw, and begins no further one then. */
export async function runLanes<L, V>(work: LaneWork<L, V>): Promise<V[]> {
  const queue = new PQueue({ concurrency: work.lanes.length });
  const idle = work.lanes.map((_, index) => index);
  const done = new Map<string, V>();
  let broken = false;

  async function make(unit: VisitUnit, lane: number): Promise<void> {
    let last: V | undefined;
    const first = work.firstAttempt ?? 1;
    for (let attempt = first; attempt <= first + work.retries && !work.signal.aborted && !broken; attempt += 1) {
      work.events?.started?.(lane, unit, attempt);
      const visit = await work.visit(work.lanes[lane] as L, unit, attempt);
      last = visit;
      work.events?.finished?.(lane, visit);
      if (!work.again(visit)) break;
    }
    if (last === undefined) return;
    done.set(unit.id, last);
    await work.events?.completed?.(last);
  }

  async function onIdleLane(unit: VisitUnit): Promise<void> {
    const lane = idle.shift();
    if (lane === undefined) throw new Error('more visits at once than lanes');
    try {
      await make(unit, lane);
    } catch (error) {
      broken = true;
      throw error;
    } finally {
      idle.push(lane);
    }
  }

  try {
    await queue.addAll(work.units.map((unit) => () => onIdleLane(unit)));
  } finally {
    // Whoever opened the lanes closes them next: nothing may be under way on them.
    await queue.onIdle();
  }
  return work.units.flatMap((unit) => done.get(unit.id) ?? []);
}
