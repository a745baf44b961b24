import type { GateResult, LedgerEntry } from '../model/record.ts';
import { entriesOfWalks } from '../model/walks.ts';
import { isTimed, waitedAt } from './known-metrics.ts';
import type { Lookup } from './lookup.ts';
import { placeKey } from './places.ts';
import { formatPercent, formatReached, plural } from './numbers.ts';
import { stuckStep } from './phrases.ts';
import { handsNames } from './words.ts';

/** One line of a CI server's test page. */
export interface TestCase {
  name: string;
  /** Seconds. */
  time: number;
  /** failed: what was asked for is not so. error: it cannot be told. skipped: it was not tried, or failing it is not ours to mend. */
  outcome: 'passed' | 'failed' | 'error' | 'skipped';
  /** Kind of failure or error, as in gate-failed. */
  type: string;
  /** The first of them is its summary. */
  lines: string[];
}

export interface TestSuite {
  name: string;
  /** What the cases belong to, as in ours.buy-a-tent.kim. */
  className: string;
  properties: [name: string, value: string][];
  cases: TestCase[];
}

/** Lines of one case; the count of the rest is given. */
const linesShown = 50;

function shortened(lines: readonly string[]): string[] {
  return lines.length <= linesShown ? [...lines] : [...lines.slice(0, linesShown), `… and ${plural(lines.length - linesShown, 'more line')}; all are in run.json.`];
}

function gateCase({ label, outcome, reasons }: GateResult, letPass: boolean): TestCase {
  const lines = shortened(reasons);
  const base = { name: label, time: 0, lines };
  if (outcome === 'pass') return { ...base, outcome: 'passed', type: '' };
  if (outcome === 'fail') return { ...base, outcome: 'failed', type: 'gate-failed' };
  if (outcome === 'not-measured') return { ...base, outcome: 'error', type: 'gate-not-measured' };
  if (letPass) return { ...base, outcome: 'skipped', type: '', lines: ['Inconclusive, and this run was told not to fail because of that.', ...lines] };
  return { ...base, outcome: 'error', type: 'gate-inconclusive' };
}

function coverageCase({ coverage }: Lookup['record']): TestCase {
  const enough = coverage.valid > 0 && coverage.share >= coverage.required;
  const text = coverage.expected === 0 ? 'Nothing could be measured, so nothing can be said.' : `${coverage.valid} of ${coverage.expected} planned samples are valid (${formatReached(coverage.share)}); ${formatPercent(coverage.required)} are required.`;
  return { name: 'Enough was measured', time: 0, outcome: enough ? 'passed' : 'error', type: enough ? '' : 'coverage', lines: [text] };
}

/** Seconds from the first step until the last had settled and the customer had arrived, as far as that is known, in the visit that the steps are of; 0 where nothing was timed. */
function timeOf(lookup: Lookup, entry: LedgerEntry): number {
  const summary = lookup.summary(entry);
  const steps = summary === undefined || !isTimed(lookup, summary) ? [] : summary.steps;
  const [first, last] = [steps[0], steps.at(-1)];
  return first === undefined || last === undefined ? 0 : Math.max(0, last.start + (waitedAt(last) ?? last.untilActionable) - first.start) / 1000;
}

const reasonsOf = (entries: readonly LedgerEntry[]): string[] => [...new Set(entries.flatMap(({ reason }) => reason ?? []))];

/** In which visits the customer was stopped here: a valid visit says why, and the visit that the report shows says so by its status. */
function stopsOf(lookup: Lookup, [first]: readonly [LedgerEntry, ...LedgerEntry[]], valid: readonly LedgerEntry[]): string[] | null {
  const stopped = valid.filter(({ reason }) => reason !== undefined);
  if (stopped.length > 0) return [`The customer could not go on in ${stopped.length} of ${plural(valid.length, 'visit')}.`, ...reasonsOf(stopped)];
  const summary = lookup.summary(first);
  return summary?.status === 'blocked' || summary?.status === 'failed' ? ['The customer could not go on.', summary.problem?.message ?? 'The reason was not recorded.'] : null;
}

