import { absenceOf } from '../absence.ts';
import { areas } from '../../model/metric.ts';
import type { Metric } from '../../model/metric.ts';
import type { StepEvidence } from '../../model/evidence.ts';
import type { TouchpointSummary } from '../../model/record.ts';
import { linkable, metricAnchor, touchpointAnchor } from '../anchors.ts';
import { cardHome, findingCard, inOrder, painsIn, sightOf } from '../findings.ts';
import { isTimed, waitedAt } from '../known-metrics.ts';
import type { JourneyFacts, Lookup, PersonaFacts, Sight, SiteFacts, TouchpointFacts } from '../lookup.ts';
import { formatValue, plural } from '../numbers.ts';
import { touchpointKey } from '../places.ts';
import { areaNames, roleNames, stageNames, statusMarks, thresholdText } from '../words.ts';
import { filmsAt } from './filmstrip.ts';
import { loadingsOf } from './loading.ts';
import { metAt } from './pictured.ts';
import type { Piece, Section, SectionContext } from './section.ts';
import { noViews, threeViews } from './three-views.ts';

/** null: it is not known, or what it took is not the site's doing alone. */
function waitedText(step: StepEvidence, timed: boolean): string | null {
  const waited = !timed || step.action === 'run' || (step.untilSettled === null && step.waiting?.untilArrived === undefined) ? null : waitedAt(step);
  return waited === null ? null : formatValue(Math.round(waited), 'ms');
}

function stepsOf(summary: TouchpointSummary, timed: boolean) {
  return summary.steps.map((step) => ({
    text: step.description,
    problem: step.outcome === 'failed' ? (step.problem?.message ?? 'It failed.') : step.outcome === 'skipped' ? 'Skipped: it did not show up.' : null,
    failed: step.outcome === 'failed',
    interruption: step.interruption && step.outcome === 'done',
    waited: waitedText(step, timed),
  }));
}

function visitsOf(lookup: Lookup, site: SiteFacts, touchpoint: TouchpointFacts) {
  return lookup.personas.flatMap((persona) => {
    const summary = lookup.summary({ site: site.id, persona: persona.id, journey: touchpoint.journey, touchpoint: touchpoint.id });
    if (summary === undefined) return [];
    return [
      {
        persona: persona.title,
        personaId: persona.id,
        mark: statusMarks[summary.status],
        problem: summary.problem?.message ?? null,
        url: summary.url === '' ? null : summary.url,
        href: linkable(summary.url),
        title: summary.title === '' ? null : summary.title,
        steps: stepsOf(summary, isTimed(lookup, summary)),
      },
    ];
  });
}

function rowOf(lookup: Lookup, metric: Metric, personas: readonly PersonaFacts[], site: string, journey: string, touchpoint: string | null, explain: boolean) {
  return {
    title: metric.title,
    href: `#${metricAnchor(metric.id)}`,
    explanation: explain ? metric.why : null,
    threshold: metric.threshold === undefined ? null : thresholdText(metric.threshold, metric),
    cells: personas.map((persona) => threeViews(lookup, metric, { site, persona: persona.id, journey, touchpoint }) ?? noViews(persona.id, absenceOf(undefined, 'It was not measured.'))),
  };
}

/** Numbers of a touchpoint in the order of the areas; a metric nobody has a word about has no row. */
function numbersOf(lookup: Lookup, site: string, journey: string, touchpoint: string | null, explain: boolean) {
  const { personas } = lookup;
  const present = lookup.record.metrics.filter((metric) => personas.some((persona) => lookup.tellsOf(metric.id, { site, persona: persona.id, journey, touchpoint })));
  const groups = areas
    .map((area) => ({ title: areaNames[area], rows: present.filter((metric) => metric.id.startsWith(`${area}.`)).map((metric) => rowOf(lookup, metric, personas, site, journey, touchpoint, explain)) }))
    .filter((group) => group.rows.length > 0);
  return groups.length === 0 ? null : { groups, personas: personas.map((persona) => ({ id: persona.id, title: persona.title })), columns: personas.length + 1, count: plural(present.length, 'number') };
}

/** Where nothing was found. */
const quietTexts: Record<Sight, string> = {
  inspected: 'Nothing was found here that is worth telling.',
  reached: 'Nothing was found here in the timed visits. No inspection counts, and that is where most is found: what else there may be is not known.',
  none: 'No visit that counts reached this touchpoint, so nothing can be said of it.',
};

