import { completionSeries, followedMetrics, type HistoryStep, type PastValue } from '../model/history.ts';
import type { Place, Severity } from '../model/results.ts';
import { severities } from '../model/results.ts';
import { metricAnchor } from './anchors.ts';
import { historyChart, type HistoryLimits, type HistoryPoint } from './charts/history-chart.ts';
import { countsOn, runName, type Told } from './history-runs.ts';
import type { Lookup } from './lookup.ts';
import { formatInstant, formatRange, formatValue, list, plural, type Unit } from './numbers.ts';
import { severityMarks, thresholdText } from './words.ts';

/** One number over the runs, with everything its chart and its column of the table need. */
interface Line {
  id: string;
  title: string;
  /** null: it is explained nowhere else. */
  href: string | null;
  unit: Unit;
  limits: HistoryLimits | null;
  limitText: string | null;
  /** By run. */
  values: readonly (PastValue | null)[];
  steps: readonly HistoryStep[];
}

function valueText(value: PastValue | null, unit: Unit): string {
  if (value === null) return 'not in this run';
  if (value.value === null) return value.applicable === false ? 'not applicable' : 'not available';
  return formatValue(value.value, unit);
}

/** How far the samples lie apart, or why there is no number; null: nothing of it is to be told. */
function detailText(value: PastValue | null, unit: Unit): string | null {
  if (value === null) return null;
  const { low, high, samples, furtherSamples = 0, unavailable } = value;
  if (value.value === null) return unavailable ?? null;
  return low === null || high === null || low === high ? null : `${formatRange(low, high, unit)} in ${plural(samples.length + furtherSamples, 'sample')}`;
}

/** What there is to say of the way to a run from the one before it that has a number. The last step may reach back further. */
function stepTo(line: Line, to: number): HistoryStep | undefined {
  return line.steps.find((step) => step.to === to && isNext(line, step.from, to));
}

function remarkOf(line: Line, to: number): string | null {
  const step = stepTo(line, to);
  if (step === undefined) return null;
  const before = step.from === to - 1 ? 'the run before' : `run ${step.from + 1}`;
  if (step.changed !== undefined) return `conditions differ from ${before}`;
  return step.verdict === undefined ? null : `${step.verdict} than ${before}`;
}

/** Is one the next run after the other that has a number? */
function isNext({ values }: Line, from: number, to: number): boolean {
  return values.slice(from + 1, to).every((value) => value === null || value.value === null);
}

function pointsOf(told: Told, line: Line): HistoryPoint[] {
  return line.values.map((value, at): HistoryPoint => {
    const step = stepTo(line, at);
    const number = value?.value ?? null;
    return {
      value: number,
      low: value?.low ?? number ?? 0,
      high: value?.high ?? number ?? 0,
      label: `${at === told.runs.length - 1 ? 'This run' : `Run ${at + 1}`}, ${formatInstant(told.runs[at]?.startedAt ?? '')}: ${[valueText(value, line.unit), detailText(value, line.unit), remarkOf(line, at)].filter((text) => text !== null).join('; ')}`,
      broken: step?.changed !== undefined,
      verdict: step?.verdict ?? null,
    };
  });
}

/** Where the numbers of a chart can be read. */
type InTable = 'the table of these charts' | 'the table of the runs';

/** The drawing in words, for whoever cannot see it. */
function descriptionOf(told: Told, line: Line, points: readonly HistoryPoint[], table: InTable): string {
  const numbers = points.flatMap(({ value }) => value ?? []);
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)].map((value) => formatValue(value, line.unit));
  const gaps = points.flatMap(({ value }, at) => (value === null ? [runName(told, at)] : []));
  const breaks = points.flatMap(({ broken }, at) => (broken ? [runName(told, at)] : []));
  return [
    `Over ${plural(points.length, 'run')} ${least === most ? `always ${least}` : `between ${least} and ${most}`}.`,
    ...(gaps.length === 0 ? [] : [`No number in ${list(gaps)}.`]),
    ...(breaks.length === 0 ? [] : [`The line is broken before ${list(breaks)}, because conditions were different or other places could be looked at.`]),
    `Every number is in ${table}.`,
  ].join(' ');
}

/** A chart with its heading, as templates/partials/history-chart prints it. */
function chartOf(told: Told, line: Line, id: string, table: InTable) {
  const points = pointsOf(told, line);
  const now = line.values.at(-1) ?? null;
  return {
    id,
    title: line.title,
    href: line.href,
    now: now?.value === null || now === null ? null : formatValue(now.value, line.unit),
    absent: valueText(now, line.unit),
    limitText: line.limitText,
    description: descriptionOf(told, line, points, table),
    chart: historyChart(points, line.limits, { print: (value) => (value === 0 ? '0' : formatValue(value, line.unit)), whole: line.unit === 'count' }),
    from: told.short[0] ?? '',
    to: told.short.at(-1) ?? '',
  };
}

export type HistoryChartView = ReturnType<typeof chartOf>;

