export { baselines, type BaselineEntry, type Baselines } from './baselines.ts';
export { findPastRuns, type FoundRuns } from './past-runs.ts';
export { readText, writeWhole } from './files.ts';
export { readRecord, withRecord } from './read-record.ts';
export { readUnfinished } from './read-unfinished.ts';
export { openRun, type KeepArtefact, type RunStore } from './run-store.ts';
export { scanForSecrets } from './scan-for-secrets.ts';
