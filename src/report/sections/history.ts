import { completionSeries, type History, type HistoryStep } from '../../model/history.ts';
import type { Place, Severity } from '../../model/results.ts';
import { finishingTitle, placeGroup, painCharts, type HistoryGroup } from '../history-groups.ts';
import { outcomesText, runRows, toldIn, unsureTexts, type Told } from '../history-runs.ts';
import type { JourneyFacts, Lookup, SiteFacts } from '../lookup.ts';
import { formatDifference, formatInstant, formatPercent, formatRange, formatValue, list, plural } from '../numbers.ts';
import { severityMarks, verdictMarks } from '../words.ts';
import type { Piece, Section } from './section.ts';

/** Groups of charts that are drawn, each of up to nine with a table; the rest stands in the record. Fewer where pages are many, so that the first stays small. */
const groupsDrawn = { one: 24, many: 8 };
/** Changes that are told in words; they are marked in the charts, too. */
const changesTold = 12;
const goneTold = 10;

type Series = History['series'][number];

interface Change {
  series: Series;
  from: number;
  to: number;
  verdict: 'better' | 'worse';
  /** As in "Molly Millennial: 3.1 s, then 4.3 s (+1.2 s; by 0.8–1.7 s with 98 % confidence)". */
  text: string;
}

function changeOf(told: Told, lookup: Lookup, series: Series, step: HistoryStep): Change[] {
  return series.metric === completionSeries ? finishingChange(told, lookup, series, step) : metricChange(told, lookup, series, step);
}

/** As in "Molly Millennial: 3 of 3 samples, then 0 of 3". */
function finishingChange({ runs }: Told, lookup: Lookup, series: Series, { from, to, verdict }: HistoryStep): Change[] {
  const walkAt = (run: number) => runs[run]?.walks.find(({ site, persona, journey }) => site === series.site && persona === series.persona && journey === series.journey);
  const [then, now] = [walkAt(from), walkAt(to)];
  if (verdict === undefined || then === undefined || now === undefined) return [];
  return [{ series, from, to, verdict, text: `${lookup.persona(series.persona).title}: ${then.finished} of ${plural(then.samples, 'sample')}, then ${now.finished} of ${now.samples}` }];
}

function metricChange(told: Told, lookup: Lookup, series: Series, { from, to, verdict, shift }: HistoryStep): Change[] {
  const metric = lookup.metric(series.metric);
  const valueAt = (run: number): number | null => told.runs[run]?.places.find((place) => place.site === series.site && place.persona === series.persona && place.journey === series.journey && place.touchpoint === series.touchpoint)?.values.find((value) => value.metric === series.metric)?.value ?? null;
  const [then, now] = [valueAt(from), valueAt(to)];
  if (metric === undefined || verdict === undefined || then === null || now === null) return [];
  const [least, most] = [Math.abs(shift?.low ?? 0), Math.abs(shift?.high ?? 0)].toSorted((a, b) => a - b);
  const interval = shift === undefined || shift.method === 'exact' || shift.low === null || shift.high === null ? '' : `; by ${formatRange(least ?? 0, most ?? 0, metric.unit)} with ${formatPercent(shift.confidence)} confidence`;
  return [{ series, from, to, verdict, text: `${lookup.persona(series.persona).title}: ${formatValue(then, metric.unit)}, then ${formatValue(now, metric.unit)} (${formatDifference(now - then, metric.unit)}${interval})` }];
}

/** That a number is worse than in the first run says nothing more where it has just become worse. */
function withoutRepetition(steps: readonly HistoryStep[]): HistoryStep[] {
  return steps.filter(({ from, to, verdict }) => !steps.some((other) => other.to === to && other.from > from && other.verdict === verdict));
}

/** A journey as a whole only adds up what its touchpoints say. */
function isTold({ series, from, to, verdict }: Change, all: readonly Change[]): boolean {
  const same = (other: Change): boolean => other.from === from && other.to === to && other.verdict === verdict && other.series.metric === series.metric && other.series.site === series.site && other.series.persona === series.persona && other.series.journey === series.journey;
  return series.touchpoint === null && all.some((other) => other.series.touchpoint !== null && same(other));
}

function allChanges(told: Told, lookup: Lookup): Change[] {
  const all = told.history.series.flatMap((series) => withoutRepetition(series.steps).flatMap((step) => changeOf(told, lookup, series, step)));
  return all.filter((change) => !isTold(change, all));
}

