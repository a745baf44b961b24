import type { History, RunDigest } from '../model/history.ts';
import type { Severity } from '../model/results.ts';
import { severities } from '../model/results.ts';
import type { Lookup } from './lookup.ts';
import { formatInstant, list, plural } from './numbers.ts';
import { outcomeMarks, severityMarks, verdictMark } from './words.ts';
import type { Mark } from './words.ts';

/** A history with this run as its last. */
export interface Told {
  history: History;
  runs: readonly RunDigest[];
  /** Of each run, as in "3 Nov"; with the time where all are of one day. */
  short: readonly string[];
}

/** null: there is no earlier run. */
export function toldIn({ record: { history, digest } }: Pick<Lookup, 'record'>): Told | null {
  if (history === undefined || digest === undefined || history.runs.length === 0) return null;
  const runs = [...history.runs, digest];
  const days = new Set(runs.map(({ startedAt }) => startedAt.slice(0, 10)));
  return { history, runs, short: runs.map(({ startedAt }) => (days.size === 1 ? startedAt.slice(11, 16) : shortDay(startedAt))) };
}

const shortDay = (instant: string): string => formatInstant(instant).replace(/^(\d+) (\w{3}).*$/u, '$1 $2');

/** As in "run 3 (14 November 2026, 20:00 UTC)" or "this run". */
export function runName({ runs }: Told, at: number): string {
  return at === runs.length - 1 ? 'this run' : `run ${at + 1} (${formatInstant(runs[at]?.startedAt ?? '')})`;
}

export interface RunRow {
  number: number;
  when: string;
  now: boolean;
  first: boolean;
  mark: Mark;
  coverage: string;
  /** By site: who got to the end, and what was found. */
  sites: { title: string | null; finished: string; found: string; bySeverity: string; since: string }[];
  /** What was different from the run before. */
  changed: string[];
}

const none: Record<Severity, number> = { critical: 0, serious: 0, moderate: 0, minor: 0 };

/** Pain points of a run on a site. */
export function countsOn(run: RunDigest, site: string): Record<Severity, number> {
  if (run.counts !== undefined) return run.counts[site] ?? none;
  const all = run.painPoints.filter((group) => group.site === site).flatMap(({ found }) => Object.values(found));
  const of = (severity: Severity): number => all.filter((one) => one === severity).length;
  return { critical: of('critical'), serious: of('serious'), moderate: of('moderate'), minor: of('minor') };
}

/** Of a run that was incomplete the number says nothing of what was not looked at. */
function foundText({ outcome, coverage }: RunDigest, count: number): string {
  if (outcome !== 'incomplete') return plural(count, 'pain point');
  return coverage.valid === 0 ? 'not available: nothing could be measured' : `${plural(count, 'pain point')} in what could be measured`;
}

/** Of whom there is no valid sample nothing is known. Older runs tell that only of those whose journeys are kept. */
function finishedOn({ completion, walks: kept }: RunDigest, site: string): string {
  const here: RunDigest['completion'][string] = completion[site] ?? { always: 0, walks: 0 };
  const { always, walks, unseen = kept.filter((walk) => walk.site === site && walk.samples === 0).length } = here;
  if (walks === 0) return 'nobody was sent';
  if (unseen >= walks) return 'not available: none could be measured';
  return `${always} of ${walks}${unseen === 0 ? '' : `, ${unseen} could not be measured`}`;
}

function sinceText({ history, runs }: Told, site: string, to: number): string {
  const between = history.painPoints.find((one) => one.site === site && one.to === to);
  if (to === 0) return 'the first of this history';
  if (between === undefined) return 'the run before was not there';
  const { known, fresh, gone, crossed = 0, untold } = between;
  const nothing = fresh + gone + crossed + untold === 0 && known === 0 && runs[to]?.painPoints.every((group) => group.site !== site) === true;
  if (nothing) return [runs[to], runs[to - 1]].every((run) => run !== undefined && run.coverage.valid > 0) ? 'none in either' : 'that cannot be told';
  return list([`${fresh} new`, `${known} known`, `${gone} gone`, ...unsureTexts(crossed, untold)]);
}

/** Pain points that are called neither new nor gone. */
export function unsureTexts(crossed: number, untold: number): string[] {
  return [...(crossed === 0 ? [] : [`${crossed} that may have come or gone by chance`]), ...(untold === 0 ? [] : [`${untold} that cannot be told`])];
}

/** What was different between a run and the one before it, and why it cannot be told which pain points are new. */
function changedBefore({ history }: Told, { focus }: Lookup, to: number): string[] {
  const positions = [...(history.changed[to - 1] ?? []), ...history.painPoints.flatMap((one) => (one.to === to && focus.has(one.site) ? one.changed : []))];
  return [...new Set(positions)].toSorted((a, b) => a - b).flatMap((position) => history.reasons[position] ?? []);
}

/** This run first, then back in time. */
export function runRows(told: Told, lookup: Lookup): RunRow[] {
  const sites = lookup.sites.filter(({ id }) => lookup.focus.has(id));
  return told.runs
    .map((run, at): RunRow => ({
      number: at + 1,
      when: formatInstant(run.startedAt),
      now: at === told.runs.length - 1,
      first: at === 0,
      mark: verdictMark({ gates: Array.from({ length: Math.min(1, run.gates) }), verdict: { outcome: run.outcome } }),
      coverage: `${run.coverage.valid} of ${plural(run.coverage.expected, 'sample')} valid`,
      sites: sites.filter(({ id }) => run.sites[id] !== undefined).map(({ id, title }) => {
        const counts = countsOn(run, id);
        const all = severities.reduce((sum, severity) => sum + counts[severity], 0);
        return {
          title: sites.length > 1 ? title : null,
          finished: finishedOn(run, id),
          found: foundText(run, all),
          bySeverity: list(severities.flatMap((severity) => (counts[severity] === 0 ? [] : [`${counts[severity]} ${severityMarks[severity].word.toLowerCase()}`]))),
          since: sinceText(told, id, at),
        };
      }),
      changed: at === 0 ? [] : changedBefore(told, lookup, at),
    }))
    .toReversed();
}

/** As in "3 of 4 earlier runs passed". */
export function outcomesText({ runs }: Told): string {
  const earlier = runs.slice(0, -1);
  const counts = [...Map.groupBy(earlier, ({ outcome, gates }) => (gates === 0 && outcome === 'pass' ? 'had no gates' : outcomeMarks[outcome].word.toLowerCase()))];
  const texts = counts.map(([word, { length }]) => `${length} ${outcomeText(word, length)}`);
  return `${plural(earlier.length, 'earlier run')}: ${list(texts)}`;
}

const outcomeText = (word: string, count: number): string => (['incomplete', 'inconclusive'].includes(word) ? `${count === 1 ? 'was' : 'were'} ${word}` : word);
