import { createHash } from 'node:crypto';
import type { LongRecord } from '../model/record.ts';
import { embedFilms, hasFilms, wantedFilms } from './films.ts';
import { embeddedSize, wantedShots, type ReadArtefact } from './images.ts';
import { legibleRecord } from './legible.ts';
import { lookUp, type Lookup } from './lookup.ts';
import { sections } from './sections/index.ts';
import type { SectionContext } from './sections/section.ts';
import { loadTemplates, type Templates } from './templates.ts';
import { chaptersOf, frameView, withPictures, type Chapter, type FrameView } from './view-model.ts';

/** What is around the chapters of one page. */
export interface PageFrame extends FrameView {
  /** null: the page is the report's first. */
  title: string | null;
  /** Pages above and beside it; empty: it is the only one. */
  trail: { href: string; title: string; rel: string | null }[];
  contents: { href: string; title: string }[];
  /** Address of the style; null: it stands in the page. */
  stylesheet: string | null;
}

/** As a policy names a style or a script that stands in the page. */
function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** The page may show its own pictures and run the one script that stands in it; nothing else, and it may ask nobody for anything. */
function policy({ css, script }: Templates, stylesheet: string | null): string {
  // A page that is opened from disk is of no origin, so that 'self' alone would not do.
  const [pictures, style] = stylesheet === null ? ['data:', hashOf(css)] : ["'self' file:", "'self' file:"];
  return ["default-src 'none'", `img-src ${pictures}`, `style-src ${style}`, `script-src ${hashOf(script)}`, "base-uri 'none'", "form-action 'none'"].join('; ');
}

/** A page bit by bit, so that whoever prints it can stop when it gets too long. */
export function* printed(templates: Templates, frame: PageFrame, chapters: readonly Chapter[]): Generator<string> {
  const { css, script, print } = templates;
  yield print('frame/start', { ...frame, css, policy: policy(templates, frame.stylesheet) });
  for (const { pieces, ...chapter } of chapters) {
    yield print('frame/chapter', chapter);
    for (const { template, view } of pieces) yield print(template, view);
    yield print('frame/chapter-end', {});
  }
  yield print('frame/end', { tool: frame.tool, script });
}

function printedWhole(templates: Templates, context: SectionContext): Generator<string> {
  const chapters = chaptersOf(sections, context);
  const frame = { ...frameView(context.lookup), title: null, trail: [], contents: chapters.map(({ id, title }) => ({ href: `#${id}`, title })), stylesheet: null };
  return printed(templates, frame, chapters);
}

/** Bytes up to which a report is one file that can be sent around. */
const mostInOne = 5_000_000;

interface Page {
  chunks: string[];
  bytes: number;
}

/** null: it is larger than one file should be. */
function smallPage(templates: Templates, context: SectionContext): Page | null {
  const page: Page = { chunks: [], bytes: 0 };
  for (const chunk of printedWhole(templates, context)) {
    page.chunks.push(chunk);
    page.bytes += Buffer.byteLength(chunk);
    if (page.bytes > mostInOne) return null;
  }
  return page;
}

/** One self-contained page with every screenshot, and with as many pictures of the ways there as there is room for. null: it would be larger than one file should be. */
export async function wholePage(lookup: Lookup, read: ReadArtefact, tables = true): Promise<readonly string[] | null> {
  if (embeddedSize(wantedShots(lookup)) > mostInOne) return null;
  const [templates, pictured] = await Promise.all([loadTemplates(), withPictures(lookup, read, { shots: mostInOne, films: 0 })]);
  const context = { ...pictured, tables };
  const plain = smallPage(templates, context);
  if (plain === null || !hasFilms(lookup.record)) return plain?.chunks ?? null;
  const films = await embedFilms(wantedFilms(lookup), read, mostInOne - plain.bytes);
  return (smallPage(templates, { ...context, films }) ?? plain).chunks;
}

/** One self-contained page that opens from disk, offline, however large, bit by bit; pictures that would make it very large are left out, which is said. `tables`: as in the context of the sections. */
export async function pageOf(record: LongRecord, read: ReadArtefact, { tables } = { tables: true }): Promise<Iterable<string>> {
  const lookup = lookUp(legibleRecord(record));
  const whole = await wholePage(lookup, read, tables);
  if (whole !== null) return whole;
  const [templates, context] = await Promise.all([loadTemplates(), withPictures(lookup, read)]);
  return printedWhole(templates, { ...context, tables });
}
