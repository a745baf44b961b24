import type { History, RunDigest } from '../../model/history.ts';
import type { Metric } from '../../model/metric.ts';
import type { Plan } from '../../model/plan.ts';
import { levelFor } from '../looks.ts';
import { changedBetween, gatherReasons } from './between.ts';
import { quoted } from './digest.ts';
import { painPointsBetween } from './pain-points.ts';
import { whyOfAnotherPlan } from './same-plan.ts';
import { seriesOf } from './series.ts';

export { digestOf, quoted } from './digest.ts';
export { whyOfAnotherName } from './same-plan.ts';

/** What was found of earlier runs. */
export interface PastRuns {
  /** In any order; of a run that is there more than once the first counts. */
  runs: readonly RunDigest[];
  /** By id: the file that tells of it. Absent: they are of no files. */
  files?: ReadonlyMap<string, string>;
  leftOut: readonly History['leftOut'][number][];
  /** How many there were beyond these. */
  furtherLeftOut: number;
}

/** Files that are told by name; the rest is counted. */
const mostLeftOut = 10;

/**
 * The last runs of the same plan before this one, with what may be said of them; where there is none among what was found, only why that was left out.
 * undefined: nothing was found, or none is to be shown.
 */
export function historyOf({ now, metrics, past, most, plan, metricsOf }: {
  now: RunDigest;
  metrics: readonly Metric[];
  past: PastRuns;
  /** Earlier runs that are shown. */
  most: number;
  plan: Pick<Plan, 'samples' | 'confidence'>;
  /** Metric ids by audit id. */
  metricsOf: Readonly<Record<string, readonly string[]>>;
}): History | undefined {
  const { earlier, leftOut } = earlierIn(past, now);
  const shown = most === 0 ? [] : earlier.slice(-most);
  if (most === 0 || shown.length + leftOut.length + past.furtherLeftOut === 0) return undefined;
  const runs = [...shown, now];
  const reasons = gatherReasons();
  const level = levelFor({ samples: plan.samples, gates: [], ...(plan.confidence !== undefined && { confidence: plan.confidence }) }, metrics);
  const { series, compared, judged } = seriesOf(runs, metrics, level, reasons);
  return {
    runs: shown.map(quoted),
    further: earlier.length - shown.length,
    leftOut: leftOut.slice(0, mostLeftOut),
    furtherLeftOut: past.furtherLeftOut + Math.max(0, leftOut.length - mostLeftOut),
    series,
    level,
    compared,
    judged,
    ...painPointsBetween(runs, { metrics, metricsOf, series, reasons }),
    changed: changedBetween(runs, metrics, reasons),
    // Last: the others have gathered them.
    reasons: reasons.all,
  };
}

/** Runs of the plan before this one in their order, each once; and what else was found, with why it is none. A file that tells of many runs is named once for each reason. */
function earlierIn({ runs, files, leftOut }: PastRuns, now: RunDigest): { earlier: RunDigest[]; leftOut: History['leftOut'] } {
  const earlier = new Map<string, RunDigest>();
  const others = new Map(leftOut.map((one) => [`${one.file}\n${one.reason}`, one]));
  for (const run of runs) {
    if (run.id === now.id || earlier.has(run.id)) continue;
    const reason = whyOfAnotherPlan(run, now) ?? (run.startedAt < now.startedAt ? null : 'it was not made before this run');
    const file = files?.get(run.id) ?? `the run of ${run.startedAt}`;
    if (reason === null) earlier.set(run.id, run);
    else others.set(`${file}\n${reason}`, { file, reason });
  }
  return { earlier: [...earlier.values()].toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1)), leftOut: [...others.values()] };
}
