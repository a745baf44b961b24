export interface Variant {
  name: string;
  run(): Promise<void>;
}

/**
 * Seconds of each variant in each round. Every second round goes the other way round (A B, B A, …), so that drift of the
 * machine falls on all alike. One round before them warms up and is not counted.
 */
export async function interleave(variants: readonly Variant[], rounds: number, tell: (text: string) => void): Promise<Map<string, number[]>> {
  const seconds = new Map<string, number[]>(variants.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    const order = round % 2 === 0 ? variants : variants.toReversed();
    for (const { name, run } of order) {
      const began = performance.now();
      await run();
      const taken = (performance.now() - began) / 1000;
      if (round > 0) seconds.get(name)?.push(taken);
      tell(`  ${round === 0 ? 'warm-up' : `round ${round} of ${rounds}`}  ${name}  ${taken.toFixed(2)} s`);
    }
  }
  return seconds;
}

export function readingsOf(seconds: ReadonlyMap<string, number[]>, name: string): number[] {
  const readings = seconds.get(name);
  if (readings === undefined) throw new RangeError(`nothing was measured as ${name}`);
  return readings;
}