function siteOf(context: SectionContext, site: SiteFacts, touchpoint: TouchpointFacts, explain: boolean) {
  const { lookup } = context;
  const at = { site: site.id, journey: touchpoint.journey, touchpoint: touchpoint.id };
  const shots = context.shots.get(touchpointKey(at)) ?? [];
  const met = metAt(lookup, site, touchpoint, shots);
  const sight = sightOf(lookup, [at]);
  const pains = painsIn(lookup.findings(site.id, touchpoint.journey, touchpoint.id), sight);
  return {
    anchor: `${touchpointAnchor(touchpoint.journey, touchpoint.id)}~${site.id}`,
    siteId: site.id,
    title: site.title,
    role: roleNames[site.role],
    touchpoint: touchpoint.title,
    label: `${touchpoint.title} on ${site.title}`,
    summary: pains.text,
    mark: pains.mark,
    open: lookup.focus.has(site.id),
    ...met,
    stops: context.obstacles
      .filter((obstacle) => obstacle.site === site.id && obstacle.journey === touchpoint.journey && obstacle.touchpoint === touchpoint.id)
      .map((obstacle) => ({ persona: lookup.persona(obstacle.persona).title, personaId: obstacle.persona, word: obstacle.status === 'blocked' ? 'is blocked here' : 'failed here', message: obstacle.message })),
    quiet: met.cards.length + met.urgent.length + met.lines.length > 0 ? null : quietTexts[sight],
    visits: visitsOf(lookup, site, touchpoint),
    films: filmsAt(context, site, touchpoint),
    loadings: loadingsOf(context, site, touchpoint),
    numbers: !context.tables ? null : numbersOf(lookup, site.id, touchpoint.journey, touchpoint.id, explain),
  };
}

function touchpointOf(context: SectionContext, touchpoint: TouchpointFacts, first: boolean) {
  const { lookup } = context;
  const sites = lookup.sites.filter((site) => lookup.personas.some((persona) => lookup.summary({ site: site.id, persona: persona.id, journey: touchpoint.journey, touchpoint: touchpoint.id }) !== undefined));
  return {
    anchor: touchpointAnchor(touchpoint.journey, touchpoint.id),
    title: touchpoint.title,
    stage: stageNames[touchpoint.stage],
    momentOfTruth: touchpoint.momentOfTruth,
    optimum: touchpoint.optimum === null ? null : plural(touchpoint.optimum, 'action'),
    sites: sites.map((site, index) => siteOf(context, site, touchpoint, first && index === 0)),
  };
}

/** Numbers and findings that belong to no single touchpoint. */
function wholeJourney({ lookup, tables }: SectionContext, journey: JourneyFacts) {
  return lookup.sites.flatMap((site) => {
    const findings = inOrder(lookup.findings(site.id, journey.id, ''));
    const cards = findings.filter((finding) => cardHome(lookup, finding) === touchpointKey({ site: site.id, journey: journey.id, touchpoint: null })).map((finding) => findingCard(lookup, finding));
    const numbers = tables ? numbersOf(lookup, site.id, journey.id, null, false) : null;
    return cards.length === 0 && numbers === null ? [] : [{ title: site.title, siteId: site.id, label: `${journey.title} as a whole on ${site.title}`, cards, numbers }];
  });
}

/** One touchpoint on all sites. */
export function touchpointPiece(context: SectionContext, journey: JourneyFacts, index: number, explain: boolean): Piece[] {
  const touchpoint = journey.touchpoints[index];
  return touchpoint === undefined ? [] : [{ template: 'partials/touchpoint', view: { ...touchpointOf(context, touchpoint, explain), number: index + 1 } }];
}

export const journeyTitlePiece = ({ title }: JourneyFacts): Piece => ({ template: 'partials/journey-title', view: { title } });

export function wholeJourneyPiece(context: SectionContext, journey: JourneyFacts): Piece[] {
  const whole = wholeJourney(context, journey);
  return whole.length === 0 ? [] : [{ template: 'partials/whole-journey', view: { whole } }];
}

export const touchpoints: Section = {
  id: 'touchpoints',
  title: 'Touchpoints',
  growsWith: 'touchpoints',
  view: ({ tables }) => ({ tables }),
  *pieces(context) {
    for (const [order, journey] of context.lookup.journeys.entries()) {
      yield journeyTitlePiece(journey);
      for (const index of journey.touchpoints.keys()) yield* touchpointPiece(context, journey, index, order === 0 && index === 0);
      yield* wholeJourneyPiece(context, journey);
    }
  },
};
