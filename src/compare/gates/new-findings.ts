import { fingerprintOf } from '../../model/known-findings.ts';
import type { Metric } from '../../model/metric.ts';
import type { Gate, Plan } from '../../model/plan.ts';
import type { Finding, Place } from '../../model/results.ts';
import { keyOf, type Lookup } from '../places.ts';
import { isNotApplicable, spreadOf, whyMissing } from '../spread.ts';
import { counted, listed, placeInWords } from '../wording.ts';
import type { Decision } from './decision.ts';
import { touchpointsOf } from './gate-places.ts';
import type { KnownBefore } from './known-before.ts';

interface Facts {
  plan: Plan;
  find: Lookup;
  findings: readonly Finding[];
  /** Does what this audit finds belong to the metric? */
  ofMetric(audit: string): boolean;
  before: KnownBefore;
}

/** new: how many pain points of the metric's audits are not known, each counted once on however many touchpoints and sites it is met. */
export function decideNewFindings(gate: Gate, allowed: number, metric: Metric, { plan, find, findings, ofMetric, before }: Facts): Decision[] {
  const all = touchpointsOf(gate, plan);
  const places = all.filter((place) => !isNotApplicable(find(metric.id, place)));
  const unmeasured = places.filter((place) => spreadOf(find(metric.id, place)) === null);
  const gaps = unmeasured.map((place): Decision => ({ outcome: 'not-measured', line: `${placeInWords(place)}: not measured (${whyMissing(find(metric.id, place))}).` }));
  if (before.gap !== null) return [...gaps, { outcome: 'not-measured', line: before.gap }];

  // Where this metric has nothing to measure its audit can still find something.
  const asked = new Set(all.map((place) => keyOf(metric.id, place)));
  const unknown = findings.filter((finding) => finding.kind === 'pain-point' && ofMetric(finding.audit) && !before.has(finding)).flatMap((finding) => {
    const seen = finding.places.filter((place) => asked.has(keyOf(metric.id, place)));
    return seen.length === 0 ? [] : [{ finding, seen }];
  });
  const fresh = [...Map.groupBy(unknown, ({ finding }) => fingerprintOf(finding)).values()].flatMap((alike) => alike.slice(0, 1).map(({ finding }) => ({ finding, seen: alike.flatMap(({ seen }) => seen) })));

  const notes = before.notes.map((note) => ` ${note}`).join('');
  const summary = `${fresh.length === 0 ? 'No new finding' : counted(fresh.length, 'new finding')}; allowed is ${allowed === 0 ? 'none' : allowed}.`;
  if (fresh.length <= allowed) {
    const changed = [...new Set(places.flatMap(before.changedAt))];
    if (changed.length > 0) return [...gaps, { outcome: 'inconclusive', line: `${summary} But what changed since (${listed(changed)}) may hide findings as well as make them: save a new baseline.${notes}` }];
    return [...gaps, ...(places.length === 0 ? [] : [{ outcome: 'pass' as const, line: summary + notes }])];
  }
  const changed = [...new Set(fresh.flatMap(({ seen }) => seen).flatMap(before.changedAt))];
  const outcome = changed.length > 0 ? 'inconclusive' : 'fail';
  const cause = changed.length > 0 ? ` They may come from what changed since (${listed(changed)}): save a new baseline.` : '';
  return [
    { outcome, line: summary + cause + notes },
    ...fresh.map(({ finding, seen }): Decision => ({ outcome, line: `New: ${finding.title} (${finding.audit}; ${whereOf(seen)})${before.remark(finding)}` })),
    ...gaps,
  ];
}

function whereOf(seen: readonly Place[]): string {
  return `${seen.slice(0, 1).map(placeInWords).join()}${seen.length > 1 ? ` and ${counted(seen.length - 1, 'other place')}` : ''}`;
}
