import type { RunRecord } from '../../model/record.ts';

/** What a format may ask for beside the record. */
export interface FormatTools {
  /** Bytes of an artefact of the run, by its path relative to the run directory. */
  readArtefact(path: string): Promise<Uint8Array>;
  /** Keeps a further file beside the one that is rendered, by its path with slashes. Absent: everything has to be in that one. */
  keep?(path: string, content: string | Uint8Array): Promise<void>;
}

/** One way to write a run down. Rendering the same record twice gives the same text. */
export interface Format {
  /** As given to `--format`. */
  id: 'html' | 'json' | 'markdown' | 'junit' | 'sarif' | 'csv';
  /** Name of the file in the output directory. */
  fileName: string;
  render(record: RunRecord, tools: FormatTools): Promise<string>;
}
