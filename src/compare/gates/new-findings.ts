import type { Metric } from '../../model/metric.ts';
import type { Gate, Plan } from '../../model/plan.ts';
import type { RunRecord } from '../../model/record.ts';
import type { Finding } from '../../model/results.ts';
import { keyOf, type Lookup } from '../places.ts';
import { isNotApplicable, spreadOf, whyMissing } from '../spread.ts';
import { counted, listed, placeInWords } from '../wording.ts';
import type { Decision } from './decision.ts';
import { sitesOf, touchpointsOf } from './gate-places.ts';

interface Facts {
  plan: Plan;
  find: Lookup;
  findings: readonly Finding[];
  /** Metrics of each audit. */
  metricsOf: Readonly<Record<string, readonly string[]>>;
  baseline: RunRecord;
  /** What was different when the baseline was made. */
  changed: readonly string[];
}

/** new: how many pain points of the metric's audits are not in the baseline. A finding is known by audit and key, wherever it was seen: the baseline may be of another site. */
export function decideNewFindings(gate: Gate, allowed: number, metric: Metric, { plan, find, findings, metricsOf, baseline, changed }: Facts): Decision[] {
  const places = touchpointsOf(gate, plan).filter((place) => !isNotApplicable(find(metric.id, place)));
  const unmeasured = places.filter((place) => spreadOf(find(metric.id, place)) === null);
  const gaps = unmeasured.map((place): Decision => ({ outcome: 'not-measured', line: `${placeInWords(place)}: not measured (${whyMissing(find(metric.id, place))}).` }));
  if (!baseline.measurements.some((measurement) => measurement.metric === metric.id && spreadOf(measurement) !== null)) {
    return [...gaps, { outcome: 'not-measured', line: `The baseline did not measure ${metric.id}, so nothing can be told to be new. Save a new one.` }];
  }

  const ofMetric = (finding: Finding): boolean => finding.kind === 'pain-point' && (metricsOf[finding.audit]?.includes(metric.id) ?? false);
  const asked = new Set(places.map((place) => keyOf(metric.id, place)));
  const sitesThen = sitesOf(gate, baseline.plan);
  const known = new Set(baseline.findings.filter((finding) => finding.places.some(({ site }) => sitesThen.includes(site))).map(identity));
  const fresh = findings.filter((finding) => ofMetric(finding) && !known.has(identity(finding))).flatMap((finding) => {
    const seen = finding.places.filter((place) => asked.has(keyOf(metric.id, place)));
    return seen.length === 0 ? [] : [{ finding, seen }];
  });

  const summary = `${fresh.length === 0 ? 'No new finding' : counted(fresh.length, 'new finding')}; allowed is ${allowed === 0 ? 'none' : allowed}.`;
  if (fresh.length <= allowed) return [...gaps, ...(places.length === 0 ? [] : [{ outcome: 'pass' as const, line: summary }])];
  const outcome = changed.length > 0 ? 'inconclusive' : 'fail';
  const cause = changed.length > 0 ? ` They may come from what changed since (${listed(changed)}): save a new baseline.` : '';
  return [
    { outcome, line: summary + cause },
    ...fresh.map(({ finding, seen }): Decision => ({ outcome, line: `New: ${finding.title} (${finding.audit}; ${seen.slice(0, 1).map(placeInWords).join()}${seen.length > 1 ? ` and ${counted(seen.length - 1, 'other place')}` : ''})` })),
    ...gaps,
  ];
}

function identity({ audit, key, kind }: Finding): string {
  return [audit, kind, key].join('\n');
}
