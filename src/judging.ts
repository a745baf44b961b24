import { availableParallelism } from 'node:os';
import { judgePlanOf, openJudges, type Judges } from './audit/index.ts';
import type { Tell } from './model/events.ts';
import type { TouchpointEvidence, VisitEvidence } from './model/evidence.ts';
import type { Plan } from './model/plan.ts';
import type { VisitResults } from './model/results.ts';
import type { RunStore } from './store/index.ts';

export interface Judging {
  /** Begins with what was recorded at a touchpoint; its visit still goes on. */
  ahead(touchpoint: TouchpointEvidence, visit: { persona: string; conditions: VisitEvidence['conditions'] }): void;
  /** Has a visit judged as soon as there is a worker for it; once. */
  begin(visit: VisitEvidence): void;
  /** All visits that were begun, in that order, with what Lighthouse says in their evidence. */
  soFar(): Promise<{ visits: VisitEvidence[]; results: VisitResults[] }>;
  /** The same, told as a phase of its own. */
  end(): Promise<{ visits: VisitEvidence[]; results: VisitResults[] }>;
  close(): Promise<void>;
}

/** Judges visits in worker threads: beside the inspections, whose times are not read, and beside no timed visit. The workers start with the first of them. */
export function openJudging(run: { plan: Plan; store: RunStore; tell: Tell }): Judging {
  let judges: Judges | undefined;
  const open = (): Judges =>
    openJudges({
      size: availableParallelism(),
      runDirectory: run.store.directory,
      auditsModule: new URL(import.meta.url.endsWith('.ts') ? '../audits/index.ts' : '../audits/index.js', import.meta.url).href,
      plan: judgePlanOf(run.plan),
    });
  const begun = new Map<string, Promise<{ visit: VisitEvidence; results: VisitResults }>>();
  let done = 0;
  const judged = async (evidence: VisitEvidence): Promise<{ visit: VisitEvidence; results: VisitResults }> => {
    judges ??= open();
    const { visit, results } = await judges.judge(evidence);
    await run.store.saveVisit(visit);
    await run.store.saveResults(results);
    done += 1;
    run.tell({ kind: 'judged', done, of: begun.size });
    return { visit, results };
  };
  async function soFar(): Promise<{ visits: VisitEvidence[]; results: VisitResults[] }> {
    const judgements = await Promise.all(begun.values());
    return { visits: judgements.map(({ visit }) => visit), results: judgements.map(({ results }) => results) };
  }
  return {
    ahead(touchpoint, visit) {
      judges ??= open();
      judges.begin(touchpoint, visit);
    },
    begin(visit) {
      if (begun.has(visit.unit.id)) return;
      const judgement = judged(visit);
      // Whoever waits for the end is told; until then nobody listens.
      judgement.catch(() => undefined);
      begun.set(visit.unit.id, judgement);
    },
    soFar,
    end() {
      run.tell({ kind: 'phase', phase: 'judge', visits: begun.size, lanes: 0 });
      if (done > 0) run.tell({ kind: 'judged', done, of: begun.size });
      return soFar();
    },
    close: async () => judges?.close(),
  };
}
