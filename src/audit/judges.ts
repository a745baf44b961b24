import { Tinypool } from 'tinypool';
import type { LighthouseEvidence, RecordingEvidence, TouchpointEvidence, VisitEvidence } from '../model/evidence.ts';
import type { VisitResults } from '../model/results.ts';
import { loadAudits } from './load-audits.ts';
import type { JudgePlan } from './plan.ts';
import { notJudged } from './run-audits.ts';
import { openSlots } from './slots.ts';
import type { WorkerData } from './worker.ts';

export interface Judgement {
  /** By touchpoint id; a touchpoint without a recording that could be judged is absent. */
  lighthouse: Record<string, LighthouseEvidence[]>;
  /** The visit with what Lighthouse said in it, and why where it said nothing. */
  visit: VisitEvidence;
  results: VisitResults;
}

export interface Judges {
  /** Begins with what was recorded at a touchpoint of a visit that still goes on; `judge` takes it up. */
  begin(touchpoint: TouchpointEvidence, visit: { persona: string; conditions: VisitEvidence['conditions'] }): void;
  /** Never rejects because of what was recorded or because an audit fails, hangs or crashes: that is said in the results. Rejects where the audits cannot be loaded. `journey`: of a visit whose journey is not in the plan. */
  judge(visit: VisitEvidence, journey?: JudgePlan['journeys'][number]): Promise<Judgement>;
  close(): Promise<void>;
}

export interface JudgesOptions {
  /** Worker threads. */
  size: number;
  /** What the paths of artefacts are relative to. */
  runDirectory: string;
  /** URL of a module that exports `audits`. */
  auditsModule: string;
  plan: JudgePlan;
  /** ms that one recording, or the audits of one visit, may take; default one minute, some fifty times the usual; a design choice. */
  timeout?: number;
  /** MB of heap that a worker may use before it is ended and its task failed; default 2,048; a design choice. */
  heap?: number;
}

/** ms; the longest a timer takes. Workers end with the pool. */
const longest = 2 ** 31 - 1;

interface Failure {
  collector: string;
  reason: string;
}

/** Judging in worker threads, so that a hung or crashed audit takes nothing with it. */
export function openJudges({ size, timeout = 60_000, heap = 2048, runDirectory, auditsModule, plan }: JudgesOptions): Judges {
  const workerData: WorkerData = { runDirectory, auditsModule, plan };
  const pool = new Tinypool({
    runtime: 'worker_threads',
    filename: new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url).href,
    // A second one starts when there is work for it: until then its start would only hold up the first, and the visits beside it.
    minThreads: 1,
    maxThreads: size,
    idleTimeout: longest,
    isolateWorkers: false,
    resourceLimits: { maxOldGenerationSizeMb: heap },
    // In bytes, after a task: what is left then is not given back otherwise.
    maxMemoryLimitBeforeRecycle: (heap / 2) * 1024 ** 2,
    workerData,
  });
  // An idle worker that dies, as of a promise that an audit left behind, is replaced; the next task is told if that fails too.
  pool.on('error', () => undefined);
  // A task waits here and not in the pool, so that its time counts from when it begins.
  const slots = openSlots(size);

  async function run(task: 'lighthouse' | 'visit', input: unknown): Promise<unknown> {
    await slots.take();
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), timeout);
    try {
      return await pool.run(input, { name: task, signal: controller.signal });
    } catch (error) {
      if (controller.signal.aborted) throw new Error(`gave no answer within ${timeout / 1000} s`, { cause: error });
      throw error;
    } finally {
      clearTimeout(timer);
      slots.give();
    }
  }

  const asked = new WeakMap<RecordingEvidence, Promise<LighthouseEvidence | Failure>>();

  /** Once for each recording, whoever asks. */
  function judgeRecording(recording: RecordingEvidence, persona: string, conditions: VisitEvidence['conditions']): Promise<LighthouseEvidence | Failure> {
    const answer =
      asked.get(recording) ??
      run('lighthouse', { recording, persona, conditions }).then(
        (judged) => judged as LighthouseEvidence,
        (error: unknown): Failure => ({ collector: 'lighthouse', reason: `Lighthouse could not judge step ${recording.step}: ${messageOf(error)}` }),
      );
    asked.set(recording, answer);
    return answer;
  }

  async function judgeTouchpoint({ unit, conditions }: VisitEvidence, touchpoint: TouchpointEvidence): Promise<TouchpointEvidence> {
    const { recordings } = touchpoint.collected;
    if (recordings === undefined) return touchpoint;
    const answers = await Promise.all(recordings.map((recording) => judgeRecording(recording, unit.persona, conditions)));
    const lighthouse = answers.filter((answer) => 'metrics' in answer);
    const failures = answers.filter((answer) => 'reason' in answer);
    return {
      ...touchpoint,
      collected: { ...touchpoint.collected, ...((lighthouse.length > 0 || failures.length === 0) && { lighthouse }) },
      notCollected: [...touchpoint.notCollected, ...failures],
    };
  }

  return {
    begin({ collected }, { persona, conditions }) {
      for (const recording of collected.recordings ?? []) void judgeRecording(recording, persona, conditions);
    },
    async judge(evidence, journey) {
      const visit = { ...evidence, touchpoints: await Promise.all(evidence.touchpoints.map((touchpoint) => judgeTouchpoint(evidence, touchpoint))) };
      const lighthouse = Object.fromEntries(visit.touchpoints.flatMap(({ id, collected }) => (collected.lighthouse === undefined ? [] : [[id, collected.lighthouse]])));
      try {
        return { lighthouse, visit, results: (await run('visit', { visit, ...(journey && { journey }) })) as VisitResults };
      } catch (error) {
        return { lighthouse, visit, results: notJudged({ audits: await loadAudits(auditsModule), visit, because: `the audits of this visit failed: ${messageOf(error)}` }) };
      }
    },
    close: () => pool.destroy(),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
