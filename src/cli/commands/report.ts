import { resolve } from 'node:path';
import type { LongRecord } from '../../model/record.ts';
import type { Format } from '../../report/index.ts';
import { writeReports } from '../../reports.ts';
import { openRun, withRecord } from '../../store/index.ts';
import { collectFormat, defaultFormats, formatHelp, type AddCommand } from '../command.ts';
import { historyHelp, historyOption, type HistoryOption } from '../history-option.ts';
import type { Io } from '../io.ts';
import { runDirectory } from '../run-directory.ts';

interface ReportArguments {
  format?: Format[];
  singleFile?: boolean;
  history?: HistoryOption;
  browser?: string;
}

/** The browser is looked for before anything is written, and only where something is to be printed. Throws BROWSER_MISSING. */
async function printerFor(formats: readonly Format[], { browser = null }: { browser?: string | null }, { environment }: Io): Promise<{ print?(html: string): Promise<Uint8Array> }> {
  if (!formats.some(({ id }) => id === 'pdf')) return {};
  const { findBrowser, printPage } = await import('../../visit/index.ts');
  const choice = await findBrowser({ choice: browser, environment });
  return { print: (html) => printPage(choice, html) };
}

/** The record with its history looked up anew. */
async function withPast(record: LongRecord, directory: string, history: HistoryOption, io: Io): Promise<LongRecord> {
  const [{ metricsOf }, { pastFor }, { withHistory }] = await Promise.all([import('../../../audits/index.ts'), import('../past-for.ts'), import('../../history.ts')]);
  return withHistory(record, metricsOf, await pastFor(record.name, directory, history, io));
}

export const report: AddCommand = (program, io) => {
  program
    .command('report')
    .description('render an earlier run again')
    .argument('<run>', 'directory of a run, or its run.json')
    .option('--format <ids>', formatHelp, collectFormat)
    .option('--single-file', 'one HTML file however large the run is (default: above 5 MB a folder with the pages and pictures beside it)')
    .option('--history <what>', `${historyHelp}; what the run has kept of it, unless this is given`, historyOption)
    .option('--browser <path>', 'Chrome or Chromium that prints the PDF')
    .addHelpText('after', '\nExamples:\n  $ mystery-shopper report mystery-shopper-report\n  $ mystery-shopper report nightly/run.json --format junit,sarif,csv\n  $ mystery-shopper report nightly --format pdf')
    .action(async (path: string, { format: formats = [...defaultFormats], singleFile = false, history, ...choice }: ReportArguments) => {
      io.keepHeapSmall?.();
      const written = await withRecord(resolve(io.directory, path), async (kept) => {
        const directory = runDirectory(path, io);
        const store = await openRun(directory);
        const record = history === undefined ? kept : await withPast(kept, directory, history, io);
        return writeReports({ store, formats, singleFile, ...(await printerFor(formats, choice, io)), tell: () => undefined }, record);
      });
      for (const file of written) io.out(`${file}\n`);
    });
};
