import { Console } from 'node:console';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { Tinypool } from 'tinypool';
import type { LighthouseEvidence, RecordingEvidence, VisitEvidence } from '../model/evidence.ts';
import type { VisitResults } from '../model/results.ts';
import { judgeRecording } from './lighthouse/judge-recording.ts';
import { withParties } from './lighthouse/parties.ts';
import { loadAudits } from './load-audits.ts';
import type { JudgePlan } from './plan.ts';
import { runAudits } from './run-audits.ts';

// Lighthouse's trace engine prints what it cannot model; here that is a value which is absent. Nothing in a worker speaks to the user.
globalThis.console = new Console(new Writable({ write: (_chunk, _encoding, done) => done() }));

// A worker that is gone gives no answer, and the pool would wait for it until the time of the task is up.
Object.defineProperty(process, 'exit', {
  value: () => {
    throw new Error('it tried to end the process it runs in');
  },
});

/** What every worker is given once. */
export interface WorkerData {
  runDirectory: string;
  auditsModule: string;
  plan: JudgePlan;
}

/** A task: Lighthouse's audits on one recording. Traces are large, so the worker reads them itself. */
export async function lighthouse({ recording, persona, conditions }: { recording: RecordingEvidence; persona: string; conditions: VisitEvidence['conditions'] }): Promise<LighthouseEvidence> {
  const { plan, runDirectory } = Tinypool.workerData as WorkerData;
  const known = plan.personas.find(({ id }) => id === persona);
  if (known === undefined) throw new TypeError(`the persona ${persona} is not of this plan`);
  return judgeRecording({ recording, persona: known, conditions, readArtefact: ({ path }) => readFile(join(runDirectory, path)) });
}

/** A task: our audits on one visit. */
export async function visit({ visit: evidence, journey }: { visit: VisitEvidence; journey?: JudgePlan['journeys'][number] }): Promise<VisitResults> {
  const { auditsModule, plan } = Tinypool.workerData as WorkerData;
  return runAudits({ audits: await loadAudits(auditsModule), visit: withParties(evidence), plan: journey === undefined ? plan : { ...plan, journeys: [journey] } });
}
