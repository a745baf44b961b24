export { runLanes, type LaneEvents, type LaneWork } from './lanes.ts';
export { runRound, type Host } from './rounds.ts';
export { sampleUntilDecided, type Sampled } from './sampling.ts';
export { longestFirst, roundOf, unitsOf } from './units.ts';
