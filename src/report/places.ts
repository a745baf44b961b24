import type { Comparison, GrowingPart, Items, LedgerEntry, LongRecord, TouchpointSummary } from '../model/record.ts';
import type { Measurement, Place } from '../model/results.ts';

export const placeKey = (place: Place): string => `${place.site}~${place.persona}~${place.journey}~${place.touchpoint ?? ''}`;

/** Of a touchpoint on a site, or of a journey there as a whole, whoever was there. No id has a ~. */
export const touchpointKey = ({ site, journey, touchpoint }: Omit<Place, 'persona'>): string => `${site}~${journey}~${touchpoint ?? ''}`;

const nowhere = -1;

/** Where in the lists of the record that is which belongs to a place: numbers only, since there is one of these for every place of a run. */
interface Positions {
  summary: number;
  /** By number of the metric. */
  measurements: Int32Array;
  /** Numbers of the metrics of its comparisons, and where those are. */
  compared: number[];
  comparisons: number[];
}

export interface Places {
  /** Does the record say anything of a number, be it why there is none? */
  tellsOf(metric: string, place: Place): boolean;
  measurement(metric: string, place: Place): Measurement | undefined;
  comparisons(metric: string, place: Place): readonly Comparison[];
  summary(place: Place): TouchpointSummary | undefined;
  /** What belongs to one journey, in the order of the record. */
  journey(id: string): Pick<LongRecord, GrowingPart>;
}

/** Is told these items while the record is gone through. */
interface Onlookers {
  entry(entry: LedgerEntry): void;
  touchpoint(summary: TouchpointSummary): void;
  measurement(measurement: Measurement): void;
}

function* each<T>(items: Items<T>): Generator<[number, T]> {
  let position = 0;
  for (const item of items) {
    yield [position, item];
    position += 1;
  }
}

/** Of a list, what is of which journey: stretches of it, since what is of one journey mostly stands together. */
function byJourney<T extends { journey: string }>(items: Items<T>): { add(item: T, position: number): void; of(journey: string): Items<T> } {
  const stretches = new Map<string, Stretch[]>();
  return {
    add({ journey }, position) {
      const here = stretches.get(journey);
      const last = here?.at(-1);
      if (last?.to === position) last.to += 1;
      else if (here === undefined) stretches.set(journey, [{ from: position, to: position + 1 }]);
      else here.push({ from: position, to: position + 1 });
    },
    of: (journey) => someOf(items, stretches.get(journey) ?? []),
  };
}

/** Positions in a list: the first, and the one after the last. */
interface Stretch {
  from: number;
  to: number;
}

function someOf<T>(items: Items<T>, stretches: readonly Stretch[]): Items<T> {
  const length = stretches.reduce((sum, { from, to }) => sum + to - from, 0);
  return {
    length,
    at: (index) => {
      let left = index < 0 ? index + length : index;
      if (left < 0) return undefined;
      for (const { from, to } of stretches) {
        if (left < to - from) return items.at(from + left);
        left -= to - from;
      }
      return undefined;
    },
    *[Symbol.iterator]() {
      for (const { from, to } of stretches) {
        for (let position = from; position < to; position += 1) {
          const item = items.at(position);
          if (item !== undefined) yield item;
        }
      }
    },
  };
}

/** The record by place: it is gone through once, and what is asked for later is taken from where it stands, so that nothing of it has to be kept. */
export function findPlaces(record: LongRecord, see: Onlookers): Places {
  const metrics = new Map(record.metrics.map(({ id }, index) => [id, index]));
  const places = new Map<string, Positions>();
  const numberOf = (metric: string): number => {
    const known = metrics.get(metric);
    if (known === undefined) metrics.set(metric, metrics.size);
    return known ?? metrics.size - 1;
  };
  const at = (place: Place): Positions => {
    const key = placeKey(place);
    const known = places.get(key);
    if (known !== undefined) return known;
    const begun = { summary: nowhere, measurements: new Int32Array(metrics.size).fill(nowhere), compared: [], comparisons: [] };
    places.set(key, begun);
    return begun;
  };
  const lists = { ledger: byJourney(record.ledger), touchpoints: byJourney(record.touchpoints), measurements: byJourney(record.measurements), comparisons: byJourney(record.comparisons) };

  for (const [position, entry] of each(record.ledger)) {
    lists.ledger.add(entry, position);
    see.entry(entry);
  }
  for (const [position, summary] of each(record.touchpoints)) {
    lists.touchpoints.add(summary, position);
    at(summary).summary = position;
    see.touchpoint(summary);
  }
  for (const [position, measurement] of each(record.measurements)) {
    lists.measurements.add(measurement, position);
    const here = at(measurement);
    const metric = numberOf(measurement.metric);
    if (metric >= here.measurements.length) here.measurements = longer(here.measurements, metrics.size);
    here.measurements[metric] = position;
    see.measurement(measurement);
  }
  for (const [position, comparison] of each(record.comparisons)) {
    lists.comparisons.add(comparison, position);
    const here = at(comparison);
    here.compared.push(numberOf(comparison.metric));
    here.comparisons.push(position);
  }

  const positionOf = (metric: string, place: Place): number => places.get(placeKey(place))?.measurements[metrics.get(metric) ?? nowhere] ?? nowhere;

  return {
    tellsOf: (metric, place) => positionOf(metric, place) !== nowhere,
    measurement: (metric, place) => {
      const position = positionOf(metric, place);
      return position === nowhere ? undefined : record.measurements.at(position);
    },
    comparisons: (metric, place) => {
      const here = places.get(placeKey(place));
      const number = metrics.get(metric);
      if (here === undefined || number === undefined) return [];
      return here.comparisons.flatMap((position, index) => (here.compared[index] === number ? (record.comparisons.at(position) ?? []) : []));
    },
    summary: (place) => {
      const position = places.get(placeKey(place))?.summary ?? nowhere;
      return position === nowhere ? undefined : record.touchpoints.at(position);
    },
    journey: (id) => ({ ledger: lists.ledger.of(id), touchpoints: lists.touchpoints.of(id), measurements: lists.measurements.of(id), comparisons: lists.comparisons.of(id) }),
  };
}

/** For a metric that the record does not describe. */
function longer(positions: Int32Array, length: number): Int32Array {
  const longer = new Int32Array(length).fill(nowhere);
  longer.set(positions);
  return longer;
}
