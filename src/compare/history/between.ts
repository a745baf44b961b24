import { completionSeries, followedMetrics, type RunDigest } from '../../model/history.ts';
import type { Metric } from '../../model/metric.ts';
import type { Place } from '../../model/results.ts';
import { differentConditions } from '../conditions.ts';
import { isSameAddress } from './same-plan.ts';

/** Texts by their position, each once. */
export interface Reasons {
  positionsOf(texts: readonly string[]): number[];
  all: string[];
}

export function gatherReasons(): Reasons {
  const all: string[] = [];
  const known = new Map<string, number>();
  return {
    all,
    positionsOf: (texts) =>
      texts.map((text) => {
        const position = known.get(text) ?? all.push(text) - 1;
        known.set(text, position);
        return position;
      }),
  };
}

/**
 * What was different in the earlier of two runs and can have changed a metric at a place. Another version of this tool may measure in another way. The own
 * site stays the same one wherever it is put up, as for each change to it; what another site's address leads to is not known.
 */
export function differentBetween(now: RunDigest, then: RunDigest, metric: Pick<Metric, 'id' | 'kind'>, place: Pick<Place, 'site' | 'persona' | 'journey'>): string[] {
  const [of, was] = [now.conditions, then.conditions];
  return [
    ...(of.tool === was.tool ? [] : [`mystery-shopper (${was.tool} then, ${of.tool} now)`]),
    ...(now.sites[place.site]?.role === 'own' ? [] : movedBetween(now, then, place.site, isSameAddress)),
    ...differentConditions(of, was, { metric, ...place, siteThen: place.site }),
  ];
}

/** That a site is at an address that is not alike. */
function movedBetween(now: RunDigest, then: RunDigest, site: string, isAlike: (one: string, other: string) => boolean): string[] {
  const [of, was] = [now.sites[site]?.origin, then.sites[site]?.origin];
  return of === undefined || was === undefined || isAlike(of, was) ? [] : [`the address of ${site} (${was} then, ${of} now)`];
}

/** From each run to the next, for anybody whom both sent out: what can have changed a number that is followed, whether both have that number or not; and every site that has moved. */
export function changedBetween(runs: readonly RunDigest[], metrics: readonly Metric[], { positionsOf }: Reasons): number[][] {
  const followed = [...metrics.filter(({ id }) => followedMetrics.some((known) => known === id)), { id: completionSeries, kind: 'exact' as const }];
  return runs.slice(1).map((now, index) => {
    const then = runs[index];
    const both = now.places.filter((place) => place.touchpoint === null && then?.places.some((was) => was.touchpoint === null && was.site === place.site && was.persona === place.persona && was.journey === place.journey));
    if (then === undefined || both.length === 0) return positionsOf(['the sites, personas or journeys: none of what is kept is in both']);
    const moved = Object.keys(now.sites).flatMap((site) => movedBetween(now, then, site, (one, other) => one === other));
    return positionsOf([...new Set([...both.flatMap((place) => followed.flatMap((metric) => differentBetween(now, then, metric, place))), ...moved])]);
  });
}
