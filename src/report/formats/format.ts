import type { LongRecord } from '../../model/record.ts';

/** What a format may ask for beside the record. */
export interface FormatTools {
  /** Bytes of an artefact of the run, by its path relative to the run directory. */
  readArtefact(path: string): Promise<Uint8Array>;
  /** Keeps a further file beside the one that is rendered, by its path with slashes. Absent: everything has to be in that one. */
  keep?(path: string, content: string | Uint8Array): Promise<void>;
  /** Prints a self-contained page as a PDF. Absent: there is no browser to do it. */
  print?(html: string): Promise<Uint8Array>;
}

/** A text, or what it consists of in its order where it can be longer than one text may be. */
export type Text = string | Iterable<string>;

/** The whole of a text. Throws RangeError where it is longer than one text may be (512 MB). */
export function textOf(pieces: Text): string {
  return typeof pieces === 'string' ? pieces : [...pieces].join('');
}

interface FormatOf<Id extends string, Content> {
  /** As given to `--format`. */
  id: Id;
  /** Name of the file in the output directory. */
  fileName: string;
  render(record: LongRecord, tools: FormatTools): Promise<Content>;
}

/** One way to write a run down as text. Rendering the same record twice gives the same text. */
export type TextFormat = FormatOf<'html' | 'json' | 'markdown' | 'junit' | 'sarif' | 'csv', Text>;

/** One way to write a run down. What a browser prints is not the same twice. */
export type Format = TextFormat | FormatOf<'pdf', Uint8Array>;