/** `entries`: the timed visits at one touchpoint. */
function touchpointCase(lookup: Lookup, entries: readonly [LedgerEntry, ...LedgerEntry[]]): TestCase {
  const [first] = entries;
  const valid = entries.filter(({ status }) => status === 'valid');
  const stops = valid.length === 0 ? null : stopsOf(lookup, entries, valid);
  const gaps = entries.filter(({ status }) => status === 'missing' || status === 'invalid');
  const base = { name: lookup.touchpointTitle(first), time: valid.length === 0 ? 0 : timeOf(lookup, first) };
  if (stops !== null) {
    const step = stuckStep(lookup.summary(first));
    return { ...base, ...judgedBySite(lookup, first, 'failed', 'customer-stopped', [...stops, ...(step === null ? [] : [`Step: ${step}.`])]) };
  }
  const missing = gaps.length === 0 ? [] : [`${gaps.length} of ${plural(entries.length, 'sample')} could not be measured.`, ...reasonsOf(gaps)];
  if (valid.length > 0) return { ...base, outcome: 'passed', type: '', lines: shortened(missing) };
  if (gaps.length > 0) return { ...base, ...judgedBySite(lookup, first, 'error', 'not-measured', missing) };
  return { ...base, outcome: 'skipped', type: '', lines: shortened(['Not reached: the journey ended before it.', ...reasonsOf(entries)]) };
}

/** What goes wrong on a site of others is told, and is no failure of ours. */
function judgedBySite(lookup: Lookup, { site }: LedgerEntry, outcome: 'failed' | 'error', type: string, lines: string[]): Pick<TestCase, 'outcome' | 'type' | 'lines'> {
  if (lookup.focus.has(site)) return { outcome, type, lines: shortened(lines) };
  return { outcome: 'skipped', type: '', lines: shortened([...lines, 'The site is not yours, so that this is no failure.']) };
}

/** Test pages tell cases apart by their names. */
function withNamesOnce(cases: readonly TestCase[]): TestCase[] {
  const seen = new Map<string, number>();
  return cases.map((one) => {
    const count = (seen.get(one.name) ?? 0) + 1;
    seen.set(one.name, count);
    return count === 1 ? one : { ...one, name: `${one.name} (${count})` };
  });
}

function walkSuites(lookup: Lookup): TestSuite[] {
  const walks = Map.groupBy(entriesOfWalks([...lookup.record.ledger]), ({ site, journey, persona }) => `${site}.${journey}.${persona}`);
  return [...walks].flatMap(([className, entries]) => {
    const [first] = entries;
    if (first === undefined) return [];
    const persona = lookup.persona(first.persona);
    const places = Map.groupBy(entries, placeKey);
    return {
      name: `${lookup.journeyTitle(first.journey)} on ${lookup.site(first.site).title}: ${persona.title} (${handsNames[persona.persona.hands].toLowerCase()})`,
      className,
      properties: [['site', first.site], ['origin', lookup.site(first.site).origin], ['journey', first.journey], ['persona', first.persona]],
      cases: withNamesOnce([...places.values()].flatMap(([one, ...others]) => (one === undefined ? [] : touchpointCase(lookup, [one, ...others])))),
    };
  });
}

const isRed = ({ outcome }: TestCase): boolean => outcome === 'failed' || outcome === 'error';

/**
 * The run as tests: its gates, then a suite per journey, site and persona with a case per touchpoint. At least one case is red
 * where the run does not end with 0. A customer of one's own who could not go on is red too where no gate asks for it.
 */
export function testSuites(lookup: Lookup): TestSuite[] {
  const { record } = lookup;
  const { verdict, conditions } = record;
  const cases = [...record.gates.map((gate) => gateCase(gate, verdict.exitCode === 0)), coverageCase(record)];
  const run: TestSuite = {
    name: `Gates of ${record.name}`,
    className: 'gates',
    properties: [['run', record.id], ['verdict', verdict.sentence], ['tool', conditions.tool], ['browser', conditions.browser]],
    cases,
  };
  const walks = walkSuites(lookup);
  if (verdict.exitCode !== 0 && ![run, ...walks].some((suite) => suite.cases.some(isRed))) cases.push({ name: 'Verdict', time: 0, outcome: 'error', type: verdict.outcome, lines: [verdict.sentence] });
  return [{ ...run, cases: withNamesOnce(cases) }, ...walks];
}
