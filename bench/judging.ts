import { availableParallelism } from 'node:os';
import { judgePlanOf, openJudges } from '../src/audit/index.ts';
import type { VisitEvidence } from '../src/model/evidence.ts';
import { figureOf, type Figure } from './figures.ts';
import type { Scene } from './scene.ts';

const times = 3;

export interface JudgingFigures {
  /** Seconds from no worker to all results of one inspection visit. */
  cold: Figure;
  /** The same by workers that have judged before. */
  warm: Figure;
}

/** Judging of one inspection visit with all its evidence, as a run does it. Throws if Lighthouse could not judge a recording. */
export async function measureJudging(scene: Scene, tell: (text: string) => void): Promise<JudgingFigures> {
  scene.meter.use(scene.meter.collectors.map(({ field }) => field));
  const visit = await scene.visit('inspection');
  const [cold, warm]: [number[], number[]] = [[], []];
  for (let time = 0; time < times; time += 1) {
    const began = performance.now();
    const judges = openJudges({ size: availableParallelism(), runDirectory: scene.runDirectory, auditsModule: new URL('../audits/index.ts', import.meta.url).href, plan: judgePlanOf(scene.plan) });
    try {
      const judged = await judges.judge(visit);
      const middle = performance.now();
      await judges.judge(visit);
      cold.push((middle - began) / 1000);
      warm.push((performance.now() - middle) / 1000);
      expectJudged(judged.visit);
    } finally {
      await judges.close();
    }
    tell(`  judging ${time + 1} of ${times}  ${cold.at(-1)?.toFixed(2)} s, again ${warm.at(-1)?.toFixed(2)} s`);
  }
  return { cold: figureOf(cold), warm: figureOf(warm) };
}

function expectJudged({ touchpoints }: VisitEvidence): void {
  const problem = touchpoints.flatMap(({ notCollected }) => notCollected).find(({ collector }) => collector === 'lighthouse');
  if (problem !== undefined) throw new Error(problem.reason);
}
