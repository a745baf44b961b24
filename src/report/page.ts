import { createHash } from 'node:crypto';
import type { LongRecord } from '../model/record.ts';
import type { ReadArtefact } from './images.ts';
import type { Lookup } from './lookup.ts';
import { sections } from './sections/index.ts';
import type { SectionContext } from './sections/section.ts';
import { loadTemplates, type Templates } from './templates.ts';
import { chaptersOf, frameView, sectionContext, withPictures, type Chapter, type FrameView, type PictureBudgets } from './view-model.ts';

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

export function digest(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** The page may show its own pictures and run the one script that stands in it; nothing else, and it may ask nobody for anything. */
function policy({ css, script }: Templates, stylesheet: string | null): string {
  // A page that is opened from disk is of no origin, so that 'self' alone would not do.
  const [pictures, style] = stylesheet === null ? ['data:', digest(css)] : ["'self' file:", "'self' file:"];
  return ["default-src 'none'", `img-src ${pictures}`, `style-src ${style}`, `script-src ${digest(script)}`, "base-uri 'none'", "form-action 'none'"].join('; ');
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

/** One self-contained page. null: it would take more bytes than `limit`. */
export async function pageWithin(lookup: Lookup, read: ReadArtefact, limit: number, pictures: PictureBudgets): Promise<string | null> {
  const [templates, context] = await Promise.all([loadTemplates(), withPictures(lookup, read, pictures)]);
  const chunks: string[] = [];
  let bytes = 0;
  for (const chunk of printedWhole(templates, context)) {
    chunks.push(chunk);
    bytes += Buffer.byteLength(chunk);
    if (bytes > limit) return null;
  }
  return chunks.join('');
}

/** One self-contained page that opens from disk, offline, however large, bit by bit; pictures that would make it very large are left out, which is said. */
export async function pageOf(record: LongRecord, read: ReadArtefact): Promise<Iterable<string>> {
  const [templates, context] = await Promise.all([loadTemplates(), sectionContext(record, read)]);
  return printedWhole(templates, context);
}
