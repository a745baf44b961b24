import type { History, RunDigest } from '../../model/history.ts';
import type { Metric } from '../../model/metric.ts';
import type { Place, Severity } from '../../model/results.ts';
import { keyOf } from '../places.ts';
import { timedMetrics } from '../timed.ts';
import { differentBetween, type Reasons } from './between.ts';
import type { Runs } from './series.ts';

interface Facts {
  metrics: readonly Metric[];
  /** Metric ids by audit id. */
  metricsOf: Readonly<Record<string, readonly string[]>>;
  /** What the samples say of the numbers between these runs. */
  series: History['series'];
  reasons: Reasons;
}

type Told = Pick<History, 'painPoints' | 'gone' | 'crossed'>;

/** From each run to the one before it, on every site that both went to; by name what is gone, and what may have come or gone by chance, since the run before this one, where it is known what that was called. */
export function painPointsBetween(runs: Runs, facts: Facts): Told {
  const shifts = shiftsOf(facts.series);
  const all = runs.flatMap((now, to) => {
    const then = runs[to - 1];
    if (then === undefined) return [];
    return Object.keys(now.sites).filter((site) => then.sites[site] !== undefined).map((site) => ({ site, to, ...between(now, then, site, { ...facts, shows: showsAt(shifts, to) }) }));
  });
  const [then, now] = runs.slice(-2);
  const last = all.filter(({ to }) => to === runs.length - 1);
  return {
    painPoints: all.map(({ site, to, known, fresh, gone, crossed, untold, changed }) => ({ site, to, known, fresh, gone: gone.length, crossed: crossed.length, untold, changed: facts.reasons.positionsOf([...changed]) })),
    ...(then?.titles !== undefined && {
      gone: last.flatMap(({ site, gone }) => gone.flatMap(({ id, severity }) => named(then, id).map((title) => ({ site, severity, title })))),
      crossed: last.flatMap(({ site, crossed }) => crossed.flatMap(({ id, severity, now: isNow }) => named(isNow ? now : then, id).map((title) => ({ site, severity, title, now: isNow })))),
    }),
  };
}

const named = (run: RunDigest | undefined, id: string): string[] => (run?.titles?.[id] === undefined ? [] : [run.titles[id]]);

interface Found {
  id: string;
  severity: Severity;
}

interface Between {
  known: number;
  fresh: number;
  gone: Found[];
  crossed: (Found & { now: boolean })[];
  untold: number;
  changed: Set<string>;
}

/** Is a metric at a place shown to have become worse, or better, since the run before? */
type Shows = (metric: string, place: Place, verdict: 'better' | 'worse') => boolean;

type Pair = Pick<Facts, 'metrics' | 'metricsOf'> & { shows: Shows };

/**
 * new and gone are told where the audit could look at the same places in both runs, under the same conditions, and all it found was kept. Where what it
 * found rests on numbers that vary by nature, one of them has to be shown to have become worse, or better, at one of its places: a median that lies on the
 * other side of a limit may do so by chance.
 */
function between(now: RunDigest, then: RunDigest, site: string, { metrics, metricsOf, shows }: Pair): Between {
  const result: Between = { known: 0, fresh: 0, gone: [], crossed: [], untold: Math.max(notKept(now, site), notKept(then, site)), changed: new Set() };
  if (result.untold > 0) result.changed.add(tooMany);
  const [of, was] = [now, then].map((run) => new Map(run.painPoints.filter((group) => group.site === site).map((group) => [group.audit, group])));
  for (const audit of new Set([...(of?.keys() ?? []), ...(was?.keys() ?? [])])) {
    const [here, there] = [of?.get(audit), was?.get(audit)];
    const fresh = Object.entries(here?.found ?? {}).filter(([key]) => there?.found[key] === undefined);
    const gone = Object.entries(there?.found ?? {}).filter(([key]) => here?.found[key] === undefined);
    result.known += Object.keys(here?.found ?? {}).length - fresh.length;
    if (fresh.length + gone.length === 0) continue;
    const because = whyUntold(now, then, site, audit, metrics.filter(({ id }) => metricsOf[audit]?.includes(id) === true));
    if (because.length > 0) {
      result.untold += fresh.length + gone.length;
      for (const reason of because) result.changed.add(reason);
      continue;
    }
    const timed = timedMetrics(audit, metrics, metricsOf);
    const isShown = (run: RunDigest, verdict: 'better' | 'worse', at: readonly number[] | undefined): boolean =>
      (timed.length === 0 && at === undefined) || (at ?? []).flatMap((position) => run.places[position] ?? []).some((place) => timed.some(({ id }) => shows(id, place, verdict)));
    for (const [key, severity] of fresh) {
      if (isShown(now, 'worse', here?.at?.[key])) result.fresh += 1;
      else result.crossed.push({ id: `${audit}:${key}`, severity, now: true });
    }
    for (const [key, severity] of gone) {
      if (isShown(then, 'better', there?.at?.[key])) result.gone.push({ id: `${audit}:${key}`, severity });
      else result.crossed.push({ id: `${audit}:${key}`, severity, now: false });
    }
  }
  return result;
}

/** By run: metrics and places with what the samples say of them against the run before. */
function shiftsOf(series: History['series']): ReadonlyMap<number, ReadonlySet<string>> {
  const shifts = new Map<number, Set<string>>();
  for (const { metric, steps, ...place } of series) {
    for (const { from, to, verdict } of steps) {
      if (verdict === undefined || from !== to - 1) continue;
      const known = shifts.get(to) ?? new Set<string>();
      shifts.set(to, known.add(`${verdict}\n${keyOf(metric, place)}`));
    }
  }
  return shifts;
}

const showsAt = (shifts: ReadonlyMap<number, ReadonlySet<string>>, to: number): Shows => (metric, place, verdict) => shifts.get(to)?.has(`${verdict}\n${keyOf(metric, place)}`) === true;

const tooMany = 'there were more pain points than are kept for the history';

/** Pain points of a site of which only the number is known. */
function notKept({ counts, painPoints }: RunDigest, site: string): number {
  const kept = painPoints.reduce((sum, group) => sum + (group.site === site ? Object.keys(group.found).length : 0), 0);
  const all = Object.values(counts?.[site] ?? {}).reduce((sum, count) => sum + count, 0);
  return Math.max(0, all - kept);
}

/** Empty: it can be told. */
function whyUntold(now: RunDigest, then: RunDigest, site: string, audit: string, metrics: readonly Metric[]): string[] {
  if (now.furtherPainPoints + then.furtherPainPoints > 0) return [tooMany];
  const [of, was] = [now.looked[site]?.[audit], then.looked[site]?.[audit]];
  if (of === undefined || of !== was) return ['not the same places could be looked at'];
  const walks = now.walks.filter((walk) => walk.site === site);
  if (walks.length === 0) return ['what was done on this site is not kept for the history'];
  const isWhole = [now, then].every((run) => run.walks.filter((walk) => walk.site === site).length >= (run.completion[site]?.walks ?? 0));
  // Of what is not kept only this digest of everything is known.
  if (!isWhole && now.conditions.planDigest !== then.conditions.planDigest) return ['the personas or journeys'];
  return [...new Set(metrics.flatMap((metric) => walks.flatMap((walk) => differentBetween(now, then, metric, walk))))];
}
