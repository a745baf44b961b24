import type { Film } from '../../../model/filmstrip-evidence.ts';
import { shrinkPictures } from '../../in-page/shrink-pictures.ts';
import { inTime } from '../../patience.ts';
import type { CollectorContext } from '../collector.ts';
import { evaluateApart } from './evaluate-apart.ts';
import { mostTelling, type Shown } from './film.ts';

/** What a recording shows, before it is known what the others of the touchpoint show. */
export type RawFilm = { shown: Shown[]; drawn: number } | { absent: string };

/** Px within which a picture of the report's filmstrip is drawn, and WebP at a quality that keeps one to about 3 KB. */
const small = { width: 280, height: 220, quality: 0.4 };

/** ms for a sign of life, since a page that gives none must not keep the rest of a recording; and for all pictures of a touchpoint, which take about 50. */
const patience = { life: 1_000, pictures: 5_000 };

/** What was chosen of each film of a touchpoint, and the pictures of all that, made small: WebP as base64. */
export interface SmallFilms {
  chosen: Shown[][];
  small: string[];
}

/** Chooses of all films of a touchpoint, and makes small in a world of our own what was chosen. Once its steps are over: no trace is under way. */
export async function makeSmall(cdp: CollectorContext['cdp'], films: readonly RawFilm[]): Promise<SmallFilms> {
  const chosen = mostTelling(films.map((film) => ('shown' in film ? film.shown : [])));
  const pictures = chosen.flat().map(({ picture }) => picture);
  const small = pictures.length === 0 ? [] : await shrink(cdp, pictures);
  if (small.length !== pictures.length) throw new Error('the browser gave fewer pictures than it was given');
  return { chosen, small };
}

/** `made`: it fails where the pictures could not be made small. */
export async function keepFilms(keep: CollectorContext['keep'], touchpoint: string, films: readonly RawFilm[], made: Promise<SmallFilms>): Promise<Film[]> {
  try {
    const { chosen, small } = await made;
    const kept = await Promise.all(small.map((webp, index) => keep(`${touchpoint}-film-${index + 1}.webp`, Buffer.from(webp, 'base64'), 'image/webp')));
    return films.map((film, index): Film => {
      if ('absent' in film) return film;
      const frames = (chosen[index] ?? []).flatMap(({ picture: _, ...frame }) => {
        const picture = kept.shift();
        return picture === undefined ? [] : [{ picture, ...frame }];
      });
      return { frames, drawn: film.drawn };
    });
  } catch (error) {
    const reason = `the pictures could not be made small: ${error instanceof Error ? error.message.split('\n', 1)[0] : String(error)}`;
    return films.map((film) => ('absent' in film ? film : { absent: reason }));
  }
}

async function shrink(cdp: CollectorContext['cdp'], pictures: readonly string[]): Promise<string[]> {
  await inTime(patience.life, 'the page', evaluateApart(cdp, () => true, null, patience.life));
  return await inTime(patience.pictures, 'the page', evaluateApart(cdp, shrinkPictures, { pictures, width: small.width, height: small.height, quality: small.quality }, patience.pictures));
}
