import { z } from 'zod';
import { Conditions } from './conditions.ts';
import { Id } from './ids.ts';
import { roles } from './plan.ts';
import { Place, Severity, severities } from './results.ts';
import { Shift } from './shift.ts';
import { verdicts } from './verdicts.ts';

/** What is followed from run to run, best known first. Any other metric stands in the record of each run. */
export const followedMetrics = ['speed.lcp', 'speed.inp', 'speed.cls', 'speed.ttfb', 'speed.bytes', 'friction.effort', 'friction.longest-wait', 'accessibility.violations'] as const;

/** What the series of how many samples got to the end of a journey is called: no audit measures it. */
export const completionSeries = 'friction.finished';

/** A followed metric at a place of one run. Of what varies by nature six significant digits are kept, of what is exact all. */
export const PastValue = z.strictObject({
  metric: z.string(),
  /** Median of the samples; null: not available. */
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  samples: z.array(z.number()),
  /** How many there were beyond those that are kept; absent: none. The median and the range are of all. */
  furtherSamples: z.number().int().optional(),
  /** false: there was nothing to measure. Absent: true. */
  applicable: z.boolean().optional(),
  /** Why there is no value. */
  unavailable: z.string().optional(),
});
export type PastValue = z.infer<typeof PastValue>;

/** What the history of a plan needs of one run. */
export const RunDigest = z.strictObject({
  id: z.string().min(1).max(200),
  /** Of the plan. */
  name: z.string(),
  startedAt: z.iso.datetime(),
  outcome: z.enum(verdicts),
  /** How many gates there were. */
  gates: z.number().int(),
  coverage: z.strictObject({ expected: z.number().int(), valid: z.number().int() }),
  sites: z.record(Id, z.strictObject({ origin: z.string(), role: z.enum(roles) })),
  journeys: z.array(Id),
  conditions: Conditions.pick({ tool: true, browser: true, axe: true, lighthouse: true, webVitals: true, platform: true, cores: true, hostIndex: true, throttling: true, planDigest: true, digests: true, names: true }),
  /** In how many of the valid samples a persona got to the end; in the order of the plan, as many as are kept. */
  walks: z.array(z.strictObject({ site: Id, persona: Id, journey: Id, finished: z.number().int(), samples: z.number().int() })),
  /** By site: how many personas and journeys there were, how many of them always got to the end, and of how many there was no valid sample (absent: none, or an older run). */
  completion: z.record(Id, z.strictObject({ always: z.number().int(), walks: z.number().int(), unseen: z.number().int().optional() })),
  /** Whole journeys first, then touchpoints; in the order of the plan, as many as are kept. */
  places: z.array(z.strictObject({ ...Place.shape, values: z.array(PastValue) })),
  /** How many places there were beyond those that are kept. */
  furtherPlaces: z.number().int(),
  /** By site and audit: digests of the keys of its pain points, with their severity; of those that rest on what varies by nature also where, as positions in `places` (absent in older runs). */
  painPoints: z.array(z.strictObject({ site: Id, audit: z.string(), found: z.record(z.string(), Severity), at: z.record(z.string(), z.array(z.number().int().min(0))).optional() })),
  /** How many there were beyond those that are kept. */
  furtherPainPoints: z.number().int(),
  /** By site: how many there were of each severity. Absent: as many as are kept. */
  counts: z.record(Id, z.strictObject({ critical: z.number().int(), serious: z.number().int(), moderate: z.number().int(), minor: z.number().int() })).optional(),
  /** What the customer met, by digest. Kept of the run itself only. */
  titles: z.record(z.string(), z.string()).optional(),
  /** By site and audit: digest of the places where it could look, so that two runs can be told to have looked at the same. */
  looked: z.record(Id, z.record(z.string(), z.string())),
});
export type RunDigest = z.infer<typeof RunDigest>;

const position = z.number().int().min(0).describe('Of a run: 0 is the earliest of the history, the last is this run');

/** What lies between two runs, for one metric at one place. */
export const HistoryStep = z.strictObject({
  from: position,
  to: position,
  /** What was different and can have changed the number: positions in `reasons`. Nothing may be concluded from the two. */
  changed: z.array(z.number().int()).optional(),
  /** Told only where the samples support it. Absent: they do not. */
  verdict: z.enum(['better', 'worse']).optional(),
  shift: Shift.optional(),
});
export type HistoryStep = z.infer<typeof HistoryStep>;

/** Earlier runs of the same plan, as far as they were at hand, and what may be said of the way from one to the next. */
export const History = z.strictObject({
  /** Earliest first; this run is not among them. Empty: there were files that could be looked into, and all were left out. */
  runs: z.array(RunDigest),
  /** How many earlier runs were at hand beyond these. */
  further: z.number().int(),
  /** Files that were at hand and say nothing of this plan, with why. */
  leftOut: z.array(z.strictObject({ file: z.string(), reason: z.string() })),
  /** How many there were beyond these. */
  furtherLeftOut: z.number().int(),
  /** What was different between runs, in words. */
  reasons: z.array(z.string()),
  /** From the second run on: what was different from the run before it and can have changed a number that is followed, whether both have that number or not; positions in `reasons`. */
  changed: z.array(z.array(z.number().int())),
  /** Steps of which there is something to say. The steps of one series are judged as a family: the chance that any of them is called worse (or any better) wrongly is at most `level`. */
  series: z.array(z.strictObject({ metric: z.string(), ...Place.shape, steps: z.array(HistoryStep) })),
  level: z.number(),
  /** In how many series two runs could be compared. Absent in older records. */
  compared: z.number().int().optional(),
  /** How many of these were judged by samples that vary: each series by itself, so that the chances of a wrong claim add up. Absent in older records. */
  judged: z.number().int().optional(),
  /**
   * From a run to the one before it, by site: pain points that both have, those that only one has, and those of which that cannot be told, with why as
   * positions in `reasons`. crossed: those that only one has, that rest on numbers which vary by nature, and whose numbers the samples do not show to have
   * become worse (or better); absent in older records, which count them with the others.
   */
  painPoints: z.array(z.strictObject({ site: Id, to: position, known: z.number().int(), fresh: z.number().int(), gone: z.number().int(), crossed: z.number().int().optional(), untold: z.number().int(), changed: z.array(z.number().int()) })),
  /** Pain points of the run before that this run does not have. Absent: not told. */
  gone: z.array(z.strictObject({ site: Id, severity: z.enum(severities), title: z.string() })).optional(),
  /** Those that are counted as crossed from the run before to this run; now: this run has it. Absent: not told. */
  crossed: z.array(z.strictObject({ site: Id, severity: z.enum(severities), title: z.string(), now: z.boolean() })).optional(),
});
export type History = z.infer<typeof History>;
