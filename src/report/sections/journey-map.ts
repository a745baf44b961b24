import type { Finding } from '../../model/results.ts';
import { findingAnchor, journeyAnchor, touchpointAnchor } from '../anchors.ts';
import { inOrder, sightOf } from '../findings.ts';
import { columnClass, columnWidth, journeyChart, markOf } from '../charts/journey-lines.ts';
import type { ChartLine, ChartPoint } from '../charts/journey-lines.ts';
import { effortMetric, secondsOf, waitedSeconds } from '../known-metrics.ts';
import { foundPages, type JourneyFacts, type Lookup, type Sight, type SiteFacts, type TouchpointFacts } from '../lookup.ts';
import { formatValue, plural } from '../numbers.ts';
import { withShortPaths } from '../phrases.ts';
import { touchpointKey } from '../places.ts';
import { severityMarks, stageNames, statusMarks } from '../words.ts';
import type { Section, SectionContext } from './section.ts';

function pointOf(lookup: Lookup, site: string, persona: string, touchpoint: TouchpointFacts, measure: Measure): ChartPoint {
  const place = { site, persona, journey: touchpoint.journey, touchpoint: touchpoint.id };
  const summary = lookup.summary(place);
  const status = summary?.status ?? 'not-reached';
  const seconds = measure.of(lookup, place);
  const number = seconds === null ? 'no number available' : formatValue(seconds, 's');
  const stopped = status === 'blocked' || status === 'failed' ? status : null;
  return {
    seconds,
    stopped,
    reached: status === 'reached',
    label: `${lookup.persona(persona).title} at ${touchpoint.title}: ${stopped === null ? number : `${statusMarks[stopped].word}. ${summary?.problem?.message ?? ''}`}`.trim(),
  };
}

interface Measure {
  axis: string;
  explanation: string;
  of(lookup: Lookup, place: { site: string; persona: string; journey: string; touchpoint: string }): number | null;
}

/** Effort where the run measured it, else the waits alone. */
function measureOf(lookup: Lookup): Measure {
  if (lookup.metric(effortMetric) !== undefined && lookup.sites.some(({ id }) => lookup.extremes(effortMetric, id, false)?.highest)) {
    return {
      axis: 'Seconds of effort and waiting',
      explanation: 'The higher the line, the more the touchpoint asks of the customer: estimated seconds of pointing, typing and thinking, and of each measured wait what is over one second.',
      of: (index, place) => secondsOf(index, effortMetric, place),
    };
  }
  return {
    axis: 'Seconds of waiting',
    explanation: 'The higher the line, the longer the site lets the customer wait on the way to the touchpoint. Effort was not measured in this run.',
    of: (index, place) => {
      const waited = waitedSeconds(index, place);
      return waited === 'unknown' ? null : waited;
    },
  };
}

function linesOf(lookup: Lookup, journey: JourneyFacts, site: SiteFacts, measure: Measure): ChartLine[] {
  return lookup.personas
    .filter((persona) => journey.touchpoints.some((touchpoint) => lookup.summary({ site: site.id, persona: persona.id, journey: journey.id, touchpoint: touchpoint.id }) !== undefined))
    .map((persona) => ({ series: persona.series, title: persona.title, points: journey.touchpoints.map((touchpoint) => pointOf(lookup, site.id, persona.id, touchpoint, measure)) }));
}

/** Runs of touchpoints in the same stage. */
function stageBands(journey: JourneyFacts, left: number, column: number) {
  const bands: { title: string; x: number; width: number }[] = [];
  for (const [index, touchpoint] of journey.touchpoints.entries()) {
    const last = bands.at(-1);
    const title = stageNames[touchpoint.stage];
    if (last?.title === title) last.width += column;
    else bands.push({ title, x: left + index * column, width: column });
  }
  return bands.map(({ title, x, width }) => ({ title, left: x + 4, right: x + width - 4, middle: x + width / 2 }));
}

/** Asked for at every touchpoint a finding was met at, and the same at all of them. */
const reaches = new WeakMap<Finding, number>();

function reach(finding: Finding): number {
  const reached = reaches.get(finding) ?? new Set(finding.places.map((place) => `${place.journey}~${place.touchpoint ?? ''}`)).size;
  reaches.set(finding, reached);
  return reached;
}

