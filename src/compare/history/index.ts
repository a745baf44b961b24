import type { History, RunDigest } from '../../model/history.ts';
import type { Metric } from '../../model/metric.ts';
import type { Plan } from '../../model/plan.ts';
import { levelFor } from '../looks.ts';
import { changedBetween, gatherReasons } from './between.ts';
import { quoted } from './digest.ts';
import { goneSince, painPointsBetween } from './pain-points.ts';
import { completionOf, seriesOf } from './series.ts';

export { digestOf, quoted } from './digest.ts';

/** What was found of earlier runs. */
export interface PastRuns {
  /** In any order; of a run that is there more than once the first counts. */
  runs: readonly RunDigest[];
  leftOut: readonly History['leftOut'][number][];
  /** How many there were beyond these. */
  furtherLeftOut: number;
}

/** Files that are told by name; the rest is counted. */
const mostLeftOut = 10;

/** The last runs of the same plan before this one, with what may be said of them; undefined: there are none. */
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
  const known = new Map<string, RunDigest>();
  for (const run of past.runs) {
    if (run.id !== now.id && run.startedAt < now.startedAt && !known.has(run.id) && isOfPlan(run, now)) known.set(run.id, run);
  }
  const earlier = [...known.values()].toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
  const shown = most === 0 ? [] : earlier.slice(-most);
  if (shown.length === 0) return undefined;
  const runs = [...shown, now];
  const reasons = gatherReasons();
  const facts = { metrics, metricsOf, reasons };
  const level = levelFor({ samples: plan.samples, gates: [], ...(plan.confidence !== undefined && { confidence: plan.confidence }) }, metrics);
  const gone = goneSince(runs, facts);
  return {
    runs: shown.map(quoted),
    further: earlier.length - shown.length,
    leftOut: past.leftOut.slice(0, mostLeftOut),
    furtherLeftOut: past.furtherLeftOut + Math.max(0, past.leftOut.length - mostLeftOut),
    series: [...completionOf(runs, reasons), ...seriesOf(runs, metrics, level, reasons)],
    level,
    painPoints: painPointsBetween(runs, facts),
    ...(gone !== undefined && { gone }),
    changed: changedBetween(runs, metrics, reasons),
    // Last: the others have gathered them.
    reasons: reasons.all,
  };
}

/** Plans of the same name that share no site, or no journey, have nothing to tell each other. */
function isOfPlan(run: Pick<RunDigest, 'name' | 'sites' | 'journeys'>, plan: Pick<RunDigest, 'name' | 'sites' | 'journeys'>): boolean {
  return run.name === plan.name && Object.keys(run.sites).some((site) => plan.sites[site] !== undefined) && run.journeys.some((journey) => plan.journeys.includes(journey));
}
