import { availableParallelism } from 'node:os';
import { audits } from '../audits/index.ts';
import { judgePlanOf, notJudged, openJudges, openSlots, type Judges, type Slots } from './audit/index.ts';
import type { Tell } from './model/events.ts';
import type { TouchpointEvidence, VisitEvidence } from './model/evidence.ts';
import { keptOf, type KeptVisit } from './model/kept-visit.ts';
import type { Plan } from './model/plan.ts';
import type { VisitResults } from './model/results.ts';
import type { RunStore } from './store/index.ts';

/** Visits with what the audits say of them. */
export interface Judged {
  visits: KeptVisit[];
  results: VisitResults[];
}

export interface Judging {
  /** Begins with what was recorded at a touchpoint; its visit still goes on. */
  ahead(touchpoint: TouchpointEvidence, visit: { persona: string; conditions: VisitEvidence['conditions'] }): void;
  /** Has a visit judged as soon as there is a worker for it; once. Answers when so few wait for one that another may be made. */
  begin(visit: VisitEvidence): Promise<void>;
  /** The same for one that is on the disk: it is read when there is a worker for it. */
  beginSaved(visit: KeptVisit): void;
  /** Takes a visit as it was judged before. */
  take(visit: KeptVisit, results: VisitResults): void;
  /** All visits that were begun, in that order, with what Lighthouse says in their evidence. */
  soFar(): Promise<Judged>;
  /** The same, told as a phase of its own. */
  end(): Promise<Judged>;
  close(): Promise<void>;
}

/** Workers that know the audits of the catalogue, as many as there are cores. */
export function judgesFor(plan: Parameters<typeof judgePlanOf>[0], { directory }: Pick<RunStore, 'directory'>): Judges {
  const auditsModule = new URL(import.meta.url.endsWith('.ts') ? '../audits/index.ts' : '../audits/index.js', import.meta.url).href;
  return openJudges({ size: availableParallelism(), runDirectory: directory, auditsModule, plan: judgePlanOf(plan) });
}

/** Visits that wait in memory for a worker, for each of them; a design choice. */
const waiting = 2;

/**
 * Judges visits in worker threads: beside the inspections, whose times are not read, and beside no timed visit. The workers start with the first
 * of them. In memory are those that are being judged, and of the others what the record is made of.
 */
export function openJudging(run: { plan: Plan; store: RunStore; tell: Tell }): Judging {
  const size = availableParallelism();
  let judges: Judges | undefined;
  const open = (): Judges => judgesFor(run.plan, run.store);
  const begun = new Map<string, Promise<{ visit: KeptVisit; results: VisitResults }>>();
  const [made, saved] = [openSlots(size * waiting), openSlots(size)];
  let done = 0;
  const ended = async (visit: KeptVisit, results: VisitResults): Promise<{ visit: KeptVisit; results: VisitResults }> => {
    await run.store.saveResults(results);
    done += 1;
    run.tell({ kind: 'judged', done, of: begun.size });
    return { visit, results };
  };
  const judged = async (evidence: VisitEvidence): Promise<{ visit: KeptVisit; results: VisitResults }> => {
    judges ??= open();
    const { visit, results } = await judges.judge(evidence);
    await run.store.saveVisit(visit);
    return ended(keptOf(visit), results);
  };
  const judgedFromDisk = async (visit: KeptVisit): Promise<{ visit: KeptVisit; results: VisitResults }> => {
    const evidence = await run.store.readVisit(visit.unit.id);
    return evidence === null ? ended(visit, notJudged({ audits, visit, because: 'what this visit had recorded could not be read again' })) : judged(evidence);
  };
  /** Answers when there is a place for it. */
  const beginIn = (places: Slots, { unit }: KeptVisit, judge: () => Promise<{ visit: KeptVisit; results: VisitResults }>): Promise<void> => {
    if (begun.has(unit.id)) return Promise.resolve();
    const placed = places.take();
    const judgement = placed.then(judge).finally(places.give);
    // Whoever waits for the end is told; until then nobody listens.
    judgement.catch(() => undefined);
    begun.set(unit.id, judgement);
    return placed;
  };
  async function soFar(): Promise<Judged> {
    const judgements = await Promise.all(begun.values());
    return { visits: judgements.map(({ visit }) => visit), results: judgements.map(({ results }) => results) };
  }
  return {
    ahead(touchpoint, visit) {
      judges ??= open();
      judges.begin(touchpoint, visit);
    },
    begin: (visit) => beginIn(made, visit, () => judged(visit)),
    beginSaved(visit) {
      void beginIn(saved, visit, () => judgedFromDisk(visit));
    },
    take(visit, results) {
      begun.set(visit.unit.id, Promise.resolve({ visit, results }));
      done += 1;
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