function metricLines(told: Told, lookup: Lookup, place: Place): Line[] {
  const places = told.runs.map((run) => run.places.find((one) => one.site === place.site && one.persona === place.persona && one.journey === place.journey && one.touchpoint === place.touchpoint));
  return followedMetrics.flatMap((id): Line[] => {
    const metric = lookup.metric(id);
    const values = places.map((one) => one?.values.find((value) => value.metric === id) ?? null);
    if (metric === undefined || values.every((value) => value === null || value.value === null)) return [];
    const scope = place.touchpoint !== null ? '' : metric.overJourney === 'max' ? ', at the worst touchpoint' : metric.overJourney === 'sum' ? ', of all touchpoints' : '';
    const { threshold } = metric;
    // A limit is about one touchpoint, so that it says nothing of what adds up.
    const limits = threshold === undefined || metric.better !== 'lower' || (place.touchpoint === null && metric.overJourney === 'sum') ? null : { good: threshold.good, poor: threshold.poor };
    return [{ id, title: `${metric.title}${scope}`, href: `#${metricAnchor(id)}`, unit: metric.unit, limits, limitText: limits === null || threshold === undefined ? null : thresholdText(threshold, metric), values, steps: stepsOf(told, id, place) }];
  });
}

function stepsOf({ history }: Told, metric: string, place: Place): readonly HistoryStep[] {
  return history.series.find((one) => one.metric === metric && one.site === place.site && one.persona === place.persona && one.journey === place.journey && one.touchpoint === place.touchpoint)?.steps ?? [];
}

const exactly = (metric: string, value: number | null): PastValue => ({ metric, value, low: value, high: value, samples: value === null ? [] : [value] });

/** What the series of how far a persona gets is called. */
export const finishingTitle = 'Samples in which the journey was finished';

function finishingLine(told: Told, place: Place): Line[] {
  const walks = told.runs.map((run) => run.walks.find((walk) => walk.site === place.site && walk.persona === place.persona && walk.journey === place.journey) ?? null);
  if (place.touchpoint !== null || walks.every((walk) => walk === null || walk.samples === 0)) return [];
  const values = walks.map((walk) => (walk === null ? null : exactly(completionSeries, walk.samples === 0 ? null : walk.finished / walk.samples)));
  return [{ id: completionSeries, title: finishingTitle, href: null, unit: 'share', limits: null, limitText: null, values, steps: stepsOf(told, completionSeries, place) }];
}

function cellOf(line: Line, at: number) {
  const value = line.values[at] ?? null;
  return { value: valueText(value, line.unit), detail: detailText(value, line.unit), remark: remarkOf(line, at) };
}

/** What stands under one heading: charts, and the same as a table. `titles` of the columns are those of the charts. */
function groupOf(told: Told, lines: readonly Line[], id: string, of: string) {
  return {
    charts: lines.map((line, index) => chartOf(told, line, `${id}-${index}`, 'the table of these charts')),
    table: {
      label: `History of ${of}`,
      titles: lines.map(({ title }) => title),
      rows: told.runs.map((run, at) => ({ run: at === told.runs.length - 1 ? `${at + 1} (this run)` : String(at + 1), when: formatInstant(run.startedAt), cells: lines.map((line) => cellOf(line, at)) })).toReversed(),
    },
  };
}

export type HistoryGroup = ReturnType<typeof groupOf> & { title: string; siteId: string; personaId: string };

/** One persona at one place; null: no run has a number. */
export function placeGroup(told: Told, lookup: Lookup, place: Place, id: string): HistoryGroup | null {
  const lines = [...finishingLine(told, place), ...metricLines(told, lookup, place)];
  const persona = lookup.persona(place.persona);
  const at = lookup.touchpoint(place.journey, place.touchpoint)?.title ?? 'the whole journey';
  return lines.length === 0 ? null : { ...groupOf(told, lines, id, `${at} on ${lookup.site(place.site).title}, ${persona.title}`), title: persona.title, siteId: place.site, personaId: place.persona };
}

/** Pain points of a site by severity; charts of what never was there are left out. An incomplete run has no number: what was not looked at is not free of them. */
export function painCharts(told: Told, site: string, id: string): HistoryChartView[] {
  const counts = told.runs.map((run) => (run.sites[site] === undefined ? null : { ...countsOn(run, site), whole: run.outcome !== 'incomplete' }));
  const steps = told.history.painPoints.filter((one) => one.site === site && one.changed.length > 0 && one.untold > 0).map(({ to, changed }): HistoryStep => ({ from: to - 1, to, changed }));
  const lineOf = (severity: Severity): Line => ({ id: severity, title: `${severityMarks[severity].word} pain points`, href: null, unit: 'count', limits: null, limitText: null, values: counts.map((count) => (count === null ? null : count.whole ? exactly(severity, count[severity]) : { ...exactly(severity, null), unavailable: `the run was incomplete, with ${count[severity]} in what could be measured` })), steps });
  return severities.map(lineOf).filter(({ values }) => values.some((value) => (value?.value ?? 0) > 0)).map((line, index) => chartOf(told, line, `${id}-${index}`, 'the table of the runs'));
}
