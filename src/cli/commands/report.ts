import { dirname, resolve } from 'node:path';
import type { Format } from '../../report/index.ts';
import { writeReports } from '../../reports.ts';
import { openRun, readRecord } from '../../store/index.ts';
import { collectFormat, defaultFormats, formatHelp, type AddCommand } from '../command.ts';

export const report: AddCommand = (program, io) => {
  program
    .command('report')
    .description('render an earlier run again')
    .argument('<run>', 'directory of a run, or its run.json')
    .option('--format <ids>', formatHelp, collectFormat)
    .option('--single-file', 'one HTML file however large the run is (default: above 5 MB a folder with the pages and pictures beside it)')
    .addHelpText('after', '\nExamples:\n  $ mystery-shopper report mystery-shopper-report\n  $ mystery-shopper report nightly/run.json --format junit,sarif,csv')
    .action(async (path: string, { format = [...defaultFormats], singleFile = false }: { format?: Format[]; singleFile?: boolean }) => {
      const given = resolve(io.directory, path);
      const record = await readRecord(given);
      const store = await openRun(given.endsWith('.json') ? dirname(given) : given);
      const written = await writeReports({ store, formats: format, singleFile, tell: () => undefined }, record);
      for (const file of written) io.out(`${file}\n`);
    });
};
