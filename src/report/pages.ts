import type { LongRecord } from '../model/record.ts';
import { addressFrom, chapterPage, firstPage, folder, journeyPage, pageFinder, touchpointPage, withAddresses, type PageOf } from './addresses.ts';
import { digest } from './digest.ts';
import { fileFilms, wantedFilms, type FilmOf } from './films.ts';
import { fileShots, wantedShots, type ReadArtefact, type Shot } from './images.ts';
import { legibleRecord } from './legible.ts';
import { lookUp, onlyOf, type JourneyFacts, type Lookup } from './lookup.ts';
import { printed, wholePage, type PageFrame } from './page.ts';
import { sections } from './sections/index.ts';
import { journeyIndexPiece, touchpointIndexPiece } from './page-index.ts';
import { touchpointKey } from './places.ts';
import type { SectionContext } from './sections/section.ts';
import { journeyTitlePiece, touchpointPiece, touchpoints, wholeJourneyPiece } from './sections/touchpoints.ts';
import { loadTemplates, type Templates } from './templates.ts';
import { chaptersOf, contextOf, frameView, type Chapter } from './view-model.ts';

type Keep = (path: string, content: string | Uint8Array) => Promise<void>;

/** The report: one self-contained page where that is small enough, else the first of many, the rest of which is kept in a folder beside it. */
export async function pagesOf(record: LongRecord, read: ReadArtefact, keep: Keep): Promise<string> {
  const lookup = lookUp(legibleRecord(record));
  const whole = await wholePage(lookup, read);
  return whole?.join('') ?? manyPages({ ...lookup, manyPages: true }, read, keep);
}

/** What all pages are made with. */
interface Report {
  context: SectionContext;
  templates: Templates;
  stylesheet: string;
  pageOf: PageOf;
  /** Chapters that have a page of their own, because they say something and grow with what was found. */
  own: readonly Pick<Chapter, 'id' | 'title'>[];
  /** By anchor; those of the touchpoints that were printed. */
  pictures: Map<string, Shot>;
  keep: Keep;
}

async function manyPages(lookup: Lookup, read: ReadArtefact, keep: Keep): Promise<string> {
  const templates = await loadTemplates();
  const context = contextOf(lookup);
  const growing = sections.filter(({ growsWith }) => growsWith === 'findings');
  const own = chaptersOf(growing, context).map(({ id, title }) => ({ id, title }));
  const stylesheet = `${folder}/style-${digest(templates.css, 16)}.css`;
  const report: Report = { context, templates, stylesheet, pageOf: pageFinder(lookup, new Map(own.map(({ id }) => [id, chapterPage(id)]))), own, pictures: new Map(), keep };
  await keep(stylesheet, templates.css);

  const wanted = wantedShots(lookup);
  const kept = new Set<string>();
  const keepPicture = async (name: string, content: Uint8Array): Promise<void> => {
    if (kept.has(name)) return;
    kept.add(name);
    await keep(`${folder}/${name}`, content);
  };
  const stops = Map.groupBy(context.obstacles, ({ journey }) => journey);
  for (const journey of lookup.journeys) {
    const shots = new Map<string, Shot[]>();
    const films = new Map<string, FilmOf[]>();
    const part = onlyOf(lookup, journey);
    const wantedFilm = wantedFilms(part);
    for (const { id: touchpoint } of journey.touchpoints) {
      for (const { id: site } of lookup.sites) {
        const key = touchpointKey({ site, journey: journey.id, touchpoint });
        const here = await fileShots(wanted.get(key) ?? [], read, keepPicture);
        shots.set(key, here);
        films.set(key, await fileFilms(wantedFilm.get(key) ?? [], read, keepPicture));
        for (const shot of here) report.pictures.set(shot.anchor, shot);
      }
    }
    await keepJourney(report, { ...context, lookup: part, obstacles: stops.get(journey.id) ?? [], shots, films }, journey);
  }
  for (const section of growing) {
    for (const chapter of chaptersOf([section], { ...context, shots: shotsByTouchpoint(report) })) await keep(chapterPage(chapter.id), print(report, chapterPage(chapter.id), { title: chapter.title, trail: [upTo(report, chapterPage(chapter.id))] }, [chapter]));
  }
  return print(report, firstPage, { title: null, trail: [] }, firstChapters(report));
}

