import { journeyAnchor, touchpointAnchor } from './anchors.ts';
import type { JourneyFacts } from './lookup.ts';
import { list, plural } from './numbers.ts';
import { severityMarks, stageNames } from './words.ts';
import { inOrder } from './sections/findings.ts';
import type { Piece, SectionContext } from './sections/section.ts';

function worstOf({ lookup }: SectionContext, journey: string, touchpoints: readonly string[]) {
  const findings = touchpoints.flatMap((touchpoint) => lookup.sites.flatMap((site) => lookup.findings(site.id, journey, touchpoint)));
  const pains = [...new Set(findings)].filter((finding) => finding.kind === 'pain-point');
  return { pains: pains.length === 0 ? 'no pain points found' : plural(pains.length, 'pain point'), mark: pains.length === 0 ? null : severityMarks[inOrder(pains)[0]?.severity ?? 'minor'] };
}

/** Personas who could not go on, by journey and touchpoint. */
function stoppedOf({ lookup, obstacles }: SectionContext): (journey: string, touchpoint?: string) => string | null {
  const stopped = Map.groupBy(obstacles, ({ journey }) => journey);
  return (journey, touchpoint) => {
    const here = (stopped.get(journey) ?? []).filter((obstacle) => touchpoint === undefined || obstacle.touchpoint === touchpoint);
    return here.length === 0 ? null : list([...new Set(here.map(({ persona }) => lookup.persona(persona).title))]);
  };
}

/** The touchpoints of a journey as a table that leads to their pages. */
export function touchpointIndexPiece(context: SectionContext, journey: JourneyFacts): Piece {
  const stopped = stoppedOf(context);
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
        stopped: stopped(journey.id, touchpoint.id),
        ...worstOf(context, journey.id, [touchpoint.id]),
      })),
    },
  };
}

/** The journeys of a run as a table that leads to their pages. */
export function journeyIndexPiece(context: SectionContext): Piece {
  const stopped = stoppedOf(context);
  return {
    template: 'partials/journey-index',
    view: {
      label: 'Journeys of this run',
      rows: context.lookup.journeys.map((journey) => ({
        title: journey.title,
        href: `#${journeyAnchor(journey.id)}`,
        touchpoints: plural(journey.touchpoints.length, 'touchpoint'),
        stopped: stopped(journey.id),
        ...worstOf(context, journey.id, journey.touchpoints.map(({ id }) => id)),
      })),
    },
  };
}
