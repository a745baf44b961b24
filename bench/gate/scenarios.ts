import type { Gate } from '../../src/model/plan.ts';

/** What the page in bench/gate/page/ is told to be like; where nothing is given it is as it always is. */
export interface Planted {
  /** ms until the server sends the page. */
  server?: number;
  /** ms until it sends the picture, which is the largest thing painted. */
  picture?: number;
  /** ms that the main thread is busy in a click. */
  work?: number;
  /** Of a file beside the page. */
  bytes?: number;
  /** Further fields that have to be filled in. */
  fields?: number;
  /** Pictures without a text in their place. */
  bare?: number;
}

/** What is planted in neither site: a quick server, a picture that comes a moment later, a click that costs one long task. */
export const usual: Required<Planted> = { server: 100, picture: 200, work: 50, bytes: 50_000, fields: 0, bare: 0 };

export const against = 'reference';

/** With `against` alone: worse by no more than what of each metric matters in practice, which is 100 ms of both loading times and 50 ms of the reaction. */
export const timingGates = [
  { metric: 'speed.lcp', against },
  { metric: 'speed.first-byte', against },
  { metric: 'speed.inp', against },
] as const satisfies Gate[];

/** A tenth more bytes is allowed, and nothing more of what is counted. */
export const exactGates = [
  { metric: 'speed.bytes', against, worseBy: { percent: 10 } },
  { metric: 'friction.fields-required', against, worseBy: { by: 0 } },
  { metric: 'accessibility.violations', against, worseBy: { by: 0 } },
] as const satisfies Gate[];

export const timingMetrics: readonly string[] = timingGates.map(({ metric }) => metric);

/** same: nothing is planted. planted: a regression that has to be found. half: half of what the gate allows, which is none. */
export type Kind = 'same' | 'planted' | 'half';

export interface Scenario {
  id: string;
  kind: Kind;
  planted: Planted;
  gates: readonly Gate[];
  /** Metrics whose gates are counted: a slower server makes the main content late too, and that tells nothing of the gate on the content. */
  counted: readonly string[];
  /** So many samples and no more; absent: as many as it takes, which is what a plan gets that says nothing. */
  samples?: number;
}

const gates = [...timingGates, ...exactGates];

/** The whole journey takes 104 kB: 69,700 bytes of the file beside the page make 20 % more of it, 54,000 make 5 %. */
export const scenarios = {
  same: { id: 'same', kind: 'same', planted: {}, gates, counted: gates.map(({ metric }) => metric) },
  slowPage: { id: 'slow-page', kind: 'planted', planted: { picture: usual.picture + 300, work: usual.work + 150 }, gates, counted: ['speed.lcp', 'speed.inp'] },
  slowServer: { id: 'slow-server', kind: 'planted', planted: { server: usual.server + 200 }, gates, counted: ['speed.first-byte'] },
  more: { id: 'more', kind: 'planted', planted: { bytes: 69_700, fields: 1, bare: 1 }, gates: exactGates, counted: exactGates.map(({ metric }) => metric), samples: 1 },
  halfPage: { id: 'half-page', kind: 'half', planted: { picture: usual.picture + 50, work: usual.work + 25, bytes: 54_000 }, gates, counted: ['speed.lcp', 'speed.inp', 'speed.bytes'] },
  halfServer: { id: 'half-server', kind: 'half', planted: { server: usual.server + 50 }, gates, counted: ['speed.first-byte'] },
} as const satisfies Record<string, Scenario>;

/** What simulated runs add to the times of the one site: the same as is planted in real ones. */
export const shifts: Readonly<Record<Kind, Readonly<Record<string, number>>>> = {
  same: {},
  planted: { 'speed.lcp': 300, 'speed.first-byte': 200, 'speed.inp': 150 },
  half: { 'speed.lcp': 50, 'speed.first-byte': 50, 'speed.inp': 25 },
};
