import { fingerprintOf, type KnownList } from '../../model/known-findings.ts';
import type { Metric } from '../../model/metric.ts';
import type { Gate, Plan } from '../../model/plan.ts';
import type { Conditions, RunRecord } from '../../model/record.ts';
import type { Finding, Place } from '../../model/results.ts';
import { siteThen } from '../earlier.ts';
import { differentConditions } from '../conditions.ts';
import { auditIn, staleOf } from '../known-state.ts';
import { spreadOf } from '../spread.ts';
import { counted, listed } from '../wording.ts';
import { sitesOf } from './gate-places.ts';

/** What findings are held against: those of an earlier run, or a list that people keep. */
export interface KnownBefore {
  /** Why nothing can be told to be new; null: it can. */
  gap: string | null;
  has(finding: Finding): boolean;
  /** What is to be said of a finding that is not known, beside that; empty: nothing. */
  remark(finding: Finding): string;
  /** What was different then and can have made findings of this place. */
  changedAt(place: Place): string[];
  /** What the reader should know whatever comes out. */
  notes: string[];
}

/** A finding is known by its fingerprint, wherever it was seen: the baseline may be of another site. */
export function knownFromBaseline(gate: Gate, metric: Metric, { plan, baseline, conditions }: { plan: Plan; baseline: RunRecord; conditions: Conditions }): KnownBefore {
  const measured = baseline.measurements.some((measurement) => measurement.metric === metric.id && spreadOf(measurement) !== null);
  // A site that the gate names may have had another id then.
  const sitesThen = gate.site === undefined ? sitesOf(gate, baseline.plan) : [siteThen(gate.site, plan, baseline)];
  const known = new Set(baseline.findings.filter(({ kind, places }) => kind === 'pain-point' && places.some(({ site }) => sitesThen.includes(site))).map(fingerprintOf));
  return {
    gap: measured ? null : `The baseline did not measure ${metric.id}, so nothing can be told to be new. Save a new one.`,
    has: (finding) => known.has(fingerprintOf(finding)),
    // It fails all the same: a limit that was crossed is one, and chance is for a gate with `worseBy` to tell.
    remark: ({ since }) => (since === 'crossed' ? ' The samples do not show that its numbers got worse than in the baseline: it may have crossed its limit by chance. A gate with `worseBy` tells that apart.' : ''),
    changedAt: (place) => differentConditions(conditions, baseline.conditions, { metric, ...place, siteThen: siteThen(place.site, plan, baseline) ?? place.site }),
    notes: [],
  };
}

/** Entries that are over do not count; those that did not show up any more are told. */
export function knownFromList(metric: Metric, { file, exists, findings: entries, today }: KnownList, { ofMetric, ...facts }: Omit<Parameters<typeof staleOf>[0], 'entries'> & { ofMetric(audit: string): boolean }): KnownBefore {
  const byFingerprint = new Map(entries.map((entry) => [entry.fingerprint, entry]));
  const stale = staleOf({ entries, ...facts }).filter(({ fingerprint }) => ofMetric(auditIn(fingerprint)));
  return {
    gap: null,
    has: (finding) => (byFingerprint.get(fingerprintOf(finding))?.expires ?? '') >= today,
    remark: (finding) => {
      const entry = byFingerprint.get(fingerprintOf(finding));
      return entry === undefined ? '' : ` It is listed in ${file}, but only until ${entry.expires}; ask ${entry.owner}.`;
    },
    changedAt: () => [],
    notes: [
      ...(exists ? [] : [`There is no file ${file} yet, so nothing is known. To list what this run found: \`mystery-shopper known add RUN --owner NAME --reason TEXT --expires DATE\`.`]),
      ...(stale.length === 0 ? [] : [`${counted(stale.length, 'entry', 'entries')} of ${file} did not show up any more; take out what is mended${metric.kind === 'timing' ? ' (what rests on a number that varies may be back in the next run)' : ''}: ${listed(stale.slice(0, 3).map(({ title }) => title))}${stale.length > 3 ? ` and ${stale.length - 3} more` : ''}.`]),
    ],
  };
}
