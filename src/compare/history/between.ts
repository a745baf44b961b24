import type { RunDigest } from '../../model/history.ts';
import type { Metric } from '../../model/metric.ts';
import type { Place } from '../../model/results.ts';
import { differentConditions } from '../conditions.ts';

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

/** What was different in the earlier of two runs and can have changed a metric at a place. Another version of this tool may measure in another way. */
export function differentBetween(now: RunDigest, then: RunDigest, metric: Pick<Metric, 'id' | 'kind'>, place: Pick<Place, 'site' | 'persona' | 'journey'>): string[] {
  const [of, was] = [now.conditions, then.conditions];
  return [...(of.tool === was.tool ? [] : [`mystery-shopper (${was.tool} then, ${of.tool} now)`]), ...differentConditions(of, was, { metric, ...place, siteThen: place.site })];
}
