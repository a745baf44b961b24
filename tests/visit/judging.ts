import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { judgeRecording } from '../../src/audit/lighthouse/index.ts';
import { LighthouseEvidence, type Artefact, type RecordingEvidence } from '../../src/model/evidence.ts';
import { persona, visitWith } from '../unit/audit/evidence.ts';

const { conditions } = visitWith([]);

/** What Lighthouse's trace engine knows of every trace it has met, by what it made of the trace. */
const { stackTraceForEventInTrace: met } = (createRequire(import.meta.resolve('lighthouse/core/runner.js'))('@paulirish/trace_engine') as { Extras: { StackTraceForEvent: { stackTraceForEventInTrace: Map<object, unknown> } } }).Extras.StackTraceForEvent;

/** What Lighthouse itself gathered and made of it. */
export interface Genuine {
  artifacts: { Trace: { traceEvents: object[] }; DevtoolsLog: object[] };
  lhr: { audits: Record<string, { numericValue?: number; score: number | null }>; categories: Record<string, { score: number | null }> };
}

/** Files of evidence, in memory. */
export function openFiles() {
  const files = new Map<string, Uint8Array>();
  return {
    async keep(path: string, content: Uint8Array, mediaType: string): Promise<Artefact> {
      files.set(path, content);
      return { path, mediaType, bytes: content.byteLength };
    },
    async readArtefact({ path }: Artefact): Promise<Uint8Array> {
      const content = files.get(path);
      if (content === undefined) throw new RangeError(`no file ${path}`);
      return content;
    },
  };
}

type Files = ReturnType<typeof openFiles>;

export async function judged(recording: RecordingEvidence, { readArtefact }: Files, customer = persona): Promise<LighthouseEvidence> {
  const before = new Set(met.keys());
  const evidence = await judgeRecording({ recording, persona: customer, conditions, readArtefact });
  expect(LighthouseEvidence.parse(evidence)).toEqual(evidence);
  const added = [...met.keys()].filter((trace) => !before.has(trace));
  if (recording.mode === 'navigation' && evidence.performance !== null) expect(added).toHaveLength(1);
  expect(added.flatMap((trace) => Object.keys(trace))).toEqual([]);
  return evidence;
}

/** What Lighthouse itself gathered, in the form in which a visit leaves it, judged by us. */
export async function judgedFrom({ Trace, DevtoolsLog }: Genuine['artifacts'], mode: RecordingEvidence['mode'], to: string): Promise<LighthouseEvidence> {
  const files = openFiles();
  const keep = (name: string, content: unknown) => files.keep(name, gzipSync(JSON.stringify(content)), 'application/gzip');
  return judged({ step: 0, mode, trace: await keep('trace', Trace), devtoolsLog: await keep('log', DevtoolsLog), from: 'about:blank', to }, files);
}