/** The latest first, of those what got worse first; what the samples say of several personas at one place is told together. */
function changesOf(told: Told, lookup: Lookup) {
  const groups = Map.groupBy(allChanges(told, lookup), ({ series: { metric, site, journey, touchpoint }, from, to, verdict }) => [metric, site, journey, touchpoint, from, to, verdict].join('~'));
  return [...groups.values()]
    .flatMap((alike) => alike.slice(0, 1).map((first) => ({ ...first, alike })))
    .toSorted((a, b) => b.to - a.to || b.from - a.from || (a.verdict === b.verdict ? 0 : a.verdict === 'worse' ? -1 : 1))
    .map(({ series, from, to, verdict, alike }) => ({
      mark: verdictMarks[verdict],
      siteId: series.site,
      personaIds: alike.map((change) => change.series.persona).join(' '),
      what: `${series.metric === completionSeries ? finishingTitle : (lookup.metric(series.metric)?.title ?? series.metric)}: ${whereOf(lookup, series)}, ${between(told, from, to)}`,
      lines: alike.map(({ text }) => text),
    }));
}

function whereOf(lookup: Lookup, { site, journey, touchpoint }: Series): string {
  const at = lookup.touchpoint(journey, touchpoint)?.title ?? `${lookup.journeys.find(({ id }) => id === journey)?.title ?? journey} as a whole`;
  return lookup.sites.length > 1 ? `${at} on ${lookup.site(site).title}` : at;
}

/** As in "from run 3 to this run"; what the runs are is in the table that follows. */
function between({ runs }: Told, from: number, to: number): string {
  return `from run ${from + 1} to ${to === runs.length - 1 ? 'this run' : `run ${to + 1}`}`;
}

/** With one or two samples on either side no order of them is unlikely enough. */
function tooFew({ runs }: Told): boolean {
  const most = Math.max(0, ...runs.flatMap(({ places }) => places.flatMap(({ values }) => values.map(({ samples }) => samples.length))));
  return most > 0 && most < 3;
}

function placesOf(told: Told, lookup: Lookup): Place[] {
  return (told.runs.at(-1)?.places ?? []).filter(({ site, persona, journey }) => lookup.sites.some(({ id }) => id === site) && lookup.personas.some(({ id }) => id === persona) && lookup.journeys.some(({ id }) => id === journey));
}

interface Drawn {
  site: SiteFacts;
  journey: JourneyFacts;
  touchpoint: string | null;
  groups: HistoryGroup[];
}

/** Whole journeys before touchpoints, as they stand in the digest. */
function drawnGroups(told: Told, lookup: Lookup): { drawn: Drawn[]; left: number } {
  const most = lookup.manyPages ? groupsDrawn.many : groupsDrawn.one;
  const drawn = new Map<string, Drawn>();
  let [count, left] = [0, 0];
  for (const place of placesOf(told, lookup)) {
    const journey = lookup.journeys.find(({ id }) => id === place.journey);
    if (journey === undefined) continue;
    const group = count < most ? placeGroup(told, lookup, place, `history-${count}`) : null;
    if (count >= most) left += 1;
    if (group === null) continue;
    count += 1;
    const key = `${place.site}~${place.journey}~${place.touchpoint ?? ''}`;
    const here = drawn.get(key);
    if (here === undefined) drawn.set(key, { site: lookup.site(place.site), journey, touchpoint: place.touchpoint, groups: [group] });
    else here.groups.push(group);
  }
  return { drawn: [...drawn.values()], left: left + (told.runs.at(-1)?.furtherPlaces ?? 0) };
}

function piecesOf(told: Told, lookup: Lookup): Piece[] {
  const { drawn, left } = drawnGroups(told, lookup);
  const whole = drawn.filter(({ touchpoint }) => touchpoint === null);
  const others = drawn.filter(({ touchpoint }) => touchpoint !== null);
  const titled = ({ site, journey, touchpoint, groups }: Drawn) => ({
    title: [touchpoint === null ? `${journey.title}, the whole journey` : (lookup.touchpoint(journey.id, touchpoint)?.title ?? touchpoint), ...(touchpoint !== null && lookup.journeys.length > 1 ? [`of ${journey.title}`] : []), ...(lookup.sites.length > 1 ? [`on ${site.title}`] : [])].join(' '),
    siteId: site.id,
    groups,
    many: groups.length > 1,
  });
  return [
    ...whole.map((one) => ({ template: 'partials/history-place', view: { ...titled(one), folded: false } })),
    ...others.map((one) => ({ template: 'partials/history-place', view: { ...titled(one), folded: true } })),
    { template: 'partials/history-end', view: { left: left === 0 ? null : `${plural(left, 'more place')} of this run ${left === 1 ? 'has' : 'have'} no charts here.` } },
  ];
}

/** Why no change is told. */
function noChange(told: Told): string {
  if (told.history.compared === 0) return 'No change is told: between all of these runs something was different that can change the numbers, or there is a number in one of them only.';
  return tooFew(told)
    ? 'No change is told: one or two samples in a run cannot tell a change of what varies by nature from chance. Take three samples or more.'
    : 'The samples support no change from one run to the next: what moves in the charts can be chance.';
}

/** Files that say nothing of this plan, those of one reason together. */
function leftOutIn({ leftOut, furtherLeftOut }: History) {
  return {
    leftOut: [...Map.groupBy(leftOut, ({ reason }) => reason)].map(([reason, alike]) => ({ files: alike.map(({ file }) => file), reason })),
    furtherLeftOut: furtherLeftOut === 0 ? null : `${plural(furtherLeftOut, 'more file')} ${furtherLeftOut === 1 ? 'was' : 'were'} left out.`,
  };
}

