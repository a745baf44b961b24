import { dirname, join } from 'node:path';
import { digestOf, historyOf, quoted, whyOfAnotherName, type PastRuns } from './compare/index.ts';
import type { RunDigest } from './model/history.ts';
import type { LongRecord } from './model/record.ts';
import { findPastRuns } from './store/index.ts';

/** Earlier runs that are shown unless another number is asked for: four weeks of working days, and as many points as a small chart can tell apart. A design choice. */
export const usualMost = 20;

export interface PastOfPlan extends PastRuns {
  /** Earlier runs that are shown. */
  most: number;
  /** Runs that this one takes the place of, where others are looked for elsewhere: they are not shown, and kept all the same. */
  replaced?: readonly RunDigest[];
}

type MetricsOf = Readonly<Record<string, readonly string[]>>;

/** Where earlier runs are looked for. */
export interface Whereabouts {
  /** Of the run: the one that it takes the place of, and those in the directories beside it. */
  run: string;
  /** Of the project, whose baselines are earlier runs too. */
  project: string;
  /** In place of all those: a directory that holds runs in directories of their own. */
  only?: string;
}

/** Runs of a plan of this name. What cannot be read is left out and told; nothing throws. */
export async function findPast(name: string, { run, project, only }: Whereabouts, metricsOf: MetricsOf): Promise<Omit<PastOfPlan, 'most'>> {
  const wanted: Parameters<typeof findPastRuns>[1] = { other: (found) => whyOfAnotherName(found, name), tellsOthers: only !== undefined, digestOf: (record) => digestOf(record, metricsOf) };
  if (only === undefined) return findPastRuns({ first: run, directories: [dirname(run)], records: [join(project, '.mystery-shopper', 'baselines')] }, wanted);
  const { runs: replaced } = await findPastRuns({ first: run, directories: [], records: [] }, wanted);
  return { ...(await findPastRuns({ directories: [only], records: [] }, wanted)), replaced };
}

/** As they are kept while a run is made in their place. */
export function quotedRuns(past: PastOfPlan | undefined): RunDigest[] {
  const byId = new Map((past?.replaced ?? past?.runs ?? []).toReversed().map((run) => [run.id, quoted(run)]));
  return [...byId.values()].toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1)).slice(-usualMost);
}

/** The record with what later runs need of it, and with the history of its plan where there is any; both near its beginning, where they are found without reading the rest. */
export function withHistory<R extends LongRecord>(record: R, metricsOf: MetricsOf, past: PastOfPlan | undefined): R {
  const { schema, id, name, startedAt, finishedAt, conditions, plan, metrics } = record;
  const digest = digestOf(record, metricsOf);
  const history = past === undefined ? undefined : historyOf({ now: digest, metrics, past, most: past.most, plan, metricsOf });
  // A name stays where it was first given.
  const told = Object.assign({}, { schema, id, name, startedAt, finishedAt, conditions, plan, digest, ...(history && { history }) }, record, { digest });
  if (history === undefined) delete told.history;
  else told.history = history;
  return told;
}
