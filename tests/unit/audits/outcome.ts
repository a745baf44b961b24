import type { AuditOutcome } from '../../../src/model/results.ts';

/** An outcome in short: values, what is missing or does not apply, and findings as severity and key (delights with a plus). */
export function short(outcome: AuditOutcome): unknown {
  if (outcome.status !== 'measured') return outcome;
  const findings = outcome.findings.map(({ kind, severity, key }) => (kind === 'delight' ? `+ ${key}` : `${severity} ${key}`));
  return { values: outcome.values, findings, ...(outcome.missing && { missing: Object.keys(outcome.missing) }), ...(outcome.notApplicable && { notApplicable: Object.keys(outcome.notApplicable) }) };
}

export const noPage = { status: 'not-applicable', because: 'no page was loaded here' };

/** What `short` says of a measurement without findings. */
export function plain(values: Record<string, number>): unknown {
  return { values, findings: [] };
}
