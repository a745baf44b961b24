export { benchmarkIndexPageFunction, lighthouseVersion } from './internals.ts';
export { judgeRecording } from './judge-recording.ts';
export { withParties } from './parties.ts';
