import type { KnownList } from '../../model/known-findings.ts';
import type { Metric } from '../../model/metric.ts';
import { comparesFigures, type Gate, type Plan } from '../../model/plan.ts';
import { isEarlier, type Comparison, type Conditions, type GateResult, type RunRecord } from '../../model/record.ts';
import type { Finding, Measurement, Place } from '../../model/results.ts';
import { siteThen } from '../earlier.ts';
import { levelFor, limitLevelFor } from '../looks.ts';
import { keyOf, lookupIn, type Lookup } from '../places.ts';
import type { Sides } from '../sides.ts';
import { isNotApplicable } from '../spread.ts';
import { decideCompletable } from './completable.ts';
import { fold, type Decision } from './decision.ts';
import { placesOf } from './gate-places.ts';
import { completableLabel, labelOf } from './label.ts';
import { knownFromBaseline, knownFromList, type KnownBefore } from './known-before.ts';
import { decideLimits } from './limit.ts';
import { decideNewFindings } from './new-findings.ts';
import { decideShifts, type HeldPlace } from './shift.ts';

export interface GateFacts {
  plan: Plan;
  metrics: readonly Metric[];
  measurements: readonly Measurement[];
  findings: readonly Finding[];
  comparisons: readonly Comparison[];
  /** What `plan.baseline` names; null: there is none. */
  baseline: RunRecord | null;
  /** What `against: known` means. */
  known?: KnownList;
  /** Of this run. */
  conditions: Conditions;
  coverage: RunRecord['coverage'];
  /** How the visits went; gates on whether a journey can be completed rest on it. Absent: not known. */
  ledger?: RunRecord['ledger'];
  /** Metric ids by audit id: that is how findings belong to a metric. */
  metricsOf: Readonly<Record<string, readonly string[]>>;
}

/**
 * Every gate of the plan, decided. It fails closed: what was not measured is not passed, and below the declared coverage nothing
 * passes. Places where an audit says that it does not apply are left out; if it applies nowhere, nothing was measured.
 */
export function decideGates(facts: GateFacts): GateResult[] {
  const find = lookupIn(facts.measurements);
  const compared = new Map(facts.comparisons.map((comparison) => [comparisonKey(comparison.metric, comparison, againstOf(comparison)), comparison]));
  return facts.plan.gates.map((gate) => {
    const decided = (label: string, decisions: readonly Decision[]): GateResult => {
      const result = fold(decisions);
      return { gate, label, ...(result.outcome === 'pass' ? covered(result, facts.coverage) : result) };
    };
    if (gate.completable === true) return decided(completableLabel(gate), decideCompletable(gate, facts.plan, facts.ledger ?? []));
    const metric = facts.metrics.find(({ id }) => id === gate.metric);
    if (metric === undefined) return { gate, label: gate.metric ?? 'A gate without a metric', outcome: 'not-measured', reasons: [`No audit measures ${gate.metric}.`] };
    return decided(labelOf(gate, metric), decisionsOf(gate, metric, facts, find, compared));
  });
}

function decisionsOf(gate: Gate, metric: Metric, facts: GateFacts, find: Lookup, compared: ReadonlyMap<string, Comparison>): Decision[] {
  const { plan, baseline } = facts;
  const places = placesOf(gate, metric, plan).filter((place) => !isNotApplicable(find(metric.id, place)));
  const limits = gate.max === undefined && gate.min === undefined ? [] : decideLimits(gate, metric, places.map((place) => ({ place, measurement: find(metric.id, place) })), limitLevelFor(plan, facts.metrics));
  if (gate.against === undefined) return limits;
  if (gate.against === 'known' && facts.known === undefined) return [...limits, { outcome: 'not-measured', line: 'No list of known findings was given.' }];
  if (gate.against === 'baseline' && baseline === null) return [...limits, { outcome: 'not-measured', line: withoutBaseline(plan.baseline) }];

  const { against } = gate;
  const findThen = lookupIn(baseline?.measurements ?? []);
  const heldAt = (place: Place): HeldPlace => {
    const comparison = compared.get(comparisonKey(metric.id, place, against));
    return { place, comparison, sides: comparison === undefined ? null : sidesOf(comparison, facts, find, findThen), changed: comparison?.changed ?? [] };
  };
  const shifts = !comparesFigures(gate) ? [] : decideShifts(gate.worseBy, metric, places.map(heldAt), levelFor(plan, facts.metrics));
  const ofMetric = (audit: string): boolean => facts.metricsOf[audit]?.includes(metric.id) ?? false;
  const before = knownBefore(gate, metric, ofMetric, facts);
  if (gate.new === undefined || before === null) return [...limits, ...shifts];
  return [...limits, ...shifts, ...decideNewFindings(gate, gate.new, metric, { plan, find, findings: facts.findings, ofMetric, before })];
}

/** null: there is nothing that findings could be held against. */
function knownBefore(gate: Gate, metric: Metric, ofMetric: (audit: string) => boolean, { plan, baseline, conditions, known, findings, measurements, metricsOf }: GateFacts): KnownBefore | null {
  if (gate.against === 'known') return known === undefined ? null : knownFromList(metric, known, { plan, findings, measurements, metricsOf, ofMetric });
  return baseline === null ? null : knownFromBaseline(gate, metric, { plan, baseline, conditions });
}

/** The measurements that a comparison is made of; null: one of them has no value. */
function sidesOf({ metric, benchmark, observed, reference, ...place }: Comparison, { plan, baseline }: GateFacts, find: Lookup, findThen: Lookup): Sides | null {
  if (observed === null || reference === null) return null;
  const now = find(metric, place);
  const interleaved = benchmark.kind === 'site';
  const site = interleaved ? benchmark.id : baseline === null ? null : siteThen(place.site, plan, baseline);
  if (now === undefined || site === null) return null;
  const other = interleaved ? find(metric, { ...place, site }) : findThen(metric, { ...place, site });
  return other === undefined ? null : { observed: now, reference: other, interleaved };
}

function comparisonKey(metric: string, place: Place, against: string | null): string {
  return `${against ?? ''}\n${keyOf(metric, place)}`;
}

/** What a gate's `against` would have to say to mean this comparison; null: no gate can. */
function againstOf({ benchmark }: Comparison): string | null {
  if (isEarlier(benchmark.kind)) return 'baseline';
  return benchmark.kind === 'site' ? benchmark.id : null;
}

function withoutBaseline(name: string | null): string {
  const what = name === null ? 'The plan names no baseline' : `There is no baseline ${name}`;
  return `${what}, so there is nothing to compare with. Save a run as one with \`mystery-shopper baseline save NAME RUN\`, and name it in the plan as \`baseline: NAME\`.`;
}

function covered(result: Pick<GateResult, 'outcome' | 'reasons'>, { share, required, valid, expected }: RunRecord['coverage']): Pick<GateResult, 'outcome' | 'reasons'> {
  if (share >= required) return result;
  return { outcome: 'not-measured', reasons: [`It would hold, but only ${valid} of ${expected} expected samples are valid, and a share of ${required} is required.`, ...result.reasons] };
}
