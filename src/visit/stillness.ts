import type { Stillness } from '../model/stillness-evidence.ts';

/** A time in which something moved; to null: it goes on. */
export interface Motion {
  from: number;
  to: number | null;
}

/** The longest time between `input` and `end` in which nothing moved. All in ms on one clock. */
export function longestStillness(input: number, end: number, motions: readonly Motion[]): Stillness {
  let still = input;
  let longest = { from: input, length: 0 };
  const until = (moment: number): void => {
    if (moment - still > longest.length) longest = { from: still, length: moment - still };
  };
  for (const { from, to } of [...motions].filter(({ from, to }) => from < end && (to ?? end) > input).sort((one, other) => one.from - other.from)) {
    until(from);
    still = Math.max(still, Math.min(to ?? end, end));
  }
  until(end);
  return { longest: longest.length, from: longest.from - input, wait: Math.max(0, end - input) };
}
