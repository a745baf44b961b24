import type { FilmOf, FilmedStep } from '../films.ts';
import type { SiteFacts, TouchpointFacts } from '../lookup.ts';
import { formatValue, plural } from '../numbers.ts';
import { touchpointKey } from '../places.ts';
import type { SectionContext } from './section.ts';

/** CSS px of a picture in the report. */
const height = 150;

const paintNames = { 'first-contentful': 'first content', 'largest-contentful': 'largest content' } as const;

function stepView({ description, absent, frames, omitted }: FilmedStep, width: number) {
  return {
    description,
    absent,
    quiet: absent === null && frames.length === 0 && omitted === 0,
    omitted: omitted === 0 ? null : `${plural(omitted, 'more picture')}`,
    frames: frames.map(({ at, paints = [], picture }) => {
      const moment = at === 0 ? 'before' : formatValue(Math.round(at), 'ms');
      const marks = paints.map((paint) => paintNames[paint]).join(', ');
      return {
        ...picture,
        moment,
        marks: marks === '' ? null : marks,
        alt: `The page ${at === 0 ? 'before it' : `${moment} after it`}${marks === '' ? '' : `: ${marks}`}`,
        // What is in the page itself needs no waiting for.
        lazy: picture.data !== null && !picture.data.startsWith('data:'),
        width,
        height,
      };
    }),
  };
}

function filmView(context: SectionContext, film: FilmOf, site: SiteFacts, touchpoint: TouchpointFacts) {
  const { title, persona } = context.lookup.persona(film.persona);
  const width = Math.round((height * persona.device.width) / persona.device.height);
  const omitted = film.steps.reduce((sum, step) => sum + step.omitted, 0);
  return {
    persona: title,
    personaId: film.persona,
    label: `Pictures of the way to ${touchpoint.title} on ${site.title}, ${title}`,
    absent: film.absent,
    steps: film.steps.map((step) => stepView(step, width)),
    omitted: omitted === 0 ? null : `To keep this file small, ${omitted === 1 ? 'one picture was' : `${plural(omitted, 'picture')} were`} left out here; the folder of the run has ${omitted === 1 ? 'it' : 'them'}.`,
  };
}

/** How a touchpoint came up on a site, by kind of device. Empty: nothing is known of it. */
export function filmsAt(context: SectionContext, site: SiteFacts, touchpoint: TouchpointFacts) {
  const films = context.films.get(touchpointKey({ site: site.id, journey: touchpoint.journey, touchpoint: touchpoint.id })) ?? [];
  return films.map((film) => filmView(context, film, site, touchpoint));
}
