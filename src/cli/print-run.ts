import type { GateResult, RunRecord } from '../model/record.ts';
import { severities, type Finding } from '../model/results.ts';
import { counted } from '../model/wording.ts';
import type { Io } from './io.ts';
import { paint } from './paint.ts';
import { printable } from './printable.ts';

const signs: Record<GateResult['outcome'], string> = { pass: '✓ pass', fail: '✗ fail', inconclusive: '? inconclusive', 'not-measured': '! not measured' };

function worstFirst(a: Finding, b: Finding): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity) || b.places.length - a.places.length;
}

function siteLine(record: RunRecord, site: string): string {
  const findings = record.findings.filter(({ kind, places }) => kind === 'pain-point' && places.some((place) => place.site === site));
  const counts = severities.map((severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const).filter(([, count]) => count > 0);
  return `  ${site}: ${findings.length === 0 ? 'no pain points found' : `${counted(findings.length, 'pain point')} (${counts.map(([severity, count]) => `${count} ${severity}`).join(', ')})`}`;
}

function explainedLines({ explained = [] }: RunRecord): string[] {
  if (explained.length === 0) return [];
  const lines = explained.slice(0, 5).flatMap(({ text, changes }) => [`  ${printable(text)}`, ...(changes.length === 0 ? ['      Nothing that was recorded there differs.'] : changes.slice(0, 3).map((change) => `      ${printable(change.text)}`))]);
  return ['', 'What got worse, and what changed there', ...lines, ...(explained.length > 5 ? [`  and ${explained.length - 5} more in the report`] : [])];
}

function knownLines({ known }: RunRecord): string[] {
  if (known === undefined || known.stale.length + known.expired.length === 0) return [];
  const lines = [...known.expired.map((entry) => ({ state: 'expired', entry })), ...known.stale.map((entry) => ({ state: 'not seen any more', entry }))];
  return ['', `Known findings (${printable(known.file)}): ${known.listed} listed, ${known.expired.length} expired, ${known.stale.length} not seen any more`, ...lines.slice(0, 5).map(({ state, entry }) => `  ${state}: ${printable(entry.title)} (${printable(entry.owner)}, until ${entry.expires})`)];
}

/** Why there is no history, where files were found that are none of it. */
function historyLines({ history }: RunRecord): string[] {
  if (history === undefined || history.runs.length > 0) return [];
  const { leftOut, furtherLeftOut } = history;
  const further = leftOut.length + furtherLeftOut - Math.min(3, leftOut.length);
  return ['', 'History: of what was found no earlier run of this plan can be shown', ...leftOut.slice(0, 3).map(({ file, reason }) => `  ${printable(file)}: ${printable(reason)}`), ...(further > 0 ? [`  and ${counted(further, 'more file')}, see the report`] : [])];
}

/** The outcome of a run for a person at a terminal. */
export function printRun(record: RunRecord, files: readonly string[], io: Pick<Io, 'colors'>): string {
  const color = paint(io);
  const tint = { pass: color.green, fail: color.red, incomplete: color.yellow, inconclusive: color.yellow }[record.verdict.outcome];
  const worst = record.findings.filter(({ kind }) => kind === 'pain-point').toSorted(worstFirst).slice(0, 3);
  const { valid, expected } = record.coverage;
  const lines = [
    '',
    `${tint(color.bold(record.verdict.outcome.toUpperCase()))}  ${printable(record.verdict.sentence)}`,
    '',
    ...Object.keys(record.plan.sites).map((site) => siteLine(record, site)),
    ...(worst.length > 0 ? ['', 'Worst pain points'] : []),
    ...worst.map(({ severity, title, places }) => `  ${severity}: ${printable(title)} (${[...new Set(places.map(({ site }) => site))].join(', ')})`),
    ...(record.gates.length > 0 ? ['', 'Gates'] : []),
    ...record.gates.flatMap(({ outcome, label, reasons }) => [`  ${signs[outcome]}  ${label}`, ...(outcome === 'pass' ? [] : reasons.slice(0, 5).map((reason) => `      ${printable(reason)}`))]),
    ...explainedLines(record),
    ...knownLines(record),
    ...historyLines(record),
    '',
    ...(record.pauses === undefined ? [] : [`Continued: it stood still ${record.pauses.map(({ from, until }) => `from ${from} to ${until}`).join(' and ')}.`]),
    `Coverage: ${valid} of ${counted(expected, 'touchpoint sample')} valid.`,
    ...files.map((file) => `Report: ${file}`),
    '',
  ];
  return lines.join('\n');
}
