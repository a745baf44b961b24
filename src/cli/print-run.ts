import type { GateResult, RunRecord } from '../model/record.ts';
import { severities, type Finding } from '../model/results.ts';
import { counted } from '../model/wording.ts';
import type { Io } from './io.ts';
import { paint } from './paint.ts';
import { pasteable } from './pasteable.ts';
import { printable } from './printable.ts';

const signs: Record<GateResult['outcome'], string> = { pass: '✓ pass', fail: '✗ fail', inconclusive: '? inconclusive', 'not-measured': '! not measured' };

function worstFirst(a: Finding, b: Finding): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity) || b.places.length - a.places.length;
}

function siteLine(record: RunRecord, site: string): string {
  // What was not looked at is not free of pain points.
  const planned = record.ledger.filter((entry) => entry.site === site && entry.status !== 'not-reached');
  const valid = planned.filter(({ status }) => status === 'valid');
  const findings = record.findings.filter(({ kind, places }) => kind === 'pain-point' && places.some((place) => place.site === site));
  if (findings.length === 0 && valid.length === 0) return `  ${site}: nothing could be measured`;
  if (findings.length === 0 && !valid.some(({ pass }) => pass === 'inspection')) return `  ${site}: no pain points known, since nothing was inspected`;
  const counts = severities.map((severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const).filter(([, count]) => count > 0);
  return `  ${site}: ${findings.length === 0 ? `no pain points found${valid.length < planned.length ? ` in the ${valid.length} of ${counted(planned.length, 'sample')} that are valid` : ''}` : `${counted(findings.length, 'pain point')} (${counts.map(([severity, count]) => `${count} ${severity}`).join(', ')})`}`;
}

/** Of the pages that were looked at one by one: what was found there is counted nowhere else, and no gate judges it. */
function lightLines({ crawl }: RunRecord): string[] {
  if (crawl?.light === undefined) return [];
  const { pages, findings, failed } = crawl.light;
  const found = findings.filter(({ kind }) => kind === 'pain-point').length;
  const lost = failed.reduce((sum, { count }) => sum + count, 0);
  const left = lost === 0 ? '' : `; ${counted(lost, 'page')} could not be looked at`;
  if (pages === 0) return [`  No page was looked at by itself${left}`];
  return [`  ${counted(pages, 'page')} looked at one by one: ${counted(found, 'pain point')} on one or more of them, told in the report${left}`];
}

/** How much was measured and, where something was not, the reason that is given most often. */
function coverageLines({ coverage: { valid, expected }, ledger }: RunRecord): string[] {
  const lost = ledger.filter(({ status }) => status === 'invalid' || status === 'missing');
  const [most] = [...Map.groupBy(lost, ({ reason }) => reason ?? 'the reason was not recorded')].toSorted(([, a], [, b]) => b.length - a.length);
  return [`Coverage: ${valid} of ${counted(expected, 'touchpoint sample')} valid.`, ...(most === undefined ? [] : [`  ${most[1].length === lost.length ? 'Not valid' : 'Not valid most often'} (${most[1].length}): ${printable(most[0])}`])];
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
export function printRun(record: RunRecord, files: readonly string[], io: Pick<Io, 'colors' | 'environment'>): string {
  const color = paint(io);
  const tint = { pass: color.green, fail: color.red, incomplete: color.yellow, inconclusive: color.yellow }[record.verdict.outcome];
  const painPoints = record.findings.filter(({ kind }) => kind === 'pain-point').toSorted(worstFirst);
  // Several of one kind read alike: they would take the place of others.
  const worst = painPoints.filter(({ title }, at) => painPoints.findIndex((other) => other.title === title) === at).slice(0, 3);
  const lines = [
    '',
    `${tint(color.bold(record.verdict.outcome.toUpperCase()))}  ${printable(record.verdict.sentence.replace(/^(?:Passed|Failed|Incomplete|Inconclusive): ./, (opening) => opening.slice(-1).toUpperCase()))}`,
    '',
    ...Object.keys(record.plan.sites).map((site) => siteLine(record, site)),
    ...lightLines(record),
    ...(worst.length > 0 ? ['', 'Worst pain points'] : []),
    ...worst.map(({ severity, title, places }) => `  ${severity}: ${printable(title)} (${[...new Set(places.map(({ site }) => site))].join(', ')})`),
    ...(record.gates.length > 0 ? ['', 'Gates'] : []),
    ...record.gates.flatMap(({ outcome, label, reasons }) => [`  ${signs[outcome]}  ${label}`, ...(outcome === 'pass' ? [] : reasons.slice(0, 5).map((reason) => `      ${pasteable(printable(reason), io)}`))]),
    ...explainedLines(record),
    ...knownLines(record),
    ...historyLines(record),
    '',
    ...(record.pauses === undefined ? [] : [`Continued: it stood still ${record.pauses.map(({ from, until }) => `from ${from} to ${until}`).join(' and ')}.`]),
    ...coverageLines(record),
    ...files.map((file) => `Report: ${file}`),
    '',
  ];
  return lines.join('\n');
}
