import type { History, RunDigest } from '../../model/history.ts';
import type { Metric } from '../../model/metric.ts';
import { differentBetween, type Reasons } from './between.ts';
import type { Runs } from './series.ts';

interface Facts {
  metrics: readonly Metric[];
  /** Metric ids by audit id. */
  metricsOf: Readonly<Record<string, readonly string[]>>;
  reasons: Reasons;
}

/** From each run to the one before it, on every site that both went to. */
export function painPointsBetween(runs: Runs, facts: Facts): History['painPoints'] {
  return runs.flatMap((now, to) => {
    const then = runs[to - 1];
    if (then === undefined) return [];
    return Object.keys(now.sites).filter((site) => then.sites[site] !== undefined).map((site) => {
      const { known, fresh, gone, untold, changed } = between(now, then, site, facts);
      return { site, to, known, fresh, gone: gone.length, untold, changed: facts.reasons.positionsOf([...changed]) };
    });
  });
}

/** What the run before had and this one has not, where that can be told; undefined: what they were called is not known. */
export function goneSince(runs: Runs, facts: Facts): History['gone'] {
  const [then, now] = runs.slice(-2);
  if (then === undefined || now === undefined || then.titles === undefined) return undefined;
  const { titles } = then;
  return Object.keys(now.sites).filter((site) => then.sites[site] !== undefined).flatMap((site) => between(now, then, site, facts).gone.flatMap(({ id, severity }) => (titles[id] === undefined ? [] : [{ site, severity, title: titles[id] }])));
}

interface Between {
  known: number;
  fresh: number;
  gone: { id: string; severity: NonNullable<History['gone']>[number]['severity'] }[];
  untold: number;
  changed: Set<string>;
}

/** new and gone are told where the audit could look at the same places in both runs, under the same conditions, and all it found was kept. */
function between(now: RunDigest, then: RunDigest, site: string, { metrics, metricsOf }: Facts): Between {
  const result: Between = { known: 0, fresh: 0, gone: [], untold: Math.max(notKept(now, site), notKept(then, site)), changed: new Set() };
  if (result.untold > 0) result.changed.add(tooMany);
  const [of, was] = [now, then].map((run) => new Map(run.painPoints.filter((group) => group.site === site).map(({ audit, found }) => [audit, found])));
  for (const audit of new Set([...(of?.keys() ?? []), ...(was?.keys() ?? [])])) {
    const [here, there] = [of?.get(audit) ?? {}, was?.get(audit) ?? {}];
    const fresh = Object.keys(here).filter((key) => there[key] === undefined);
    const gone = Object.entries(there).filter(([key]) => here[key] === undefined);
    result.known += Object.keys(here).length - fresh.length;
    if (fresh.length + gone.length === 0) continue;
    const because = whyUntold(now, then, site, audit, metrics.filter(({ id }) => metricsOf[audit]?.includes(id) === true));
    if (because.length > 0) {
      result.untold += fresh.length + gone.length;
      for (const reason of because) result.changed.add(reason);
    } else {
      result.fresh += fresh.length;
      result.gone.push(...gone.map(([key, severity]) => ({ id: `${audit}:${key}`, severity })));
    }
  }
  return result;
}

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
