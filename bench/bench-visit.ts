import { availableParallelism, loadavg } from 'node:os';
import type { EvidenceKey } from '../src/model/evidence.ts';
import { short } from './figures.ts';
import { measureJudging, type JudgingFigures } from './judging.ts';
import { measurePass, type CollectorShare, type PassFigures } from './passes.ts';
import { openScene } from './scene.ts';
import { measureWholeTool, type PeerFigures, type WholeToolFigures } from './whole-tool.ts';

/** Ratios are medians over the rounds of one run; the figures they come from stand in `details`. */
export interface VisitBench {
  /** Experience pass over the bare replay, both throttled as the persona; goal at most 1.05. */
  experienceRatio: number;
  /** Inspection pass without walks over the bare replay, both unthrottled, as an inspection is; goal at most 2.2. */
  inspectionRatio: number;
  /** The same with the walks, which act on the page and are counted apart; null: there are none. */
  walksRatio: number | null;
  /** Which of the collectors are walks. */
  walks: EvidenceKey[];
  /** Judging one inspection visit, start of the workers included. */
  judgingSeconds: number;
  /** Their wall seconds over ours, on the same six pages; goal at least 5. null: see `details.wholeTool.peers` for the reason. */
  vsLighthouseCi: number | null;
  vsSitespeed: number | null;
  collectors: Partial<Record<EvidenceKey, { experience: CollectorShare | null; inspection: CollectorShare | null }>>;
  /** Peak of the proportional set size of the whole tool and its browsers; null: the system does not tell. */
  peakMB: number | null;
  details: {
    conditions: { browser: string; node: string; cores: number; hostIndex: number; load: number; persona: string; rounds: number };
    experience: Omit<PassFigures, 'collectors'>;
    inspection: Omit<PassFigures, 'collectors'>;
    judging: JudgingFigures;
    wholeTool: WholeToolFigures;
  };
}

export async function benchVisit(options: { rounds: number; skipPeers: boolean; environment: Readonly<Record<string, string | undefined>>; tell: (text: string) => void }): Promise<VisitBench> {
  const { rounds, tell } = options;
  const load = loadavg()[0] ?? 0;
  const scene = await openScene(options.environment);
  try {
    tell('experience pass');
    const { collectors: inExperience, ...experience } = await measurePass(scene, 'experience', rounds, tell);
    tell('inspection pass');
    const { collectors: inInspection, ...inspection } = await measurePass(scene, 'inspection', rounds, tell);
    tell('judging');
    const judging = await measureJudging(scene, tell);
    tell('whole tool');
    const wholeTool = await measureWholeTool(scene, options);
    return {
      experienceRatio: short(experience.ratio.median),
      inspectionRatio: short(inspection.ratio.median),
      walksRatio: inspection.walksRatio === null ? null : short(inspection.walksRatio.median),
      walks: scene.meter.collectors.filter(({ walk }) => walk === true).map(({ field }) => field),
      judgingSeconds: short(judging.cold.median),
      vsLighthouseCi: timesOf(wholeTool.peers.lighthouseCi),
      vsSitespeed: timesOf(wholeTool.peers.sitespeed),
      collectors: Object.fromEntries(scene.meter.collectors.map(({ field }) => [field, { experience: inExperience[field] ?? null, inspection: inInspection[field] ?? null }])),
      peakMB: wholeTool.peakMB === null ? null : Math.round(wholeTool.peakMB),
      details: {
        conditions: { browser: scene.browserVersion, node: process.version, cores: availableParallelism(), hostIndex: scene.hostIndex, load, persona: scene.persona.id, rounds },
        experience,
        inspection,
        judging,
        wholeTool,
      },
    };
  } finally {
    await scene.close();
  }
}

const timesOf = (peer: PeerFigures): number | null => ('times' in peer ? short(peer.times) : null);