function print({ context, templates, stylesheet, pageOf, own, pictures }: Report, page: string, { title, trail }: Pick<PageFrame, 'title' | 'trail'>, chapters: readonly Chapter[]): string {
  const contents = [...chapters, ...(page === firstPage ? own : [])].map(({ id, title: name }) => ({ href: `#${id}`, title: name }));
  const frame = { ...frameView(context.lookup), title, trail, contents, stylesheet: addressFrom(page, stylesheet) };
  return withAddresses([...printed(templates, frame, chapters)].join(''), page, pageOf, pictures);
}

const upTo = ({ context }: Report, page: string): PageFrame['trail'][number] => ({ href: addressFrom(page, firstPage), title: context.lookup.record.name, rel: 'The whole report' });

/** Pages of a journey and its touchpoints. `part`: what belongs to the journey only. */
async function keepJourney(report: Report, part: SectionContext, journey: JourneyFacts): Promise<void> {
  const single = report.context.lookup.journeys.length === 1;
  for (const [index, touchpoint] of journey.touchpoints.entries()) {
    const page = touchpointPage(journey.id, touchpoint.id);
    const neighbours = [
      { rel: 'Before', touchpoint: journey.touchpoints[index - 1] },
      { rel: 'Next', touchpoint: journey.touchpoints[index + 1] },
    ].flatMap(({ rel, touchpoint: to }) => (to === undefined ? [] : [{ href: addressFrom(page, touchpointPage(journey.id, to.id)), title: to.title, rel }]));
    const trail = [upTo(report, page), ...(single ? [] : [{ href: addressFrom(page, journeyPage(journey.id)), title: journey.title, rel: 'Journey' }]), ...neighbours];
    const chapter = { ...touchpointsChapter(part), pieces: [journeyTitlePiece(journey), ...touchpointPiece(part, journey, index, false)] };
    await report.keep(page, print(report, page, { title: touchpoint.title, trail }, [chapter]));
  }
  if (single) return;
  const page = journeyPage(journey.id);
  await report.keep(page, print(report, page, { title: journey.title, trail: [upTo(report, page)] }, journeyChapters(part, journey)));
}

const touchpointsChapter = (context: SectionContext): Omit<Chapter, 'pieces'> => ({ id: touchpoints.id, title: touchpoints.title, template: `sections/${touchpoints.id}`, view: touchpoints.view(context) ?? {} });

/** Everything about one journey but its touchpoints, which are listed. */
function journeyChapters(part: SectionContext, journey: JourneyFacts): Chapter[] {
  const index = { ...touchpointsChapter(part), pieces: [journeyTitlePiece(journey), touchpointIndexPiece(part, journey), ...wholeJourneyPiece(part, journey)] };
  return [index, ...chaptersOf(sections.filter(({ growsWith }) => growsWith === 'journeys'), part)];
}

/** What the report begins with: all that does not grow with the run; journeys are listed where there are several. */
function firstChapters(report: Report): Chapter[] {
  const { context } = report;
  const [journey, ...others] = context.lookup.journeys;
  const single = journey !== undefined && others.length === 0;
  return sections.flatMap((section): Chapter[] => {
    if (section.growsWith === 'findings') return [];
    if (section.growsWith === 'touchpoints') {
      const pieces = single ? [journeyTitlePiece(journey), touchpointIndexPiece(context, journey), ...wholeJourneyPiece(context, journey)] : [journeyIndexPiece(context)];
      return [{ ...touchpointsChapter(context), title: single ? section.title : 'Journeys', pieces }];
    }
    return section.growsWith === 'journeys' && !single ? [] : chaptersOf([section], { ...context, shots: shotsByTouchpoint(report) });
  });
}

const shotsByTouchpoint = ({ pictures }: Report): Map<string, Shot[]> => Map.groupBy(pictures.values(), touchpointKey);
