/**
 * The level at which each of several claims is judged, so that the chance of even one false claim among them is at most `level`,
 * whatever they have to do with one another. Claims after the first that does not hold are judged at its level.
 * Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6, 1979.
 */
export function holmLevels(chances: readonly number[], level: number): number[] {
  const order = chances.map((_, index) => index).sort((a, b) => (chances[a] ?? 1) - (chances[b] ?? 1));
  const levels = chances.map(() => level / chances.length);
  for (const [step, index] of order.entries()) {
    const here = level / (chances.length - step);
    for (const later of order.slice(step)) levels[later] = here;
    if ((chances[index] ?? 1) > here) break;
  }
  return levels;
}
