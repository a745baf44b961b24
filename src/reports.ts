import type { Tell } from './model/events.ts';
import type { LongRecord } from './model/record.ts';
import type { Format } from './report/index.ts';
import type { RunStore } from './store/index.ts';

export interface ReportOptions {
  store: RunStore;
  formats: readonly Format[];
  /** Everything in one file each, however large. Default: what is too large for one file has a folder beside it. */
  singleFile?: boolean;
  /** Prints a self-contained page as a PDF. Absent: the format `pdf` throws BROWSER_MISSING. */
  print?(html: string): Promise<Uint8Array>;
  tell: Tell;
}

/** Writes a record down in these formats, in place of what was there. Answers with the files that open first. */
export async function writeReports({ store, formats, singleFile = false, print, tell }: ReportOptions, record: LongRecord): Promise<string[]> {
  tell({ kind: 'phase', phase: 'report', visits: 0, lanes: 0 });
  const written: string[] = [];
  for (const { id, fileName, render } of formats) {
    if (id === 'html') await store.clearReportParts();
    const content = await render(record, { readArtefact: store.readArtefact, ...(print && { print }), ...(!singleFile && { keep: store.saveReportPart }) });
    written.push(await store.saveReport(fileName, content));
  }
  return written;
}