/** Where files were found and none of them is of an earlier run of the plan; null: there were none. */
function noneOfThem({ record: { history: past } }: Lookup) {
  if (past === undefined || past.runs.length > 0) return null;
  const files = past.leftOut.length + past.furtherLeftOut;
  return files === 0 ? null : { empty: true, lead: `No earlier run of this plan is shown: ${plural(files, 'file')} ${files === 1 ? 'was' : 'were'} found where earlier runs are looked for, and ${files === 1 ? 'it is not one' : 'none of them is one'}.`, ...leftOutIn(past) };
}

/** How steps are judged, and what it means that each chart is judged by itself. */
function familyText(told: Told): string {
  const { level, judged = 0 } = told.history;
  const each = `Each run is held against the one before it, and this run against the first that was made under the same conditions. The steps of one chart are judged together: the chance that any of them is wrongly called worse is at most ${formatPercent(level)}, and as much for better (Holm, 1979). Of bytes, less than a hundredth more or less is told as no change.`;
  if (judged === 0 || tooFew(told)) return each;
  const most = Math.ceil(judged * level - 1e-9);
  return `${each} Every chart is judged by itself, so that these chances add up: of ${plural(judged, 'chart')} whose samples vary, drawn here or not, up to about ${most} may call a step worse by chance alone, where nothing has changed by more than matters, and as many better. Gates allow for that, these charts do not.`;
}

/** Runs of the same plan, one after the other. */
export const history: Section = {
  id: 'history',
  title: 'History',
  view({ lookup }) {
    const told = toldIn(lookup);
    if (told === null) return noneOfThem(lookup);
    const { further } = told.history;
    const changes = changesOf(told, lookup);
    const sites = lookup.sites.filter(({ id }) => lookup.focus.has(id));
    const { gone = [], crossed = [] } = told.history;
    const named = (all: readonly { site: string; severity: Severity; title: string; now?: boolean }[]) => {
      const ours = all.filter(({ site }) => lookup.focus.has(site));
      return {
        shown: ours.slice(0, goneTold).map(({ site, severity, title, now }) => ({ mark: severityMarks[severity], title: sites.length > 1 ? `${title} (${lookup.site(site).title})` : title, where: now === undefined ? null : now ? 'in this run only' : 'in the run before only' })),
        more: ours.length > goneTold ? `And ${ours.length - goneTold} more.` : null,
      };
    };
    return {
      empty: false,
      lead: `This run and ${outcomesText(told)}. The earliest is of ${formatInstant(told.runs[0]?.startedAt ?? '')}.${further === 0 ? '' : ` ${plural(further, 'earlier one')} of the plan ${further === 1 ? 'is' : 'are'} not shown.`}`,
      changes: changes.slice(0, changesTold),
      more: changes.length > changesTold ? `${plural(changes.length - changesTold, 'more change')} ${changes.length - changesTold === 1 ? 'is' : 'are'} marked in the charts.` : null,
      none: noChange(told),
      family: familyText(told),
      rows: runRows(told, lookup),
      pains: sites.flatMap(({ id, title }) => {
        const charts = painCharts(told, id, `history-pains-${id}`);
        return charts.length === 0 ? [] : [{ siteId: id, title: sites.length > 1 ? `Pain points on ${title}` : 'Pain points', charts }];
      }),
      gone: named(gone),
      crossed: named(crossed),
      ...leftOutIn(told.history),
    };
  },
  pieces({ lookup }) {
    const told = toldIn(lookup);
    return told === null ? [] : piecesOf(told, lookup);
  },
};

/** The history of the sites that the advice is for in one line; null: there is none. As in "History: 4 earlier runs: 3 passed and 1 failed. Since the one before: pain points 1 new and 2 gone; 1 number worse, no numbers better by what the samples support." */
export function historyLine(lookup: Lookup): string | null {
  const told = toldIn(lookup);
  if (told === null) return null;
  const last = told.runs.length - 1;
  const between = told.history.painPoints.filter(({ to, site }) => to === last && lookup.focus.has(site));
  const sum = (of: 'fresh' | 'gone' | 'crossed' | 'untold'): number => between.reduce((total, one) => total + (one[of] ?? 0), 0);
  const changes = allChanges(told, lookup).filter(({ series, from, to }) => to === last && from === last - 1 && lookup.focus.has(series.site));
  const count = (verdict: Change['verdict']): number => changes.filter((change) => change.verdict === verdict).length;
  const pains = list([`${sum('fresh')} new`, `${sum('gone')} gone`, ...unsureTexts(sum('crossed'), sum('untold'))]);
  return `History: ${outcomesText(told)}. Since the one before: pain points ${pains}; ${plural(count('worse'), 'number')} worse, ${plural(count('better'), 'number')} better by what the samples support.`;
}
