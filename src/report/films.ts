import type { Film, FilmFrame } from '../model/filmstrip-evidence.ts';
import type { LongRecord, TouchpointSummary } from '../model/record.ts';
import { embedded, filed, type KeepPicture, type Picture, type ReadArtefact } from './images.ts';
import type { Lookup } from './lookup.ts';
import { touchpointKey } from './places.ts';

/** A step on the way to a touchpoint, in pictures. */
export interface FilmedStep {
  description: string;
  /** Why there are no pictures; null: there are, or nothing new was drawn. */
  absent: string | null;
  frames: (Omit<FilmFrame, 'picture'> & { picture: Picture })[];
  /** Pictures that were recorded but are not in the report. */
  omitted: number;
}

/** The way to a touchpoint, as recorded with one kind of device. */
export interface FilmOf {
  device: 'phone' | 'desktop';
  persona: string;
  /** Why there is none; null: there is. */
  absent: string | null;
  steps: FilmedStep[];
}

/** What is to be shown of it, before its pictures are read. */
export interface WantedFilm extends Pick<FilmOf, 'device' | 'persona' | 'absent'> {
  steps: readonly { description: string; film: Film }[];
}

const isFilmed = ({ filmstrip }: TouchpointSummary): boolean => filmstrip !== undefined && 'steps' in filmstrip;

export function hasFilms({ touchpoints }: LongRecord): boolean {
  for (const summary of touchpoints) if (isFilmed(summary)) return true;
  return false;
}

/** One per site, touchpoint and device class, by `touchpointKey`: of the first persona who has one, else of the first of whom it is known why not. */
export function wantedFilms(lookup: Lookup): Map<string, WantedFilm[]> {
  const wanted = new Map<string, WantedFilm[]>();
  for (const summary of [...lookup.record.touchpoints].toSorted((a, b) => Number(isFilmed(b)) - Number(isFilmed(a)))) {
    const { persona, filmstrip } = summary;
    if (filmstrip === undefined) continue;
    const { device } = lookup.persona(persona);
    const here = wanted.get(touchpointKey(summary)) ?? [];
    wanted.set(touchpointKey(summary), here);
    if (here.some((other) => other.device === device)) continue;
    here.push('steps' in filmstrip ? { device, persona, absent: null, steps: filmstrip.steps } : { device, persona, absent: filmstrip.absent, steps: [] });
  }
  return wanted;
}

const framesOf = (film: Film): readonly FilmFrame[] => ('frames' in film ? film.frames : []);

/** How it ended, what the paints showed, how it began, and then the rest. */
function byTelling(frames: readonly FilmFrame[]): FilmFrame[] {
  const telling = [frames.at(-1), ...frames.filter(({ paints }) => paints !== undefined), frames[0], ...frames];
  return [...new Set(telling)].filter((frame) => frame !== undefined);
}

/** Characters of a page that stand around a picture: its text, its moment, its place in the list. */
const aroundPicture = 400;

/** Those that fit into so many characters as text of a page: of every step the most telling first, then the next of every step. */
function fitting(wanted: ReadonlyMap<string, readonly WantedFilm[]>, budget: number): Set<FilmFrame> {
  const ranked = [...wanted.values()].flat().flatMap(({ steps }) => steps.map(({ film }) => byTelling(framesOf(film))));
  const taken = new Set<FilmFrame>();
  let left = budget;
  for (let round = 0; ranked.some(({ length }) => length > round); round += 1) {
    for (const frames of ranked) {
      const frame = frames[round];
      if (frame === undefined) continue;
      left -= (frame.picture.bytes * 4) / 3 + aroundPicture;
      if (left < 0) return taken;
      taken.add(frame);
    }
  }
  return taken;
}

async function filmed({ steps, ...film }: WantedFilm, shown: (frame: FilmFrame) => boolean, show: (artefact: FilmFrame['picture']) => Promise<Picture>): Promise<FilmOf> {
  const made: FilmedStep[] = [];
  for (const { description, film: one } of steps) {
    const all = framesOf(one);
    const frames: FilmedStep['frames'] = [];
    for (const frame of all) if (shown(frame)) frames.push({ ...frame, picture: await show(frame.picture) });
    made.push({ description, absent: 'absent' in one ? one.absent : null, frames, omitted: all.length - frames.length });
  }
  return { ...film, steps: made };
}

/** With their pictures as text of the page, up to so many characters. */
export async function embedFilms(wanted: ReadonlyMap<string, readonly WantedFilm[]>, read: ReadArtefact, budget: number): Promise<Map<string, FilmOf[]>> {
  const taken = fitting(wanted, budget);
  const films = new Map<string, FilmOf[]>();
  for (const [key, here] of wanted) {
    const made: FilmOf[] = [];
    for (const one of here) made.push(await filmed(one, (frame) => taken.has(frame), (artefact) => embedded(artefact, read)));
    films.set(key, made);
  }
  return films;
}

/** With their pictures as files of their own. */
export async function fileFilms(wanted: readonly WantedFilm[], read: ReadArtefact, keep: KeepPicture): Promise<FilmOf[]> {
  return Promise.all(wanted.map((one) => filmed(one, () => true, (artefact) => filed(artefact, read, keep))));
}