const nothingFound: Record<Sight, string> = { inspected: 'nothing found', reached: 'not inspected', none: 'not reached' };

function pinsOf(findings: readonly Finding[], sight: Sight) {
  // What is met everywhere says little about this touchpoint, so what is met in fewer places speaks for it.
  const ordered = inOrder(findings, reach);
  const pains = ordered.filter((finding) => finding.kind === 'pain-point');
  const delights = ordered.filter((finding) => finding.kind === 'delight');
  const [worst] = pains;
  const [best] = delights;
  return {
    pains: pains.length === 0 ? null : { text: plural(pains.length, 'pain point'), mark: severityMarks[worst?.severity ?? 'minor'], worst: withShortPaths(worst?.title ?? ''), href: worst === undefined ? '' : `#${findingAnchor(worst.id)}` },
    delights: delights.length === 0 ? null : { text: plural(delights.length, 'delight'), best: withShortPaths(best?.title ?? ''), href: best === undefined ? '' : `#${findingAnchor(best.id)}` },
    none: pains.length > 0 || delights.length > 0 ? null : nothingFound[sight],
  };
}

function siteMap(context: SectionContext, journey: JourneyFacts, site: SiteFacts, measure: Measure, highest: number) {
  const { lookup } = context;
  const lines = linesOf(lookup, journey, site, measure);
  const chart = journeyChart(lines, journey.touchpoints.length, highest);
  const column = columnWidth(journey.touchpoints.length);
  return {
    id: `${journeyAnchor(journey.id)}~${site.id}`,
    title: site.title,
    siteId: site.id,
    chart,
    bands: stageBands(journey, chart.left, column),
    moments: journey.touchpoints.flatMap((touchpoint, index) => (touchpoint.momentOfTruth ? [{ x: chart.left + index * column, width: column, middle: chart.left + index * column + column / 2 }] : [])),
    columns: journey.touchpoints.map((touchpoint) => ({
      title: touchpoint.title,
      href: `#${touchpointAnchor(journey.id, touchpoint.id)}`,
      momentOfTruth: touchpoint.momentOfTruth,
      shot: context.shots.get(touchpointKey({ site: site.id, journey: journey.id, touchpoint: touchpoint.id }))?.find((shot) => shot.data !== null)?.anchor ?? null,
      ...pinsOf(lookup.findings(site.id, journey.id, touchpoint.id), sightOf(lookup, [{ site: site.id, journey: journey.id, touchpoint: touchpoint.id }])),
    })),
    columnClass: columnClass(journey.touchpoints.length),
    summary: `${measure.axis} by touchpoint on ${site.title}, one line per persona.`,
    rows: lines.map((entry) => ({
      title: entry.title,
      cells: entry.points.map((point) => (point.stopped === null ? (point.reached ? (point.seconds === null ? 'not available' : formatValue(point.seconds, 's')) : 'not reached') : statusMarks[point.stopped].word.toLowerCase())),
    })),
    stops: lines.flatMap((entry) => entry.points.filter((point) => point.stopped !== null).map((point) => point.label)),
  };
}

export const journeyMap: Section = {
  id: 'journey-map',
  title: 'Journey map',
  growsWith: 'journeys',
  view(context) {
    const { lookup } = context;
    // Pages of a crawl are no steps of a journey.
    const found = foundPages(lookup.record);
    const journeys = lookup.journeys.filter(({ id }) => !found.has(id));
    if (journeys.length === 0) return null;
    const measure = measureOf(lookup);
    return {
      explanation: measure.explanation,
      axis: measure.axis,
      decisive: journeys.some(({ touchpoints }) => touchpoints.some(({ momentOfTruth }) => momentOfTruth)),
      journeys: journeys.map((journey) => {
        const highest = Math.max(0, ...lookup.sites.flatMap((site) => linesOf(lookup, journey, site, measure).flatMap((entry) => entry.points.map((point) => point.seconds ?? 0))));
        return {
          id: journeyAnchor(journey.id),
          title: journey.title,
          goal: journey.goal === journey.title ? null : journey.goal,
          touchpoints: journey.touchpoints.map((touchpoint) => touchpoint.title),
          legend: lookup.personas.map((persona) => ({ ...markOf(persona.series), title: persona.title })),
          sites: lookup.sites.map((site) => siteMap(context, journey, site, measure, highest)),
        };
      }),
    };
  },
};
