/**
 * Distributions of rank statistics where nothing but chance decides: exact, whatever the measurements are distributed like.
 * Hollander, Wolfe & Chicken, Nonparametric Statistical Methods, 3rd edition, 2014: sections 3.1, 3.4 and 4.1.
 */

/** P(T ≤ count): of n signs, each as likely + as −, the ranks with a + sum up to at most so much. */
export function signedRankUpTo(count: number, n: number): number {
  const shares = new Float64Array(Math.max(0, Math.min(count, (n * (n + 1)) / 2)) + 1);
  shares[0] = 1;
  for (let rank = 1; rank <= n; rank += 1) {
    for (let sum = shares.length - 1; sum >= 0; sum -= 1) shares[sum] = ((shares[sum] ?? 0) + (sum >= rank ? (shares[sum - rank] ?? 0) : 0)) / 2;
  }
  return count < 0 ? 0 : Math.min(1, sumOf(shares));
}

/** P(U ≤ count): of a values and b values from the same source, at most so many of the a × b pairs are in the rarer order. */
export function rankSumUpTo(count: number, a: number, b: number): number {
  const ways = new Float64Array(Math.max(0, Math.min(count, a * b)) + 1);
  ways[0] = 1;
  let all = 1;
  // The Gaussian binomial coefficient, factor by factor: the number of ways to every sum. Low sums come from lower ones only, so they stay whole numbers.
  for (let factor = 1; factor <= a; factor += 1) {
    for (let sum = ways.length - 1; sum >= b + factor; sum -= 1) ways[sum] = (ways[sum] ?? 0) - (ways[sum - b - factor] ?? 0);
    for (let sum = factor; sum < ways.length; sum += 1) ways[sum] = (ways[sum] ?? 0) + (ways[sum - factor] ?? 0);
    all *= (b + factor) / factor;
  }
  return count < 0 ? 0 : Math.min(1, sumOf(ways) / all);
}

/** P(B ≤ count): of n signs, each as likely + as −, at most so many are +. */
export function signsUpTo(count: number, n: number): number {
  let [ways, sum] = [1, 0];
  for (let plus = 0; plus <= Math.min(count, n); plus += 1) {
    sum += ways;
    ways = (ways * (n - plus)) / (plus + 1);
  }
  return Math.min(1, sum / 2 ** n);
}

/** P(Z ≤ z) to within 1e-7: Abramowitz & Stegun, Handbook of Mathematical Functions, 1964: 26.2.17. */
export function standardNormalUpTo(z: number): number {
  if (z < 0) return 1 - standardNormalUpTo(-z);
  if (z === Infinity) return 1;
  const t = 1 / (1 + 0.2316419 * z);
  const tail = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * tail;
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
