import { z } from 'zod';
import { Artefact, Pass, Problem, StepEvidence } from './evidence.ts';
import { Change, Makeup } from './change-evidence.ts';
import { Conditions } from './conditions.ts';
import { Filmstrip } from './filmstrip-evidence.ts';
import { CrawlSummary } from './crawl.ts';
import { History, RunDigest } from './history.ts';
import { Id } from './ids.ts';
import { Loading } from './loading-evidence.ts';
import { KnownState } from './known-findings.ts';
import { Metric, Source } from './metric.ts';
import { Gate, Plan, Site } from './plan.ts';
import { Persona } from './persona.ts';
import { Stage } from './journey.ts';
import { verdicts } from './verdicts.ts';
import { Finding, Measurement, Place } from './results.ts';
import { Shift } from './shift.ts';
import { Pause } from './unfinished.ts';

export { Conditions, Shift };

export const recordSchema = 'mystery-shopper/run@1';

/** The ledger: every expected sample of every touchpoint, accounted for. */
export const LedgerEntry = z.strictObject({
  visit: z.string(),
  ...Place.shape,
  touchpoint: Id,
  pass: Pass,
  sample: z.number().int(),
  /** valid: measured, also when the customer was blocked. invalid: measured something else. missing: not measured. not-reached: the journey ended before it. */
  status: z.enum(['valid', 'invalid', 'missing', 'not-reached']),
  reason: z.string().optional(),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** A touchpoint as one persona met it on one site, for the report. */
export const TouchpointSummary = z.strictObject({
  ...Place.shape,
  touchpoint: Id,
  status: z.enum(['reached', 'failed', 'blocked', 'not-reached']),
  problem: Problem.optional(),
  url: z.string(),
  title: z.string(),
  screenshot: Artefact.optional(),
  /** CSS px that the screenshot shows: what boxes in it are measured in. Absent in older records, and where no boxes are known. */
  picture: z.strictObject({ width: z.number(), height: z.number() }).optional(),
  /** From the first valid experience visit, else the inspection. */
  steps: z.array(StepEvidence),
  /** The steps are of the inspection, whose times are not read. Absent: they are not; in older records that is not told. */
  pass: z.literal('inspection').optional(),
  /** Absent in older records, and where nothing was recorded. */
  makeup: Makeup.optional(),
  /** Of the visit that the steps are of. Absent in older records, and where no requests were recorded. */
  loading: Loading.optional(),
  /** Absent in older records, and where there was no inspection. */
  filmstrip: Filmstrip.optional(),
});
export type TouchpointSummary = z.infer<typeof TouchpointSummary>;

export const benchmarkKinds = ['threshold', 'population', 'site', 'baseline', 'run', 'budget'] as const;

/** An earlier run that was saved under a name, or one that was given as it is. */
export type EarlierKind = Extract<(typeof benchmarkKinds)[number], 'baseline' | 'run'>;

export function isEarlier(kind: (typeof benchmarkKinds)[number]): kind is EarlierKind {
  return kind === 'baseline' || kind === 'run';
}

/** A measurement held against one benchmark. */
export const Comparison = z.strictObject({
  metric: z.string(),
  ...Place.shape,
  benchmark: z.strictObject({ kind: z.enum(benchmarkKinds), id: z.string().describe('Threshold or figure id, site id, baseline name'), label: z.string(), source: Source.optional() }),
  observed: z.strictObject({ value: z.number(), low: z.number(), high: z.number(), samples: z.number().int() }).nullable(),
  /** What it is held against, where that is a measurement. */
  reference: z.strictObject({ value: z.number(), low: z.number(), high: z.number(), samples: z.number().int() }).nullable(),
  /** Against a threshold: good, needs-improvement, poor. Against a measurement: better, worse, no-difference (too small to matter), inconclusive (cannot be told yet). Against a population: percentile. */
  verdict: z.enum(['good', 'needs-improvement', 'poor', 'better', 'worse', 'no-difference', 'inconclusive', 'ranked', 'not-available']),
  /** observed − reference of the medians, in the unit of the metric. */
  difference: z.number().nullable(),
  /** observed − reference as the samples tell it (Hodges-Lehmann), in the unit of the metric. Absent: not held against a measurement, and in older records. */
  shift: Shift.optional(),
  /** Bounds of the share of the population that does better, 0 to 100; null: not a population. */
  percentile: z.strictObject({ from: z.number(), to: z.number() }).nullable(),
  /** Why it is not available or how far it can be trusted. */
  note: z.string().optional(),
  /** What was different when the reference was measured, and can have caused the difference: nothing may be concluded from the two. Absent: nothing known. */
  changed: z.array(z.string()).optional(),
});
export type Comparison = z.infer<typeof Comparison>;

export const GateResult = z.strictObject({
  gate: Gate,
  label: z.string(),
  outcome: z.enum(['pass', 'fail', 'inconclusive', 'not-measured']),
  /** One line per place that decided it. */
  reasons: z.array(z.string()),
  /** Further samples that would decide it if they were like those there are; null: it is not known how many. Absent: it is decided, or samples would not help. */
  moreSamples: z.number().int().nullable().optional(),
});
export type GateResult = z.infer<typeof GateResult>;

/** What changed at a place where a metric got worse. */
export const Explained = z.strictObject({
  metric: z.string(),
  ...Place.shape,
  /** Of what it is held against. */
  benchmark: z.string(),
  /** The regression in one line. */
  text: z.string(),
  /** Most of it first; empty: nothing that was recorded differs. */
  changes: z.array(Change),
  /** How many more changes there were than are kept here. Absent, as in older records: not told. */
  furtherChanges: z.number().int().optional(),
});
export type Explained = z.infer<typeof Explained>;

/** One execution of a plan. The report is made from this and nothing else. */
export const RunRecord = z.strictObject({
  schema: z.literal(recordSchema),
  id: z.string(),
  name: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  /** When the run stood still and then went on. Absent: it was made in one go. */
  pauses: z.array(Pause).min(1).optional(),
  conditions: Conditions,
  plan: z.strictObject({
    sites: z.record(Id, Site.omit({ login: true })),
    personas: z.array(Persona.omit({ data: true })),
    journeys: z.record(
      Id,
      z.strictObject({ goal: z.string(), title: z.string(), touchpoints: z.array(z.strictObject({ id: Id, title: z.string(), stage: Stage, momentOfTruth: z.boolean(), optimum: z.number().nullable() })) }),
    ),
    ...Plan.pick({ samples: true, maxSamples: true, confidence: true, coverage: true, baseline: true }).shape,
  }),
  /** What later runs of the plan need of this one for their history; near the beginning, so that the rest need not be read for it. Absent in older records. */
  digest: RunDigest.optional(),
  /** Absent: no earlier run of the plan was at hand. */
  history: History.optional(),
  /** Where the touchpoints come from. Absent: from a plan. */
  crawl: CrawlSummary.optional(),
  metrics: z.array(Metric),
  ledger: z.array(LedgerEntry),
  coverage: z.strictObject({ expected: z.number().int(), valid: z.number().int(), share: z.number(), required: z.number() }),
  touchpoints: z.array(TouchpointSummary),
  measurements: z.array(Measurement),
  findings: z.array(Finding),
  comparisons: z.array(Comparison),
  /** What got worse against an earlier run or a site of reference, the largest regressions first, at most 20. Absent in older records. */
  explained: z.array(Explained).optional(),
  gates: z.array(GateResult),
  /** Absent: the plan has no gate against the list of known findings. */
  known: KnownState.optional(),
  verdict: z.strictObject({ outcome: z.enum(verdicts), exitCode: z.union([z.literal(0), z.literal(1), z.literal(3), z.literal(4)]), sentence: z.string() }),
});
export type RunRecord = z.infer<typeof RunRecord>;

/** Things in their order that need not all be in memory at once. An array is one. */
export interface Items<T> extends Iterable<T> {
  readonly length: number;
  at(index: number): T | undefined;
}

/** Parts of a record that grow with its touchpoints. */
export const growingParts = ['ledger', 'touchpoints', 'measurements', 'comparisons'] as const;
export type GrowingPart = (typeof growingParts)[number];
export const isGrowing = (key: string): key is GrowingPart => growingParts.some((part) => part === key);

/** A record of any length: what grows with the run can be read when it is asked for. Every RunRecord is one. */
export type LongRecord = Omit<RunRecord, GrowingPart> & { [Part in GrowingPart]: Items<RunRecord[Part][number]> };
