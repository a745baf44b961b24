/** What comes of gates that could not be decided though all was measured: fail ends with 4, warn with 0 and the same verdict, pass lets the run pass and says so. */
export const inconclusiveRules = ['fail', 'pass', 'warn'] as const;
export type InconclusiveRule = (typeof inconclusiveRules)[number];
