import { journeyAnchor, touchpointAnchor } from './anchors.ts';
import { painsIn, sightOf } from './findings.ts';
import type { JourneyFacts, Sight, TouchpointFacts } from './lookup.ts';
import { list, plural } from './numbers.ts';
import { stageNames } from './words.ts';
import type { Piece, SectionContext } from './sections/section.ts';

/** On any site. */
const sightAt = ({ lookup }: SectionContext, touchpoints: readonly TouchpointFacts[]): Sight => sightOf(lookup, touchpoints.flatMap(({ journey, id }) => lookup.sites.map((site) => ({ site: site.id, journey, touchpoint: id }))));

/** What was found at some touchpoints of a journey, and who could not go on there. An empty touchpoint: the journey as a whole. */
function metAt({ lookup, obstacles }: SectionContext, journey: string, touchpoints: ReadonlySet<string>, sight: Sight) {
  const findings = [...touchpoints].flatMap((touchpoint) => lookup.sites.flatMap((site) => lookup.findings(site.id, journey, touchpoint)));
  const { text, mark } = painsIn([...new Set(findings)], sight);
  const stopped = obstacles.filter((obstacle) => obstacle.journey === journey && touchpoints.has(obstacle.touchpoint));
  return { pains: text, mark, stopped: stopped.length === 0 ? null : list([...new Set(stopped.map(({ persona }) => lookup.persona(persona).title))]), nobody: sight === 'none' ? 'not reached' : 'nobody' };
}

/** The touchpoints of a journey as a table that leads to their pages. */
export function touchpointIndexPiece(context: SectionContext, journey: JourneyFacts): Piece {
  return {
    template: 'partials/touchpoint-index',
    view: {
      label: `Touchpoints of ${journey.title}`,
      rows: journey.touchpoints.map((touchpoint, index) => ({
        number: index + 1,
        title: touchpoint.title,
        href: `#${touchpointAnchor(journey.id, touchpoint.id)}`,
        stage: stageNames[touchpoint.stage],
        momentOfTruth: touchpoint.momentOfTruth,
        ...metAt(context, journey.id, new Set([touchpoint.id]), sightAt(context, [touchpoint])),
      })),
    },
  };
}

/** The journeys of a run as a table that leads to their pages. */
export function journeyIndexPiece(context: SectionContext): Piece {
  const obstacles = Map.groupBy(context.obstacles, ({ journey }) => journey);
  return {
    template: 'partials/journey-index',
    view: {
      label: 'Journeys of this run',
      rows: context.lookup.journeys.map((journey) => {
        const { length } = journey.touchpoints.filter((touchpoint) => sightAt(context, [touchpoint]) === 'none');
        return {
          title: journey.title,
          href: `#${journeyAnchor(journey.id)}`,
          touchpoints: `${plural(journey.touchpoints.length, 'touchpoint')}${length === 0 ? '' : `, ${length} not reached`}`,
          ...metAt({ ...context, obstacles: obstacles.get(journey.id) ?? [] }, journey.id, new Set(['', ...journey.touchpoints.map(({ id }) => id)]), sightAt(context, journey.touchpoints)),
        };
      }),
    },
  };
}
