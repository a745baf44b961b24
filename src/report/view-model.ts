import type { LongRecord } from '../model/record.ts';
import { embedFilms, wantedFilms } from './films.ts';
import { embedShots, wantedShots } from './images.ts';
import type { ReadArtefact } from './images.ts';
import { legibleRecord } from './legible.ts';
import { foundPages, lookUp } from './lookup.ts';
import type { Lookup } from './lookup.ts';
import { formatInstant, list, plural } from './numbers.ts';
import { obstacles, rankedActions, worstFirst } from './ranking.ts';
import type { Piece, Section, SectionContext } from './sections/section.ts';
import { roleNames, verdictMark } from './words.ts';

/** What stands around the chapters of a page; what is in it is text and needs escaping. */
export interface FrameView {
  name: string;
  mark: { tone: string; icon: string; word: string };
  when: string;
  what: string;
  sites: { id: string; title: string; role: string; origin: string }[];
  personas: { id: string; title: string }[];
  /** Is there anything to choose between? */
  filters: boolean;
  tool: string;
}

/** A chapter as it is printed. */
export interface Chapter {
  id: string;
  title: string;
  template: string;
  view: object;
  pieces: Iterable<Piece>;
}

/** Characters of base64 that screenshots may take in one file that is asked for where everything together is too large for one. */
const pictureBudget = 4_000_000;

/** The same for the pictures of filmstrips, each about 4,000: they tell less than a screenshot. */
const filmBudget = 300_000;

/** Context of the sections; `read` is asked for the pictures, and only for those. */
export async function sectionContext(record: LongRecord, read: ReadArtefact | null): Promise<SectionContext> {
  const lookup = lookUp(legibleRecord(record));
  return read === null ? contextOf(lookup) : withPictures(lookup, read);
}

/** With as many pictures in the page as so many characters allow. */
export async function withPictures(lookup: Lookup, read: ReadArtefact, { shots, films } = { shots: pictureBudget, films: filmBudget }): Promise<SectionContext> {
  return { ...contextOf(lookup), shots: await embedShots(wantedShots(lookup), read, shots), films: await embedFilms(wantedFilms(lookup), read, films) };
}

/** Without pictures. */
export function contextOf(lookup: Lookup): SectionContext {
  const actions = rankedActions(lookup);
  return { lookup, actions, painPoints: worstFirst(actions), obstacles: obstacles(lookup), shots: new Map(), films: new Map(), tables: true };
}

/** Journeys named at the top of the page; the count of the rest is given. */
const journeysNamed = 3;

function scopeOf(lookup: Lookup): string {
  const { crawl } = lookup.record;
  const found = foundPages(lookup.record);
  const titles = [...lookup.journeys.filter(({ id }) => !found.has(id)).map((journey) => journey.title), ...(crawl === undefined ? [] : [`${plural(found.size, 'page')} of ${plural(crawl.templates.length, 'kind')}`])];
  const journeys = list(titles.length <= journeysNamed + 1 ? titles : [...titles.slice(0, journeysNamed), plural(titles.length - journeysNamed, 'more journey')]);
  return `${journeys}: ${plural(lookup.personas.length, 'persona')} on ${plural(lookup.sites.length, 'site')}, ${lookup.record.plan.samples === 0 ? 'inspected' : `${plural(lookup.record.plan.samples, 'visit')} each`}`;
}

export function frameView(lookup: Lookup): FrameView {
  const { record } = lookup;
  return {
    name: record.name,
    mark: verdictMark(record),
    when: formatInstant(record.startedAt),
    what: scopeOf(lookup),
    sites: lookup.sites.map(({ id, title, role, origin }) => ({ id, title, origin, role: roleNames[role] })),
    personas: lookup.personas.map(({ id, title }) => ({ id, title })),
    filters: lookup.sites.length > 1 || lookup.personas.length > 1,
    tool: record.conditions.tool,
  };
}

/** Those of the sections that have something to say. */
export function chaptersOf(sections: readonly Section[], context: SectionContext): Chapter[] {
  return sections.flatMap(({ id, title, view, pieces }) => {
    const data = view(context);
    return data === null ? [] : [{ id, title, template: `sections/${id}`, view: data, pieces: pieces?.(context) ?? [] }];
  });
}
