import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Artefact, LighthouseEvidence, RecordingEvidence, VisitEvidence } from '../../model/evidence.ts';
import { cpuRateOn, type Persona } from '../../model/persona.ts';
import { digest } from './digest.ts';
import { auditRecording, lighthouseVersion, type ProtocolMessage, type Recorded, type TraceEvent } from './internals.ts';
import { mainDocumentOf } from './main-document.ts';

/** A network that holds nothing up, for personas whose network is not throttled but whose CPU is; a design choice. */
const unthrottledNetwork = { rttMs: 1, throughputKbps: 1_000_000 };

const withoutPictures = 'the pictures of this page were left out of the recording, since a secret of the plan was to be seen';

/** A longer text cannot be held in one JavaScript string (V8: 2^29 − 24 characters). */
const longestText = 2 ** 29 - 24;

/** What Lighthouse's audits say about one recorded step. Reads the two files, needs no browser; about a second. Throws where Lighthouse cannot judge it at all. */
export async function judgeRecording({ recording, persona, conditions, readArtefact }: {
  recording: RecordingEvidence;
  persona: Persona;
  conditions: VisitEvidence['conditions'];
  readArtefact: (artefact: Artefact) => Promise<Uint8Array>;
}): Promise<LighthouseEvidence> {
  if (recording.cut === true) throw new Error('its log is not whole');
  const [trace, log] = await Promise.all([recording.trace, recording.devtoolsLog].map(async (artefact) => parse(await readArtefact(artefact), artefact.path)));
  const { traceEvents } = trace as { traceEvents: TraceEvent[] };
  const devtoolsLog = log as ProtocolMessage[];
  const throttling = modelledThrottling(persona, conditions);
  const { mode, step, to } = recording;
  const answer = await auditRecording({
    mode,
    traceEvents,
    devtoolsLog,
    url: addressOf(mode, to, devtoolsLog),
    host: { benchmarkIndex: conditions.hostIndex ?? 0, pixelRatio: conditions.viewport.pixelRatio, userAgent: conditions.browser },
    formFactor: persona.device.mobile ? 'mobile' : 'desktop',
    throttling: mode === 'navigation' ? throttling : null,
  });
  const digested = digest(answer, { version: lighthouseVersion, step, mode, throttling: mode === 'navigation' && throttling !== null ? 'simulate' : 'provided', url: to });
  return recording.pictures === false ? { ...digested, warnings: [withoutPictures, ...digested.warnings] } : digested;
}

function addressOf(mode: RecordingEvidence['mode'], to: string, log: readonly ProtocolMessage[]): Recorded['url'] {
  if (mode === 'timespan') return { finalDisplayedUrl: to };
  const main = mainDocumentOf(log);
  if (main === undefined) throw new TypeError('the recording holds no navigation of the page');
  return { ...main, finalDisplayedUrl: to };
}

/**
 * The persona's conditions, to be modelled on a recording made without throttling; null: nothing to model, because the recording was
 * made under the persona's conditions already or the persona has none. The CPU counts from the host, as it does when it is applied.
 */
export function modelledThrottling({ network, cpuSlowdown }: Pick<Persona, 'network' | 'cpuSlowdown'>, { throttling, hostIndex }: Pick<VisitEvidence['conditions'], 'throttling' | 'hostIndex'>): Recorded['throttling'] {
  if (throttling.method === 'cdp' || (network === null && cpuSlowdown === 1)) return null;
  return {
    ...(network === null ? unthrottledNetwork : { rttMs: network.rtt, throughputKbps: network.down }),
    cpuSlowdownMultiplier: Math.max(1, cpuRateOn(hostIndex, { cpuSlowdown })),
  };
}

async function parse(content: Uint8Array, path: string): Promise<unknown> {
  try {
    const text = await promisify(gunzip)(content, { maxOutputLength: longestText });
    return JSON.parse(text.toString('utf8')) as unknown;
  } catch (error) {
    throw new Error(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
