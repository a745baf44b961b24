export { runLanes, type LaneEvents, type LaneWork } from './lanes.ts';
export { unitsOf } from './units.ts';
