export { compareAll } from './compare-all.ts';
export { referenceFigure, type ReferenceFigure } from './benchmarks/figures.ts';
export { checkGates } from './gates/check-gates.ts';
export { decideGates } from './gates/decide-gates.ts';
export { looksFor } from './looks.ts';
export { entriesFor, knownState } from './known-state.ts';
export { coverageOf, isVisitValid, isWorthAnotherAttempt, ledgerOf } from './ledger.ts';
export { inconclusiveRules, verdictOf, type InconclusiveRule } from './verdict.ts';
export { compareRecords } from './compare-records.ts';
