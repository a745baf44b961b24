/** The middle of some readings, and between what they lie. */
export interface Figure {
  median: number;
  low: number;
  high: number;
}

/** Throws for no readings at all: there is no figure for that. */
export function figureOf(readings: readonly number[]): Figure {
  const sorted = [...readings].sort((a, b) => a - b);
  const [low, high] = [sorted[0], sorted.at(-1)];
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (low === undefined || high === undefined || upper === undefined || lower === undefined) throw new RangeError('there are no readings');
  return { median: (lower + upper) / 2, low, high };
}

/** Each reading over the one of the same round, which was taken beside it. */
export function ratioOf(readings: readonly number[], to: readonly number[]): Figure {
  return figureOf(readings.map((reading, round) => reading / at(to, round)));
}

/** What the readings are more than those of the same round, as a share of a third: 0.02 is 2 %. */
export function shareOf(readings: readonly number[], without: readonly number[], whole: number): number {
  return figureOf(readings.map((reading, round) => (reading - at(without, round)) / whole)).median;
}

function at(readings: readonly number[], round: number): number {
  const reading = readings[round];
  if (reading === undefined) throw new RangeError(`round ${round} has no reading`);
  return reading;
}

/** For people: three digits that count. */
export const short = (value: number): number => Number(value.toPrecision(3));
